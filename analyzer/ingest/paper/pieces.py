"""The parts of a line of paper between wide gaps: labels and values before they have a column."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from analyzer.ingest import labels
from analyzer.ingest.normalize import cleaned
from analyzer.ingest.paper.lines import Line
from analyzer.ingest.traced import Traced

_NARROW_GAP: Final = 0.25  # of the height of a line, between the labels of two columns

Columns = tuple[tuple[float, float], ...]
"""From where to where the values of each column reach, from left to right."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of a line with wide gaps on both sides."""

    line: Line

    @property
    def text(self) -> str:
        """Its characters in the plain form that labels are compared in."""
        return cleaned(Traced(self.line.text)).text

    @property
    def is_value(self) -> bool:
        """Whether it reads as the value of a cell: a number, or a word for nothing."""
        return labels.is_value(self.text.replace(" ", ""))

    @property
    def is_number(self) -> bool:
        """Whether it is a value and no word for nothing, which a label may hold too."""
        return self.is_value and not self.text.isalpha()

    def overlaps(self, span: tuple[float, float]) -> bool:
        """Whether it stands, in part, above or below `span` (left, right)."""
        return self.line.left < span[1] and span[0] < self.line.right


def pieces_of(line: Line) -> list[Piece]:
    """The parts of a line between wide gaps, which stand as three blanks without width."""
    parts: list[list[int]] = [[]]
    for at, glyph in enumerate(line.glyphs):
        blank = glyph.text == " " and glyph.left == glyph.right
        if blank and line.text[at : at + 3] == "   " and parts[-1]:
            parts.append([])
        if not blank:
            parts[-1].append(at)
    found = [tuple(line.glyphs[at] for at in part) for part in parts if part]
    return [Piece(replace(line, glyphs=glyphs)) for glyphs in found]


def parted(piece: Piece, columns: Columns) -> list[Piece]:
    """A piece over several columns, parted where it leaves a gap between two of them."""
    line = piece.line
    cuts = [0]
    for at, (before, after) in enumerate(pairwise(line.glyphs), 1):
        gap = after.left - before.right
        middle = (before.right + after.left) / 2
        between = any(a[1] < middle < b[0] for a, b in pairwise(columns))
        if gap > _NARROW_GAP * line.height and between:
            cuts.append(at)
    ends = [*cuts[1:], len(line.glyphs)]
    return [
        Piece(replace(line, glyphs=line.glyphs[start:end]))
        for start, end in zip(cuts, ends, strict=True)
    ]
