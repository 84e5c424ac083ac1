"""One figure of a consistent report is changed: whether it is noticed, and what else speaks up.

Reports come from the generator, printed and read back. A figure that agrees with its cells is given
another digit of the same length; noticed means that the claim then disagrees with every reading, or
that a finding stands on its characters. A finding elsewhere that the unchanged report does not earn
is counted as beside the point.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

from analyzer.analysis import Analysis, Facts
from analyzer.claim import CheckedClaim
from analyzer.document import Document, Span
from analyzer.finding import CellAnchor, Finding
from analyzer.ingest.reader import read
from analyzer.pipeline import assess, understand
from analyzer.profile import Profile, load
from analyzer.training.generate.agencies import LEVELS
from analyzer.training.generate.compose import report
from analyzer.training.generate.report import Report
from analyzer.training.manuscript import Manuscript
from analyzer.training.printers import write
from analyzer.training.printers.layout import PLAIN

CHANGES_A_REPORT: Final = 8
_FORMAT: Final = "html"
_YEARS: Final = (2020, 2025)


@dataclass
class Changes:
    """Figures changed, those noticed, and findings beside the point by code."""

    reports: int = 0
    changed: int = 0
    noticed: int = 0
    beside: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """How many of the changes were noticed, 0…1."""
        return self.noticed / self.changed if self.changed else 0.0


def measure(count: int) -> Changes:
    """`count` changes over as many generated reports as it takes."""
    tally, profile = Changes(), load()
    with TemporaryDirectory() as folder:
        while tally.changed < count:
            chance = Random(f"changed {tally.reports}")  # noqa: S311  # documents, not secrets
            written = report(tally.reports, chance.choice(LEVELS), chance.randint(*_YEARS))
            tally.reports += 1
            _change(written, chance, Path(folder), profile, tally)
    return tally


def _change(
    written: Report, chance: Random, folder: Path, profile: Profile, tally: Changes
) -> None:
    last = understand(_read(written.previous, folder)) if written.previous else None
    document = _read(written.manuscript, folder)
    whole = assess(understand(document, last), profile)
    known = {finding.fingerprint for finding in _all(whole)}
    figures = [each for each in whole.facts.claims if _is_plain(each, document)]
    for checked in chance.sample(figures, min(CHANGES_A_REPORT, len(figures))):
        place = checked.claim.quantity.number
        after = assess(understand(_with(document, place, chance), last), profile)
        tally.changed += 1
        if _is_noticed(after, checked.claim.span):
            tally.noticed += 1
        else:
            told = _claim_at(after.facts, checked.claim.span)
            sentence = document.text[max(0, place.start - 30) : place.end + 20]
            tally.missed.append(f"{told.verdict.outcome if told else 'unread'}: {sentence!r}")
        for finding in _all(after):
            if finding.fingerprint not in known and not _is_about(finding, checked, after):
                tally.beside[finding.code] += 1


def _read(manuscript: Manuscript, folder: Path) -> Document:
    path = folder / f"report.{_FORMAT}"
    path.write_bytes(write(manuscript, PLAIN, _FORMAT))
    return read(path)


def _is_plain(checked: CheckedClaim, document: Document) -> bool:
    """A figure in digits that agrees with its cells and says so exactly."""
    number = checked.claim.quantity.number.of(document.text)
    exact = checked.claim.quantity.hedge in ("exact", "zero", "all")
    return checked.verdict.outcome == "agrees" and exact and number.isdecimal()


def _with(document: Document, place: Span, chance: Random) -> Document:
    """The document with another digit at a random place of a figure, its length the same."""
    at = chance.randrange(place.start, place.end)
    first = at == place.start and place.end - place.start > 1
    digits = "123456789" if first else "0123456789"
    other = chance.choice([digit for digit in digits if digit != document.text[at]])
    return replace(document, text=document.text[:at] + other + document.text[at + 1 :])


def _all(analysis: Analysis) -> Iterator[Finding]:
    for finding in analysis.findings:
        yield finding
        yield from finding.related


def _claim_at(facts: Facts, span: Span) -> CheckedClaim | None:
    return next((c for c in facts.claims if _overlap(c.claim.span, span)), None)


def _is_noticed(analysis: Analysis, span: Span) -> bool:
    told = _claim_at(analysis.facts, span)
    if told is not None and told.verdict.outcome == "disagrees":
        return True
    return any(
        not isinstance(anchor, CellAnchor) and _overlap(anchor, span)
        for finding in _all(analysis)
        for anchor in finding.anchors
    )


def _is_about(finding: Finding, changed: CheckedClaim, analysis: Analysis) -> bool:
    """Whether a finding stands on the changed figure, on its cells, or on a figure worked out from it."""
    sentence = analysis.facts.sentences[changed.claim.sentence].span
    for anchor in finding.anchors:
        if isinstance(anchor, CellAnchor):
            if changed.verdict.target and anchor.ref in changed.verdict.target:
                return True
        elif _overlap(anchor, changed.claim.span) or _overlap(anchor, sentence):
            return True
    return False


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


if __name__ == "__main__":
    import sys

    result = measure(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
    sys.stdout.write(
        f"| 报告 | 改动 | 发现 | 发现率 | 别处新增 |\n|---|---|---|---|---|\n"
        f"| {result.reports} | {result.changed} | {result.noticed} | {result.share:.4f} "
        f"| {sum(result.beside.values())} |\n"
    )
    sys.stdout.write("\n".join((f"{dict(result.beside)}", *result.missed)) + "\n")
