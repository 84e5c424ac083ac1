"""The report's text cut into segments, each with the claims and findings that stand on it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from analyzer.analysis import Facts
from analyzer.claim import CheckedClaim, Outcome
from analyzer.document import Span
from analyzer.finding import SEVERITIES, Severity
from analyzer.formula import parse
from analyzer.render.listing import Entry, spans

_PREVIOUS = "previous."


class Segment(NamedTuple):
    """Characters that carry the same marks.

    `claim` is the id of the claim they belong to, `begins` whether it begins here; `findings` are
    the numbers of the findings on them, `ending` of those whose quote ends here.
    """

    text: str
    claim: str = ""
    outcome: Outcome | None = None
    begins: bool = False
    findings: tuple[int, ...] = ()
    ending: tuple[int, ...] = ()
    severity: Severity | None = None


class _Mark(NamedTuple):
    span: Span
    claim: CheckedClaim | None = None
    entry: Entry | None = None


class MarkedText:
    """Cuts any part of the text of `facts` into segments."""

    def __init__(self, facts: Facts, entries: Sequence[Entry]) -> None:
        self._text = facts.text
        marks = [_Mark(each.claim.span, claim=each) for each in facts.claims]
        marks += [
            _Mark(span, entry=entry)
            for entry in entries
            for span in spans(entry.finding)
            if span.start < span.end
        ]
        self._marks = sorted(marks, key=lambda mark: mark.span)
        self._starts = [mark.span.start for mark in self._marks]
        self._longest = max((mark.span.end - mark.span.start for mark in marks), default=0)

    def segments(self, span: Span) -> Iterator[Segment]:
        """The segments of `span`, in order."""
        first = bisect_left(self._starts, span.start - self._longest)
        last = bisect_left(self._starts, span.end)
        marks = [mark for mark in self._marks[first:last] if mark.span.end > span.start]
        bounds = {span.start, span.end}
        for mark in marks:
            bounds |= {max(mark.span.start, span.start), min(mark.span.end, span.end)}
        for start, end in pairwise(sorted(bounds)):
            on = [mark for mark in marks if mark.span.start < end and start < mark.span.end]
            yield self._segment(Span(start, end), on, span)

    def _segment(self, own: Span, marks: Sequence[_Mark], whole: Span) -> Segment:
        text = own.of(self._text)
        held = next((mark for mark in marks if mark.claim is not None), None)
        entries = {mark.entry.number: mark.entry for mark in marks if mark.entry is not None}
        ending = [
            mark.entry.number
            for mark in marks
            if mark.entry is not None and min(mark.span.end, whole.end) == own.end
        ]
        worst = min(
            (entry.finding.severity for entry in entries.values()),
            key=SEVERITIES.index,
            default=None,
        )
        marked = (tuple(entries), tuple(dict.fromkeys(ending)), worst)
        if held is None or held.claim is None:
            return Segment(text, "", None, False, *marked)  # noqa: FBT003  # a named tuple's field
        begins = max(held.span.start, whole.start) == own.start
        checked = held.claim
        return Segment(text, checked.claim.id, checked.verdict.outcome, begins, *marked)


def cells_of(checked: CheckedClaim) -> tuple[str, ...]:
    """The cells of this report that a claim was held against."""
    target = checked.verdict.target
    if target is None:
        return ()
    return tuple(ref for ref in parse(target).refs if not ref.startswith(_PREVIOUS))


def claims_on(facts: Facts) -> Mapping[str, tuple[str, ...]]:
    """Cell reference → ids of the claims that were held against it."""
    found: dict[str, list[str]] = {}
    for checked in facts.claims:
        for ref in cells_of(checked):
            found.setdefault(ref, []).append(checked.claim.id)
    return {ref: tuple(ids) for ref, ids in found.items()}
