"""The pieces of a grid row: words, values, empty cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from analyzer.document import Grid, GridCell, Origin, Span
from analyzer.segment.values import is_placeholder, read

Kind = Literal["label", "value", "blank"]


class Token(NamedTuple):
    """A piece of a grid row: words, a value, or an empty cell.

    `sure` is false where a character was recognised in a picture without certainty.
    """

    text: str
    kind: Kind
    span: Span
    origin: Origin | None = None
    sure: bool = True


_DIGIT: Final = re.compile("[0-9]")
_IDEOGRAPH: Final = re.compile("[\u3400-\u9fff]")
# A page number that a reader left between two halves of a table.
_PAGE_NUMBER: Final = re.compile(r"\s*[—–―－-]+\s*\d{1,3}\s*[—–―－-]+\s*")


def grid_rows(grid: Grid) -> list[tuple[GridCell, ...]]:
    """The cells that cover each row of a grid, from left to right."""
    rows: list[list[GridCell]] = [[] for _ in range(grid.rows)]
    for cell in grid.cells:
        for row in rows[cell.row : cell.row + cell.row_span]:
            row.append(cell)
    return [tuple(sorted(row, key=lambda cell: cell.column)) for row in rows]


def behind_label(tokens: list[Token], end: int) -> int:
    """The index behind the last label before `end`."""
    labels = [at for at in range(end) if tokens[at].kind == "label"]
    return labels[-1] + 1 if labels else 0


def meets(cell: GridCell, columns: tuple[int, ...]) -> bool:
    """Whether a cell covers one of these adjoining columns."""
    return cell.column <= columns[-1] and columns[0] < cell.column + cell.column_span


def only_cell(cells: list[GridCell], columns: tuple[int, ...]) -> Token | None:
    """The one cell under a header, None where the cells do not tell which value it is."""
    filled = [cell for cell in cells if cell.text.strip()]
    if len(filled) > 1 or not cells:
        return None
    if not filled:
        return token_of(cells[0])
    cell = filled[0]
    inside = columns[0] <= cell.column and cell.column + cell.column_span - 1 <= columns[-1]
    return token_of(cell) if inside else None


def token_of(cell: GridCell) -> Token:
    """The cell as one token."""
    return Token(cell.text, kind_of(cell), cell.span, cell.origin, cell.sure)


def kind_of(cell: GridCell) -> Kind:
    """What a cell holds; digits recognised without certainty are a value that must not be read."""
    if not cell.sure and _DIGIT.search(cell.text) and not _IDEOGRAPH.search(cell.text):
        return "value"
    return _kind(cell.text)


def holds_words(cell: GridCell) -> bool:
    """Whether a cell holds words, as far as anyone could recognise them."""
    return kind_of(cell) == "label" and (cell.sure or bool(_IDEOGRAPH.search(cell.text)))


@lru_cache(maxsize=2048)
def _kind(text: str) -> Kind:
    reading = read(text)
    if reading is None:
        return "label"
    return "blank" if reading.state == "blank" else "value"


def tokens_of(cells: tuple[GridCell, ...], *, ruled: bool, width: int) -> tuple[list[Token], bool]:
    """The tokens of a row, and whether they still are the cells the source told apart."""
    tokens: list[Token] = []
    if _PAGE_NUMBER.fullmatch(" ".join([cell.text for cell in cells])):
        return tokens, False
    told = True
    column = 0
    for cell in cells:
        if cell.column > column and not ruled:
            # A hole is an empty cell that the reader did not care to keep.
            missing = Span(cell.span.start, cell.span.start)
            tokens += [Token("", "blank", missing)] * (cell.column - column)
        column = cell.column + 1
        token = token_of(cell)
        if token.kind == "label" and (pieces := _pieces(cell)):
            told = False
            tokens += pieces
        else:
            tokens.append(token)
    return _settle(tokens), told and width > 1


def _pieces(cell: GridCell) -> Sequence[Token]:
    """The parts of a cell in which a reader left a label and its values together, else nothing."""
    words = cell.text.split()
    values = 0
    while values < len(words) and read(words[-1 - values]) is not None:
        values += 1
    if not values:
        return ()
    at = 0
    spans = []
    for word in words:
        at = cell.text.index(word, at)
        spans.append((at, at + len(word)))
        at += len(word)
    split = len(words) - values
    exact = len(cell.text) == cell.span.end - cell.span.start
    starts = ([(0, spans[split - 1][1])] if split else []) + spans[split:]
    found = []
    for index, (start, end) in enumerate(starts):
        kind: Kind = "label" if split and index == 0 else "value"
        span = Span(cell.span.start + start, cell.span.start + end) if exact else cell.span
        found.append(Token(cell.text[start:end], kind, span, cell.origin, cell.sure))
    return found


def _settle(tokens: list[Token]) -> list[Token]:
    """A lone 无 or 零 that opens a word (无 | 法 | 提 | 供) is a label, not a value."""
    words = [at for at, token in enumerate(tokens) if token.kind == "value" and _is_word(token)]
    if not words:
        return tokens
    filled = [at for at, token in enumerate(tokens) if token.kind != "blank"]
    after = dict(pairwise(filled))
    settled = list(tokens)
    for at in words:
        if len(filled) == 1 or (at in after and tokens[after[at]].kind == "label"):
            settled[at] = tokens[at]._replace(kind="label")
    return settled


def _is_word(token: Token) -> bool:
    text = token.text
    return text.isalpha() and not text.isascii() and is_placeholder(text)
