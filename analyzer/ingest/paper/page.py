"""A sheet → its tables and the lines between them, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Final

from analyzer.ingest.grid import holds_values
from analyzer.ingest.normalize import cleaned
from analyzer.ingest.paper.lattice import Lattice, lattice
from analyzer.ingest.paper.lines import Line, lines
from analyzer.ingest.paper.rulings import joined, tables
from analyzer.ingest.paper.sheet import Box, Glyph, Sheet
from analyzer.ingest.traced import Traced

# What a cell keeps free on each side of its text, in points.
_PADDING: Final = 6.0


@dataclass
class PaperCell:
    """A cell of a table on paper; `box` lies on `sheet`, where the cell begins."""

    row: int
    column: int
    row_span: int
    column_span: int
    sheet: Sheet
    box: Box
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its lines in uniform characters, parted by line breaks."""
        return cleaned(Traced("\n".join([line.text for line in self.lines]))).text


def is_full(cell: PaperCell, line: Line) -> bool:
    """Whether a line of the cell leaves no room for another character like its own."""
    width = line.right - line.left
    return cell.box[2] - cell.box[0] - width < 2 * _PADDING + width / len(line.glyphs)


@dataclass
class PaperTable:
    """A table on one page, or stitched from several; `xs` are the sides of its columns."""

    sheet: Sheet
    xs: tuple[float, ...]
    rows: int
    cells: list[PaperCell]
    box: Box
    open_top: bool = False
    open_bottom: bool = False

    def row(self, number: int) -> list[PaperCell]:
        """The cells that cover a row, from left to right."""
        found = [c for c in self.cells if c.row <= number < c.row + c.row_span]
        return sorted(found, key=attrgetter("column"))


@dataclass
class Page:
    """The contents of a sheet."""

    sheet: Sheet
    lines: list[Line]
    tables: list[PaperTable]

    def items(self) -> list[Line | PaperTable]:
        """Lines and tables from top to bottom."""
        both: list[Line | PaperTable] = [*self.lines, *self.tables]
        return sorted(both, key=lambda item: item.box[1])


def page(sheet: Sheet) -> Page:
    """The tables of a sheet by their rulings, and what stands outside them as lines."""
    lattices = [
        found
        for group in tables(joined(sheet.across), joined(sheet.down), sheet.reach)
        if (found := lattice(group)) is not None
    ]
    inside, outside = _sorted_in(sheet.glyphs, lattices)
    kept: list[PaperTable] = []
    for found, glyphs in zip(lattices, inside, strict=True):
        table = _table(sheet, found, glyphs)
        if _is_frame(table, [other.box for other in lattices if other is not found]):
            outside += [glyph for each in glyphs for glyph in each]
        else:
            kept.append(table)
    return Page(sheet, lines(outside, sheet), kept)


def _is_frame(table: PaperTable, others: Sequence[Box]) -> bool:
    """Whether lines are drawn around text and tables, rather than between values."""
    texts = [cell.text for cell in table.cells if cell.lines]
    if len(table.xs) < 3 or not texts or any(_lies_in(box, table.box) for box in others):
        return True
    return len(texts) > 1 and not holds_values(texts)


def _lies_in(box: Box, outer: Box) -> bool:
    return (
        outer[0] <= box[0] + 1
        and outer[1] <= box[1] + 1
        and box[2] <= outer[2] + 1
        and box[3] <= outer[3] + 1
    )


def _sorted_in(
    glyphs: Sequence[Glyph], lattices: Sequence[Lattice]
) -> tuple[list[list[list[Glyph]]], list[Glyph]]:
    """The characters by lattice and slot, and those outside all; a smaller lattice goes first."""
    by_size = sorted(range(len(lattices)), key=lambda each: _area(lattices[each].box))
    inside: list[list[list[Glyph]]] = [[[] for _ in found.slots] for found in lattices]
    outside: list[Glyph] = []
    for glyph in glyphs:
        for number in by_size:
            slot = lattices[number].at(glyph.centre, _height(glyph, lattices[number]))
            if slot is not None:
                inside[number][slot].append(glyph)
                break
        else:
            outside.append(glyph)
    return inside, outside


def _height(glyph: Glyph, found: Lattice) -> float:
    """Where a character stands; one that a page break pushed onto the last line is in its row."""
    bottom = found.ys[-1]
    return glyph.middle if glyph.middle < bottom or glyph.top > bottom - 1 else bottom - 1


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _table(sheet: Sheet, found: Lattice, glyphs: Sequence[Sequence[Glyph]]) -> PaperTable:
    cells = [
        PaperCell(
            slot.row,
            slot.column,
            slot.row_span,
            slot.column_span,
            sheet,
            slot.box,
            lines(inside, sheet),
        )
        for slot, inside in zip(found.slots, glyphs, strict=True)
    ]
    return PaperTable(
        sheet,
        found.xs,
        len(found.ys) - 1,
        cells,
        found.box,
        found.open_top,
        found.open_bottom,
    )
