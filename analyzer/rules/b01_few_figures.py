"""B01: an overview with hardly any figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.claim import Claim
from analyzer.finding import Fault
from analyzer.lexicon.source import words
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.figures import lead, sections_of

_NUMBER: Final = re.compile(
    r"(?<![\d.,])\d[\d.,]*\s*[余多]?\s*(?![年月日号\d.,余多])[\u4e00-\u9fff%]"
)


@rule(
    "B01",
    name="无任何量化数据",
    severity="high",
    certainty="likely",
    basis="国办公开办函〔2021〕30号（总体情况）；《条例》第五十条",
)
def few_figures(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """总体情况几乎没有说明公开工作的数据。

    为什么：总体情况要用数据说明主动公开、依申请公开、管理、平台、监督各方面做了什么，没有数据就是空话。
    报告：总体情况中本机关的不同定量数据（含零陈述）少于 3 个。
    不报告：没有识别出总体情况的报告；达到 3 个的。阅读量、用户数等传播量和下级单位的数据不计，
      同一批信息的两种说法（435 条与 430 余篇）只计一个。
    依据：国办公开办函〔2021〕30号关于总体情况的要求；《政府信息公开条例》第五十条。
    例：总体情况全篇只有“培训 2 次”一个数。
    """
    section, keys = facts.section("overview"), sections_of(facts)
    least = profile.tolerance("b01_least_figures")
    claims = [c.claim for c in facts.claims if keys.get(c.claim.sentence) == "overview"]
    figures = _different(claim for claim in claims if _tells_of_the_work(facts, claim))
    if section is None or len(figures) >= least or not any(facts.sentences_of("overview")):
        return
    counted = "、".join(f"“{claim.text}”" for claim in figures)
    others = [claim for claim in claims if claim not in figures]
    left = (
        f"；“{others[0].text}”等 {len(others)} 处是传播量、下级单位数据或重复说法，不计"
        if others
        else ""
    )
    yield Fault(
        message=(
            f"总体情况说明公开工作的数据只有 {len(figures)} 个{f'（{counted}）' if counted else ''}，"
            f"少于 {least} 个{left}。"
        ),
        anchors=(section.title_span if section.title else section.span, *(c.span for c in figures)),
        advice="补写主动公开信息总数、网站和新媒体发布数、规范性文件数、申请办理数、培训和检查次数，没有的写明为零。",
        actual=str(len(figures)),
        # Numbers that were not understood may be figures too.
        certainty=None if len(figures) + _unread(facts, claims) < least else "hint",
    )


def _unread(facts: Facts, claims: list[Claim]) -> int:
    """Numbers with a unit in the overview that are no claims."""
    taken = {claim.quantity.number.start for claim in claims}
    return sum(
        match.start() not in taken
        for sentence in facts.sentences_of("overview")
        for match in _NUMBER.finditer(facts.text, sentence.span.start, sentence.span.end)
    )


def _tells_of_the_work(facts: Facts, claim: Claim) -> bool:
    if claim.scope in ("subordinate", "other") or claim.kind == "rank":
        return False
    return not any(word in lead(facts, claim) for word in words("figures", "reach", "words"))


def _different(claims: Iterable[Claim]) -> list[Claim]:
    """The claims without second tellings of the same number of published items."""
    kept: list[Claim] = []
    for claim in claims:
        if not any(_same(claim, other) for other in kept):
            kept.append(claim)
    return kept


def _same(one: Claim, other: Claim) -> bool:
    units = words("figures", "information", "units")
    if one.quantity.unit not in units or other.quantity.unit not in units:
        return False
    bounds = [(q.low, q.high) for q in (one.quantity, other.quantity)]
    (low, high), (low2, high2) = bounds
    if low is None or high is None or low2 is None or high2 is None:
        return False
    return low <= high2 and low2 <= high
