"""Everything known about one report (`Facts`), its score, and the whole that renderers get."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from analyzer.claim import CheckedClaim
from analyzer.document import Cell, Document, Edition, Section, Sentence, Span, Table
from analyzer.finding import CellAnchor, Finding
from analyzer.problem import Problem, Remedy, Shortcomings
from analyzer.resemblance import Resemblance

if TYPE_CHECKING:
    from analyzer.render.to_frames import Frames

SCHEMA = "nianbao/analysis/1"
_PREVIOUS = "previous."


@dataclass(frozen=True)
class Facts:
    """One report as understood, before any judgement. Rules see nothing else.

    `previous` is last year's report of the agency; `resemblances` are reports of other agencies
    that this one was found to be like (`analyzer.likeness.neighbours`), empty where none was looked for.
    `shortcomings` are the problems of the fifth section and what answers them (`analyzer.pairing`).
    `implied` is what empty cells stand for where the footings prove it (`analyzer.implied`).
    """

    document: Document
    sections: tuple[Section, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    tables: tuple[Table, ...] = ()
    claims: tuple[CheckedClaim, ...] = ()
    previous: Facts | None = None
    resemblances: tuple[Resemblance, ...] = ()
    implied: Mapping[str, Decimal] = field(default_factory=dict)
    shortcomings: Shortcomings = field(default_factory=Shortcomings)

    @cached_property
    def text(self) -> str:
        """The normalised text that all spans refer to."""
        return self.document.text

    @cached_property
    def cells(self) -> dict[str, Cell]:
        """Every official cell of this report by its reference."""
        return {ref: cell for table in self.tables for ref, cell in table.cells.items()}

    @cached_property
    def edition(self) -> Edition | None:
        """The edition of the official form that was filled in."""
        return self.tables[0].edition if self.tables else None

    def cell(self, ref: str) -> Cell | None:
        """The cell, `previous.` references looked up in last year's facts."""
        cell = self.cells.get(ref)
        if cell is None and ref.startswith(_PREVIOUS):
            return self.previous.cell(ref.removeprefix(_PREVIOUS)) if self.previous else None
        return cell

    def value(self, ref: str) -> Decimal | None:
        """The cell's number, None where it is blank, malformed, unread or absent."""
        cell = self.cell(ref)
        return cell.value if cell is not None else None

    def reckoned(self, ref: str) -> Cell | None:
        """The cell, an empty one with the value it stands for where that is proved."""
        if ref.startswith(_PREVIOUS):
            before = self.previous
            return before.reckoned(ref.removeprefix(_PREVIOUS)) if before else None
        cell = self.cells.get(ref)
        value = self.implied.get(ref)
        return cell if cell is None or value is None else replace(cell, value=value)

    def table(self, form: str) -> Table | None:
        """The first table of this form."""
        return next((table for table in self.tables if table.form == form), None)

    def section(self, key: str) -> Section | None:
        """The first section of this key."""
        return next((section for section in self.sections if section.key == key), None)

    def section_text(self, key: str) -> str:
        """The text of all sections of this key, titles and tables included."""
        return "\n".join(s.span.of(self.text) for s in self.sections if s.key == key)

    def sentences_of(self, *keys: str) -> Iterator[Sentence]:
        """The sentences that stand in sections of these keys, in order."""
        return (sentence for sentence in self.sentences if sentence.section in keys)

    def quote(self, span: Span) -> str:
        """The characters of a span."""
        return self.text[span.start : span.end]

    @cached_property
    def prose(self) -> str:
        """The text with every table blanked out by newlines: same offsets, prose only."""
        parts, end = [], 0
        for block in self.document.blocks:
            if block.kind in ("grid", "furniture"):
                parts.append(self.text[end : block.span.start])
                parts.append("\n" * (block.span.end - block.span.start))
                end = block.span.end
        return "".join([*parts, self.text[end:]])


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension of the score with the reasons for every point lost or given."""

    key: str
    name: str
    points: Decimal
    of: Decimal
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The score: total of 100, grade, and the narrative sub-score of 100."""

    total: Decimal
    grade: str
    narrative: Decimal
    dimensions: tuple[Dimension, ...]


@dataclass(frozen=True)
class Analysis:
    """The whole result for one report."""

    facts: Facts
    findings: tuple[Finding, ...]
    score: Scorecard

    def frames(self) -> Frames:
        """Claims, cells, findings, sentences and scores as pandas DataFrames.

        Columns: `analyzer.render.to_frames`. Raises `UsageError` where pandas is not installed.
        """
        from analyzer.render.to_frames import frames  # noqa: PLC0415  # only forwarded to

        return frames([self])

    def _repr_html_(self) -> str:
        """What a notebook shows for an analysis."""
        from analyzer.render.html.to_html import card  # noqa: PLC0415  # only forwarded to

        return card(self)

    def to_dict(self) -> dict[str, Any]:
        """The object of CONTRACT.md, made of JSON types only."""
        facts, document = self.facts, self.facts.document
        return {
            "schema": SCHEMA,
            "document": {
                "source": document.source,
                "sha256": document.sha256,
                "format": document.format,
                "title": document.title,
                "agency": document.agency,
                "agency_level": document.agency_level,
                "year": document.year,
                "edition": facts.edition,
                "signed": document.signed,
                "published": document.published,
                "losses": [_loss(loss.message, loss.span) for loss in document.losses],
            },
            "text": document.text,
            "sections": [
                {
                    "key": section.key,
                    "title": section.title,
                    "number": section.number,
                    **_span(section.span),
                }
                for section in facts.sections
            ],
            "sentences": [sentence_dict(sentence) for sentence in facts.sentences],
            "tables": [_table(table) for table in facts.tables],
            "claims": [claim_dict(checked) for checked in facts.claims],
            "problems": [_problem(problem) for problem in facts.shortcomings.problems],
            "remedies": [_remedy(remedy) for remedy in facts.shortcomings.general],
            "findings": [_finding(finding) for finding in self.findings],
            "score": _score(self.score),
        }


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _loss(message: str, span: Span | None) -> dict[str, Any]:
    return {"message": message, **(_span(span) if span else {})}


def number(value: Decimal | None) -> str | None:
    """A decimal as CONTRACT.md writes it: plain digits, no exponent, no trailing zeros."""
    if value is None:
        return None
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def sentence_dict(sentence: Sentence) -> dict[str, Any]:
    """A sentence in the shape of CONTRACT.md; `confidence` is that of the less sure label."""
    labels = [label for label in (sentence.aspect, sentence.role) if label is not None]
    return {
        **_span(sentence.span),
        "section": sentence.section,
        "aspect": sentence.aspect.value if sentence.aspect else None,
        "role": sentence.role.value if sentence.role else None,
        "confidence": round(min((label.probability for label in labels), default=0.0), 4),
    }


def claim_dict(checked: CheckedClaim) -> dict[str, Any]:
    """A checked claim in the shape of CONTRACT.md."""
    claim, quantity, verdict = checked.claim, checked.claim.quantity, checked.verdict
    return {
        "id": claim.id,
        **_span(claim.span),
        "text": claim.text,
        "sentence": claim.sentence,
        "value": number(quantity.value),
        "low": number(quantity.low),
        "high": number(quantity.high),
        "unit": quantity.unit,
        "hedge": quantity.hedge,
        "kind": claim.kind,
        "metric": claim.metric,
        "period": claim.period,
        "scope": claim.scope,
        "target": verdict.target,
        "outcome": verdict.outcome,
        "expected": number(verdict.expected),
        "readings": [link.target for link in checked.links],
        "reason": verdict.reason,
        "gap": verdict.gap,
        "confidence": round(verdict.confidence, 4),
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "form": table.form,
        "edition": table.edition,
        "cells": {
            ref: {
                "value": number(cell.value),
                "text": cell.text,
                "state": cell.state,
                **({"note": cell.note} if cell.note else {}),
            }
            for ref, cell in table.cells.items()
        },
        "unplaced": list(table.unplaced),
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        **_span(problem.span),
        "kinds": list(problem.kinds),
        "remedies": [_remedy(remedy) for remedy in problem.remedies],
    }


def _remedy(remedy: Remedy) -> dict[str, Any]:
    return {**_span(remedy.span), "concrete": remedy.concrete}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "certainty": finding.certainty,
        "message": finding.message,
        "advice": finding.advice,
        "basis": finding.basis,
        "anchors": _anchors(finding),
        "expected": finding.expected,
        "actual": finding.actual,
        "fingerprint": finding.fingerprint,
        "status": finding.status,
        "corrections": [
            {"cell": each.ref, "written": number(each.written), "should": number(each.should)}
            for each in finding.corrections
        ],
        "related": [
            {
                "code": each.code,
                "name": each.name,
                "severity": each.severity,
                "message": each.message,
                "anchors": _anchors(each),
                "fingerprint": each.fingerprint,
            }
            for each in finding.related
        ],
    }


def _anchors(finding: Finding) -> list[dict[str, Any]]:
    return [
        {"cell": anchor.ref} if isinstance(anchor, CellAnchor) else _span(anchor)
        for anchor in finding.anchors
    ]


def _score(score: Scorecard) -> dict[str, Any]:
    return {
        "total": float(score.total),
        "grade": score.grade,
        "narrative": float(score.narrative),
        "dimensions": [
            {
                "key": dimension.key,
                "name": dimension.name,
                "points": float(dimension.points),
                "of": float(dimension.of),
                "reasons": list(dimension.reasons),
            }
            for dimension in score.dimensions
        ],
    }
