"""A frame around a whole report → the tables in it and the prose between them.

A row over the full width that holds a section title or prose is no row of a table.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from analyzer.ingest import labels, shapes
from analyzer.ingest.paper.page import PaperCell, PaperTable

_LONGEST_LABEL: Final = 60


def parts(table: PaperTable) -> list[PaperTable]:
    """The tables of a lattice from top to bottom, without the prose that parts them."""
    prose = {cell.row: cell for cell in table.cells if _is_prose(cell, len(table.xs) - 1)}
    if not prose:
        return [table]
    found: list[PaperTable] = []
    begin = 0
    for row in [*sorted(prose), table.rows]:
        if begin < row:
            part = _part(table, begin, row)
            if part is not None:
                found.append(part)
        begin = row + (prose[row].row_span if row in prose else 0)
    return found


def _is_prose(cell: PaperCell, columns: int) -> bool:
    if cell.column_span < columns or not cell.lines:
        return False
    text = cell.text.replace("\n", "")
    if labels.is_printed(text):
        return False
    title = shapes.marker_level(text) == 1 and shapes.names_a_section(text)
    return title or "。" in text or len(text) > _LONGEST_LABEL


def _part(table: PaperTable, begin: int, end: int) -> PaperTable | None:
    """Rows `begin` to `end` as a table of its own, with the columns that are parted in them."""
    cells = [cell for cell in table.cells if begin <= cell.row < end]
    if not any(cell.lines for cell in cells):
        return None
    edges = sorted(
        {cell.column for cell in cells} | {cell.column + cell.column_span for cell in cells}
    )
    place = {edge: number for number, edge in enumerate(edges)}
    moved = [
        replace(
            cell,
            row=cell.row - begin,
            row_span=min(cell.row_span, end - cell.row),
            column=place[cell.column],
            column_span=place[cell.column + cell.column_span] - place[cell.column],
        )
        for cell in cells
    ]
    top = min(cell.box[1] for cell in cells)
    bottom = max(cell.box[3] for cell in cells)
    return replace(
        table,
        xs=tuple(table.xs[edge] for edge in edges),
        rows=end - begin,
        cells=moved,
        box=(table.xs[edges[0]], top, table.xs[edges[-1]], bottom),
        open_top=table.open_top and begin == 0,
        open_bottom=table.open_bottom and end == table.rows,
    )
