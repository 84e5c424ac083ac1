"""A sample report of `corpora/samples`: its files, its analysis, and quotes found in its text."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from analyzer import Analysis, Finding, analyze
from analyzer.document import Span
from analyzer.finding import CellAnchor

SAMPLES = Path(__file__).resolve().parents[2] / "corpora/samples"
NAMES = sorted(path.parent.name for path in SAMPLES.glob("*/meta.toml"))
_MARKED = re.compile(r"(.*?)\[(.+?)\](.*)", re.DOTALL)


@dataclass
class Differences:
    """What is not as expected; expectations marked `pending` must still fail (strict xfail)."""

    found: list[str] = field(default_factory=list)

    def expect(self, entry: dict[str, Any], what: str, wrong: str | None) -> None:
        """Note `wrong` (None where all is well), or that a pending expectation is met by now."""
        pending = entry.get("pending")
        if wrong is not None and pending is None:
            self.found.append(f"{what}: {wrong}")
        if wrong is None and pending is not None:
            self.found.append(f"{what}: is right by now, remove `pending` ({pending})")


class Sample:
    """One folder of `corpora/samples`; the report is analysed once."""

    def __init__(self, name: str) -> None:
        folder = SAMPLES / name
        self.meta: dict[str, Any] = tomllib.loads((folder / "meta.toml").read_text("utf-8"))
        self.gold: dict[str, Any] = tomllib.loads((folder / "gold.toml").read_text("utf-8"))
        self.report = next(folder.glob("report.*"))

    @cached_property
    def analysis(self) -> Analysis:
        """The report as the whole pipeline sees it."""
        return analyze(self.report)

    def states(self, state: str) -> set[str]:
        """The cells the gold calls `blank` or `unread`, given there as `form.row`."""
        refs = self.analysis.facts.cells
        return {ref for ref in refs if ref.startswith(tuple(f"{row}." for row in self.gold[state]))}

    def place(self, quote: str) -> Span:
        """The characters in brackets, or all of the quote; it must stand in the text once."""
        match = _MARKED.fullmatch(quote)
        before, inner, after = match.groups() if match else ("", quote, "")
        text = self.analysis.facts.text
        assert text.count(before + inner + after) == 1, f"“{quote}” is not unique or not there"
        start = text.index(before + inner + after) + len(before)
        return Span(start, start + len(inner))

    def points_at(self, finding: Finding, entry: dict[str, Any]) -> bool:
        """Whether a finding is the one of a gold entry: same code, and an anchor where it says."""
        if finding.code != entry["code"]:
            return False
        if "cell" in entry:
            return CellAnchor(entry["cell"]) in finding.anchors
        if "quote" not in entry:
            return True
        place = self.place(entry["quote"])
        spans = [anchor for anchor in finding.anchors if isinstance(anchor, Span)]
        return any(span.start < place.end and place.start < span.end for span in spans)


def told(analysis: Analysis) -> list[Finding]:
    """The findings with those folded under them."""
    return [each for finding in analysis.findings for each in (finding, *finding.related)]


@cache
def sample(name: str) -> Sample:
    """The sample of this name, read once for all tests."""
    return Sample(name)
