"""Analyses as pandas DataFrames, for researchers (extra `frames`).

Every frame begins with `source`, `agency`, `year` of the report. Figures are floats, for plots and
groups; what the report wrote stands in the `text` columns, exact decimals in `Analysis.to_dict`.

| frame | one row | further columns |
|---|---|---|
| claims | a quantity of the prose | id, start, end, text, sentence, section, value, low, high, unit, hedge, kind, metric, metric_name, period, scope, target, expected, outcome, reason, gap, confidence |
| cells | an official cell | form, row, column, ref, name, value, text, state |
| findings | a finding, dismissed ones too | code, name, severity, certainty, status, message, advice, basis, quotes, cells, expected, actual, fingerprint |
| sentences | a sentence | start, end, text, section, paragraph, aspect, aspect_probability, role, role_probability |
| scores | a dimension of the score, and `total` | dimension, name, points, of, reasons |

`start` and `end` are half-open code points of the normalised text; lists (`quotes`, `cells`,
`reasons`) are joined by line ends; what is unknown is None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from analyzer.analysis import Analysis, Facts
from analyzer.document import Label
from analyzer.errors import UsageError
from analyzer.lexicon.metrics import metrics
from analyzer.render.cell_names import cell_name
from analyzer.render.listing import cells, spans

if TYPE_CHECKING:
    from pandas import DataFrame

Row = dict[str, Any]
_REPORT: Final = ("source", "agency", "year")


class Frames(NamedTuple):
    """The five frames; see the module for their columns."""

    claims: DataFrame
    cells: DataFrame
    findings: DataFrame
    sentences: DataFrame
    scores: DataFrame


def frames(analyses: Iterable[Analysis]) -> Frames:
    """The frames of all `analyses`; raises `UsageError` where pandas is not installed."""
    try:
        import pandas as pd  # noqa: PLC0415  # an extra, and heavy
    except ImportError:
        raise UsageError("没有安装 pandas", remedy="请执行 pip install 'nianbao[frames]'") from None
    known = tuple(analyses)
    return Frames(
        *(
            pd.DataFrame(
                [{**_report(each.facts), **row} for each in known for row in rows(each)],
                columns=[*_REPORT, *columns],
            )
            for rows, columns in _FRAMES
        )
    )


def _report(facts: Facts) -> Row:
    document = facts.document
    return dict(zip(_REPORT, (document.source, document.agency, document.year), strict=True))


def _claims(analysis: Analysis) -> Iterator[Row]:
    facts = analysis.facts
    for checked in facts.claims:
        claim, quantity, verdict = checked.claim, checked.claim.quantity, checked.verdict
        yield {
            "id": claim.id,
            "start": claim.span.start,
            "end": claim.span.end,
            "text": claim.text,
            "sentence": claim.sentence,
            "section": facts.sentences[claim.sentence].section,
            "value": _float(quantity.value),
            "low": _float(quantity.low),
            "high": _float(quantity.high),
            "unit": quantity.unit,
            "hedge": quantity.hedge,
            "kind": claim.kind,
            "metric": claim.metric,
            "metric_name": metrics().name(claim.metric) if claim.metric else None,
            "period": claim.period,
            "scope": claim.scope,
            "target": verdict.target,
            "expected": _float(verdict.expected),
            "outcome": verdict.outcome,
            "reason": verdict.reason,
            "gap": verdict.gap,
            "confidence": verdict.confidence,
        }


def _cells(analysis: Analysis) -> Iterator[Row]:
    for ref, cell in analysis.facts.cells.items():
        form, row, column = ref.split(".")
        yield {
            "form": form,
            "row": row,
            "column": column,
            "ref": ref,
            "name": cell_name(ref, analysis.facts),
            "value": _float(cell.value),
            "text": cell.text,
            "state": cell.state,
        }


def _findings(analysis: Analysis) -> Iterator[Row]:
    for finding in analysis.findings:
        yield {
            "code": finding.code,
            "name": finding.name,
            "severity": finding.severity,
            "certainty": finding.certainty,
            "status": finding.status,
            "message": finding.message,
            "advice": finding.advice,
            "basis": finding.basis,
            "quotes": "\n".join(map(analysis.facts.quote, spans(finding))),
            "cells": "\n".join(cells(finding)),
            "expected": finding.expected,
            "actual": finding.actual,
            "fingerprint": finding.fingerprint,
        }


def _sentences(analysis: Analysis) -> Iterator[Row]:
    for sentence in analysis.facts.sentences:
        yield {
            "start": sentence.span.start,
            "end": sentence.span.end,
            "text": sentence.span.of(analysis.facts.text),
            "section": sentence.section,
            "paragraph": sentence.paragraph,
            **_label("aspect", sentence.aspect),
            **_label("role", sentence.role),
        }


def _label(name: str, label: Label | None) -> Row:
    return {
        name: label.value if label else None,
        f"{name}_probability": label.probability if label else None,
    }


def _scores(analysis: Analysis) -> Iterator[Row]:
    score = analysis.score
    for each in score.dimensions:
        reasons = "\n".join(each.reasons)
        yield _score(each.key, each.name, each.points, each.of, reasons)
    yield _score("total", score.grade, score.total, Decimal(100), "")


def _score(key: str, name: str, points: Decimal, of: Decimal, reasons: str) -> Row:
    values = (key, name, float(points), float(of), reasons)
    return dict(zip(("dimension", "name", "points", "of", "reasons"), values, strict=True))


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


_FRAMES: Final[tuple[tuple[Callable[[Analysis], Iterator[Row]], tuple[str, ...]], ...]] = (
    (_claims, (
        "id", "start", "end", "text", "sentence", "section", "value", "low", "high", "unit",
        "hedge", "kind", "metric", "metric_name", "period", "scope", "target", "expected",
        "outcome", "reason", "gap", "confidence",
    )),
    (_cells, ("form", "row", "column", "ref", "name", "value", "text", "state")),
    (_findings, (
        "code", "name", "severity", "certainty", "status", "message", "advice", "basis",
        "quotes", "cells", "expected", "actual", "fingerprint",
    )),
    (_sentences, (
        "start", "end", "text", "section", "paragraph", "aspect", "aspect_probability",
        "role", "role_probability",
    )),
    (_scores, ("dimension", "name", "points", "of", "reasons")),
)  # fmt: skip
