"""How many injected faults are found, and what is said beside them; how silent clean reports are.

Every report is printed in a file format and read back: reader, extraction and rules are measured
together. A finding that the clean report earns too is no answer to the fault.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, Final

from analyzer.analysis import Analysis
from analyzer.finding import CellAnchor, Finding
from analyzer.ingest.normalize import normalize
from analyzer.pipeline import analyze
from analyzer.profile import Profile, load
from analyzer.training.generate.agencies import LEVELS
from analyzer.training.generate.compose import LAST_YEAR, report
from analyzer.training.generate.faults import Injected, injectors
from analyzer.training.generate.report import Report
from analyzer.training.manuscript import Manuscript
from analyzer.training.printers import write
from analyzer.training.printers.layout import PLAIN
from analyzer.training.suite import Measured

FORMATS: Final = ("txt", "html", "docx", "md", "pdf")
_FIRST_YEAR: Final = 2020
_TRIES_A_FAULT: Final = 60
_GRAVE: Final = frozenset({"critical", "high"})
_SAMPLED_EACH: Final = 1
_SAMPLED_CLEAN: Final = 27


@dataclass
class Tally:
    """One code: faults injected, found where they are, and findings beside them."""

    injected: int = 0
    found: int = 0
    beside: Counter[str] = field(default_factory=Counter)
    grave_beside: int = 0
    missed: list[str] = field(default_factory=list)
    examples: dict[str, str] = field(default_factory=dict)


@dataclass
class Silence:
    """Clean reports and what is said of them, by code."""

    reports: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    grave: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)


def clean(count: int, formats: Sequence[str] = FORMATS) -> Silence:
    """Audit `count` clean reports of all levels and years, each with last year's."""
    silence = Silence()
    with TemporaryDirectory() as folder:
        for seed in range(count):
            level = LEVELS[seed % len(LEVELS)]
            year = _FIRST_YEAR + seed // len(LEVELS) % (LAST_YEAR - _FIRST_YEAR + 1)
            extension = formats[seed % len(formats)]
            found = _audit(report(seed, level, year), extension, Path(folder)).findings
            silence.reports += 1
            silence.findings.update(each.code for each in found)
            silence.grave.update(each.code for each in found if each.severity in _GRAVE)
            for each in found:
                place = f"{level} {year} seed {seed} {extension}"
                silence.examples.setdefault(each.code, f"{place}：{each.message}")
    return silence


def injected(code: str, count: int, formats: Sequence[str] = FORMATS) -> Tally:
    """Inject a code `count` times into reports of all levels and years, and look for it."""
    tally = Tally()
    with TemporaryDirectory() as folder:
        for number, (seed, clean_report, fault) in enumerate(_faulty(code, count)):
            able = fault.formats or formats
            extension = able[number % len(able)]
            profile = replace(load(), deadlines=fault.deadlines)
            analysis = _audit(fault.report, extension, Path(folder), profile)
            tally.injected += 1
            if any(_answers(finding, fault, analysis) for finding in _all(analysis.findings)):
                tally.found += 1
            else:
                where = fault.quote or "、".join(fault.cells)
                tally.missed.append(f"seed {seed} {extension}：{where}")
            _beside(tally, analysis, fault, (clean_report, extension, Path(folder)))
    return tally


def _faulty(code: str, count: int) -> Iterator[tuple[int, Report, Injected]]:
    """Faults of this code with the clean report behind each; reports without a place are passed."""
    ways = injectors()[code]
    found = 0
    for seed in range(count * _TRIES_A_FAULT):
        chance = Random(f"{code} {seed}")  # noqa: S311  # documents, not secrets
        level = chance.choice(LEVELS)
        written = report(seed, level, chance.randint(_FIRST_YEAR, LAST_YEAR))
        fault = ways[seed % len(ways)](written, chance)
        if fault is not None:
            yield seed, written, fault
            found += 1
            if found == count:
                return


def _audit(
    written: Report, extension: str, folder: Path, profile: Profile | None = None
) -> Analysis:
    path = _printed(written.manuscript, extension, folder / f"report.{extension}")
    last = written.previous
    before = _printed(last, extension, folder / f"previous.{extension}") if last else None
    return analyze(path, before, profile)


def _printed(manuscript: Manuscript, extension: str, path: Path) -> Path:
    path.write_bytes(write(manuscript, PLAIN, extension))
    return path


def _all(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings with those that were folded under them: those are told, too."""
    for finding in findings:
        yield finding
        yield from finding.related


def _answers(finding: Finding, fault: Injected, analysis: Analysis) -> bool:
    """Whether this finding is the injected fault: its code, at its cells or its words."""
    if finding.code != fault.code:
        return False
    if not fault.cells and not fault.quote:
        return True
    cells = {anchor.ref for anchor in finding.anchors if isinstance(anchor, CellAnchor)}
    if cells & set(fault.cells):
        return True
    return bool(fault.quote) and any(
        anchor.start < end and start < anchor.end
        for start, end in _places(fault.quote, analysis.facts.text)
        for anchor in finding.anchors
        if not isinstance(anchor, CellAnchor)
    )


def _places(typed: str, text: str) -> Iterator[tuple[int, int]]:
    """Where what the author typed stands in the text as read."""
    quote = normalize(typed).text
    at = text.find(quote)
    while at >= 0:
        yield at, at + len(quote)
        at = text.find(quote, at + 1)


def _beside(
    tally: Tally, analysis: Analysis, fault: Injected, behind: tuple[Report, str, Path]
) -> None:
    """Count what is said though neither the fault nor the clean report gives cause."""
    extra = [f for f in analysis.findings if f.code not in fault.also | {fault.code}]
    if not extra:
        return
    usual = Counter(finding.code for finding in _audit(*behind).findings)
    for finding in extra:
        if usual[finding.code]:
            usual[finding.code] -= 1
            continue
        tally.beside[finding.code] += 1
        tally.grave_beside += finding.severity in _GRAVE
        tally.examples.setdefault(finding.code, finding.message)


def injected_suite() -> Measured:
    """A sample of both measures, small enough for every day."""
    silence = clean(_SAMPLED_CLEAN)
    tallies = {code: injected(code, _SAMPLED_EACH) for code in injectors()}
    return Measured(summary(tallies, silence), tuple(lines(tallies, silence)))


def summary(tallies: dict[str, Tally], silence: Silence) -> dict[str, Any]:
    """The figures as they stand in JSON: all in all, by group of codes, by code."""
    groups = sorted({code[0] for code in tallies})
    return {
        "injected": sum(tally.injected for tally in tallies.values()),
        "recall": _recall(tallies.values()),
        "beside_a_fault": _rate(
            sum(tally.beside.total() for tally in tallies.values()), tallies.values()
        ),
        "clean_reports": silence.reports,
        "grave_a_clean_report": round(silence.grave.total() / max(silence.reports, 1), 4),
        "groups": {
            group: _recall(tally for code, tally in tallies.items() if code[0] == group)
            for group in groups
        },
        "codes": {code: {"injected": t.injected, "found": t.found} for code, t in tallies.items()},
    }


def _recall(tallies: Iterable[Tally]) -> float:
    of = tuple(tallies)
    return _rate(sum(tally.found for tally in of), of)


def _rate(part: int, tallies: Iterable[Tally]) -> float:
    return round(part / max(sum(tally.injected for tally in tallies), 1), 4)


def lines(tallies: dict[str, Tally], silence: Silence) -> Iterator[str]:
    """What to print: the sums, then every code that was missed or that drew others with it."""
    figures = summary(tallies, silence)
    yield (
        f"植入差错 {figures['injected']} 处：找到 {figures['recall']}，"
        f"每处连带的其他发现 {figures['beside_a_fault']}"
    )
    grave = f"严重、必改的发现每份 {figures['grave_a_clean_report']}"
    yield f"清白报告 {silence.reports} 份：{grave}，{dict(silence.findings)}"
    for code, tally in tallies.items():
        if tally.found < tally.injected or tally.beside:
            beside = f"，连带 {dict(tally.beside)}" if tally.beside else ""
            yield f"  {code}：{tally.found}/{tally.injected}{beside}"
