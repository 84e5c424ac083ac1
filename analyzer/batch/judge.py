"""Judging again from stored facts: after a rule changed, or beside last year's report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from analyzer.batch.sources import Source
from analyzer.batch.store import Recorded, facts_of
from analyzer.batch.stored_facts import restored
from analyzer.batch.task import line, row
from analyzer.pipeline import assess, beside
from analyzer.profile import Profile
from analyzer.resemblance import Resemblance
from analyzer.review import Decision


@dataclass(frozen=True, slots=True)
class Stored:
    """A report whose facts are in a part, and last year's report of the agency if it has one."""

    source: Source
    part: Path
    previous: str | None = None
    previous_part: Path | None = None
    resemblances: tuple[Resemblance, ...] = ()


@dataclass(frozen=True, slots=True)
class Judge:
    """The call of a worker process: stored facts become the JSON line of a new row."""

    profile: Profile
    decisions: tuple[Decision, ...] = ()

    def __call__(self, stored: Stored) -> bytes:
        """The row of a stored report, judged by the rules and the profile of today."""
        facts, _ = facts_of(stored.part, stored.source.name)
        own, before = restored(facts), {}
        if stored.previous is not None and stored.previous_part is not None:
            last, sha256 = facts_of(stored.previous_part, stored.previous)
            own = beside(own, restored(last))
            before = {"previous": stored.previous, "previous_sha256": sha256}
        if stored.resemblances:
            own = replace(own, resemblances=stored.resemblances)
        return line({**row(stored.source, assess(own, self.profile, self.decisions)), **before})


def again(known: Mapping[str, Recorded]) -> Iterator[Stored]:
    """Every report that was read, beside the report that it was judged beside before."""
    for each in known.values():
        if each.state == "ok":
            yield _beside(each, known.get(each.previous or ""))


def pairs(known: Mapping[str, Recorded], stamp: str) -> Iterator[Stored]:
    """Every report whose last year's report is known too and that was not judged beside it yet.

    A manifest's `previous` decides; else agency and year do, where exactly one report has them.
    """
    by_year: dict[tuple[str, int], list[Recorded]] = {}
    for each in known.values():
        if each.state == "ok" and each.agency and each.year:
            by_year.setdefault((each.agency, each.year), []).append(each)
    for each in known.values():
        before = _before(each, known, by_year)
        if before is not None and _is_news(each, before, stamp):
            yield _beside(each, before)


def beside_copies(
    known: Mapping[str, Recorded], alike: Mapping[str, tuple[Resemblance, ...]]
) -> Iterator[Stored]:
    """Every report that resembles others, with those; last year's report stays beside it."""
    for source, found in alike.items():
        report = known[source]
        yield replace(_beside(report, known.get(report.previous or "")), resemblances=found)


def _before(
    report: Recorded,
    known: Mapping[str, Recorded],
    by_year: Mapping[tuple[str, int], list[Recorded]],
) -> Recorded | None:
    """Last year's report of the agency."""
    named = known.get(report.listed[2] or "")
    if report.state != "ok" or named is not None:
        return named if named is not report and named and named.state == "ok" else None
    found = by_year.get((report.agency or "", (report.year or 0) - 1), [])
    return found[0] if len(found) == 1 else None


def _is_news(report: Recorded, before: Recorded, stamp: str) -> bool:
    judged = (report.previous, report.previous_sha256, report.stamp)
    return judged != (before.source, before.sha256, stamp)


def _beside(report: Recorded, before: Recorded | None) -> Stored:
    source = Source(report.source, *report.listed)
    if before is None or before.state != "ok":
        return Stored(source, report.part)
    return Stored(source, report.part, before.source, before.part)
