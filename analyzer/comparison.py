"""Two years of one agency side by side: every official cell with its difference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from analyzer.analysis import Analysis, Facts, number
from analyzer.document import Cell
from analyzer.finding import Finding
from analyzer.forms.form import EDITIONS, FORMS, Form, form

# Rules that judge by last year's report; Y05 and Y08 do without.
_ACROSS: Final = ("Y01", "Y02", "Y03", "Y04", "Y06", "Y07", "Y08", "Y09", "Y10", "T06")


@dataclass(frozen=True, slots=True)
class Pair:
    """One cell in both years; None where that year's edition has no such cell.

    `difference` is this year's value less last year's, None unless both are numbers.
    """

    form: str
    ref: str
    row: str
    column: str
    last: Cell | None
    this: Cell | None
    difference: Decimal | None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see: zero or absent in both years."""
        return all(
            c is None or (c.state == "number" and not c.value) for c in (self.last, self.this)
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both reports, all cells of either edition in printed order, and what does not continue."""

    last: Facts
    this: Facts
    pairs: tuple[Pair, ...]
    findings: tuple[Finding, ...]

    @property
    def warnings(self) -> tuple[str, ...]:
        """Why the two may not belong together, in Chinese; empty where they do."""
        last, this = self.last.document, self.this.document
        found = []
        if last.agency and this.agency and last.agency != this.agency:
            found.append(f"两份报告的机关不同：{last.agency}、{this.agency}")
        if last.year and this.year and last.year != this.year - 1:
            found.append(f"两份报告不是相邻的年度：{last.year}、{this.year}")
        if self.last.edition != self.this.edition:
            found.append("两份报告的表样版本不同，只在一种表样中有的格不能比较")
        return tuple(found)

    def to_dict(self) -> dict[str, Any]:
        """The comparison made of JSON types only."""
        return {
            "schema": "nianbao/comparison/1",
            "last": _document(self.last),
            "this": _document(self.this),
            "warnings": list(self.warnings),
            "cells": [
                {
                    "cell": pair.ref,
                    "last": _cell(pair.last),
                    "this": _cell(pair.this),
                    "difference": number(pair.difference),
                }
                for pair in self.pairs
            ],
            "findings": [
                {"code": f.code, "severity": f.severity, "certainty": f.certainty,
                 "message": f.message, "fingerprint": f.fingerprint}
                for f in self.findings
            ],
        }  # fmt: skip


def compare(analysis: Analysis) -> Comparison:
    """The two years of an analysis; raises `ValueError` where it has no last year."""
    this = analysis.facts
    if this.previous is None:
        raise ValueError("the analysis has no report of last year")
    last = this.previous
    pairs = tuple(pair for name in FORMS for pair in _pairs(name, last, this))
    across = tuple(
        one
        for finding in analysis.findings
        for one in (finding, *finding.related)
        if one.code in _ACROSS
    )
    return Comparison(last, this, pairs, across)


def _pairs(name: str, last: Facts, this: Facts) -> Iterator[Pair]:
    """Cells of this year's edition, then those that only last year's has."""
    editions = [facts.edition for facts in (this, last)]
    shapes = [form(name, edition) for edition in dict.fromkeys(editions) if edition in EDITIONS]
    seen: set[str] = set()
    for shape in shapes:
        for ref in shape.refs:
            if ref not in seen and (last.cell(ref) or this.cell(ref)):
                seen.add(ref)
                yield _pair(shape, ref, last.cell(ref), this.cell(ref))


def _pair(shape: Form, ref: str, last: Cell | None, this: Cell | None) -> Pair:
    row, _, column = shape.cell_name(ref).rpartition("·")
    values = (last.value if last else None, this.value if this else None)
    before, now = values
    difference = now - before if now is not None and before is not None else None
    return Pair(shape.name, ref, row, column, last, this, difference)


def _document(facts: Facts) -> dict[str, Any]:
    document = facts.document
    return {
        "source": document.source,
        "agency": document.agency,
        "year": document.year,
        "edition": facts.edition,
    }


def _cell(cell: Cell | None) -> dict[str, Any] | None:
    if cell is None:
        return None
    return {"value": number(cell.value), "text": cell.text, "state": cell.state}
