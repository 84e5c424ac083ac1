"""L07: suits without a review before them, from 2024 on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.legal_powers import FILE, cell_anchors, cells_said, positive
from analyzer.rules.own_words import own_prose
from analyzer.rules.phrasing import any_pattern

_CELL: Final = "disputes.suit_direct.total"
_FIRST_YEAR: Final = 2024
_SENTENCE: Final = re.compile(r"[^。！？\n]+")


@rule(
    "L07",
    name="不予公开直接起诉",
    severity="medium",
    certainty="hint",
    basis="《中华人民共和国行政复议法》第二十三条第一款第四项",
)
def direct_suit(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """2024 年起未经复议直接起诉的案件没有说明类型。

    为什么：2024 年 1 月 1 日起，对不予公开不服的须先申请复议；仍直接起诉的应是无法提供、不予处理等其他情形。
    报告：2024 年度及以后“未经复议直接起诉·总计”大于 0，正文说诉讼的句子没有交代起诉的是什么。
    不报告：此前年度；正文交代了类型或系往年答复引起；空白或没有读出的格。
    依据：《行政复议法》第二十三条第一款第四项；仅提示核实，不是差错。
    例：2024 年度报告“未经复议直接起诉·总计”填 2，正文只写“行政诉讼 2 件”。
    """
    refs = positive(facts, _CELL)
    year = facts.document.year
    if not refs or year is None or year < _FIRST_YEAR:
        return
    about = any_pattern(FILE, "direct_suit", "about_pattern")
    told = any_pattern(FILE, "direct_suit", "explained_pattern")
    if any(about.search(s[0]) and told.search(s[0]) for s in _SENTENCE.finditer(own_prose(facts))):
        return
    yield Fault(
        message=f"{cells_said(facts, refs)}。2024 年起不服不予公开决定须先复议，正文没有说明这些案件起诉的是什么。",
        anchors=cell_anchors(facts, refs),
        advice="核实案件类型；在正文写明起诉的是无法提供、不予处理等情形，或系往年答复引起。",
        actual=facts.value(_CELL),
    )
