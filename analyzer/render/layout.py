"""How a report lies on a page: its paragraphs, and its tables as boxes on a rectangle.

A table that the source rules itself is shown as it was filled in; one that came flattened is laid
out like the official form.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Final, Literal, NamedTuple

from analyzer.analysis import Facts
from analyzer.document import Block, Cell, Grid, Span, Table
from analyzer.forms.form import Form, Row, form
from analyzer.render.listing import cell_shown

Kind = Literal["label", "value", "note"]
_ENOUGH: Final = 0.9  # of the official cells must be found in a grid that is shown as it is


class Box(NamedTuple):
    """A cell on the page; `ref` is the official cell it holds, `span` where its text stands."""

    row: int
    column: int
    rows: int
    columns: int
    text: str
    kind: Kind
    ref: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class TableLayout:
    """A table as boxes in reading order; the first `head` rows are headers."""

    rows: int
    columns: int
    boxes: tuple[Box, ...]
    head: int = 0


def pieces(facts: Facts) -> Iterator[Block | TableLayout]:
    """The report from top to bottom, page furniture left out.

    An official table that was read out of no grid stands at the end.
    """
    done: set[int] = set()
    for block in facts.document.blocks:
        if block.kind == "furniture":
            continue
        if block.grid is None:
            yield block
            continue
        own = [n for n, table in enumerate(facts.tables) if _meet(table.span, block.span)]
        refs = _refs(block.grid, [facts.tables[number] for number in own])
        wanted = sum(
            cell.state != "unread" for number in own for cell in facts.tables[number].cells.values()
        )
        if not own or (block.grid.ruled and len(refs) >= _ENOUGH * wanted):
            done.update(own)
            yield _as_read(block.grid, refs)
            continue
        for number in own:
            if number not in done:
                done.add(number)
                yield from official(facts.tables[number])
    for number, table in enumerate(facts.tables):
        if number not in done:
            yield from official(table)


def is_title(block: Block, facts: Facts) -> bool:
    """Whether this is the title of the report or a line of it."""
    title = facts.document.title_span
    return title is not None and title.covers(block.span)


def official(table: Table) -> Iterator[TableLayout]:
    """The table laid out like its official form, in as many parts as it has kinds of columns."""
    shape = form(table.form, table.edition)
    if shape.layout == "across":
        yield _across(shape, table)
        return
    for columns, rows in groupby(shape.rows, key=lambda row: row.columns):
        yield _down(shape, table, columns, list(rows))


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _refs(grid: Grid, tables: list[Table]) -> dict[Span, str]:
    """Span of a grid cell → the official cell in it, where it holds exactly that one."""
    places = {cell.span for cell in grid.cells}
    return {
        cell.span: ref
        for table in tables
        for ref, cell in table.cells.items()
        if cell.span is not None and cell.span in places
    }


def _as_read(grid: Grid, refs: dict[Span, str]) -> TableLayout:
    first = min((cell.row for cell in grid.cells if cell.span in refs), default=0)
    boxes = tuple(
        Box(
            cell.row,
            cell.column,
            cell.row_span,
            cell.column_span,
            cell.text,
            "value" if cell.span in refs else "label",
            refs.get(cell.span),
            cell.span,
        )
        for cell in grid.cells
    )
    return TableLayout(grid.rows, grid.columns, boxes, first)


def _down(shape: Form, table: Table, columns: tuple[str, ...], rows: list[Row]) -> TableLayout:
    groups = [shape.column(column).group for column in columns]
    head = 2 if any(groups) else 1
    nested = any(row.parent for row in rows)
    left = 2 if nested else 1
    boxes = [Box(0, 0, head, left, "项目", "label")]
    at = left
    for group, grouped in groupby(columns, key=lambda column: shape.column(column).group):
        own = list(grouped)
        if group:
            boxes.append(Box(0, at, 1, len(own), group, "label"))
        for place, column in enumerate(own, start=at):
            top = 1 if group else 0
            boxes.append(Box(top, place, head - top, 1, shape.column(column).label, "label"))
        at += len(own)
    line = head
    for parent, members in groupby(rows, key=lambda row: (row.parent_number, row.parent)):
        below = list(members)
        if parent[1]:
            boxes.append(Box(line, 0, len(below), 1, "".join(parent), "label"))
        for row in below:
            start = 1 if parent[1] else 0
            boxes.append(Box(line, start, 1, left - start, f"{row.number}{row.label}", "label"))
            boxes += [
                _value(table, shape.ref(row.key, column), line, left + place)
                for place, column in enumerate(columns)
            ]
            line += 1
    return TableLayout(line, left + len(columns), _in_order(boxes), head)


def _across(shape: Form, table: Table) -> TableLayout:
    columns = tuple(column.key for column in shape.columns)
    nested = any(row.parent for row in shape.rows)
    head = 3 if nested else 2
    boxes: list[Box] = []
    at, width = 0, len(columns)
    for parent, members in groupby(shape.rows, key=lambda row: row.parent):
        own = list(members)
        if parent:
            boxes.append(Box(0, at, 1, width * len(own), parent, "label"))
        for row in own:
            top = 1 if parent else 0
            boxes.append(Box(top, at, head - 1 - top, width, row.label, "label"))
            for place, column in enumerate(columns, start=at):
                boxes += [
                    Box(head - 1, place, 1, 1, shape.column(column).label, "label"),
                    _value(table, shape.ref(row.key, column), head, place),
                ]
            at += width
    return TableLayout(head + 1, at, _in_order(boxes), head)


def _value(table: Table, ref: str, row: int, column: int) -> Box:
    cell: Cell | None = table.cells.get(ref)
    text = "" if cell is not None and cell.state == "blank" else cell_shown(cell)
    return Box(row, column, 1, 1, text, "value", ref, cell.span if cell else None)


def _in_order(boxes: list[Box]) -> tuple[Box, ...]:
    return tuple(sorted(boxes, key=itemgetter(0, 1)))
