"""Which reports of a corpus copy from each other: signatures first, then alignment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from analyzer.analysis import Facts
from analyzer.likeness.alignment import aligned
from analyzer.likeness.sentences import Comparable, comparable
from analyzer.likeness.signatures import candidates, common_sentences, signature
from analyzer.resemblance import Resemblance

# Below this a resemblance is not worth keeping.
_KEPT: Final = 0.5


def resemblances(reports: Mapping[str, Facts]) -> dict[str, tuple[Resemblance, ...]]:
    """For every report the others it resembles by half or more, the most alike first.

    Keys are the callers' names of the reports (a path, a hash). Sentences that many of the
    reports contain are left out; two reports of one agency are not held against each other.
    """
    told = {name: comparable(facts) for name, facts in reports.items()}
    common = common_sentences([[s.words for s in sentences] for sentences in told.values()])
    own = {
        name: tuple(s for s in sentences if s.words not in common)
        for name, sentences in told.items()
    }
    signatures = {
        name: signature("\n".join(s.words for s in sentences))
        for name, sentences in own.items()
        if sentences
    }
    found: dict[str, list[Resemblance]] = {name: [] for name in reports}
    for one, other in candidates(signatures):
        if reports[one].document.agency == reports[other].document.agency:
            continue
        found[one] += _kept(own[one], own[other], reports[other])
        found[other] += _kept(own[other], own[one], reports[one])
    return {
        name: tuple(sorted(each, key=lambda r: (-r.share, r.source)))
        for name, each in found.items()
    }


def with_resemblances(reports: Mapping[str, Facts]) -> dict[str, Facts]:
    """The reports, each with what it resembles: what rule B03 judges."""
    found = resemblances(reports)
    return {name: replace(facts, resemblances=found[name]) for name, facts in reports.items()}


def _kept(
    one: tuple[Comparable, ...], other: tuple[Comparable, ...], source: Facts
) -> Iterable[Resemblance]:
    resemblance = aligned(one, other, source)
    return [resemblance] if resemblance.share >= _KEPT else []
