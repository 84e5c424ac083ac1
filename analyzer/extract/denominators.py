"""What a share is taken of: the whole that its words name, else the total the form gives its part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from analyzer.extract.cues import Cue
from analyzer.extract.expressions import Expression
from analyzer.extract.subject import DECIDED, DECISIONS, Subject
from analyzer.extract.subjects import subject_of

CLOSED: Final = Subject("requests", ("result_total",))
HANDLED: Final = Subject("requests", ("new_received", "carried_over"))
RECEIVED: Final = Subject("requests", ("new_received",))
_REQUESTS: Final = Subject("requests")
_ALL_THREE: Final = Expression(r"三[类项种](?:行政)?(?:决定|行为|处理|数量|合计|总)")


def whole_of(text: str, whole: Sequence[Cue], numerator: Subject) -> Subject:
    """What a share of `numerator` is taken of; `whole` are the cues behind 占."""
    if numerator.domain == "disputes":
        return _of_disputes(text, whole, numerator)
    if numerator.domain == "disclosure":
        named = _of_decisions(text, whole, numerator) or subject_of(text, whole, "件", numerator)
        told = named is not None and named.domain == "disclosure" and named.metric is not None
        return named if told and named is not None else numerator  # 制发5件，占现行有效总数的8.5%
    return _of_requests(text, whole, numerator)


def _of_disputes(text: str, whole: Sequence[Cue], numerator: Subject) -> Subject:
    """占办结件的4.4%, 占复议诉讼总数的75%, 占审结数的85.7%, else of all cases of the group."""
    if not numerator.second and any(cue.has("row") for cue in whole):
        named = subject_of(text, whole, "件", _REQUESTS)
        if named is not None and named.domain == "requests" and named.first:
            return replace(named, second=(), also=())
    first = ("suit",) if numerator.first[0].startswith("suit_") else numerator.first
    if any(cue.key("group") == "all" for cue in whole):
        return Subject("disputes", ("all",))
    if numerator.second and any(cue.key("outcome") == "closed" for cue in whole):
        return Subject("disputes", first, ("closed",))
    return Subject("disputes", first if not numerator.second else numerator.first)


def _of_decisions(text: str, whole: Sequence[Cue], numerator: Subject) -> Subject | None:
    """行政强制44件，占处罚、强制总数的3.8%: more kinds of decisions than one."""
    if numerator.second != ("decisions",):
        return None
    told = tuple(key for cue in whole if (key := cue.key("document")) in DECIDED)
    if _ALL_THREE.search(text):
        told = tuple(DECISIONS.values())
    rows = tuple(dict.fromkeys(told))
    return replace(numerator, first=rows, also=()) if len(rows) > 1 else None


def _of_requests(text: str, whole: Sequence[Cue], numerator: Subject) -> Subject:
    named = subject_of(text, whole, "件", _REQUESTS)
    if named is not None and named.domain in ("requests", "disclosure") and named.first:
        if numerator.second and named.second and named.second != numerator.second:
            return replace(named, first=numerator.first, also=())  # 占法人及其他组织的73.9%
        if named.second and named.first != numerator.first:
            return replace(named, also=())  # 予以公开20件，占自然人申请的64.5%
        return replace(named, second=() if named.domain == "requests" else named.second)
    if numerator.second:
        return Subject("requests", numerator.first)
    if numerator.first == CLOSED.first:
        return HANDLED  # 答复126件，比例95.5%
    return CLOSED if numerator.first[0] != "new_received" else RECEIVED
