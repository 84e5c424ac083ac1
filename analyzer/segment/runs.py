"""Grids → runs: a label and the values that stand behind it, still without an official cell.

Ruled rows under a readable header come with their columns. Everything else is read as a stream of
labels and values, because flattened text tells no columns: merged labels stand before, between or
behind what they name, a label runs over several lines, values stand one a line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from analyzer.document import Document, Edition, Grid, GridCell, Span
from analyzer.forms.form import Form
from analyzer.segment.headers import ColumnMap, HeaderStack, Place
from analyzer.segment.labels import bare, columns_in, common_labels, rows_in
from analyzer.segment.tokens import (
    Token,
    behind_label,
    grid_rows,
    holds_words,
    kind_of,
    meets,
    only_cell,
    token_of,
    tokens_of,
)
from analyzer.segment.values import is_unit


class RawLine(NamedTuple):
    """The one line the values of a run stand in, and the first cell after the label."""

    tokens: tuple[Token, ...]
    after: int


@dataclass
class Run:
    """A label with its values.

    `pieces` never change once the run is made; values are added. `cluster` counts stretches of grids that nothing separates. `line` is known where all values
    stand in one physical line whose cells were told apart by the source. `placed` gives the cell of
    every official column where a ruled header told it. `pieces` and `values` are in reading order.
    """

    cluster: int
    pieces: list[Token]
    values: list[Token] = field(default_factory=list)
    line: RawLine | None = None
    lines: int = 0
    widest: int = 0
    placed: Mapping[Place, Token | None] | None = None
    form: Form | None = None

    @property
    def cells(self) -> tuple[Token, ...] | None:
        """The raw cells behind the label, empty ones included, where one line tells them."""
        if self.line is None:
            return None
        cells = self.line.tokens[self.line.after :]
        return None if any(cell.kind == "label" for cell in cells) else cells

    @property
    def assembled(self) -> bool:
        """Whether values of several lines were joined although lines hold more than one."""
        return self.lines > 1 and self.widest > 1

    @cached_property
    def text(self) -> str:
        """The bare text of all label pieces."""
        return "".join([bare(piece.text) for piece in self.pieces])

    @cached_property
    def own(self) -> str:
        """The last label piece as written; pieces of one character are joined."""
        texts = [piece.text for piece in self.pieces if bare(piece.text)]
        if not texts:
            return ""
        last = texts.pop()
        while len(bare(last)) == 1 and texts and len(bare(texts[-1])) == 1:
            last = texts.pop() + last
        return last

    @property
    def span(self) -> Span:
        """From the first label piece to the last value."""
        spans = [token.span for token in (*self.pieces, *self.values)]
        if self.line is not None:
            spans += [token.span for token in self.line.tokens]
        return Span(min(s.start for s in spans), max(s.end for s in spans))

    @property
    def row_span(self) -> Span:
        """From the last label piece to the last value: the row without headers above it."""
        spans = [token.span for token in (*self.pieces[-1:], *self.values)]
        if not spans:
            return self.span
        return Span(min(s.start for s in spans), max(s.end for s in spans))


def runs_of(document: Document, edition: Edition) -> list[Run]:
    """The runs of all grids in reading order."""
    stream = _Stream(edition)
    separated = True
    for block in document.blocks:
        if block.kind in ("heading", "paragraph"):
            separated = True
        elif block.kind == "grid" and block.grid is not None:
            if separated:
                stream.separate()
            separated = False
            stream.read(block.grid)
    stream.separate()
    return stream.runs


class _Stream:
    """Reads grid after grid; a run may go on over the end of a grid, a header may too."""

    def __init__(self, edition: Edition) -> None:
        self.runs: list[Run] = []
        self._edition = edition
        self._cluster = -1
        self._pending: list[Token] = []
        self._open: Run | None = None
        self._map: ColumnMap | None = None
        self._stack: HeaderStack | None = None
        self._columns = 0

    def separate(self) -> None:
        """End whatever is open: the next grid belongs to another stretch."""
        self._close()
        if self._pending:
            self.runs.append(Run(self._cluster, self._pending))
            self._pending = []
        self._map = self._stack = None
        self._cluster += 1

    def read(self, grid: Grid) -> None:
        """Read the rows of one grid."""
        if not grid.ruled or grid.columns != self._columns:
            self._map = self._stack = None
        self._columns = grid.columns
        for cells in filter(None, grid_rows(grid)):
            if not (grid.ruled and self._ruled(cells, grid.columns)):
                self._flat(cells, ruled=grid.ruled, width=grid.columns)

    def _ruled(self, cells: tuple[GridCell, ...], columns: int) -> bool:
        """Take a row by its header; False where it must be read as a stream."""
        texts = [cell for cell in cells if cell.text.strip()]
        words = [cell for cell in texts if kind_of(cell) == "label"]
        label = "".join(bare(cell.text) for cell in words)
        named = any(hit.form.layout == "down" for hit in rows_in(label, self._edition))
        # Words over the columns of values are a header; words left of them an empty row's label.
        above = self._map is None or any(
            cell.column + cell.column_span > self._map.first for cell in words
        )
        if texts and len(words) == len(texts) and above and not named:
            self._stack = self._stack or HeaderStack(columns)
            self._stack.add(cells)
            self._map = self._stack.resolve(self._edition) or self._map
            return False
        self._stack = None
        if self._map is None:
            return False
        return self._by_header(cells, self._map)

    def _by_header(self, cells: tuple[GridCell, ...], header: ColumnMap) -> bool:
        first, last = header.first, header.last
        labels = [c for c in cells if c.column < first and c.text.strip()]
        inside = [c for c in cells if first <= c.column <= last]
        outside = [c for c in cells if c.column > last and c.text.strip()]
        if outside or any(c.column + c.column_span > first for c in labels):
            return False
        if any(kind_of(c) != "label" for c in labels) or any(map(holds_words, inside)):
            return False  # a value among the labels or words among the values: a shifted row
        if header.form.layout == "down" and not labels:
            return False
        placed = {
            place: only_cell([c for c in inside if meets(c, columns)], columns)
            for place, columns in header.places.items()
        }
        self._close()
        self._pending = []
        run = Run(
            self._cluster,
            [token_of(cell) for cell in labels if not is_unit(cell.text)],
            placed=placed,
            form=header.form,
        )
        run.values = [token_of(cell) for cell in inside if cell.text.strip()]
        run.line = RawLine(tuple(token_of(cell) for cell in cells), len(labels))
        self.runs.append(run)
        return True

    def _flat(self, cells: tuple[GridCell, ...], *, ruled: bool, width: int) -> None:
        tokens, told = tokens_of(cells, ruled=ruled, width=width)
        start = len(self._pending)
        fresh = False
        for at, token in enumerate(tokens):
            if token.kind == "label" and is_unit(token.text):
                continue
            if token.kind == "label":
                self._close()
                self._pending.append(token)
            elif token.kind == "value":
                if self._open is None:
                    self._open = Run(self._cluster, self._pending)
                    self._pending, fresh, start = [], True, 0
                    self._open.line = (
                        RawLine(tuple(tokens), behind_label(tokens, at)) if told else None
                    )
                self._open.values.append(token)
        if self._open is not None:
            self._continue(self._open, tokens, fresh=fresh)
            return
        own = self._pending[start:]
        if own and told and tokens[-1].kind == "blank":
            self._blank(tokens, own)
        elif tokens and told and all(token.kind == "blank" for token in tokens):
            self._blank(tokens, [])

    def _continue(self, run: Run, tokens: list[Token], *, fresh: bool) -> None:
        count = sum(token.kind == "value" for token in tokens)
        if not count:
            return
        run.lines += 1
        run.widest = max(run.widest, count)
        if not fresh:
            run.line = None

    def _blank(self, tokens: list[Token], own: list[Token]) -> None:
        """A labelled line of empty cells may be an empty row; an unlabelled one, that of 表四."""
        pieces = own or self._pending
        text = "".join(bare(piece.text) for piece in pieces)
        hits = rows_in(text, self._edition)
        if hits:
            form = hits[-1].form
            if own and form.layout == "across":
                return
            if not own and (form.layout == "down" or not columns_in(text, form)):
                return
        elif len(own) != 1 or bare(own[0].text) not in common_labels(self._edition):
            return
        run = Run(self._cluster, self._pending)
        run.line = RawLine(tuple(tokens), behind_label(tokens, len(tokens)))
        self._pending = []
        self.runs.append(run)

    def _close(self) -> None:
        if self._open is not None:
            self.runs.append(self._open)
            self._open = None
