"""A sheet → its tables and the lines between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from analyzer.ingest.grid import holds_values
from analyzer.ingest.paper.lattice import Lattice, lattice
from analyzer.ingest.paper.lines import lines
from analyzer.ingest.paper.page import Page, PaperCell, PaperTable
from analyzer.ingest.paper.parts import parts
from analyzer.ingest.paper.rulings import joined, tables
from analyzer.ingest.paper.sheet import Box, Glyph, Sheet

# Digits of one number lie closer than this, in heights; those of two cells have a line between.
_TOUCHING: Final = 0.08


def arranged(sheet: Sheet) -> Page:
    """The tables of a sheet by their rulings, and what stands outside them as lines."""
    lattices = [
        found
        for group in tables(joined(sheet.across), joined(sheet.down), sheet.reach)
        if (found := lattice(group)) is not None
    ]
    inside, outside = _sorted_in(sheet.glyphs, lattices)
    kept: list[PaperTable] = []
    for found, glyphs in zip(lattices, inside, strict=True):
        around = any(_lies_in(other.box, found.box) for other in lattices if other is not found)
        whole = _table(sheet, found, glyphs)
        kept += [] if around else filter(_is_table, parts(whole))
        held = {id(line) for table in kept for cell in table.cells for line in cell.lines}
        outside += [
            glyph
            for cell in whole.cells
            for line in cell.lines
            if id(line) not in held
            for glyph in line.glyphs
        ]
    return Page(sheet, lines(outside, sheet), kept)


def _is_table(table: PaperTable) -> bool:
    """Whether lines are drawn between values, rather than around text."""
    texts = [cell.text for cell in table.cells if cell.lines]
    return len(table.xs) > 2 and bool(texts) and (len(texts) == 1 or holds_values(texts))


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
    if not lattices:
        return [], list(glyphs)
    by_size = sorted(range(len(lattices)), key=lambda each: _area(lattices[each].box))
    inside: list[list[list[Glyph]]] = [[[] for _ in found.slots] for found in lattices]
    outside: list[Glyph] = []
    before: Glyph | None = None
    held = outside
    for glyph in glyphs:
        last, held = held, outside
        for number in by_size:
            slot = lattices[number].at(glyph.centre, _height(glyph, lattices[number]))
            if slot is not None:
                held = inside[number][slot]
                break
        if held is not last and before is not None and _is_one_number(before, glyph):
            # A number lies across a line: whose it is, and whether it is whole, nobody can say.
            last[-1] = before._replace(sure=False)
            held.append(glyph._replace(sure=False))
        else:
            held.append(glyph)
        before = held[-1]
    return inside, outside


def _is_one_number(before: Glyph, glyph: Glyph) -> bool:
    """Whether two digits were written as neighbours in one number."""
    if not (before.text.isdecimal() and glyph.text.isdecimal()):
        return False
    height = glyph.bottom - glyph.top
    gap = glyph.left - before.right
    return abs(gap) < _TOUCHING * height and abs(glyph.base - before.base) < _TOUCHING * height


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
