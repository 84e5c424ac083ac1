"""Rows of cells with spans → cells on a rectangle, within limits; for pages and Word files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from analyzer.document import Origin
from analyzer.ingest import labels, shapes
from analyzer.ingest.assemble import DraftCell
from analyzer.ingest.traced import Traced

# The widest official table has 15 columns, the longest some 40 rows.
MOST_ROWS: Final = 2000
MOST_COLUMNS: Final = 64
_LONGEST_CELL: Final = 600


class SpannedCell(NamedTuple):
    """A cell of a source row; a `row_span` of 0 reaches to the last row (HTML)."""

    text: Traced
    row_span: int = 1
    column_span: int = 1
    column: int | None = None  # where the source itself says it (Word)
    origin: Origin | None = None


class Rectangle(NamedTuple):
    """Placed cells in reading order; `cut` tells that the source went beyond the limits."""

    rows: int
    columns: int
    cells: tuple[DraftCell, ...]
    cut: bool


def rectangle(rows: Sequence[Sequence[SpannedCell]]) -> Rectangle:
    """Place the cells of `rows`, each in the first column that no cell before it covers."""
    height = min(len(rows), MOST_ROWS)
    free_from = [0] * MOST_COLUMNS  # per column the first row that no cell above covers
    placed: list[DraftCell] = []
    columns, cut = 0, len(rows) > MOST_ROWS
    for number in range(height):
        column = 0
        for cell in rows[number]:
            column = _first_free(free_from, number, column if cell.column is None else cell.column)
            if column >= MOST_COLUMNS:
                cut = True
                break
            width = _width(free_from, number, column, cell.column_span)
            tall = height - number if cell.row_span == 0 else cell.row_span
            tall = min(max(tall, 1), height - number)
            placed.append(DraftCell(number, column, cell.text, tall, width, cell.origin))
            free_from[column : column + width] = [number + tall] * width
            column += width
            columns = max(columns, column)
    return Rectangle(height, columns, tuple(placed), cut)


def _first_free(free_from: list[int], row: int, column: int) -> int:
    while column < MOST_COLUMNS and free_from[column] > row:
        column += 1
    return column


def _width(free_from: list[int], row: int, column: int, wanted: int) -> int:
    """How many columns the cell takes: as many as it asks for, up to the next one covered."""
    width = 1
    last = min(column + max(wanted, 1), MOST_COLUMNS)
    while column + width < last and free_from[column + width] <= row:
        width += 1
    return width


def holds_values(texts: Sequence[str]) -> bool:
    """Whether a table with these cell texts is one, rather than a frame that lays out prose."""
    if len(texts) < 2:
        return False
    return not any(len(text) > _LONGEST_CELL or _begins_section(text) for text in texts)


def _begins_section(text: str) -> bool:
    line = text.split("\n", 1)[0].strip()
    return (
        shapes.marker_level(line) == 1
        and shapes.names_a_section(line)
        and not (labels.is_printed(line) or labels.is_fragment(line))
    )
