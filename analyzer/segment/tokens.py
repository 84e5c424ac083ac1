"""The pieces of a grid row: words, values, empty cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from analyzer.document import GridCell, Origin, Span
from analyzer.segment.values import is_placeholder, read


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a grid row: words, a value, or an empty cell."""

    text: str
    kind: Literal["label", "value", "blank"]
    span: Span
    origin: Origin | None = None


# A page number that a reader left between two halves of a table.
_PAGE_NUMBER: Final = re.compile(r"\s*[—–―－-]+\s*\d{1,3}\s*[—–―－-]+\s*")


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
    reading = read(cell.text)
    kind: Literal["label", "value", "blank"] = "label"
    if reading is not None:
        kind = "blank" if reading.state == "blank" else "value"
    return Token(cell.text, kind, cell.span, cell.origin)


def tokens_of(cells: tuple[GridCell, ...], *, ruled: bool, width: int) -> tuple[list[Token], bool]:
    """The tokens of a row, and whether they still are the cells the source told apart."""
    tokens: list[Token] = []
    if _PAGE_NUMBER.fullmatch(" ".join(cell.text for cell in cells)):
        return tokens, False
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
    return _settle(tokens), told and width > 1


def _pieces(cell: GridCell) -> Iterator[Token]:
    """A cell in which a reader left a label and its values together is taken apart at spaces."""
    token = token_of(cell)
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
        if (
            word
            and not token.text.isascii()
            and (alone or (after is not None and tokens[after].kind == "label"))
        ):
            settled[at] = Token(token.text, "label", token.span, token.origin)
    return settled
