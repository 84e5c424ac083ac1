"""Tables that a page break cut → one table: columns matched, repeated headers and torn rows mended."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from analyzer.ingest import labels
from analyzer.ingest.paper.page import PaperCell, PaperTable, is_full

# How far the sides of two halves may differ, and a column's line from one half to the other.
_MARGIN: Final = 10.0
_SHIFT: Final = 6.0
_MOST_HEADER_ROWS: Final = 6


def continues(table: PaperTable, after: PaperTable) -> bool:
    """Whether `after`, first on its page, has the width of `table`, last on the page before."""
    width, next_width = table.box[2] - table.box[0], after.box[2] - after.box[0]
    forms = {_form(table, -1), _form(after, 0)} - {None}
    ruled = table.ruled and after.ruled
    return ruled and abs(width - next_width) <= _MARGIN and len(forms) < 2


def _form(table: PaperTable, number: int) -> str | None:
    """The form that alone prints labels of the table, looked for from its first or last row."""
    rows = range(table.rows) if number == 0 else range(table.rows - 1, -1, -1)
    for row in rows:
        for cell in table.row(row):
            form = labels.form_of(cell.text)
            if form:
                return form
    return None


def stitched(table: PaperTable, after: PaperTable) -> PaperTable:
    """Both halves as one table, on the sheet where it begins."""
    table, after = _same_columns(_without_stub(table, last=True), _without_stub(after, last=False))
    after = _without_rows(after, _repeated(table, after))
    if not after.rows:
        return table
    shift = table.rows - (1 if _is_torn(table, after) else 0)
    cells = list(table.cells)
    above = {
        (cell.column, cell.column_span): number
        for number, cell in enumerate(cells)
        if cell.row + cell.row_span == table.rows
    }
    for cell in after.cells:
        number = above.get((cell.column, cell.column_span)) if cell.row == 0 else None
        torn = shift < table.rows
        if number is not None and (torn or _is_one(cells[number], cell)):
            first = cells[number]
            last = shift + cell.row_span
            cells[number] = replace(
                first, row_span=last - first.row, lines=[*first.lines, *cell.lines]
            )
        else:
            cells.append(replace(cell, row=cell.row + shift))
    return replace(
        table,
        rows=shift + after.rows,
        cells=sorted(cells, key=lambda cell: (cell.row, cell.column)),
        open_bottom=after.open_bottom,
    )


def _without_stub(table: PaperTable, *, last: bool) -> PaperTable:
    """Without the empty beginning of a row that stands whole on the other page."""
    if table.rows < 2 or not (table.open_bottom if last else table.open_top):
        return table
    row = table.rows - 1 if last else 0
    if any(cell.lines for cell in table.row(row) if cell.row == row and cell.row_span == 1):
        return table
    cells = [
        replace(cell, row_span=cell.row_span - 1, row=cell.row)
        if cell.row_span > 1 and cell.row <= row < cell.row + cell.row_span
        else cell
        for cell in table.cells
        if not (cell.row == row and cell.row_span == 1)
    ]
    if not last:
        cells = [replace(cell, row=max(cell.row - 1, 0)) for cell in cells]
    return replace(table, cells=cells, rows=table.rows - 1)


def _same_columns(table: PaperTable, after: PaperTable) -> tuple[PaperTable, PaperTable]:
    """Both halves over the lines of both; the second is stretched to the width of the first."""
    left, right = table.xs[0], table.xs[-1]
    scale = (right - left) / (after.xs[-1] - after.xs[0])
    moved = [left + (x - after.xs[0]) * scale for x in after.xs]
    union = list(table.xs)
    for x in moved:
        if min(abs(x - each) for each in union) > _SHIFT:
            union.append(x)
    union.sort()

    def place(x: float) -> int:
        return min(range(len(union)), key=lambda each: abs(union[each] - x))

    return _over(table, tuple(union), [place(x) for x in table.xs]), _over(
        after, tuple(union), [place(x) for x in moved]
    )


def _over(table: PaperTable, xs: tuple[float, ...], places: list[int]) -> PaperTable:
    """The table with its line number `i` at `places[i]` of `xs`."""
    if len(xs) == len(table.xs):
        return replace(table, xs=xs)
    cells = [
        replace(
            cell,
            column=places[cell.column],
            column_span=places[cell.column + cell.column_span] - places[cell.column],
        )
        for cell in table.cells
    ]
    return replace(table, xs=xs, cells=cells)


def _repeated(table: PaperTable, after: PaperTable) -> int:
    """How many rows at the start of `after` repeat the header of `table`."""
    count = 0
    for row in range(min(_MOST_HEADER_ROWS, table.rows, after.rows)):
        first, second = table.row(row), after.row(row)
        texts = [labels.compact(cell.text) for cell in first]
        if texts != [labels.compact(cell.text) for cell in second] or not any(texts):
            break
        if any(labels.is_value(cell.text) for cell in second):
            break
        count = row + 1
    whole = all(cell.row + cell.row_span <= count for cell in after.cells if cell.row < count)
    return count if whole else 0


def _without_rows(table: PaperTable, count: int) -> PaperTable:
    if not count:
        return table
    cells = [replace(cell, row=cell.row - count) for cell in table.cells if cell.row >= count]
    return replace(table, cells=cells, rows=table.rows - count)


def _is_one(cell: PaperCell, below: PaperCell) -> bool:
    """Whether two cells, one above the break and one below, are one merged label.

    The part on one page is often empty, or both hold pieces of one printed label.
    """
    first, second = cell.text, below.text
    if any(labels.is_value(text) for text in (first, second) if text):
        return False
    if first and second:
        return not labels.is_printed(second) and labels.is_printed(first + second)
    return (cell.row_span > 1 or below.row_span > 1) and bool(first or second)


def _is_torn(table: PaperTable, after: PaperTable) -> bool:
    """Whether the break went through the last row of `table`.

    Either no line was drawn at the break, or labels on both sides of it are halves of one.
    """
    last, first = table.row(table.rows - 1), after.row(0)
    if [(c.column, c.column_span) for c in last] != [(c.column, c.column_span) for c in first]:
        return False
    own = [
        (cell, below)
        for cell, below in zip(last, first, strict=True)
        if cell.row_span == 1 and below.row_span == 1 and cell.lines and below.lines
    ]
    words = [(a.text, b.text) for a, b in own if not (_holds_value(a) or _holds_value(b))]
    numbers = [(a, b) for a, b in own if _holds_value(a) or _holds_value(b)]
    if not all(_is_cut_number(a, b) for a, b in numbers):
        return False
    if not own:
        return table.open_bottom and after.open_top
    if numbers or (table.open_bottom and after.open_top):
        return not any(labels.is_printed(b) for _, b in words)
    return all(labels.is_printed(a + b) and not labels.is_printed(b) for a, b in words)


def _holds_value(cell: PaperCell) -> bool:
    return labels.is_value(cell.text.replace("\n", ""))


def _is_cut_number(cell: PaperCell, below: PaperCell) -> bool:
    """Whether both hold digits and the cell had no room for more of them in its last line."""
    digits = all(line.text.isdecimal() for line in (*cell.lines, *below.lines))
    return digits and is_full(cell, cell.lines[-1])
