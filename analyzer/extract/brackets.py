"""What a number behind a bracket counts, where the bracket holds numbers of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from analyzer.extract.cues import clause_start
from analyzer.extract.place import Place, filler, gap
from analyzer.extract.reading import WITH_CARRIED, Paragraph
from analyzer.extract.subject import FOREIGN, Subject

_RECEIVED: Final = ("new_received",)
_OUT_OF: Final = ("中", "里", "之中", "当中")
_CARRIED_OVER: Final = ("carried_over",)


def across_bracket(place: Place, paragraph: Paragraph) -> Subject | None:
    """收到申请（含上年结转4件）60件: what stands before the bracket, with what it counts in."""
    text, start = place.reading.text, place.start
    if text[start - 1 : start] != "）" or not filler().covers(
        text, start, place.quantity.span.start
    ):
        return None
    opening = text.rfind("（", 0, start)
    numbers = place.reading.quantities[: place.at]
    outside = [number for number in numbers if number.span.start < opening]
    if opening < 0 or len(outside) == len(numbers):
        return None  # 不公开（过程性信息）7件
    floor = outside[-1].span.end if outside else 0
    subject, near = place.named(clause_start(text, opening, floor), opening)
    if subject in (None, FOREIGN) or not gap().covers(text, near[-1].end, opening):
        return None
    told = [paragraph.told.get(index) for index in range(len(outside), len(numbers))]
    carried = any(part is not None and part.first == _CARRIED_OVER for part in told)
    if carried and subject.first == _RECEIVED and WITH_CARRIED.search(text, opening, start):
        return replace(subject, first=_RECEIVED + _CARRIED_OVER)
    return subject


def counted_share(place: Place, paragraph: Paragraph) -> Subject | None:
    """个人占九成（45件）: the part that the share before the bracket is of; （24件中3件） the whole first."""
    if not place.at or paragraph.shared is None or place.unit == "%":
        return None
    text, before = place.reading.text, place.reading.quantities[place.at - 1]
    between = text[before.span.end : place.quantity.span.start]
    if before.unit != "%" or between.strip("，共计约有即") != "（":
        return None
    part, whole = paragraph.shared
    told = whole if text.startswith(_OUT_OF, place.quantity.span.end) else part
    return replace(told, sure=min(told.sure, 0.93))
