"""Pieces of a report in reading order → the text of the document and its blocks."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from analyzer.document import (
    Block,
    BlockKind,
    Grid,
    GridCell,
    Layout,
    Loss,
    OffsetMap,
    Origin,
    Span,
)
from analyzer.ingest import shapes
from analyzer.ingest.normalize import cleaned, wide_digits
from analyzer.ingest.traced import Traced


class DraftCell(NamedTuple):
    """A cell with its place in the grid and its normalised, traced text."""

    row: int
    column: int
    text: Traced
    row_span: int = 1
    column_span: int = 1
    origin: Origin | None = None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Assembled:
    """What a reader hands over: text, blocks, the way back to the raw text, and what was lost."""

    text: str
    blocks: tuple[Block, ...]
    offsets: OffsetMap
    joins: tuple[int, ...]
    wide: frozenset[int] = frozenset()
    losses: tuple[Loss, ...] = ()
    published: str | None = None
    layout: Layout | None = None


@dataclass
class Assembly:
    """Gathers blocks: parted by line breaks; rows of a grid by line breaks, its cells by tabs.

    `sources` are the source starts and ends of the characters, piece by piece; `length` is the
    number of code points gathered so far, `source` where in the raw text the last of them ends.
    `wide` are the source places of full-width digits and decimal points.
    """

    parts: list[str] = field(default_factory=list)
    sources: list[tuple[Sequence[int], Sequence[int]]] = field(default_factory=list)
    joins: list[int] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    wide: set[int] = field(default_factory=set)
    length: int = 0
    source: int = 0

    def cleaned(self, piece: Traced) -> Traced:
        """`piece` in uniform characters; what was written full-width is kept in mind."""
        if wide := wide_digits(piece.text):
            starts = piece.sources()[0]
            self.wide.update(starts[place] for place in wide)
        return cleaned(piece)

    def add_lines(
        self, prose: Traced, *, level: int | None = None, origin: Origin | None = None
    ) -> None:
        """Add every line of normalised prose as a heading, paragraph or piece of furniture.

        `level` is the heading level that the source itself declares; numbering goes before it.
        """
        start = 0
        for line in prose.text.split("\n"):
            if line:
                self._add_line(prose.cut(start, start + len(line)), level, origin)
            start += len(line) + 1

    def add_grid(
        self,
        rows: int,
        columns: int,
        cells: Sequence[DraftCell],
        *,
        ruled: bool,
        origin: Origin | None = None,
    ) -> None:
        """Add a grid whose `cells` are in reading order."""
        if self.blocks:
            self._separate("\n")
        begin, row = self.length, 0
        placed: list[GridCell] = []
        gap = ""  # the separators behind the last cell with text
        for number, column, text, row_span, column_span, cell_origin, sure in cells:
            if placed:
                gap += "\n" * (number - row) or "\t"
            row = number
            if text.text:
                self._separate(gap)
                span, gap = self._append(text), ""
            else:
                span = Span(self.length + len(gap), self.length + len(gap))
            placed.append(
                GridCell(row, column, text.text, span, row_span, column_span, cell_origin, sure)
            )
        self._separate(gap)
        grid = Grid(rows, columns, tuple(placed), ruled)
        self.blocks.append(Block("grid", Span(begin, self.length), grid, origin=origin))

    def lose(self, message: str) -> None:
        """Say that something seen here could not be read."""
        self.losses.append(Loss(message, Span(self.length, self.length)))

    def finish(self, published: str | None = None) -> Assembled:
        """The document's text and blocks."""
        starts, ends = array("l"), array("l")
        for piece_starts, piece_ends in self.sources:
            starts.extend(piece_starts)
            ends.extend(piece_ends)
        wide = self.wide and (at for at, start in enumerate(starts) if start in self.wide)
        return Assembled(
            "".join(self.parts),
            tuple(self.blocks),
            OffsetMap(starts, ends),
            tuple(self.joins),
            frozenset(wide),
            tuple(self.losses),
            published,
        )

    def _add_line(self, line: Traced, level: int | None, origin: Origin | None) -> None:
        if self.blocks:
            self._separate("\n")
        span = self._append(line)
        kind: BlockKind = "paragraph"
        if shapes.is_furniture(line.text):
            kind, level = "furniture", None
        else:
            shape = shapes.heading_level(line.text)
            level = level if shape is None else shape
            kind = "paragraph" if level is None else "heading"
        self.blocks.append(Block(kind, span, level=level, origin=origin))

    def _append(self, piece: Traced) -> Span:
        begin = self.length
        sources = piece.sources()
        self.parts.append(piece.text)
        self.sources.append(sources)
        if piece.joins:
            self.joins += [begin + join for join in piece.joins]
        self.length = begin + len(piece.text)
        self.source = sources[1][-1]
        return Span(begin, self.length)

    def _separate(self, separator: str) -> None:
        """Characters that stand for no source character: empty ranges after the last one."""
        if separator:
            places = (self.source,) * len(separator)
            self.parts.append(separator)
            self.sources.append((places, places))
            self.length += len(separator)
