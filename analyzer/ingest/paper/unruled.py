"""Tables without ruling lines: columns by where values stand below each other under the header.

Tried only on lines that read as a table; where the columns are not beyond doubt the lines stay text,
and what their values mean is told by labels and counts alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby, pairwise
from typing import Final

from analyzer.forms.form import EDITIONS, forms
from analyzer.ingest import labels, tabular
from analyzer.ingest.normalize import cleaned
from analyzer.ingest.paper.lines import Line
from analyzer.ingest.paper.page import Page, PaperTable
from analyzer.ingest.paper.pieces import Columns, Piece, parted, pieces_of
from analyzer.ingest.paper.unruled_rows import RowBuilder
from analyzer.ingest.traced import Traced

_FEWEST_COLUMNS: Final = 3


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
    rows = [pieces_of(line) for line in lines]
    filled = [n for n, row in enumerate(rows) if len(row) > 1 and any(p.is_value for p in row[1:])]
    if not filled:
        return None, ()
    columns = _columns([piece for n in filled for piece in rows[n] if piece.is_number])
    rows = [
        row if n in filled else [part for piece in row for part in parted(piece, columns)]
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
    return RowBuilder(lines[0], columns).table(rows, filled), columns


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


def _columns(values: Sequence[Piece]) -> Columns:
    """From where to where the values of each column reach, from left to right."""
    found: list[tuple[float, float]] = []
    for left, right in sorted((piece.line.left, piece.line.right) for piece in values):
        if found and left < found[-1][1]:
            found[-1] = (found[-1][0], max(right, found[-1][1]))
        else:
            found.append((left, right))
    return tuple(found)


def _is_headed(columns: Columns, header: Sequence[Piece]) -> bool:
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
