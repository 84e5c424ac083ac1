"""Multiples: 申请量是上年的2倍, 是上年17件的3.6倍, 企业申请是自然人申请的0.6倍, 为上年的50%."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from analyzer.extract.cues import behind_last, between
from analyzer.extract.expressions import Expression
from analyzer.extract.reading import Paragraph, Reading
from analyzer.extract.shares import Share
from analyzer.extract.subject import CASE_UNITS, FOREIGN, Subject
from analyzer.extract.subjects import subject_of

_OF: Final = Expression(
    r"(?P<verb>[是为占]|相当于|约为|只有|达到?|接近|超过|将近|[增升降][至到]|增[长加][至到])(?P<of>[^，。；]*?)的(?:约|近|将近)?$"
)
_LAST_YEAR: Final = Expression(r"上年|去年|上一年|前一年|(?:19|20)\d\d年")
_LAST: Final = ("上年", "去年", "上一年", "前一年")
_OF_LAST_YEAR: Final = Expression(
    r"(?:[是为占]|相当于|只有|达到?)(?:(?:上一?|去|前一)年|(?:19|20)\d\d年)度?"
    r"(?:同期|[受办]理|申请|收件|新收|收到|总|数|量|\d[\d,]*[件宗份]|[（）]){0,6}的(?:约|近|将近)?$"
)
_FORMER: Final = Expression(r"前者[^，。；]{0,4}后者的(?:约|近|将近)?$")
_TWO: Final = 2
_SURE: Final = 0.9
_LONGEST: Final = 24  # characters of 相当于2023年度受理量（40件）的近


def of_last_year(reading: Reading, at: int) -> bool:
    """Whether percentage number `at` is one of last year's figure: 为上年（24件）的50%."""
    text, end = reading.text, reading.quantities[at].span.start
    if not text.endswith(("的", "约", "近"), 0, end):
        return False
    return _OF_LAST_YEAR.search(text, max(0, end - _LONGEST), end) is not None


def multiple(
    reading: Reading, at: int, topic: Subject | None, paragraph: Paragraph
) -> Share | None:
    """What multiple number `at` is, and of what; None where the words do not tell."""
    text, end = reading.text, reading.quantities[at].span.start
    start = behind_last(text, end, "，。；")
    said = _OF.search(text, start, end)
    if said is None:
        return None
    if _FORMER.search(text, start, end):
        return _of_the_two(paragraph)
    part = _told_before(reading, start, said.start(), topic, paragraph)
    if part is None or part.domain == "foreign" or not part.first:
        return None
    part = replace(part, sure=min(part.sure, _SURE), also=())
    years = [year[0] for year in _LAST_YEAR.finditer(said["of"])]
    if years:  # 是2023年的1.3倍、2022年的2倍: the tables tell of last year alone
        last = reading.year is None or years[-1] in {*_LAST, f"{reading.year - 1}年"}
        return (part, replace(part, earlier=True)) if last else None
    whole = subject_of(text, between(reading.cues, said.start("of"), said.end("of")), "件", topic)
    if whole is None or whole.domain != part.domain or not whole.first:
        return None
    return part, replace(whole, also=())


def _of_the_two(paragraph: Paragraph) -> Share | None:
    """自然人655件，单位39件，前者是后者的16.8倍."""
    two = paragraph.listed[-2:]
    if len(two) < _TWO or two[0].domain != two[1].domain:
        return None
    first, second = (replace(each, sure=min(each.sure, _SURE), also=()) for each in two)
    return first, second


def _told_before(
    reading: Reading, start: int, end: int, topic: Subject | None, paragraph: Paragraph
) -> Subject | None:
    """What is named before the verb, else what was counted last before the clause."""
    named = subject_of(reading.text, between(reading.cues, start, end), "件", topic)
    if named is not None and named is not FOREIGN:
        return named
    before = [
        index
        for index, quantity in enumerate(reading.quantities)
        if quantity.span.end <= start and quantity.unit in CASE_UNITS
    ]
    return paragraph.told.get(before[-1]) if before else None
