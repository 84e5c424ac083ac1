"""Tables in flattened text: which lines are rows of one, and where their cells begin and end.

Tabs and pipes show every cell, empty ones too. Runs of spaces and single lines show only what is
filled in; what column a value belongs to is for a later stage to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from analyzer.document import Span
from analyzer.ingest import labels, shapes

LineKind = Literal["blank", "row", "label", "value", "fragment", "stray", "rule", "other"]

_PIPES: Final = re.compile("[|｜│┃]")
_RULE: Final = re.compile(r"[\s|｜:+=\-—_─━┄┈┌┬┐├┼┤└┴┘│┃╋┏┳┓┣┫┗┻┛]+")
_GAP: Final = re.compile(" {2,}")
_TOKEN: Final = re.compile("[^ ]+")
_LONGEST_STRAY: Final = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a flattened table: the spans of its cells in the text, empty ones included."""

    cells: tuple[Span, ...]
    exact: bool  # tabs or pipes part the cells, so each holds one value


@dataclass(frozen=True, slots=True)
class Region:
    """A table in the text: the span of its lines and its rows."""

    span: Span
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    text: str
    kind: LineKind
    cells: tuple[Span, ...]
    exact: bool


def regions(text: str) -> list[Region]:
    """The tables of cleaned `text`, in order."""
    found: list[Region] = []
    run: list[_Line] = []
    for line in [*_lines(text), None]:
        if line is not None and _continues(run, line):
            run.append(line)
            continue
        found += _tables(text, run)
        run = []
    return found


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for raw in text.split("\n"):
        span = Span(start, start + len(raw))
        start = span.end + 1
        cells, exact = _cells(raw, span.start)
        yield _Line(span, raw, _kind(text, raw.strip(), cells), cells, exact)


def _continues(run: list[_Line], line: _Line) -> bool:
    if line.kind == "other":
        return False
    if run or line.kind in ("row", "label"):
        return True
    return line.kind == "fragment" and len(labels.compact(line.text)) > 1


def _kind(text: str, line: str, cells: tuple[Span, ...]) -> LineKind:
    if not line:
        return "blank"
    if shapes.is_furniture(line) or (_RULE.fullmatch(line) and not labels.is_value(line)):
        return "rule"
    first = next((cell.of(text) for cell in cells if cell.start < cell.end), line)
    known = labels.is_printed(first) or labels.is_fragment(first)
    if not known and shapes.names_a_section(first) and shapes.heading_level(first) is not None:
        return "other"  # a section title, perhaps with the page number of a table of contents
    if len(cells) > 1 and _is_row(text, cells, known=known):
        return "row"
    return _lone_kind(line)


def _lone_kind(line: str) -> LineKind:
    """The kind of a line with one cell."""
    if labels.is_label(line):
        return "label"
    if labels.is_value(line):
        return "value"
    if labels.is_fragment(line):
        return "fragment"
    return "stray" if _is_stray(line) else "other"


def _is_row(text: str, cells: tuple[Span, ...], *, known: bool) -> bool:
    """Whether these cells are a row: several filled ones, or a printed label beside empty ones."""
    filled = [cell.of(text) for cell in cells if cell.start < cell.end]
    if known or any(labels.is_fragment(each) for each in filled):
        return True
    return len(filled) > 1 and not any(re.search("[。；]", each) for each in filled)


def _is_stray(line: str) -> bool:
    """A short line that may be a local row of the table, if the table goes on after it."""
    return (
        len(line) <= _LONGEST_STRAY
        and not shapes.has_sentence_marks(line)
        and not shapes.stands_alone(line)
        and not shapes.names_a_section(line)
    )


def _cells(raw: str, offset: int) -> tuple[tuple[Span, ...], bool]:
    """The cells of a line and whether their borders are certain."""
    if "\t" in raw:
        return _split(raw, "\t", offset), True
    if len(_PIPES.findall(raw)) > 1:
        return _piped(raw, offset), True
    line = raw.strip()
    start = raw.find(line) + offset
    return _spaced(line, start), False


def _split(raw: str, separator: str, offset: int) -> tuple[Span, ...]:
    spans = []
    for piece in raw.split(separator):
        spans.append(_visible(piece, offset))
        offset += len(piece) + 1
    return tuple(spans)


def _piped(raw: str, offset: int) -> tuple[Span, ...]:
    cells = _split(_PIPES.sub("|", raw), "|", offset)
    first = 1 if cells[0].start == cells[0].end else 0
    last = len(cells) - 1 if cells[-1].start == cells[-1].end else len(cells)
    return cells[first:last]


def _visible(piece: str, offset: int) -> Span:
    line = piece.strip()
    start = offset + (piece.find(line) if line else 0)
    return Span(start, start + len(line))


def _spaced(line: str, offset: int) -> tuple[Span, ...]:
    """Cells parted by two spaces or more; values at the end and printed labels also by one."""
    header = labels.pieces(line)
    if len(header) > 1:
        return tuple(_moved(span, offset) for span in _placed(line, header))
    tokens = [Span(*match.span()) for match in _TOKEN.finditer(line)]
    first_value = len(tokens)
    while first_value and labels.is_value(tokens[first_value - 1].of(line)):
        first_value -= 1
    values = tokens[first_value:]
    head = line[: values[0].start].rstrip() if values else line
    cells, start = [], 0
    for gap in [*_GAP.finditer(head), None]:
        end = gap.start() if gap else len(head)
        if start < end:
            cells.append(Span(start, end))
        start = gap.end() if gap else end
    return tuple(_moved(cell, offset) for cell in [*cells, *values])


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


def _tables(text: str, run: list[_Line]) -> list[Region]:
    """The tables in a run of table-like lines, one for each form that begins in it."""
    tables: list[list[_Line]] = [[]]
    current: str | None = None
    for line in run:
        form = _form(text, line)
        if form is not None and current is not None and form != current:
            tables.append([])
        current = form or current
        tables[-1].append(line)
    trimmed = (_trimmed(lines) for lines in tables)
    return [_region(lines) for lines in trimmed if _is_table(text, lines)]


def _form(text: str, line: _Line) -> str | None:
    """The form that alone prints the labels of this line."""
    found = {labels.form_of(cell.of(text)) for cell in line.cells if cell.start < cell.end} - {None}
    return found.pop() if len(found) == 1 else None


def _trimmed(lines: list[_Line]) -> list[_Line]:
    """Without what only might belong to the table at its ends."""
    loose = {"blank", "stray", "rule"}
    start, end = 0, len(lines)
    while start < end and lines[start].kind in loose:
        start += 1
    while start < end and lines[end - 1].kind in loose:
        end -= 1
    while start < end - 1 and lines[end - 1].kind in ("fragment", "value"):
        # a lone page number or word after a table of parted cells, behind a blank line
        apart = lines[end - 2].kind == "blank" and any(line.exact for line in lines[start:end])
        if not apart:
            break
        end -= 1
        while start < end and lines[end - 1].kind in loose:
            end -= 1
    return lines[start:end]


def _is_table(text: str, lines: list[_Line]) -> bool:
    rows = [line for line in lines if line.kind == "row"]
    exact = sum(line.exact for line in rows)
    known = sum(
        any(labels.is_label(cell.of(text)) for cell in line.cells if cell.start < cell.end)
        for line in lines
    )
    values = sum(labels.is_value(cell.of(text)) for line in lines for cell in line.cells)
    return exact > 1 or len(rows) > 2 or (known > 1 and values > 0) or (known > 0 and values > 1)


def _region(lines: list[_Line]) -> Region:
    rows: list[Row] = []
    gathered: list[_Line] = []
    for line in lines:
        if line.kind in ("blank", "rule"):
            continue
        if line.kind == "row":
            rows += _gathered(gathered)
            gathered = []
            rows.append(Row(line.cells, line.exact))
            continue
        if gathered and _starts_row(gathered[-1], line):
            rows += _gathered(gathered)
            gathered = []
        gathered.append(line)
    rows += _gathered(gathered)
    return Region(Span(lines[0].span.start, lines[-1].span.end), tuple(rows))


def _starts_row(before: _Line, line: _Line) -> bool:
    """In a table with one cell a line: a label after a value, or the whole label of a row."""
    if line.kind == "value":
        return False
    return before.kind == "value" or labels.is_row_label(line.text)


def _gathered(lines: list[_Line]) -> list[Row]:
    """One row of the lines that hold one cell each."""
    if not lines:
        return []
    cells = tuple(cell for line in lines for cell in line.cells if cell.start < cell.end)
    return [Row(cells, exact=True)]
