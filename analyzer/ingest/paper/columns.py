"""Pages with two texts side by side (old and new, two languages): no report that can be audited."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from analyzer.errors import InputError
from analyzer.ingest.paper.lines import Line
from analyzer.ingest.paper.page import Page, PaperTable

# A cell with so many characters holds prose; so many on each side of a gap make a line of prose.
_PROSE: Final = 80
_HALF_LINE: Final = 10
_GUTTER: Final = "   "
# The share of all characters from which on the file as a whole is a comparison.
_MOST: Final = 0.5


def require_one_column(pages: Sequence[Page]) -> None:
    """Raise `InputError` where most of the text stands in two columns."""
    every = sum(len(page.sheet.glyphs) for page in pages)
    beside = sum(_beside(page) for page in pages)
    if beside > _MOST * every:
        raise InputError(
            "这是左右两栏对照排版的文件（如新旧对照、双语对照），不是单独一份报告",
            remedy="请把要审核的那一栏另存为单独的文件再试",
        )


def _beside(page: Page) -> int:
    """How many characters of a page stand beside other prose."""
    return sum(map(_in_cells, page.tables)) + sum(map(_in_halves, page.lines))


def _in_cells(table: PaperTable) -> int:
    found = 0
    for row in range(table.rows):
        prose = [
            cell for cell in table.row(row) if cell.row == row and _length(cell.lines) > _PROSE
        ]
        if len(prose) > 1:
            found += sum(_length(cell.lines) for cell in prose)
    return found


def _length(lines: Sequence[Line]) -> int:
    return sum(len(line.glyphs) for line in lines)


def _in_halves(line: Line) -> int:
    halves = [half for half in line.text.split(_GUTTER) if half.strip()]
    long = [half for half in halves if len(half) >= _HALF_LINE]
    return len(line.text) if len(long) == len(halves) == 2 else 0
