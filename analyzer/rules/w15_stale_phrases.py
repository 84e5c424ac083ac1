"""W15: a report that stops at an earlier congress."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.document import Span
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.own_words import own_prose
from analyzer.rules.phrasing import any_pattern

# The third plenary session was held in July 2024.
_FIRST_YEAR: Final = 2024


@rule(
    "W15",
    name="时间滞后提法",
    severity="info",
    certainty="hint",
    basis="表述时效的惯例",
)
def stale_phrases(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """只提二十大精神，没有提其后的全会。

    为什么：2024 年 7 月已召开二十届三中全会，此后的年报只提二十大，像是沿用旧稿。
    报告：2024 年度及以后的年报提到二十大，全文没有提二十届三中全会或其后的全会。
    不报告：全文不提二十大；2023 年度及以前的年报；提到“二十届历次全会”的。
    依据：表述时效的惯例，仅供参考。
    例：2024 年度报告写“学习贯彻党的二十大精神”，可写“党的二十大和二十届二中、三中全会精神”。
    """
    year = facts.document.year
    prose = own_prose(facts)
    named = any_pattern("wording", "stale", "outdated_pattern").search(prose)
    if year is None or year < _FIRST_YEAR or named is None:
        return
    if not any_pattern("wording", "stale", "current_pattern").search(prose):
        yield Fault(
            message=f"{year} 年度报告只提“{named[0]}”，没有提二十届三中全会。",
            anchors=(Span(*named.span()),),
            advice="可写“党的二十大和二十届二中、三中全会精神”，按发布时的权威表述核定。",
            actual=named[0],
        )
