"""B04: approximate figures everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule

_APPROXIMATE: Final = ("over", "about", "at_least", "at_most")
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
    报告：正文的定量陈述中，带余、多、近、约、超的过半，且不少于 4 处；全文合为一条。
    不报告：概数不足 4 处或不过半；零陈述和“全部”计为实数。
    依据：数据准确的要求；文本特征，仅供参考。
    例：七个数里有四个是“60 余次”“300 余条”。
    """
    claims = [checked.claim for checked in facts.claims]
    vague = [claim for claim in claims if claim.quantity.hedge in _APPROXIMATE]
    enough = len(vague) >= profile.tolerance("b04_least_claims")
    if not enough or len(vague) <= profile.tolerance("b04_share") * len(claims):
        return
    shown = "、".join(f"“{claim.text}”" for claim in vague[:_MOST_QUOTES])
    yield Fault(
        message=f"正文 {len(claims)} 处定量数据中有 {len(vague)} 处是概数：{shown}。",
        anchors=tuple(claim.span for claim in vague),
        advice="有台账可查的改写实数，只有传播量等确实无法精确的保留概数。",
        actual=f"{len(vague)}/{len(claims)}",
    )
