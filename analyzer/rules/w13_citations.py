"""W13: names and numbers of laws and documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.document import Span
from analyzer.finding import Fault
from analyzer.lexicon.source import words
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.own_words import own_prose, wording_faults
from analyzer.rules.phrasing import any_pattern

_FILE: Final = "wording"
_FIRST_YEAR_OF_DECREE_711: Final = 2019


@rule(
    "W13",
    name="法规名称/文号错误",
    severity="medium",
    certainty="likely",
    basis="《党政机关公文格式》（GB/T 9704—2012）；国务院令第711号",
)
def citations(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """法规名称、文号写错。

    为什么：引用的依据写错名称或文号，等于没有依据。
    报告：文号年份不用六角括号；发文序号编虚位；条例名称错误；年度报告格式、信息处理费办法的文号错误；条例的令号不是 711。
    不报告：简称《政府信息公开条例》；法院案号；引用旧条例令号（由 S18 报告）；地方转发文件自己的文号。
    依据：《党政机关公文格式》（GB/T 9704—2012）；《政府信息公开条例》（国务院令第711号）。
    例：“国办公开办函[2021]30号”，应为“国办公开办函〔2021〕30号”。
    """
    yield from wording_faults(facts, _FILE, "citation")
    year = facts.document.year
    if year is None or year < _FIRST_YEAR_OF_DECREE_711:
        return
    right = words(_FILE, "decree", "right")
    for match in any_pattern(_FILE, "decree", "pattern").finditer(own_prose(facts)):
        number = next(group for group in match.groups() if group)
        if number not in right:
            yield Fault(
                message=f"《政府信息公开条例》的令号写作“{number}”，应为国务院令第 {right[0]} 号。",
                anchors=(Span(*match.span()),),
                advice=f"改为“国务院令第{right[0]}号”。",
                actual=number,
                expected=right[0],
            )
