"""Shares told without 占: the part stands beside the percentage.

从办理结果占比看，公开38%、部分公开11%; 85.2%为自然人; 99.1%的申请在法定期限内办结.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Final

from analyzer.extract.cues import Cue, behind_last, between, clause_end
from analyzer.extract.expressions import Expression
from analyzer.extract.place import gap
from analyzer.extract.reading import Reading
from analyzer.extract.shares import CLOSED, HANDLED, RECEIVED, Share
from analyzer.extract.subject import Subject
from analyzer.extract.subjects import subject_of
from analyzer.extract.universals import closing

_ANNOUNCED: Final = Expression(r"占比|比例|比重|构成|百分比|所占")
_ENDS: Final = ("", "，", "。", "；", "、", "）", "”", "申", "信", "类", "提", "递")
# 自然人申请比例为80%
_PROPORTION: Final = Expression(r"(?:的?申请)?的?(?:占比|比例|比重|百分比)(?:为|是|达|约)*$")
# 申请人以自然人为主，占80%
_MAINLY: Final = Expression(
    r"以(?P<part>[^，。；\d]{2,12}?)(?:为主|居多|最多)[，（](?:大?约)?占比?(?:为|达|约)?$"
)
_MAINLY_LONGEST: Final = 24
# how far before a list it may be said that shares follow
_FAR: Final = 120
_SURE: Final = 0.9
_OPENS: Final = "（("
_FLOWS: Final = frozenset({"new_received", "carried_over", "carried", "to_handle", "result_total"})


def share_beside(
    reading: Reading, at: int, span: tuple[int, int], topic: Subject | None, shared: Share | None
) -> Share | None:
    """The share whose part stands beside percentage number `at`; None where nothing tells it.

    `shared` is the share told before it.
    """
    if topic is None or topic.domain != "requests":
        return None
    return _listed(reading, span, topic, shared) or _behind(reading, at, topic)


def _listed(
    reading: Reading, span: tuple[int, int], topic: Subject, shared: Share | None
) -> Share | None:
    """占比看，公开38%、部分公开11%; 占比最高的是无法提供（42.9%）: the part right before the number."""
    text, (start, end) = reading.text, span
    mainly = _MAINLY.search(text, max(0, end - _MAINLY_LONGEST), end)
    if mainly:
        return _of(text, between(reading.cues, *mainly.span("part")), topic)
    rated = _PROPORTION.search(text, start, end)
    if rated:
        end = rated.start()
    elif not _ANNOUNCED.search(text, max(0, start - _FAR), start) and not (
        _is_of_columns(shared) and any(cue.has("column") for cue in between(reading.cues, *span))
    ):
        return None
    if text[start - 1 : start] in _OPENS and start == end:
        end = start - 1
        start = behind_last(text, end, "，。；：、")
    near = between(reading.cues, start, end)
    if not near or not gap().covers(text, near[-1].end, end):
        return None
    return _of(text, near, topic)


def _is_of_columns(shared: Share | None) -> bool:
    """个人申请占八成以上，单位申请不足两成: the first share told of applicants, so does the next."""
    return shared is not None and shared[0] is not None and bool(shared[0].second)


def _behind(reading: Reading, at: int, topic: Subject) -> Share | None:
    """85.2%为自然人, 三成以上的答复为“本机关不掌握”: the part right behind the number."""
    text, end = reading.text, reading.quantities[at].span.end
    closed = _all_closed().match(text, end)
    if closed is not None:
        return replace(CLOSED, sure=_SURE), HANDLED
    following = reading.quantities[at + 1 : at + 2]
    limit = clause_end(text, end, following[0].span.start if following else len(text))
    named = between(reading.cues, end, limit)
    near = [cue for cue in named if cue.has("column") or cue.has("row")]
    if near and near[0].has("column"):  # 80%由自然人提出, 80%为自然人申请
        near = near[:1]
        named = [cue for cue in named if cue in near or not _only_applies(cue)]
    if not near or near != named or not gap().covers(text, end, near[0].start):
        return None
    if text[near[-1].end : near[-1].end + 1] not in _ENDS:
        return None
    return _of(text, near, topic)


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
