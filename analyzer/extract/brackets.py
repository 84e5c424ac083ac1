"""What a number behind a bracket counts, or one within it, by the words outside."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from analyzer.extract.cues import clause_end, clause_start
from analyzer.extract.disclosure_subjects import MAYBE_ALL
from analyzer.extract.earlier_whole import AMONG
from analyzer.extract.expressions import Expression
from analyzer.extract.further_behind import OF_RESULTS
from analyzer.extract.given import in_part
from analyzer.extract.place import Place, filler, gap
from analyzer.extract.reading import WITH_CARRIED, Paragraph
from analyzer.extract.subject import CAME_IN, CARRIED_OVER, FOREIGN, Subject

_MOST: Final = Expression(r"(?:多数|大部分|大半|过半|少数|[小少]部分|一部分|个别)（$", needs="（")
_ARE: Final = Expression(r"）(?:都|均)?(?:是|为|系|属于?|因为?|由于)?")
_FEW: Final = 6  # characters of 绝大部分（


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
    carried = any(part is not None and part.first == CARRIED_OVER for part in told)
    if carried and subject.first == CAME_IN and WITH_CARRIED.search(text, opening, start):
        return replace(subject, first=CAME_IN + CARRIED_OVER)
    return subject


def within_bracket(place: Place, paragraph: Paragraph) -> Subject | None:
    """What the words outside a bracket say of the number within it."""
    return _counted_share(place, paragraph) or _most_of_them(place, paragraph)


def _counted_share(place: Place, paragraph: Paragraph) -> Subject | None:
    """个人占九成（45件）: the part that the share before the bracket is of; （24件中3件） the whole first."""
    if not place.at or paragraph.shared is None or place.unit == "%":
        return None
    text, before = place.reading.text, place.reading.quantities[place.at - 1]
    between = text[before.span.end : place.quantity.span.start]
    if before.unit != "%" or between.strip("，共计约有即") != "（":
        return None
    part, whole = paragraph.shared
    told = whole if text.startswith(AMONG, place.quantity.span.end) else part
    return replace(told, sure=min(told.sure, 0.93))


def _is_share(place: Place) -> bool:
    """一半（18件）是过程性信息: a percentage stands before the bracket."""
    if not place.at:
        return False
    before = place.reading.quantities[place.at - 1]
    beside = place.reading.text[before.span.end : place.quantity.span.start] == "（"
    return before.unit == "%" and place.unit != "%" and beside


def _most_of_them(place: Place, paragraph: Paragraph) -> Subject | None:
    """无法提供24件，绝大多数（19件）是本局没有掌握: what most are said to be, at most one clause on."""
    text, span = place.reading.text, place.quantity.span
    if not _MOST.search(text, max(0, span.start - _FEW), span.start) and not _is_share(place):
        return None
    are = _ARE.match(text, span.end)
    if are is None:
        return None
    following = place.reading.quantities[place.at + 1 : place.at + 2]
    ceiling = following[0].span.start if following else len(text)
    begin, stop = are.end(), clause_end(text, are.end(), ceiling)
    subject, near = place.named(begin, stop)
    if not near and text.startswith("，", stop):
        begin, stop = stop + 1, clause_end(text, stop + 1, ceiling)
        subject, near = place.named(begin, stop)
    if subject is None or subject.domain != "requests" or near[-1].end < stop - len("的"):
        return None
    if not gap().covers(text, begin, near[0].start):
        return None  # 是索要执法案卷: what was asked for
    if not all(row.startswith(OF_RESULTS) for row in subject.first):
        return None
    paragraph.taken = near[-1].end
    subject = in_part(text[begin:stop], subject, text, stop)
    return replace(subject, sure=min(subject.sure, MAYBE_ALL))
