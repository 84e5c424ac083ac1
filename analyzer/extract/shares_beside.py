"""Shares told without 占, and in rows: the part stands beside the percentage, or parts in their order.

从办理结果占比看，公开38%、部分公开11%; 85.2%为自然人; 99.1%的申请在法定期限内办结; 各占32.4%、5.9%;
近两成（18.8%）.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Final

from analyzer.claim import Quantity
from analyzer.extract.cues import Cue, behind_last, between, clause_end, clause_start
from analyzer.extract.denominators import CLOSED, HANDLED, RECEIVED
from analyzer.extract.expressions import Expression
from analyzer.extract.place import gap, ranked
from analyzer.extract.reading import OPENING_BRACKETS, Paragraph, Reading, says_any
from analyzer.extract.shares import Share, of_stated
from analyzer.extract.subject import FOREIGN, Subject
from analyzer.extract.subjects import subject_of
from analyzer.extract.universal_phrases import closing

_ANNOUNCED: Final = Expression(r"占比|比例|比重|构成|百分比|所占|分布|结构")
_ENDS: Final = ("", "，", "。", "；", "、", "）", "”", "申", "信", "类", "提", "递")
# 自然人申请比例为80%
_PROPORTION: Final = Expression(
    r"(?:的?申请)?的?(?:占比|比例|比重|百分比)(?:为|是|达|约|从|由|自|已)*$"
)
# 申请人以自然人为主，占80%
_MAINLY: Final = Expression(
    r"以(?P<part>[^，。；\d]{2,12}?)(?:为主|居多|最多)[，（](?:大?约)?占比?(?:为|达|约)?$",
    needs="占",
)
_MAINLY_LONGEST: Final = 24
# how far before a list it may be said that shares follow
_FAR: Final = 120
# 自然人是申请的主要群体，占比87.5%: how much the one named in the clause before makes
_HOW_MUCH: Final = Expression(
    r"(?:其|大?约|共|合)*(?:占比?|占到|占了|(?:所占)?(?:比重|比例|份额)|达到?|高达|超过?|逾|接?近|为|是|在|有)+\s?"
)
_TAKES: Final = ("占", "占到", "占了", "占全部", "占所有")
# 公开类过半 needs no 占
_MORE_THAN_HALF: Final = Expression(r"(?:也|已|就)?(?:超?过|超|不[到足])半", needs="半")
# 约两成因客观原因无法提供: why
_REASON: Final = Expression(
    r"(?:则|是)?[因由]于?[^，。；、\d]{2,8}?(?:原因|缘故|理由|而)(?:而|被)?"
)
_CLOSES: Final = ("）", ")")
_COMES_TO: Final = Expression(
    r"(?:的?(?:案件|复议|诉讼))?(?:得到|获得?|被|予以|经|审理|判决|裁定|结果|为|是)*"
)
_ENDS_ASIDE: Final = (*_CLOSES, "，")
_MARKS: Final = ("，", "、")
_STOPS: Final = ("", "，", "。", "；")
_SURE: Final = 0.9
_OPENS: Final = "（("
_AFTER: Final = ("，", "（", "(")
_FLOWS: Final = frozenset({"new_received", "carried_over", "carried", "to_handle", "result_total"})


def share_beside(
    reading: Reading, at: int, span: tuple[int, int], topic: Subject | None, shared: Share | None
) -> Share | None:
    """The share whose part stands beside percentage number `at`; None where nothing tells it.

    `shared` is the share told before it.
    """
    if topic is not None and topic.domain == "disputes":
        return _with_outcome_behind(reading, at, topic)
    if topic is None or topic.domain != "requests":
        return None
    half = _MORE_THAN_HALF.match(reading.text, reading.quantities[at].span.start) is not None
    return (
        _listed(reading, span, topic, shared, half=half)
        or _of_the_clause_before(reading, span, topic)
        or _behind(reading, at, topic)
    )


def _of_the_clause_before(reading: Reading, span: tuple[int, int], topic: Subject) -> Share | None:
    """自然人仍是申请主体，占94.6%; 科研机构29件居首位，达47.5%: what is ranked, and how much it makes."""
    text, (start, end) = reading.text, span
    if text[start - 1 : start] not in _AFTER or not _HOW_MUCH.fullmatch(text, start, end):
        return None
    begin = clause_start(text, start - 1, 0)
    named = [
        cue
        for cue in between(reading.cues, begin, start - 1)
        if cue.has("column")
        or (cue.has("row") and cue.is_strong() and cue.key("row") not in _FLOWS)
    ]
    if len(named) != 1 or not says_any("ranking", text[begin : start - 1]):
        return None
    only = named[0]
    if not ranked().covers(text, begin, only.start) or not ranked().covers(
        text, only.end, start - 1
    ):
        return None
    return _of(text, named, topic)


def _listed(
    reading: Reading, span: tuple[int, int], topic: Subject, shared: Share | None, *, half: bool
) -> Share | None:
    """占比看，公开38%、部分公开11%; 占比最高的是无法提供（42.9%）: the part right before the number."""
    text, (start, end) = reading.text, span
    mainly = _MAINLY.search(text, max(0, end - _MAINLY_LONGEST), end)
    if mainly:
        return _of(text, between(reading.cues, *mainly.span("part")), topic)
    rated = _PROPORTION.search(text, start, end)
    if rated:
        end = rated.start()
    elif "占" in text[start:end] or (
        not half
        and not _names_the_part(reading, start, end)
        and not _ANNOUNCED.search(text, max(0, start - _FAR), start)
        and not _goes_on(shared, between(reading.cues, *span))
    ):
        return None
    if text[start - 1 : start] in _OPENS and start == end:
        end = start - 1
        start = behind_last(text, end, "，。；：、")
    near = between(reading.cues, start, end)
    if not near or not gap().covers(text, near[-1].end, end):
        return None
    if text.endswith(_TAKES, 0, near[0].start):
        return None  # 信访类9件，占不予处理的64.3%: the whole is named, the part was counted
    return _of(text, near, topic)


def _names_the_part(reading: Reading, start: int, end: int) -> bool:
    """予以公开的约六成: the part, 的, and how much of all."""
    text, near = reading.text, between(reading.cues, start, end)
    ends = bool(near) and near[-1].end == end - 1 and text[end - 1] == "的"
    return ends and "占" not in text[start:end]


def _goes_on(shared: Share | None, near: list[Cue]) -> bool:
    """个人申请占八成以上，单位申请不足两成: the first share told of applicants, so does the next.

    公开占五成，不予公开不足一成: so it is with results.
    """
    if shared is None or shared[0] is None or shared[0].domain != "requests":
        return False
    if shared[0].second:
        return any(cue.has("column") for cue in near)
    return any(cue.has("row") and cue.is_strong() for cue in near)


def _behind(reading: Reading, at: int, topic: Subject) -> Share | None:
    """85.2%为自然人, 三成以上的答复为“本机关不掌握”: the part right behind the number."""
    text, end = reading.text, reading.quantities[at].span.end
    closed = _all_closed().match(text, end)
    if closed is not None:
        return replace(CLOSED, sure=_SURE), HANDLED
    following = reading.quantities[at + 1 : at + 3]
    if following and echoed(reading, at + 1):  # 近一半（48.1%）的申请得到公开
        end = following.pop(0).span.end + 1
    limit = clause_end(text, end, following[0].span.start if following else len(text))
    named = [cue for cue in between(reading.cues, end, limit) if not _of_whom(text, cue, end)]
    near = [cue for cue in named if cue.has("column") or cue.has("row")]
    if near and near[0].has("column"):  # 80%由自然人提出, 80%为自然人申请
        near = near[:1]
        named = [cue for cue in named if cue in near or not _only_applies(cue)]
    if not near or near != named:
        return None
    why = _REASON.match(text, end, near[0].start)
    if not gap().covers(text, why.end() if why else end, near[0].start):
        return None
    if text[near[-1].end : near[-1].end + 1] not in _ENDS:
        return None
    return _of(text, near, topic)


def _of_whom(text: str, cue: Cue, end: int) -> bool:
    """Whether a cue behind a percentage only says of what it is (的申请) or whose (本机关)."""
    applied = cue.has("bare_request") or cue.has("request")
    return cue.has("agency") or (applied and cue.start == end + text.startswith("的", end))


def _with_outcome_behind(reading: Reading, at: int, topic: Subject) -> Share | None:
    """复议10件，八成得到维持: the outcome of the cases just told of, right behind the number."""
    text, end = reading.text, reading.quantities[at].span.end
    near = [cue for cue in reading.having("outcome") if cue.start >= end][:1]
    if not topic.first or not near or not _COMES_TO.fullmatch(text, end, near[0].start):
        return None
    if text[near[0].end : near[0].end + 1] not in _ENDS:
        return None
    group, outcome = Subject("disputes", topic.first), near[0].key("outcome") or ""
    return replace(group, second=(outcome,), sure=_SURE), group


def _only_applies(cue: Cue) -> bool:
    """提出, 申请 behind an applicant."""
    return cue.has("bare_request") or cue.has("request") or cue.key("row") == "new_received"


def _of(text: str, near: list[Cue], topic: Subject) -> Share | None:
    part = subject_of(text, near, "件", topic) if near else None
    if part is None or part.domain != "requests" or not part.first:
        return None
    if near[-1].has("column") and part.second:
        part = Subject("requests", ("new_received",), part.second, _SURE)
        return part, RECEIVED
    if set(part.first) & _FLOWS or part.second:
        return None
    return replace(part, sure=min(part.sure, _SURE), also=()), CLOSED


@cache
def _all_closed() -> re.Pattern[str]:
    """的申请在法定期限内办结 behind the number."""
    return re.compile(rf"的(?:政府信息公开|信息公开)?申请{closing(fewest=0)}(?=[，。；]|$)")


def echoed(reading: Reading, at: int) -> Quantity | None:
    """上升近两成（18.8%）: the percentage that the one in brackets says more exactly."""
    if not at:
        return None
    quantity, before = reading.quantities[at], reading.quantities[at - 1]
    beside = reading.text[before.span.end : quantity.span.start] in OPENING_BRACKETS
    alike = quantity.unit == before.unit == "%"
    closed = reading.text[quantity.span.end : quantity.span.end + 1] in _CLOSES
    return before if beside and alike and closed else None


def beside_its_number(reading: Reading, at: int, paragraph: Paragraph) -> Share | None:
    """以自然人为主（192件，93.7%）: the number before it in its brackets, of the total."""
    text, stated = reading.text, paragraph.told.get(at - 1)
    if stated is None or stated is FOREIGN or stated.metric is None:
        return None
    before, span = reading.quantities[at - 1].span, reading.quantities[at].span
    within = (
        text[before.start - 1 : before.start] in OPENING_BRACKETS
        and text[span.end : span.end + 1] in _ENDS_ASIDE
    )
    return of_stated(stated) if within and text[before.end : span.start] in _MARKS else None


def of_the_last(reading: Reading, at: int, paragraph: Paragraph) -> Share | None:
    """公开15件，接近七成: of the number right before, from which nothing parts it."""
    text, span = reading.text, reading.quantities[at].span
    before = reading.quantities[at - 1].span.end if at else 0
    if text[before : span.start] != "，" or text[span.end : span.end + 1] not in _STOPS:
        return None
    part = paragraph.told.get(at - 1)
    return of_stated(part) if part is not None and part.metric is not None else None
