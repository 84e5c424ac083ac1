"""B04: approximate figures everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.claim import Claim
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule

_APPROXIMATE: Final = ("over", "about", "at_least", "at_most")
_LEAST: Final = 10
_MOST_QUOTES: Final = 6


@rule(
    "B04",
    name="概数泛滥",
    severity="low",
    certainty="hint",
    basis="数据准确的要求；文本特征（经验）",
)
def approximate_figures(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """定量数据过半是概数。

    为什么：年报是统计性公报，件数、次数都有台账可查；“余”“多”“近”太多，数据就不可核对。
    报告：第一至第四部分十以上的数据中，带余、多、近、约、超的过半，且不少于 4 处；全文合为一条。
    不报告：概数不足 4 处或不过半；十以下的数、零陈述、“全部”和百分比不参与计算。
    依据：数据准确的要求；文本特征，仅供参考。
    例：七个数里有四个是“60 余次”“300 余条”。
    """
    claims = [c.claim for c in facts.claims if _may_be_rounded(facts, c.claim)]
    vague = [claim for claim in claims if claim.quantity.hedge in _APPROXIMATE]
    enough = len(vague) >= profile.tolerance("b04_least_claims")
    if not enough or len(vague) <= profile.tolerance("b04_share") * len(claims):
        return
    shown = "、".join(f"“{claim.text}”" for claim in vague[:_MOST_QUOTES])
    yield Fault(
        message=f"正文 {len(claims)} 处十以上的数据中有 {len(vague)} 处是概数：{shown}。",
        anchors=tuple(claim.span for claim in vague),
        advice="有台账可查的改写实数，只有传播量等确实无法精确的保留概数。",
        actual=f"{len(vague)}/{len(claims)}",
    )


def _may_be_rounded(facts: Facts, claim: Claim) -> bool:
    """Whether a figure is large enough to be rounded, and tells of the year's work."""
    return (
        claim.quantity.hedge not in ("zero", "all")
        and claim.kind in ("count", "money", "duration")
        and claim.quantity.value >= _LEAST
        and facts.sentences[claim.sentence].section not in ("preamble", "problems", "other")
    )
