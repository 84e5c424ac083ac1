"""Grids → runs: a label and the values that stand behind it, still without an official cell.

Ruled rows under a readable header come with their columns. Everything else is read as a stream of
labels and values, because flattened text tells no columns: merged labels stand before, between or
behind what they name, a label runs over several lines, values stand one a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from analyzer.document import Document, Edition, Grid, GridCell, Origin, Span
from analyzer.forms.form import Form
from analyzer.segment.headers import ColumnMap, HeaderStack, Place
from analyzer.segment.labels import bare, columns_in, rows_in
from analyzer.segment.values import is_placeholder, read


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a grid row: words, a value, or an empty cell."""

    text: str
    kind: Literal["label", "value", "blank"]
    span: Span
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class RawLine:
    """Where the values of a run stand in their one line: cells in all, and the first after the label."""

    tokens: tuple[Token, ...]
    after: int


@dataclass
class Run:
    """A label with its values.

    `cluster` counts stretches of grids that nothing separates. `line` is known where all values
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

    @property
    def text(self) -> str:
        """The bare text of all label pieces."""
        return "".join(bare(piece.text) for piece in self.pieces)

    @property
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
        for number in range(grid.rows):
            cells = grid.row(number)
            if not (grid.ruled and self._ruled(cells, grid.columns)):
                self._flat(cells, ruled=grid.ruled, width=grid.columns)

    def _ruled(self, cells: tuple[GridCell, ...], columns: int) -> bool:
        """Take a row by its header; False where it must be read as a stream."""
        texts = [cell for cell in cells if cell.text.strip()]
        words = [cell for cell in texts if read(cell.text) is None]
        label = "".join(bare(cell.text) for cell in words)
        named = any(hit.form.layout == "down" for hit in rows_in(label, self._edition))
        if texts and len(words) == len(texts) and not named:
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
        if any(read(c.text) is not None for c in labels) or any(
            read(c.text) is None for c in inside
        ):
            return False  # a value among the labels or words among the values: a shifted row
        if header.form.layout == "down" and not labels:
            return False
        placed = {
            place: _one([c for c in inside if _meets(c, columns)], columns)
            for place, columns in header.places.items()
        }
        self._close()
        self._pending = []
        run = Run(self._cluster, [_token(cell) for cell in labels], placed=placed, form=header.form)
        run.values = [_token(cell) for cell in inside if cell.text.strip()]
        run.line = RawLine(tuple(_token(cell) for cell in cells), len(labels))
        self.runs.append(run)
        return True

    def _flat(self, cells: tuple[GridCell, ...], *, ruled: bool, width: int) -> None:
        tokens, told = _tokens(cells, ruled=ruled, width=width)
        tokens = _settle(tokens)
        start = len(self._pending)
        fresh = False
        for at, token in enumerate(tokens):
            if token.kind == "label":
                self._close()
                self._pending.append(token)
            elif token.kind == "value":
                if self._open is None:
                    self._open = Run(self._cluster, self._pending)
                    self._pending, fresh, start = [], True, 0
                    self._open.line = RawLine(tuple(tokens), _after(tokens, at)) if told else None
                self._open.values.append(token)
        if self._open is not None:
            self._continue(tokens, fresh=fresh)
            return
        own = self._pending[start:]
        if own and told and tokens[-1].kind == "blank":
            self._blank(tokens, own)
        elif tokens and told and all(token.kind == "blank" for token in tokens):
            self._blank(tokens, [])

    def _continue(self, tokens: list[Token], *, fresh: bool) -> None:
        assert self._open is not None  # noqa: S101 — narrows the type for the checker
        count = sum(token.kind == "value" for token in tokens)
        if not count:
            return
        self._open.lines += 1
        self._open.widest = max(self._open.widest, count)
        if not fresh:
            self._open.line = None

    def _blank(self, tokens: list[Token], own: list[Token]) -> None:
        """A labelled line of empty cells may be an empty row; an unlabelled one, that of 表四."""
        pieces = own or self._pending
        text = "".join(bare(piece.text) for piece in pieces)
        hits = rows_in(text, self._edition)
        if not hits:
            return
        form = hits[-1].form
        if own and form.layout == "across":
            return
        if not own and (form.layout == "down" or not columns_in(text, form)):
            return
        run = Run(self._cluster, self._pending)
        run.line = RawLine(tuple(tokens), _after(tokens, len(tokens)))
        self._pending = []
        self.runs.append(run)

    def _close(self) -> None:
        if self._open is not None:
            self.runs.append(self._open)
            self._open = None


def _after(tokens: list[Token], end: int) -> int:
    """The index behind the last label before `end`."""
    labels = [at for at in range(end) if tokens[at].kind == "label"]
    return labels[-1] + 1 if labels else 0


def _meets(cell: GridCell, columns: tuple[int, ...]) -> bool:
    return cell.column <= columns[-1] and columns[0] < cell.column + cell.column_span


def _one(cells: list[GridCell], columns: tuple[int, ...]) -> Token | None:
    """The one cell under a header, None where the cells do not tell which value it is."""
    filled = [cell for cell in cells if cell.text.strip()]
    if len(filled) > 1 or not cells:
        return None
    if not filled:
        return _token(cells[0])
    cell = filled[0]
    inside = columns[0] <= cell.column and cell.column + cell.column_span - 1 <= columns[-1]
    return _token(cell) if inside else None


def _token(cell: GridCell) -> Token:
    reading = read(cell.text)
    kind: Literal["label", "value", "blank"] = "label"
    if reading is not None:
        kind = "blank" if reading.state == "blank" else "value"
    return Token(cell.text, kind, cell.span, cell.origin)


def _tokens(
    cells: tuple[GridCell, ...], *, ruled: bool, width: int
) -> tuple[list[Token], bool]:
    """The tokens of a row, and whether they still are the cells the source told apart."""
    tokens: list[Token] = []
    told = True
    column = 0
    for cell in cells:
        if not ruled:
            # A hole is an empty cell that the reader did not care to keep.
            missing = Span(cell.span.start, cell.span.start)
            tokens += [Token("", "blank", missing)] * (cell.column - column)
        column = cell.column + 1
        pieces = list(_pieces(cell))
        told = told and len(pieces) == 1
        tokens += pieces
    return tokens, told and width > 1


def _pieces(cell: GridCell) -> Iterator[Token]:
    """A cell in which a reader left a label and its values together is taken apart at spaces."""
    token = _token(cell)
    words = cell.text.split()
    if token.kind != "label" or len(words) == 1:
        yield token
        return
    readings = [read(word) is not None for word in words]
    values = 0
    while values < len(words) and readings[-1 - values]:
        values += 1
    if not values:
        yield token
        return
    at = 0
    spans = []
    for word in words:
        at = cell.text.index(word, at)
        spans.append((at, at + len(word)))
        at += len(word)
    split = len(words) - values
    exact = len(cell.text) == cell.span.end - cell.span.start
    starts = ([(0, spans[split - 1][1])] if split else []) + spans[split:]
    for index, (start, end) in enumerate(starts):
        kind: Literal["label", "value"] = "label" if split and index == 0 else "value"
        span = Span(cell.span.start + start, cell.span.start + end) if exact else cell.span
        yield Token(cell.text[start:end], kind, span, cell.origin)


def _settle(tokens: list[Token]) -> list[Token]:
    """A lone 无 or 零 that opens a word (无 | 法 | 提 | 供) is a label, not a value."""
    filled = [at for at, token in enumerate(tokens) if token.kind != "blank"]
    settled = list(tokens)
    alone = len(filled) == 1
    pairs = [*pairwise(filled), (filled[-1], None)] if filled else []
    for at, after in pairs:
        token = tokens[at]
        word = token.kind == "value" and is_placeholder(token.text) and token.text.isalpha()
        if word and not token.text.isascii() and (
            alone or (after is not None and tokens[after].kind == "label")
        ):
            settled[at] = Token(token.text, "label", token.span, token.origin)
    return settled
