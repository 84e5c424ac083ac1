"""Percentages where they stand: of which part and whole, given what the sentence counted before."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Final

from analyzer.extract.added_up import sum_of
from analyzer.extract.cues import Cue, between, clause_start, sentence_part_start
from analyzer.extract.expressions import Expression
from analyzer.extract.measures import POINTS, continues
from analyzer.extract.multiples import multiple, of_last_year
from analyzer.extract.reading import Paragraph, Reading
from analyzer.extract.shares import (
    CLOSED,
    RECEIVED,
    Share,
    is_of_requests,
    names_a_rate,
    share_of,
    whole_of,
)
from analyzer.extract.shares_beside import share_beside
from analyzer.extract.subject import FOREIGN, Subject
from analyzer.extract.subjects import subject_of, topic_of
from analyzer.extract.topic import speaks_of_applications
from analyzer.lexicon.metrics import CueKind

_REQUESTS: Final = Subject("requests")
_OF_THEM: Final = Expression(r"[）)]?(?:申请|案件)?的")
_AND: Final = re.compile(r"\s?(?:、|和|及|与|以及)\s?")
_WITHIN: Final = Expression(
    r"(?:申请|案件)?(?:里面?|中间?|当中|之中|内)[，]?(?:约|共|就|也|便|已|又)?占(?:到|了|比)?"
)
# 复议纠错率偏高，达到25%: the rate stands in the clause before
_NO_MORE_THAN: Final = Expression(r"(?:达到?|为|仅|高达|只有|约|超过|降到|升到|降至|升至)+\s?")
_TAKES_UP: Final = Expression(r"[，（(]?(?:约?占|为|相当于)")
_SUM_TAKES: Final = Expression(
    r"(?P<sum>[，；、\s]*(?:以上|上述)?(?P<count>[两二三四五六])?(?:项|者|类|种|部分)?"
    r"(?:合计|相加|加起来|合起来|之和|总共|共计|共|合|(?<=[项者类种]))(?:数|件数)?)约?占"
)
_ALSO_OF: Final = Expression(r"[、，和及与]\s?(?:占)?[^，。；、\d]{2,16}的(?:约|近)?")
_EACH: Final = Expression(r"(?:各|分别|依次)(?:约)?占|占比(?:分别|依次)")
_TOGETHER: Final = Expression(r"合计|[合共]占|相加|之和|加起来|合起来|二者|[两三][者项类]")
_SHARED_OUT: Final = Expression(
    r"的?(?:申请|答复|告知书)?(?:[\d,]+[件宗份起条例单])?(?:申请|答复)?(?:之中|当中|里面?|中|内)"
)
_PROPORTIONS: Final = Expression(
    r"(?:的|所占)*(?:比例|占比|比重|百分比)(?:分别|依次)?(?:为|是|达)?\s?$|(?:分别|依次)占(?:比)?[^，。；\d]{0,10}$"
)
_AMONG: Final = Expression(r"(?:的|申请|件)*[之当]?[中里]")
# a pool is named not farther before its shares: characters, numbers
_REACH: Final = 120
_NEAR: Final = 12
_PAIR: Final = 2 * (None,)
_OPENED: Final = [("granted",), ("partial",)]


def share_at(reading: Reading, at: int, span: tuple[int, int], paragraph: Paragraph) -> Share:
    """The part and whole of a percentage; percentage points are of the one before them."""
    if reading.quantities[at].unit == POINTS:
        return _of_a_rate(reading, span, paragraph) or paragraph.shared or (None, None)
    if _in_a_row(reading, at):
        return _severally(reading, at, paragraph) or (None, None)
    floor = reading.quantities[at - 1].span.end if at else 0
    if paragraph.shared and continues().fullmatch(reading.text, floor, span[1]):
        return paragraph.shared  # 纠错率由15.4%降到8.3%
    if _NO_MORE_THAN.fullmatch(reading.text, *span):
        span = clause_start(reading.text, max(floor, span[0] - 1), floor), span[1]
    near = between(reading.cues, *span)
    topic = topic_of([*between(reading.cues, 0, span[0]), *near], paragraph.subject)
    if topic is None and is_of_requests(reading, span):
        topic = _REQUESTS
    # 公告14篇，公开率87%；新收申请2件: a rate may be of anything, a row of 表三 is not
    listed = _REQUESTS if topic is None and speaks_of_applications(reading) else topic
    if reading.quantities[at].unit == "倍" or of_last_year(reading, at):
        return multiple(reading, at, topic, paragraph) or (None, None)
    # two added up: 两项合计占…; which two, only the sum tells
    added = _TOGETHER.search(reading.text, *span) is not None
    stated = _together(reading, span, paragraph) if added else paragraph.stated
    part, whole = (
        _share_of_counted(reading, at, paragraph)
        or _of_another_whole(reading, at, paragraph)
        or share_beside(reading, at, span, listed, paragraph.shared)
        or share_of(reading.text, span, near, topic, stated)
    )
    pool = _pool_told(reading, at, part, paragraph) if part and whole == CLOSED else None
    whole = pool or whole
    shared = paragraph.shared
    if shared and part and len(shared[1].first) == 1 and part.first[:1] != shared[1].first:
        of_group = part.first[0].startswith(f"{shared[1].first[0]}_")
        whole = shared[1] if of_group and whole == CLOSED else whole
    if part and whole == CLOSED:
        whole = _group_ahead(reading, span[0], part) or whole
    paragraph.shared = (part, whole) if part and whole else None
    return part, whole


def _of_a_rate(reading: Reading, span: tuple[int, int], paragraph: Paragraph) -> Share | None:
    """行政复议纠错率下降3.2个百分点: the rate is named, its value is not."""
    if not names_a_rate(reading.text, span):
        return None
    near = between(reading.cues, *span)
    topic = topic_of([*between(reading.cues, 0, span[0]), *near], paragraph.subject)
    return share_of(reading.text, span, near, topic, None)


def _group_ahead(reading: Reading, start: int, part: Subject) -> Subject | None:
    """不予公开的9件之中，内部事务信息3件、占三分之一: the group that the sentence shares out."""
    begin = sentence_part_start(reading.text, start, 0)
    for cue in between(reading.having("row"), begin, start):
        row = cue.key("row")
        if row and part.first[0].startswith(f"{row}_") and _SHARED_OUT.match(reading.text, cue.end):
            return Subject("requests", (row,), part.second)
    return None


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
    if at < 2:
        return None
    before, last = reading.quantities[at - 2 : at]
    between_ = reading.text[last.span.end : reading.quantities[at].span.start]
    opening = reading.text[before.span.end : last.span.start]
    within = _WITHIN.fullmatch(between_) is not None
    part, whole = paragraph.told.get(at - 2), paragraph.told.get(at - 1)
    if part is None or whole is None or FOREIGN in (part, whole):
        return (None, None) if within else None
    if within:  # 另行查询的40件，在不予公开的84件里占近一半
        of_group = part.first[0].startswith(f"{whole.first[0]}_")
        return (part, whole) if of_group else (None, None)
    if not _OF_THEM.fullmatch(between_) or not _TAKES_UP.match(opening):
        return None
    return (part, whole) if part != whole else None


def _pool_told(reading: Reading, at: int, part: Subject, paragraph: Paragraph) -> Subject | None:
    """不予公开的9件之中，内部事务3件、占三分之一; 不予公开中，商业秘密占63%: of that group."""
    start = reading.quantities[at].span.start
    begin = max(sentence_part_start(reading.text, start, 0), start - _REACH)
    for index in range(max(0, at - _NEAR), at):
        told, span = paragraph.told.get(index), reading.quantities[index].span
        if told is None or span.start < begin or not _AMONG.match(reading.text, span.end):
            continue
        if len(told.first) == 1 and part.first[0].startswith(f"{told.first[0]}_"):
            return told
    for cue in between(reading.having("row"), begin, start):
        row = cue.key("row")
        if _AMONG.match(reading.text, cue.end) and part.first[0].startswith(f"{row}_"):
            return Subject("requests", (row,) if row else (), part.second)
    return None


def _together(reading: Reading, span: tuple[int, int], paragraph: Paragraph) -> Subject | None:
    """予以公开30件，部分公开9件，两项合计占…: the sum of what was counted."""
    said = _SUM_TAKES.match(reading.text, *span)
    if said is None:
        return None
    listed = paragraph.listed
    both = said["sum"] if said["sum"][-1] not in "者项类" else said["sum"] + "合计"
    told = both if said["count"] or len(listed) == len(_PAIR) else "两项" + both
    apart = said["count"] or len(listed) == len(_PAIR) or [s.first for s in listed[-2:]] == _OPENED
    return sum_of(told, paragraph) if apart else None


def _of_another_whole(reading: Reading, at: int, paragraph: Paragraph) -> Share | None:
    """占不予公开的96.5%、答复总数的55.8%: the same part, of another whole."""
    if not at or paragraph.shared is None:
        return None
    start, end = reading.quantities[at - 1].span.end, reading.quantities[at].span.start
    near = between(reading.cues, start, end)
    if not near or not _ALSO_OF.fullmatch(reading.text, start, end):
        return None
    part = paragraph.shared[0]
    whole = subject_of(reading.text, near, "件", _REQUESTS)
    if whole is None or whole.domain != "requests" or part.domain != "requests" or not whole.first:
        return None
    return part, replace(whole, also=())


def _severally(reading: Reading, at: int, paragraph: Paragraph) -> Share | None:
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
