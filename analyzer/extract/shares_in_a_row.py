"""Percentages in a row: 各占32.4%、5.9%; 近两成（18.8%）; 公开、部分公开、不予公开的比例分别为40%、14%、8%."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from analyzer.claim import Quantity
from analyzer.extract.cues import Cue, between, sentence_part_start
from analyzer.extract.expressions import Expression
from analyzer.extract.reading import Paragraph, Reading
from analyzer.extract.shares import CLOSED, RECEIVED, Share, whole_of
from analyzer.extract.subject import FOREIGN, Subject
from analyzer.lexicon.metrics import CueKind

_OPENS: Final = ("（", "(")
_CLOSES: Final = ("）", ")")
_AND: Final = re.compile(r"\s?(?:、|和|及|与|以及)\s?")
_EACH: Final = Expression(r"(?:各|分别|依次)(?:约)?占|占比(?:分别|依次)")
_PROPORTIONS: Final = Expression(
    r"(?:的|所占)*(?:比例|占比|比重|百分比)(?:分别|依次)?(?:为|是|达)?\s?$|(?:分别|依次)占(?:比)?[^，。；\d]{0,10}$"
)


def in_a_row(reading: Reading, at: int) -> bool:
    """占7.7%和4.8%: one percentage each of several things, no telling of which."""
    told = reading.quantities
    return any(
        one.unit == other.unit == "%"
        and _AND.fullmatch(reading.text, one.span.end, other.span.start)
        for one, other in pairwise(told[max(0, at - 1) : at + 2])
    )


def severally(reading: Reading, at: int, paragraph: Paragraph) -> Share | None:
    """法律服务机构11件、其他组织2件，各占32.4%、5.9%: one percentage for each number before."""
    first = at
    while first and _AND.fullmatch(
        reading.text, reading.quantities[first - 1].span.end, reading.quantities[first].span.start
    ):
        first -= 1
    last = first
    while last + 1 < len(reading.quantities) and _AND.fullmatch(
        reading.text, reading.quantities[last].span.end, reading.quantities[last + 1].span.start
    ):
        last += 1
    many = last - first + 1
    floor = reading.quantities[first - 1].span.end if first else 0
    rated = _named_severally(reading, first, many, at)
    if rated is not None:
        return rated
    if first < many or not _EACH.search(reading.text, floor, reading.quantities[first].span.start):
        return None
    told = [paragraph.told.get(index) for index in range(first - many, first)]
    parts = [each for each in told if each is not None and each is not FOREIGN]
    alike = len({(part.domain, len(part.second)) for part in parts}) == 1
    if len(parts) != many or not alike or parts[0].domain != "requests":
        return None
    named = between(reading.cues, floor, reading.quantities[first].span.start)
    part = parts[at - first]
    return part, whole_of(reading.text, named, part)


def _apart(key: str, cue: Cue) -> tuple[str, ...]:
    """予以公开、部分公开 are two rows where each has its own percentage."""
    return ("granted", "partial") if key == "granted_or_partial" and "、" in cue.surface else (key,)


def _named_severally(reading: Reading, first: int, many: int, at: int) -> Share | None:
    """公开、部分公开、不予公开的比例分别为40%、14%、8%: as many rows as percentages."""
    start = reading.quantities[first].span.start
    begin = sentence_part_start(reading.text, start, 0)
    marker = _PROPORTIONS.search(reading.text, begin, start)
    if marker is None:
        return None
    floor = max((q.span.end for q in reading.quantities[:first]), default=begin)
    named = between(reading.cues, max(begin, floor), marker.start())
    axes: tuple[tuple[CueKind, Subject], ...] = (("row", CLOSED), ("column", RECEIVED))
    for kind, whole in axes:
        keys = [part for cue in named if (key := cue.key(kind)) for part in _apart(key, cue)]
        if len(keys) == many:
            key = keys[at - first]
            part = (key,) if kind == "row" else RECEIVED.first
            return Subject("requests", part, () if kind == "row" else (key,), 0.93), whole
    return None


def echoed(reading: Reading, at: int) -> Quantity | None:
    """上升近两成（18.8%）: the percentage that the one in brackets says more exactly."""
    if not at:
        return None
    quantity, before = reading.quantities[at], reading.quantities[at - 1]
    beside = reading.text[before.span.end : quantity.span.start] in _OPENS
    alike = quantity.unit == before.unit == "%"
    closed = reading.text[quantity.span.end : quantity.span.end + 1] in _CLOSES
    return before if beside and alike and closed else None
