"""A sheet → its tables and the lines between them, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Final

from analyzer.ingest.paper.lattice import Lattice, lattice
from analyzer.ingest.paper.lines import Line, lines
from analyzer.ingest.paper.rulings import joined, tables
from analyzer.ingest.paper.sheet import Box, Glyph, Sheet

# Characters nearer than this, in heights, were written as one word.
_TOUCHING: Final = 0.15


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
        """Its lines, parted by line breaks."""
        return "\n".join([line.text for line in self.lines])


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
        for group in tables(joined(sheet.across), joined(sheet.down))
        if (found := lattice(group)) is not None
    ]
    inside, outside = _sorted_in(sheet.glyphs, lattices)
    kept: list[PaperTable] = []
    for found, glyphs in zip(lattices, inside, strict=True):
        if any(glyphs) and len(found.xs) > 2:
            kept.append(_table(sheet, found, glyphs))
        else:
            outside += [glyph for each in glyphs for glyph in each]
    return Page(sheet, lines(outside, sheet), kept)


def _sorted_in(
    glyphs: Sequence[Glyph], lattices: Sequence[Lattice]
) -> tuple[list[list[list[Glyph]]], list[Glyph]]:
    """The characters by lattice and slot, and those outside all; a smaller lattice goes first."""
    by_size = sorted(range(len(lattices)), key=lambda each: _area(lattices[each].box))
    inside: list[list[list[Glyph]]] = [[[] for _ in found.slots] for found in lattices]
    outside: list[Glyph] = []
    for glyph in glyphs:
        for number in by_size:
            slot = lattices[number].at(glyph.centre, glyph.middle)
            if slot is not None:
                inside[number][slot].append(glyph)
                break
        else:
            outside.append(glyph)
    return inside, outside


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
