"""The cells of a line of flattened text: where each begins and ends.

Tabs and pipes show every cell, empty ones too. Runs of spaces show only what is filled in; what
column a value belongs to is for a later stage to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from analyzer.document import Span
from analyzer.ingest import labels

_PIPES: Final = re.compile("[|｜│┃]")
_ONLY_PIPES: Final = re.compile(r"\s*[|｜│┃][\s|｜│┃]*")
_GAP: Final = re.compile(" {2,}")
_TOKEN: Final = re.compile("[^ ]+")
# A wrapped cell has no more lines before the one that its pipe closes.
_MOST_WRAPS: Final = 3
_FEWEST_CLOSED: Final = 8


class TextLine(NamedTuple):
    """A line with its cells, empty ones included; `exact` says that tabs or pipes part them."""

    span: Span
    text: str
    cells: tuple[Span, ...]
    exact: bool


def lines(text: str) -> Iterator[TextLine]:
    """The lines of cleaned `text`; a row with one cell a line, each closed by a pipe, is one.

    Such a row begins with a pipe on a line of its own; where none does, each line is a cell.
    """
    raws = text.split("\n")
    piped = _PIPES.search(text) is not None
    opened = piped and _opens_with_pipe(raws)
    apart = piped and _cells_stand_apart(raws)
    start, number = 0, 0
    while number < len(raws):
        raw = raws[number]
        if apart and _is_closed(raw):
            line = raw.rstrip()[:-1].rstrip()
            first = start + len(line) - len(line.lstrip())
            cell = Span(first, start + len(line))
            yield TextLine(Span(start, start + len(raw)), line, (cell,), exact=False)
            start, number = start + len(raw) + 1, number + 1
            continue
        if apart and is_border(raw):
            yield TextLine(Span(start, start + len(raw)), raw, (), exact=False)
            start, number = start + len(raw) + 1, number + 1
            continue
        stacked = _stacked(raws, number) if piped and not apart and _is_lone_pipe(raw) else 0
        if stacked:
            first = len(raw) + 1
            raw = "\n".join(raws[number : number + 1 + stacked])
            cells, exact = _split_pipes(raw[first:], start + first, opened=False), True
        else:
            cells, exact = _cells(raw, start, opened=opened)
        yield TextLine(Span(start, start + len(raw)), raw, cells, exact)
        start += len(raw) + 1
        number += 1 + stacked


def _opens_with_pipe(raws: list[str]) -> bool:
    """Whether rows between pipes begin with one, so that an empty first cell is none."""
    rows = [raw for raw in raws if len(_PIPES.findall(raw)) > 1 and not _ONLY_PIPES.fullmatch(raw)]
    return 2 * sum(_PIPES.match(raw.lstrip()) is not None for raw in rows) >= len(rows)


def _is_lone_pipe(raw: str) -> bool:
    return _PIPES.fullmatch(raw.strip()) is not None


def is_border(raw: str) -> bool:
    """Whether a line consists of pipes: what is left of cells that were merged."""
    return _ONLY_PIPES.fullmatch(raw) is not None


def _is_closed(raw: str) -> bool:
    """Whether a line is one cell with a pipe behind it."""
    line = raw.strip()
    return len(line) > 1 and _PIPES.match(line[-1]) is not None and not _PIPES.search(line[:-1])


def _cells_stand_apart(raws: list[str]) -> bool:
    """Whether many lines are closed by a pipe and no lone pipe begins their rows."""
    closed = [number for number, raw in enumerate(raws) if _is_closed(raw)]
    if len(closed) < _FEWEST_CLOSED:
        return False
    before = [raw for raw in raws[: closed[0]] if raw.strip()]
    return not before or not _is_lone_pipe(before[-1])


def _stacked(raws: list[str], number: int) -> int:
    """How many lines behind a lone pipe are cells of one row, each closed by a pipe."""
    taken = 0
    for ahead, raw in enumerate(raws[number + 1 :], 1):
        line = raw.strip()
        if not line or _is_lone_pipe(raw) or ahead - taken > _MOST_WRAPS:
            break
        if _PIPES.match(line[-1]):
            taken = ahead
    return taken


def _cells(raw: str, offset: int, *, opened: bool) -> tuple[tuple[Span, ...], bool]:
    """The cells of a line and whether their borders are certain."""
    if "\t" in raw:
        return _split(raw, "\t", offset), True
    line = raw.strip()
    if not line:
        return (), False
    pipes = len(_PIPES.findall(raw))
    if pipes > 1 or (pipes and labels.is_printed(_PIPES.split(raw)[0])):
        return _split_pipes(raw, offset, opened=opened), True
    return _spaced(line, raw.find(line) + offset), False


def _split(raw: str, separator: str, offset: int) -> tuple[Span, ...]:
    spans = []
    for piece in raw.split(separator):
        visible = piece.strip()
        start = offset + piece.find(visible)
        spans.append(Span(start, start + len(visible)))
        offset += len(piece) + 1
    return tuple(spans)


def _split_pipes(raw: str, offset: int, *, opened: bool) -> tuple[Span, ...]:
    cells = _split(_PIPES.sub("|", raw), "|", offset)
    first = 1 if opened and cells[0].start == cells[0].end else 0
    last = len(cells) - 1 if cells[-1].start == cells[-1].end else len(cells)
    return cells[first:last]


def _spaced(line: str, offset: int) -> tuple[Span, ...]:
    """Cells parted by two spaces or more; values at the end and printed labels also by one."""
    header = labels.pieces(line)
    if len(header) > 1:
        return tuple(_moved(span, offset) for span in _placed(line, header))
    if " " not in line:
        return (Span(offset, offset + len(line)),)
    tokens = [Span(*match.span()) for match in _TOKEN.finditer(line)]
    last = len(tokens)
    while last and labels.is_value(tokens[last - 1].of(line)):
        last -= 1
    first = 0
    while first < last and last == len(tokens) and labels.is_value(tokens[first].of(line)):
        first += 1
    if first < 2:  # one number before a label is its own
        first = 0
    words = _words(line, tokens[first:last]) if first < last else []
    cells = [*tokens[:first], *words, *tokens[last:]]
    return tuple(_moved(cell, offset) for cell in cells)


def _words(line: str, tokens: list[Span]) -> list[Span]:
    """The label cells of a line: parted by wide gaps; by single spaces if all are fragments."""
    start, end = tokens[0].start, tokens[-1].end
    head = line[start:end]
    pieces = [token.of(line) for token in tokens]
    if (
        any(len(labels.compact(piece)) > 1 for piece in pieces)
        and not labels.is_fragment(head)
        and all(map(labels.is_fragment, pieces))
    ):
        return tokens
    cells, begin = [], start
    for gap in _GAP.finditer(head):
        cells.append(Span(begin, start + gap.start()))
        begin = start + gap.end()
    return [*cells, Span(begin, end)]


def _placed(line: str, pieces: list[str]) -> Iterator[Span]:
    """Where each of the compact `pieces` stands in `line`."""
    letters = [place for place, character in enumerate(line) if labels.compact(character)]
    first = 0
    for piece in pieces:
        last = first + len(piece)
        yield Span(letters[first], letters[last - 1] + 1)
        first = last


def _moved(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset)
