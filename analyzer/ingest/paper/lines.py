"""Characters → lines of text, with the gaps between them as spaces where they mean something."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from analyzer.ingest.paper.sheet import Box, Glyph, Sheet, hull

# In heights of the face. Between Latin words a gap of a fifth is a space; between words and
# numbers Word leaves a quarter that nobody typed. Two whole characters part columns.
_WORD_GAP: Final = 0.2
_COLUMN_GAP: Final = 1.3
_COLUMN_SPACES: Final = 3
_SAME_LINE: Final = 0.4
# Characters drawn twice to look bold lie this close, in parts of their width.
_DOUBLED: Final = 0.3
_BASE, _LEFT = attrgetter("base"), attrgetter("left")


@dataclass(frozen=True, slots=True)
class Line:
    """Characters side by side, from left to right; spaces that nobody drew have no width.

    `height` is that of the tallest character.
    """

    glyphs: tuple[Glyph, ...]
    sheet: Sheet
    height: float

    @property
    def text(self) -> str:
        """The characters, one code point each."""
        return "".join([glyph.text for glyph in self.glyphs])

    @property
    def box(self) -> Box:
        """The box around all characters."""
        return hull([glyph[1:5] for glyph in self.glyphs])

    @property
    def left(self) -> float:
        """Where the first character begins."""
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        """Where the last character ends."""
        return self.glyphs[-1].right

    @property
    def base(self) -> float:
        """How far down the line stands."""
        return self.glyphs[0].base


def lines(glyphs: Iterable[Glyph], sheet: Sheet) -> list[Line]:
    """The lines that these characters make, from top to bottom."""
    rows: list[list[Glyph]] = []
    row: list[Glyph] = []
    base = height = 0.0
    for glyph in sorted(glyphs, key=_BASE):
        own = glyph.bottom - glyph.top
        if row and glyph.base - base <= _SAME_LINE * (min(own, height)):
            row.append(glyph)
            continue
        row = [glyph]
        rows.append(row)
        base, height = glyph.base, own
    found = [_line(row, sheet) for row in rows]
    return [line for line in found if line is not None]


def _line(row: list[Glyph], sheet: Sheet) -> Line | None:
    """A row of characters without blanks at its ends, None where nothing is left."""
    row.sort(key=_LEFT)
    placed: list[Glyph] = []
    for glyph in row:
        if not placed:
            if not glyph.text.isspace():
                placed.append(glyph)
            continue
        before = placed[-1]
        if glyph.text == before.text and glyph.left - before.left < _DOUBLED * (
            before.right - before.left
        ):
            continue
        if glyph.left - before.right >= _WORD_GAP * (glyph.bottom - glyph.top):
            placed += _gap(before, glyph)
        placed.append(glyph)
    while placed and placed[-1].text.isspace():
        placed.pop()
    if not placed:
        return None
    return Line(tuple(placed), sheet, max([glyph.bottom - glyph.top for glyph in placed]))


def _gap(before: Glyph, glyph: Glyph) -> Sequence[Glyph]:
    """The spaces that a gap between two neighbours stands for."""
    gap = glyph.left - before.right
    height = min(before.bottom - before.top, glyph.bottom - glyph.top)
    blank = Glyph(" ", before.right, before.top, before.right, before.bottom, before.base)
    if gap > _COLUMN_GAP * height:
        return (blank,) * _COLUMN_SPACES
    return (blank,) if _is_word(before.text) and _is_word(glyph.text) else ()


def _is_word(text: str) -> bool:
    return text.isascii() and text.isalnum()
