"""The analysis as one HTML page that needs nothing else; everything from the report is escaped."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Any, Final, NamedTuple, get_args

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from analyzer.analysis import Analysis, Facts, number
from analyzer.claim import Outcome
from analyzer.document import Block
from analyzer.finding import SEVERITIES
from analyzer.lexicon.names import name_of
from analyzer.render.cell_names import cell_name
from analyzer.render.html import charts
from analyzer.render.html.marked import MarkedText, Segment, cells_of, claims_on
from analyzer.render.layout import Box, TableLayout, is_title, pieces
from analyzer.render.legible import legible
from analyzer.render.listing import (
    cell_shown,
    cells,
    conflicting,
    entries,
    expected,
    interval,
    metric_name,
    why,
)
from analyzer.render.unread_text import unread

_OUTCOMES: Final[tuple[Outcome, ...]] = get_args(Outcome)
_DEEPEST: Final = 4
_ON_CARD: Final = 8
_SOURCES: Final = "analyzer.render.html"
_FILTERS: Final[dict[str, Callable[..., Any]]] = {
    "name": lambda key, kind: name_of(kind, key),
    "plain": number,
    "interval": interval,
    "metric": metric_name,
    "expected": expected,
    "cells_of": cells_of,
    "shown": cell_shown,
    "anchors": cells,
}


class _Line(NamedTuple):
    """A paragraph or heading of the report; `tag` is its HTML element."""

    tag: str
    segments: tuple[Segment, ...]
    title: bool = False


class _Cell(NamedTuple):
    """A table cell with its marks; `head` is the scope of a label, `state` that of the value."""

    box: Box
    segments: tuple[Segment, ...]
    head: str
    state: str = ""
    name: str = ""
    claims: tuple[str, ...] = ()
    findings: tuple[int, ...] = ()


class _Sheet(NamedTuple):
    """A table of the report as rows of cells."""

    rows: tuple[tuple[_Cell, ...], ...]
    label: str


def card(analysis: Analysis) -> str:
    """A summary for a notebook: score, counts and the first findings, without script."""
    found = entries(analysis)
    return _template("card.html.j2").render(
        analysis=analysis,
        about=analysis.facts.document,
        facts=analysis.facts,
        entries=found,
        most=_ON_CARD,
        **_counted(analysis),
    )


def render(analysis: Analysis) -> bytes:
    """The page in UTF-8. It sends no request and runs no script or style but its own."""
    facts, found = analysis.facts, entries(analysis)
    text = _template("report.html.j2").render(
        analysis=analysis,
        about=facts.document,
        facts=facts,
        entries=found,
        dismissed=len(analysis.findings) - len(found),
        codes=sorted({(entry.finding.code, entry.finding.name) for entry in found}),
        body=list(_body(analysis)),
        gaps=unread(facts),
        held=[each for each in facts.claims if each.verdict.outcome != "unlinked"],
        others=[each for each in facts.claims if each.verdict.outcome == "unlinked"],
        charts=charts,
        why=lambda checked: why(checked, facts),
        cell_name=lambda ref: cell_name(ref, facts),
        **_counted(analysis),
    )
    return text.encode("utf-8")


def _counted(analysis: Analysis) -> dict[str, Sequence[charts.Slice]]:
    """How many findings of each severity, how many claims of each outcome."""
    severities = Counter(entry.finding.severity for entry in entries(analysis))
    outcomes = Counter(each.verdict.outcome for each in analysis.facts.claims)
    return {
        "severities": charts.stacked(
            [(key, name_of("severity", key), severities[key]) for key in SEVERITIES]
        ),
        "outcomes": charts.stacked(
            [(key, name_of("outcome", key), outcomes[key]) for key in _OUTCOMES]
        ),
    }


@cache
def _template(name: str) -> Template:
    """A template; every value is made harmless (`legible`) and escaped, except our own style and script."""
    style, script = Markup(_source("report.css")), Markup(_source("report.js"))  # noqa: S704  # our own
    environment = Environment(
        autoescape=True,
        finalize=lambda value: (
            legible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
        ),
        loader=FunctionLoader(_source),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= _FILTERS
    environment.globals |= {
        "style": style,
        "script": script,
        "style_digest": _digest(style),
        "script_digest": _digest(script),
    }
    return environment.get_template(name)


def _source(name: str) -> str:
    return resources.files(_SOURCES).joinpath(name).read_text("utf-8")


def _digest(text: str) -> str:
    """The digest by which the content-security policy lets `text` in."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _body(analysis: Analysis) -> Iterator[_Line | _Sheet]:
    facts = analysis.facts
    text = MarkedText(facts, entries(analysis))
    claims, findings = claims_on(facts), conflicting(analysis)
    labels: Counter[str] = Counter()
    for piece in pieces(facts):
        if isinstance(piece, TableLayout):
            rows: list[list[_Cell]] = [[] for _ in range(piece.rows)]
            for box in piece.boxes:
                cell = _cell(box, piece, text, facts)
                if box.ref:
                    cell = cell._replace(
                        claims=claims.get(box.ref, ()), findings=findings.get(box.ref, ())
                    )
                rows[box.row].append(cell)
            forms = sorted({box.ref.partition(".")[0] for box in piece.boxes if box.ref})
            label = "、".join(name_of("form", form) for form in forms) or "表格"
            labels[label] += 1
            part = f"（{labels[label]}）" if labels[label] > 1 else ""
            yield _Sheet(tuple(map(tuple, rows)), f"{label}{part}")
        else:
            segments = tuple(text.segments(piece.span))
            yield _Line(_tag(piece), segments, is_title(piece, facts))


def _tag(block: Block) -> str:
    if block.kind != "heading":
        return "p"
    return f"h{min((block.level or 1) + 2, _DEEPEST)}"


def _cell(box: Box, layout: TableLayout, text: MarkedText, facts: Facts) -> _Cell:
    traced = box.span is not None and box.span.of(facts.text) == box.text != ""
    segments = tuple(text.segments(box.span)) if traced and box.span else (Segment(box.text),)
    head = "" if box.kind != "label" or not box.text else "col" if box.row < layout.head else "row"
    cell = facts.cells.get(box.ref) if box.ref else None
    if cell is None or box.ref is None:
        return _Cell(box, segments, head)
    return _Cell(box, segments, head, cell.state, cell_name(box.ref, facts))
