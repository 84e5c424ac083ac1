"""The report as a Word file with a review comment for every finding, at its characters and cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from analyzer.analysis import Analysis, Facts
from analyzer.document import Span
from analyzer.render.listing import Entry, cells, entries, spans
from analyzer.render.word.comments import Comment, commented

_MOST_PLACES: Final = 8
_MOST_CELLS: Final = 8
_CELL_PATH: Final = re.compile(r"tc\[([0-9]{1,6})\]")


class _Places(NamedTuple):
    """The ways from the report's text and cells into the Word file."""

    span: Callable[[Span], Span | None]
    cell: Callable[[str], int | None]


def render(analysis: Analysis, original: bytes | None = None) -> bytes:
    """The Word file `original` with comments; a clean document where the report was no such file.

    Raises `InputError` where the file cannot be written back.
    """
    facts = analysis.facts
    if original is not None and facts.document.format == "docx":
        places = _Places(facts.document.offsets.source, lambda ref: _cell_number(ref, facts))
        return commented(original, list(_comments(analysis, places)))
    from analyzer.render.word.clean import CleanReport  # noqa: PLC0415  # heavy, not always needed

    report = CleanReport(facts)
    return commented(report.data, list(_comments(analysis, _Places(report.place, report.cell))))


def _comments(analysis: Analysis, places: _Places) -> Iterator[Comment]:
    facts = analysis.facts
    for entry in entries(analysis):
        targets = list(_targets(entry, facts, places))[:_MOST_PLACES]
        if not targets:
            title = facts.document.title_span
            targets = [(places.span(title) if title else None, None)]
        first, *others = targets
        yield Comment(_lines(entry), *first)
        for other in others:
            yield Comment(
                (_head(entry), f"同一问题的另一处，说明见第一条编号 {entry.number} 的批注。"),
                *other,
            )


def _targets(
    entry: Entry, facts: Facts, places: _Places
) -> Iterator[tuple[Span | None, int | None]]:
    """Where the finding points: quotes first, then the cells that no quote covers."""
    quotes = [span for span in spans(entry.finding) if span.start < span.end]
    for quote in quotes:
        found = places.span(quote)
        if found is not None:
            yield found, None
    for ref in cells(entry.finding):
        cell = facts.cells.get(ref)
        if cell is None or (cell.span is not None and cell.span in quotes):
            continue
        number = places.cell(ref)
        found = places.span(cell.span) if cell.span and cell.text.strip() else None
        if found is not None or number is not None:
            yield found, number


def _head(entry: Entry) -> str:
    return f"{entry.number}. {entry.title}（{entry.severity}，{entry.certainty}）"


def _lines(entry: Entry) -> tuple[str, ...]:
    shown = entry.cells[:_MOST_CELLS]
    lines = [_head(entry), entry.finding.message, *(f"单元格：{cell}" for cell in shown)]
    if len(entry.cells) > len(shown):
        lines.append(f"另有 {len(entry.cells) - len(shown)} 格")
    if entry.finding.basis:
        lines.append(f"依据：{entry.finding.basis}")
    if entry.finding.advice:
        lines.append(f"建议：{entry.finding.advice}")
    lines += [f"同因：{each}" for each in entry.related]
    return tuple(lines)


def _cell_number(ref: str, facts: Facts) -> int | None:
    cell = facts.cells.get(ref)
    origin = cell.origin if cell is not None else None
    found = _CELL_PATH.fullmatch(origin.path or "") if origin is not None else None
    return int(found[1]) if found else None
