"""Which rows and columns the cells of a Word table cover: gridSpan, vMerge, and sliver columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from lxml import etree

from analyzer.ingest.flow import RawCell
from analyzer.ingest.word_text import W

# A column under this share of the table's width is none: two edges that should have met.
_SLIVER: Final = 0.02


class WordCell(NamedTuple):
    """A cell element with its text; spans are still open."""

    element: etree._Element
    raw: RawCell


class WordRow(NamedTuple):
    """A row element with its cells as Word lists them."""

    element: etree._Element
    cells: Sequence[WordCell]


def placed(table: etree._Element, rows: Sequence[WordRow]) -> list[list[RawCell]]:
    """The cells of `rows` with their columns; those merged down are counted to the first of them.

    Converters and hand-drawn tables leave columns of a hair's width; their edges are drawn together
    unless a cell with text stands between them.
    """
    edges = _edges(table)
    if any(
        cell.raw.text and _snapped(edges, start) == _snapped(edges, end)
        for row in rows
        for cell, start, end in _columns(row)
    ):
        edges = [0]
    result: list[list[RawCell]] = []
    above: dict[int, tuple[int, int]] = {}  # column → row and place of the cell that is merged down
    for number, row in enumerate(rows):
        result.append([])
        for cell, start, end in _columns(row):
            merge = cell.element.find(f"{W}tcPr/{W}vMerge")
            if merge is not None and merge.get(f"{W}val") != "restart" and start in above:
                first_row, place = above[start]
                first = result[first_row][place]
                result[first_row][place] = first._replace(row_span=number - first_row + 1)
                continue
            above.pop(start, None)
            left, right = _snapped(edges, start), _snapped(edges, end)
            if left == right:
                continue
            if merge is not None:
                above[start] = (number, len(result[-1]))
            result[-1].append(cell.raw._replace(column_span=right - left, column=left))
    return result


def _columns(row: WordRow) -> Iterator[tuple[WordCell, int, int]]:
    """Every cell with the grid columns where it begins and ends."""
    column = _integer(row.element, "trPr/gridBefore", 0)
    for cell in row.cells:
        width = max(_integer(cell.element, "tcPr/gridSpan", 1), 1)
        yield cell, column, column + width
        column += width


def _edges(table: etree._Element) -> list[int]:
    """The place of every edge of the grid, those of slivers drawn together."""
    widths = [_width(column) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    least = _SLIVER * sum(widths)
    edges = [0]
    for width in widths:
        edges.append(edges[-1] + (width >= least))
    return edges


def _snapped(edges: list[int], edge: int) -> int:
    """The place of an edge; edges that the grid does not declare follow its last one."""
    return edges[edge] if edge < len(edges) else edges[-1] + edge - len(edges) + 1


def _width(column: etree._Element) -> int:
    value = column.get(f"{W}w", "")
    return int(value[:6]) if value.isdecimal() else 0


def _integer(element: etree._Element, path: str, default: int) -> int:
    parent, _, name = path.partition("/")
    found = element.find(f"{W}{parent}/{W}{name}")
    value = "" if found is None else found.get(f"{W}val", "")
    return int(value[:4]) if value.isdecimal() else default
