"""Lines of a table without rulings into its cells: values by column, labels shared out to their rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from analyzer.forms.form import EDITIONS, forms
from analyzer.ingest import labels, shapes
from analyzer.ingest.normalize import cleaned
from analyzer.ingest.paper.lines import Line
from analyzer.ingest.paper.page import PaperCell, PaperTable
from analyzer.ingest.paper.pieces import Columns, Piece
from analyzer.ingest.paper.sheet import hull
from analyzer.ingest.traced import Traced


@dataclass
class RowBuilder:
    """Puts the pieces of lines into the cells of a table."""

    first: Line
    columns: Columns

    def table(self, rows: Sequence[Sequence[Piece]], filled: Sequence[int]) -> PaperTable | None:
        """The table of `rows`, of which `filled` hold values; None where two share a cell."""
        grid: list[list[list[Line]]] = []
        waiting: list[Line] = []  # pieces of labels since the last row with values
        for number, row in enumerate(rows):
            left = [piece for piece in row if piece.line.right <= self.columns[0][0]]
            words = [piece.line for piece in left if not _is_scrap(piece.text)]
            rest = [piece for piece in row if piece not in left]
            if any(piece.is_number for piece in left):
                return None
            if not rest:
                waiting += words[-1:]  # those before it are of merged labels
                continue
            cells = self._values(rest)
            if cells is None:
                if number in filled:
                    return None
                continue
            above = grid[-1][0] if grid else []
            end, bare, label = _shared(above, waiting, words[-1:])
            above += end
            grid += [[each] for each in bare]
            grid.append([label, *cells])
            waiting = []
        if grid:
            end, bare, label = _shared(grid[-1][0], waiting, [])
            grid[-1][0] += end
            grid += [[each] for each in (*bare, label) if each]
        return self._finished(grid)

    def _values(self, pieces: Sequence[Piece]) -> list[list[Line]] | None:
        """The pieces by column; None where two values share one, or one stands under none."""
        cells: list[list[Line]] = [[] for _ in self.columns]
        for piece in pieces:
            places = [n for n, column in enumerate(self.columns) if piece.overlaps(column)]
            if piece.is_value and (len(places) != 1 or cells[places[0]]):
                return None
            for place in places:
                cells[place].append(piece.line)
        return cells

    def _finished(self, grid: Sequence[Sequence[Sequence[Line]]]) -> PaperTable:
        lines = [line for row in grid for cell in row for line in cell]
        left, top, right, bottom = hull([line.box for line in lines])
        middles = [(a[1] + b[0]) / 2 for a, b in pairwise(self.columns)]
        label = max(left, self.columns[0][0] - 1.0)
        xs = (left, label, *middles, right)
        sheet = self.first.sheet
        cells = []
        for number, row in enumerate(grid):
            held = [line.box for cell in row for line in cell]
            _, row_top, _, row_bottom = hull(held) if held else (left, top, right, bottom)
            for place, cell in enumerate(row):
                box = (xs[place], row_top, xs[place + 1], row_bottom)
                cells.append(PaperCell(number, place, 1, 1, sheet, box, list(cell)))
        return PaperTable(sheet, xs, len(grid), cells, (left, top, right, bottom), ruled=False)


def _shared(
    above: Sequence[Line], between: Sequence[Line], own: Sequence[Line]
) -> tuple[list[Line], list[list[Line]], list[Line]]:
    """Lines of labels between two rows, shared out.

    The end of the label above, labels of rows without values, and the label of the row below, of
    which `own` stands beside its values.
    """
    cut = max(
        range(len(between) + 1 if above else 1),
        key=lambda cut: (
            _is_printed([*above, *between[:cut]]) + _is_printed([*between[cut:], *own]),
            -abs(cut - len(between) / 2),
        ),
    )
    chunks: list[list[Line]] = [[]]
    for line in (*between[cut:], *own):
        if chunks[-1] and shapes.marker_level(line.text) is not None:
            chunks.append([])
        chunks[-1].append(line)
    return list(between[:cut]), chunks[:-1], chunks[-1]


def _is_scrap(text: str) -> bool:
    """Whether it is of a group label, which stands beside any of its rows and names none."""
    plain = labels.compact(text)
    return len(plain) < 2 or (
        any(plain in group for group in _parent_labels())
        and not any(plain in label for label in _row_labels())
    )


@cache
def _parent_labels() -> frozenset[str]:
    return frozenset(
        labels.compact(row.parent_number + row.parent)
        for edition in EDITIONS
        for form in forms(edition)
        for row in form.rows
    )


@cache
def _row_labels() -> frozenset[str]:
    return frozenset(
        labels.compact(row.number + label)
        for edition in EDITIONS
        for form in forms(edition)
        for row in form.rows
        for label in row.labels
    )


def _is_printed(lines: Sequence[Line]) -> bool:
    text = "".join(line.text for line in lines)
    return labels.is_printed(cleaned(Traced(text)).text)
