"""Percentages in a row: one each of the numbers, the names or the rates before them, in their order.

法律服务机构11件、其他组织2件，各占32.4%、5.9%; 公开、不予公开的比例分别为40%、8%; 维持率、纠错率分别为75%和12.5%.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from analyzer.extract.bodies import CASES
from analyzer.extract.cues import Cue, between, sentence_part_start
from analyzer.extract.denominators import CLOSED, RECEIVED, whole_of
from analyzer.extract.enumerations import AND, run_from
from analyzer.extract.expressions import Expression
from analyzer.extract.reading import Paragraph, Reading
from analyzer.extract.shares import Share, rates_in, share_of
from analyzer.extract.subject import FOREIGN, Subject
from analyzer.extract.subjects import topic_of
from analyzer.lexicon.metrics import CueKind

_BOTH_TABLES: Final = ("复议", "诉")
_WHOLE: Final = 100
_ROUNDED: Final = Decimal("0.3")
_EACH: Final = Expression(
    r"(?:各|分别|依次)(?:约)?占|(?:占比|比例|比重|份额|百分比)(?:分别|依次|各)"
)
_PROPORTIONS: Final = Expression(
    r"(?:的|所占)*(?:比例|占比|比重|百分比)(?:分别|依次)?(?:为|是|达)?\s?$|(?:分别|依次)占(?:比)?[^，。；\d]{0,10}$"
)
_RATES: Final = Expression(r"(?:分别|依次)(?:为|是|达到?|约)*\s?$")


def in_a_row(reading: Reading, at: int) -> bool:
    """占7.7%和4.8%: one percentage each of several things, no telling of which."""
    told = reading.quantities
    return any(
        one.unit == other.unit == "%"
        and AND.fullmatch(reading.text, one.span.end, other.span.start)
        for one, other in pairwise(told[max(0, at - 1) : at + 2])
    )


def head_of_row(reading: Reading, at: int) -> int:
    """The first of the numbers in a row of which number `at` is one."""
    while at and AND.fullmatch(
        reading.text, reading.quantities[at - 1].span.end, reading.quantities[at].span.start
    ):
        at -= 1
    return at


def make_up_all(reading: Reading, first: int) -> bool:
    """Whether the percentages in the row from number `first` on are all there is (92%、5%、3%)."""
    told = sum(
        (reading.quantities[index].value for index in run_from(reading, first, AND)), Decimal(0)
    )
    return abs(told - _WHOLE) <= _ROUNDED


def severally(reading: Reading, at: int, paragraph: Paragraph) -> Share | None:
    """法律服务机构11件、其他组织2件，各占32.4%、5.9%: one percentage for each number before."""
    first = head_of_row(reading, at)
    many = len(run_from(reading, first, AND))
    floor = reading.quantities[first - 1].span.end if first else 0
    rated = _named_severally(reading, first, many, at) or _of_rates(
        reading, first, many, at, paragraph.subject
    )
    if rated is not None:
        return rated
    if first < many or not _EACH.search(reading.text, floor, reading.quantities[first].span.start):
        return None
    told = [paragraph.told.get(index) for index in range(first - many, first)]
    parts = [each for each in told if each is not None and each is not FOREIGN]
    alike = len({(part.domain, len(part.second)) for part in parts}) == 1
    if len(parts) != many or not alike or parts[0].domain not in CASES:
        return None
    named = between(reading.cues, floor, reading.quantities[first].span.start)
    part = parts[at - first]
    whole = whole_of(reading.text, named, part)
    same = (whole.first, whole.second) == (part.first, part.second)
    return part, Subject(part.domain, ("all",)) if same else whole  # 复议9件、诉讼4件，各占69%、31%


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


def _of_rates(
    reading: Reading, first: int, many: int, at: int, topic: Subject | None
) -> Share | None:
    """公开率、办结率分别为47%、96%: as many rates as percentages."""
    text, start = reading.text, reading.quantities[first].span.start
    begin = sentence_part_start(text, start, 0)
    marker = _RATES.search(text, begin, start)
    if marker is None:
        return None
    begin = max([begin, *(q.span.end for q in reading.quantities[:first])])
    rates = rates_in(text, (begin, marker.start()))
    if len(rates) == 1:
        return _of_both_tables(reading, (begin, rates[0]), many, at - first)
    if len(rates) != many:
        return None
    named = rates[at - first]
    own = rates[at - first - 1][1] if at > first else begin, named[1]
    about = topic_of(between(reading.cues, 0, named[1]), topic)
    return share_of(text, own, between(reading.cues, *own), about, None)


def _of_both_tables(
    reading: Reading, span: tuple[int, tuple[int, int]], many: int, at: int
) -> Share | None:
    """行政复议、行政诉讼维持率分别为78%、83%: one rate of two groups, `at` of which is asked for."""
    begin, rate = span
    groups: list[str] = []
    for cue in between(reading.having("group"), begin, rate[0]):
        if all(each in cue.surface for each in _BOTH_TABLES):
            ordered = sorted(_BOTH_TABLES, key=cue.surface.find)
            groups += ["review" if each == "复议" else "suit" for each in ordered]
        elif cue.key("group") not in groups[-1:]:
            groups.append(cue.key("group") or "")
    part, whole = share_of(reading.text, rate, (), Subject("disputes", ("review",)), None)
    if len(groups) != many or part is None or whole is None:
        return None
    first = (groups[at],)
    return replace(part, first=first), replace(whole, first=first)
