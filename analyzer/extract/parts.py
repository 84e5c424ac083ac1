"""Numbers that are a part of one cell: two kinds of one row, or a smaller number of the same total."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from analyzer.claim import Quantity
from analyzer.extract.cues import Cue, between
from analyzer.extract.disclosure_subjects import MAYBE_ALL
from analyzer.extract.expressions import Expression
from analyzer.extract.lookalikes import FLOWS
from analyzer.extract.reading import Paragraph, Reading
from analyzer.extract.subject import DEALT_WITH, FOREIGN, Subject
from analyzer.lexicon.metrics import CueKind

_IN_PARTS: Final = ("requests", "disputes")
_NO_PARTS: Final = FLOWS | {"other", "other_plain", "granted_plain"}
_REASONS: Final = ("denied_", "unable_", "refuse_", "other_no_")
_TWO: Final = 2
_AROUND: Final = 80  # characters in which the parts of one cell are told
_BESIDE: Final = 4  # characters of 5件是
_NUMBER_BEFORE: Final = Expression(r"[\d一二两三四五六七八九十][件宗份起例条单]?[的为是系被因]?$")
# 不存在3件, “不存在”的3件; 因本机关不掌握相关信息而无法提供3件
_NUMBER_BEHIND: Final = re.compile(
    r"[的有共为了”]{0,3}\s?[\d一二两三四五六七八九十]|[^，。；、：（\d]{1,16}\d"
)
_TOTALS: Final = DEALT_WITH | {"new_received"}
# 受理21件，其中新收18件，上年结转3件: the 18 are all that came in new
_NEW_BESIDE: Final = re.compile(
    r"(?:其中|[：（])，?(?:本年|当年|今年|20\d\d年)?度?(?:的)?新(?:收到?|受理|接收|增)"
    r"(?:的|政府信息公开|信息公开|依申请公开|申请|数|量|件|共|为)*$"
)
_CARRIED_BESIDE: Final = re.compile(
    r"[，、；和及与]*(?:以及|另有|含|从|由|自)?(?:上一?年|去年|以前年度|20\d\d年)度?(?:结转|转|遗留|未办|未结)"
)
_ACCEPTED: Final = Expression(
    r"(?:正式|直接|当场|当即|即时|符合[^，。；\d]{0,8}(?:条件|要求)[^，。；\d]{0,3}|予以|准予|审查后|审核后|初审后)(?:受理|登记|立案)[^，。；、\d]{0,6}$"
)
_NEAR: Final = 20  # characters of 其中本年新收政府信息公开申请
_SOME: Final = 0.8  # below what `verify` asserts


def told_in_kinds(readings: Sequence[Reading]) -> frozenset[str]:
    """信息不存在的3件。非本机关掌握的2件。: the reasons that a paragraph counts by two words each."""
    if len(readings) < _TWO:
        return frozenset()
    words: dict[str, set[str]] = {}
    for reading in readings:
        for cue in reading.having("row"):
            row = cue.key("row") or ""
            if row.startswith(_REASONS) and _number_of(reading.text, cue):
                words.setdefault(row, set()).add(cue.surface)
    return frozenset(row for row, surfaces in words.items() if len(surfaces) >= _TWO)


def in_parts(
    reading: Reading, quantity: Quantity, subject: Subject, paragraph: Paragraph
) -> Subject:
    """不掌握3件，信息不存在2件; 维持5件，驳回1件: two kinds of one cell, neither all of it.

    Told, never asserted.
    """
    kind: CueKind = "outcome" if subject.domain == "disputes" else "row"
    keys = subject.second if kind == "outcome" else subject.first
    if subject.domain not in _IN_PARTS or len(keys) != 1 or keys[0] in _NO_PARTS:
        return subject
    if kind == "row" and keys[0] in paragraph.in_kinds:
        return replace(subject, sure=min(subject.sure, MAYBE_ALL))
    named = reading.having(kind)
    if len(named) < _TWO:
        return subject
    text, (start, end) = reading.text, quantity.span
    begin, stop = max(0, start - _AROUND), min(len(text), end + _AROUND)
    if kind == "outcome":
        begin = max(begin, text.rfind("；", begin, start) + 1)
        stop = text.find("；", end, stop) if "；" in text[end:stop] else stop
    within = between(named, begin, stop)
    of_each = {cue: _number_of(text, cue) for cue in within if cue.key(kind) == keys[0]}
    same = [cue for cue, number in of_each.items() if number]
    numbers = {of_each[cue] for cue in same}
    if len({cue.surface for cue in same}) < _TWO or len(numbers) < _TWO:
        return subject
    if kind == "outcome" and between(reading.having("group"), same[0].end, same[-1].start):
        return subject  # 复议维持2件，诉讼驳回1件
    return replace(subject, sure=min(subject.sure, MAYBE_ALL))


def _number_of(text: str, cue: Cue) -> int:
    """Where the number stands that the word is said of, 0 where there is none."""
    before = _NUMBER_BEFORE.search(text, max(0, cue.start - _BESIDE), cue.start)
    if before:
        return cue.start - len(before[0])
    behind = _NUMBER_BEHIND.match(text, cue.end)
    return behind.end() if behind else 0


def told_before(quantity: Quantity, subject: Subject, paragraph: Paragraph, text: str) -> Subject:
    """收到申请2件，经补正受理1件: a second, smaller number of the same total is some part of it.

    Not where it is set beside what was carried over: 受理21件，其中新收18件，上年结转3件.
    """
    if subject.domain != "requests" or subject.second or not set(subject.first) & _TOTALS:
        return subject
    before = [n for first, n in paragraph.totals if first == subject.first]
    paragraph.totals.append((subject.first, quantity.value))
    if not before or quantity.value >= max(before):
        return subject
    if _ACCEPTED.search(text, max(0, quantity.span.start - _NEAR), quantity.span.start):
        return FOREIGN  # 收件228件，其中…，正式受理207件
    if _NEW_BESIDE.search(text, max(0, quantity.span.start - _NEAR), quantity.span.start) and (
        _CARRIED_BESIDE.match(text, quantity.span.end)
    ):
        return subject
    return replace(subject, sure=min(subject.sure, _SOME))
