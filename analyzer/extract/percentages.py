"""Percentages where they stand: of which part and whole, given what the sentence counted before."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from analyzer.extract.cues import between, clause_start
from analyzer.extract.measures import POINTS, continues
from analyzer.extract.reading import Paragraph, Reading
from analyzer.extract.shares import CLOSED, Share, is_of_requests, share_of
from analyzer.extract.subject import Subject
from analyzer.extract.subjects import topic_of

_REQUESTS: Final = Subject("requests")
_OF_THEM: Final = re.compile(r"(?:申请|案件)?的")
_AND: Final = re.compile(r"\s?(?:、|和|及|与|以及)\s?")
_WITHIN: Final = re.compile(
    r"(?:申请|案件)?(?:里面?|中间?|当中|之中|内)[，]?(?:约|共|就|也|便|已|又)?占(?:到|了|比)?"
)
# 复议纠错率偏高，达到25%: the rate stands in the clause before
_NO_MORE_THAN: Final = re.compile(r"(?:达到?|为|仅|高达|只有|约|超过|降到|升到|降至|升至)+\s?")
_TAKES_UP: Final = re.compile(r"[，（(]?约?占")


def share_at(reading: Reading, at: int, span: tuple[int, int], paragraph: Paragraph) -> Share:
    """The part and whole of a percentage; percentage points are of the one before them."""
    if reading.quantities[at].unit == POINTS:
        return paragraph.shared or (None, None)
    if _in_a_row(reading, at):
        return None, None
    floor = reading.quantities[at - 1].span.end if at else 0
    if paragraph.shared and continues().fullmatch(reading.text, floor, span[1]):
        return paragraph.shared  # 纠错率由15.4%降到8.3%
    if _NO_MORE_THAN.fullmatch(reading.text, *span):
        span = clause_start(reading.text, max(floor, span[0] - 1), floor), span[1]
    near = between(reading.cues, *span)
    topic = topic_of([*between(reading.cues, 0, span[0]), *near], paragraph.subject)
    if topic is None and is_of_requests(reading, span):
        topic = _REQUESTS
    part, whole = _share_of_counted(reading, at, paragraph) or share_of(
        reading.text, span, near, topic, paragraph.stated
    )
    shared = paragraph.shared
    if shared and part and len(shared[1].first) == 1 and part.first[:1] != shared[1].first:
        of_group = part.first[0].startswith(f"{shared[1].first[0]}_")
        whole = shared[1] if of_group and whole == CLOSED else whole
    paragraph.shared = (part, whole) if part and whole else None
    return part, whole


def _in_a_row(reading: Reading, at: int) -> bool:
    """占7.7%和4.8%: one percentage each of several things, no telling of which."""
    told = reading.quantities
    return any(
        one.unit == other.unit == "%"
        and _AND.fullmatch(reading.text, one.span.end, other.span.start)
        for one, other in pairwise(told[max(0, at - 1) : at + 2])
    )


def _share_of_counted(reading: Reading, at: int, paragraph: Paragraph) -> Share | None:
    """124件，占办结309件的40.1%: the number before the last, of the last."""
    if at < 2 or len(paragraph.listed) < 2:
        return None
    before, last = reading.quantities[at - 2 : at]
    between_ = reading.text[last.span.end : reading.quantities[at].span.start]
    opening = reading.text[before.span.end : last.span.start]
    if _WITHIN.fullmatch(between_):  # 另行查询的40件，在不予公开的84件里占近一半
        whole, part = paragraph.listed[-1], paragraph.listed[-2]
        if paragraph.stated is not whole or not part.first[0].startswith(f"{whole.first[0]}_"):
            return None, None
        return part, whole
    if not _OF_THEM.fullmatch(between_) or not _TAKES_UP.match(opening):
        return None
    whole, part = paragraph.listed[-1], paragraph.listed[-2]
    return (part, whole) if paragraph.stated is whole and part != whole else None
