"""What a page of paper holds: tables of cells, and the lines between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import attrgetter
from typing import Final

from analyzer.ingest.normalize import cleaned
from analyzer.ingest.paper.lines import Line
from analyzer.ingest.paper.sheet import Box, Sheet
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
    """A table on one page, or stitched from several; `xs` are the sides of its columns.

    One that is not `ruled` was put together by where its values stand.
    """

    sheet: Sheet
    xs: tuple[float, ...]
    rows: int
    cells: list[PaperCell]
    box: Box
    open_top: bool = False
    open_bottom: bool = False
    ruled: bool = True

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
