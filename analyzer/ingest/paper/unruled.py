"""Tables without ruling lines: columns by where values stand below each other under the header.

Tried only on lines that read as a table; where the columns are not beyond doubt the lines stay text,
and what their values mean is told by labels and counts alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby, pairwise
from typing import Final

from analyzer.forms.form import EDITIONS, forms
from analyzer.ingest import labels, shapes, tabular
from analyzer.ingest.normalize import cleaned
from analyzer.ingest.paper.lines import Line
from analyzer.ingest.paper.page import Page, PaperCell, PaperTable
from analyzer.ingest.paper.sheet import hull
from analyzer.ingest.traced import Traced

_FEWEST_COLUMNS: Final = 3
_NARROW_GAP: Final = 0.25  # of the height of a line, between the labels of two columns


Columns = tuple[tuple[float, float], ...]
"""From where to where the values of each column reach, from left to right."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Characters of a line with wide gaps on both sides."""

    line: Line

    @property
    def text(self) -> str:
        return cleaned(Traced(self.line.text)).text

    @property
    def is_value(self) -> bool:
        return labels.is_value(self.text.replace(" ", ""))

    @property
    def is_number(self) -> bool:
        """Whether it is a value and no word for nothing, which a label may hold too."""
        return self.is_value and not self.text.isalpha()

    def overlaps(self, span: tuple[float, float]) -> bool:
        return self.line.left < span[1] and span[0] < self.line.right


def with_unruled(pages: Sequence[Page]) -> list[Page]:
    """The pages with their tables that have no lines; one goes on over a page in its columns."""
    done: list[Page] = []
    columns: Columns = ()
    for page in pages:
        lines = list(page.lines)
        found: list[PaperTable] = []
        for stretch in _stretches(page):
            for rows in _regions(stretch):
                table, columns = _aligned(rows, columns)
                if table is not None:
                    found.append(table)
                    taken = set(map(id, rows))
                    lines = [line for line in lines if id(line) not in taken]
        done.append(replace(page, lines=lines, tables=[*page.tables, *found]))
    return done


def _stretches(page: Page) -> Iterator[list[Line]]:
    """Lines with no table between them."""
    for is_line, items in groupby(page.items(), lambda item: isinstance(item, Line)):
        if is_line:
            yield [item for item in items if isinstance(item, Line)]


def _regions(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines of each stretch of text that reads as a table."""
    texts = [cleaned(Traced(line.text)).text for line in lines]
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text) + 1)
    for region in tabular.regions("\n".join(texts)):
        rows = [
            line
            for line, start in zip(lines, starts, strict=False)
            if region.span.start <= start < region.span.end
        ]
        if rows:
            yield rows


def _aligned(lines: Sequence[Line], before: Columns) -> tuple[PaperTable | None, Columns]:
    """The lines as a table, None where the columns of its values are in doubt, and its columns.

    Lines without a header may go on with the table `before`, whose columns are taken then.
    """
    rows = [_pieces(line) for line in lines]
    filled = [n for n, row in enumerate(rows) if len(row) > 1 and any(p.is_value for p in row[1:])]
    if not filled:
        return None, ()
    columns = _columns([piece for n in filled for piece in rows[n] if piece.is_number])
    rows = [
        row if n in filled else [part for piece in row for part in _parted(piece, columns)]
        for n, row in enumerate(rows)
    ]
    header = [
        piece
        for row in rows[: filled[0]]
        for piece in row
        if columns and piece.line.right > columns[0][0]
    ]
    if not header:
        columns = _widened(before, columns)
    elif not _is_headed(columns, header):
        columns = ()
    if len(columns) < _FEWEST_COLUMNS:
        return None, ()
    return _Builder(lines[0], columns).table(rows, filled), columns


def _widened(before: Columns, columns: Columns) -> Columns:
    """The columns `before` with the values of those that go on with them; none where some do not."""
    over = [[n for n, known in enumerate(before) if _meet(known, own)] for own in columns]
    if not before or any(len(found) != 1 for found in over):
        return ()
    whole = list(before)
    for (left, right), (place,) in zip(columns, over, strict=True):
        whole[place] = (min(left, whole[place][0]), max(right, whole[place][1]))
    return tuple(whole) if not any(_meet(a, b) for a, b in pairwise(whole)) else ()


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _pieces(line: Line) -> list[_Piece]:
    """The parts of a line between wide gaps, which stand as three blanks without width."""
    parts: list[list[int]] = [[]]
    for at, glyph in enumerate(line.glyphs):
        blank = glyph.text == " " and glyph.left == glyph.right
        if blank and line.text[at : at + 3] == "   " and parts[-1]:
            parts.append([])
        if not blank:
            parts[-1].append(at)
    found = [tuple(line.glyphs[at] for at in part) for part in parts if part]
    return [_Piece(replace(line, glyphs=glyphs)) for glyphs in found]


def _parted(piece: _Piece, columns: Columns) -> list[_Piece]:
    """A piece over several columns, parted where it leaves a gap between two of them."""
    line = piece.line
    cuts = [0]
    for at, (before, after) in enumerate(pairwise(line.glyphs), 1):
        gap = after.left - before.right
        middle = (before.right + after.left) / 2
        between = any(a[1] < middle < b[0] for a, b in pairwise(columns))
        if gap > _NARROW_GAP * line.height and between:
            cuts.append(at)
    ends = [*cuts[1:], len(line.glyphs)]
    return [
        _Piece(replace(line, glyphs=line.glyphs[start:end]))
        for start, end in zip(cuts, ends, strict=True)
    ]


def _columns(values: Sequence[_Piece]) -> Columns:
    """From where to where the values of each column reach, from left to right."""
    found: list[tuple[float, float]] = []
    for left, right in sorted((piece.line.left, piece.line.right) for piece in values):
        if found and left < found[-1][1]:
            found[-1] = (found[-1][0], max(right, found[-1][1]))
        else:
            found.append((left, right))
    return tuple(found)


def _is_headed(columns: Columns, header: Sequence[_Piece]) -> bool:
    """Whether a piece of the header stands over every column, and every column label over one."""
    over = [[column for column in columns if piece.overlaps(column)] for piece in header]
    for piece, found in zip(header, over, strict=True):
        text = labels.compact(piece.text)
        if not found and any(text in label for label in _column_labels()):
            return False
        several = len(found) > 1 and text not in _group_labels()
        if several and any(label in text for label in _column_labels() if len(label) > 2):
            return False
    return all(any(column in found for found in over) for column in columns)


@cache
def _column_labels() -> tuple[str, ...]:
    return tuple(
        labels.compact(label)
        for edition in EDITIONS
        for form in forms(edition)
        for column in form.columns
        for label in column.labels
    )


@cache
def _group_labels() -> frozenset[str]:
    return frozenset(
        labels.compact(column.group)
        for edition in EDITIONS
        for form in forms(edition)
        for column in form.columns
    )


@dataclass
class _Builder:
    """Puts the pieces of lines into the cells of a table."""

    first: Line
    columns: Columns

    def table(self, rows: Sequence[Sequence[_Piece]], filled: Sequence[int]) -> PaperTable | None:
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

    def _values(self, pieces: Sequence[_Piece]) -> list[list[Line]] | None:
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
