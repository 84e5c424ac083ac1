"""The margins that running text keeps to, and what they tell of two lines, one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from analyzer.ingest import shapes
from analyzer.ingest.paper.lines import Line
from analyzer.ingest.paper.page import Page

# In heights of a line: how far a line is moved in to begin a paragraph, how far it may end from
# the margin and still be full, and the gap between two lines that parts paragraphs.
_INDENTED: Final = 0.9
_RAGGED: Final = 1.3
_PARTED: Final = 2.6
_FEW_LINES: Final = 8
# So many characters make a line of prose; where it ends tells the right margin.
_LONG: Final = 12
_FULL_SHARE: Final = 0.25


@dataclass(frozen=True, slots=True)
class Margins:
    """Where unmoved lines begin, and where full ones end; `right` is None in ragged text."""

    left: float
    right: float | None

    def moves_in(self, line: Line) -> bool:
        """Whether the line begins to the right of the margin."""
        return line.left - self.left > _INDENTED * line.height

    def parts(self, before: Line, line: Line) -> bool:
        """Whether there is more space between two lines than within a paragraph."""
        gap = _PARTED * max(line.height, before.height)
        return before.sheet is line.sheet and line.base - before.base > gap

    def carries_on(self, before: Line, line: Line) -> bool:
        """Whether `line` goes on with what a full line `before` had no room for."""
        if self.right is None or self.moves_in(line) or self.parts(before, line):
            return False
        if self.right - before.right > _RAGGED * before.height or _is_word(before, line):
            return False
        return len(before.text) >= _LONG and not shapes.stands_alone(line.text)


def measured(pages: Sequence[Page]) -> dict[int, Margins]:
    """The margins of every page by its number; short pages take the left one from the others."""
    own = {page.sheet.number: _left(page.lines) for page in pages}
    usual = median(own.values()) if own else 0.0
    right = _right([line for page in pages for line in page.lines])
    return {
        page.sheet.number: Margins(
            min(own[page.sheet.number], usual)
            if len(page.lines) < _FEW_LINES
            else own[page.sheet.number],
            right,
        )
        for page in pages
    }


def _left(lines: Sequence[Line]) -> float:
    return min((line.left for line in lines), default=0.0)


def _right(lines: Sequence[Line]) -> float | None:
    """Where most long lines end; None where they end here and there."""
    long = sorted(line.right for line in lines if len(line.text) >= _LONG)
    if not long:
        return None
    height = median(line.height for line in lines)
    edge = long[-1 - len(long) // 10]  # a full stop may hang beyond the margin
    full = sum(abs(each - edge) <= height for each in long)
    return edge if full >= max(3, _FULL_SHARE * len(long)) else None


def _is_word(before: Line, line: Line) -> bool:
    """Whether the break parts two Latin words: a space belongs there, which the joiner knows."""
    tail, head = before.text[-1], line.text[0]
    return tail.isascii() and head.isascii() and tail.isalpha() and head.isalpha()
