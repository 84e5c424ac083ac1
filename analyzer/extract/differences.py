"""How much one figure of the year is above another: 予以公开6件，比部分公开多4件; 复议案件比诉讼案件多5起."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, NamedTuple

from analyzer.claim import Quantity
from analyzer.extract.assertions import signed
from analyzer.extract.cues import between, clause_start
from analyzer.extract.expressions import Expression
from analyzer.extract.place import gap
from analyzer.extract.reading import Paragraph, Reading
from analyzer.extract.subject import CASE_UNITS, FOREIGN, Subject
from analyzer.extract.subjects import subject_of, topic_of

# 比部分公开多4件, 较“自然人”的58件多出6件; a year named there makes it a change
_THAN: Final = Expression(
    r"(?:[比较]|多于|少于)(?P<other>(?![^，。；]*(?:年(?!度?(?:结转|转入|转来|遗留|未办结))|上期|同期|上次|上届|以往|往常|规定|计划|平均))[^，。；]{2,18}?)"
    r"(?:(?P<more>[多增])|[少减])(?:加|少|出|了|收|办)*$"
)
_LONGEST: Final = 28
_ENDS: Final = ("多", "少", "加", "出", "了", "收", "办")
_SURE: Final = 0.93


class Difference(NamedTuple):
    """The part that is more or less, what it is held beside, and the number with its sign."""

    subject: Subject
    base: Subject
    quantity: Quantity


def difference(reading: Reading, at: int, paragraph: Paragraph) -> Difference | None:
    """What number `at` says that one row is above another; None where it says no such thing."""
    text, quantity = reading.text, reading.quantities[at]
    end = quantity.span.start
    if quantity.unit not in CASE_UNITS or not text.endswith(_ENDS, 0, end):
        return None
    begin = max(clause_start(text, end, 0), end - _LONGEST)
    said = _THAN.search(text, begin, end)
    if said is None:
        return None
    topic = topic_of(reading.cues, paragraph.subject)
    other = _named(reading, at, said.span("other"), topic, paragraph)
    one = _told(reading, begin, said.start(), paragraph) or _named(
        reading, at, (begin, said.start()), topic, paragraph
    )
    one = one or _told(reading, 0, begin, paragraph)
    if one is None or other is None or not _comparable(one, other):
        return None
    one = replace(one, sure=min(one.sure, _SURE), also=())
    paragraph.told[at] = one  # 比部分公开多4件，比不予公开少3件: of the same
    sign = 1 if said["more"] else -1
    return Difference(one, replace(other, also=()), signed(quantity, sign))


def _named(
    reading: Reading, at: int, span: tuple[int, int], topic: Subject | None, paragraph: Paragraph
) -> Subject | None:
    """What the words of a `span` name, or its figure counts (比新制发的6件)."""
    told = _told(reading, *span, paragraph)
    if told is not None:
        return told
    near = between(reading.cues, *span)
    if not near or not gap().covers(reading.text, near[-1].end, span[1]):
        return None
    return subject_of(reading.text, near, reading.quantities[at].unit, topic)


def _told(reading: Reading, begin: int, end: int, paragraph: Paragraph) -> Subject | None:
    """What the last number between two offsets counts, if it is the agency's own."""
    for index in range(len(reading.quantities) - 1, -1, -1):
        span = reading.quantities[index].span
        if begin <= span.start and span.end <= end:
            return None if index in paragraph.elsewhere else paragraph.told.get(index, FOREIGN)
    return None


def _comparable(one: Subject, other: Subject) -> bool:
    """Whether both are rows of one table, and not the same."""
    if one.metric is None or other.metric is None or one.domain != other.domain:
        return False
    if one.domain == "requests" and bool(one.second) != bool(other.second):
        return False
    return one.metric != other.metric
