"""Tables in flattened text: which lines belong to one, and which of them make up a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from analyzer.document import Span
from analyzer.ingest import labels, shapes
from analyzer.ingest.cells import is_border, lines

LineKind = Literal["blank", "row", "empty", "label", "value", "fragment", "stray", "rule", "other"]

_RULE: Final = re.compile(r"[\s|｜:+=\-—_─━┄┈┌┬┐├┼┤└┴┘│┃╋┏┳┓┣┫┗┻┛]+")
_STOP: Final = re.compile("[。；]")
_LONGEST_STRAY: Final = 20
# A line of so many empty cells is a row left blank, not the dirt of an editor.
_FEWEST_EMPTY: Final = 5
_LONGEST_PAGE_NUMBER: Final = 3
_LINES_A_BLANK: Final = 6
# So many printed labels are a table even where every value is missing.
_FEWEST_LABELS: Final = 4


class Row(NamedTuple):
    """One row of a flattened table: the spans of its cells in the text, empty ones included."""

    cells: tuple[Span, ...]
    exact: bool  # tabs or pipes part the cells, so each holds one value


class Region(NamedTuple):
    """A table in the text: the span of its lines and its rows."""

    span: Span
    rows: tuple[Row, ...]


class _Line(NamedTuple):
    span: Span
    text: str
    kind: LineKind
    cells: tuple[Span, ...]
    exact: bool
    filled: tuple[str, ...]  # the texts of the cells that are not empty


def regions(text: str) -> list[Region]:
    """The tables of cleaned `text`, in order."""
    found: list[Region] = []
    run: list[_Line] = []
    for line in [*_lines(text), None]:
        if line is not None and _continues(run, line):
            run.append(line)
            continue
        found += _tables(run)
        run = []
    return found


def _lines(text: str) -> Iterator[_Line]:
    for line in lines(text):
        filled = tuple([text[start:end] for start, end in line.cells if start < end])
        kind = _kind(line.text.strip(), filled, len(line.cells))
        yield _Line(line.span, line.text, kind, line.cells, line.exact, filled)


def _continues(run: list[_Line], line: _Line) -> bool:
    if line.kind == "other":
        return False
    if run or line.kind in ("row", "label"):
        return True
    return line.kind == "fragment" and len(labels.compact(line.text)) > 1


def _kind(line: str, filled: tuple[str, ...], cells: int) -> LineKind:
    if not filled and cells >= _FEWEST_EMPTY:
        return "empty"
    if not line:
        return "blank"
    if shapes.is_furniture(line) or (_RULE.fullmatch(line) and not _are_values(filled)):
        return "rule"
    first = filled[0] if filled else line
    known = labels.is_printed(first) or labels.is_fragment(first)
    if not known and shapes.names_a_section(first) and shapes.heading_level(first) is not None:
        return "other"  # a section title, perhaps with the page number of a table of contents
    if cells > 1 and _is_row(filled, known=known):
        return "row"
    return _lone_kind(line)


def _are_values(cells: tuple[str, ...]) -> bool:
    return bool(cells) and all(map(labels.is_value, cells))


def _lone_kind(line: str) -> LineKind:
    """The kind of a line with one cell."""
    if labels.is_label(line):
        return "label"
    if labels.is_value(line):
        return "value"
    if labels.is_fragment(line):
        return "fragment"
    return "stray" if _is_stray(line) else "other"


def _is_row(filled: tuple[str, ...], *, known: bool) -> bool:
    """Whether these cells are a row: several filled ones, or a printed label beside empty ones."""
    if known or any(map(labels.is_fragment, filled)):
        return True
    return len(filled) > 1 and not any(map(_STOP.search, filled))


def _is_stray(line: str) -> bool:
    """A short line that may be a local row of the table, if the table goes on after it."""
    return (
        len(line) <= _LONGEST_STRAY
        and not shapes.has_sentence_marks(line)
        and not shapes.stands_alone(line)
        and not shapes.names_a_section(line)
    )


def _tables(run: list[_Line]) -> list[Region]:
    """The tables in a run of table-like lines, one for each form that begins in it."""
    tables: list[list[_Line]] = [[]]
    current: str | None = None
    for line in run:
        form = _form(line)
        if form is not None and current is not None and form != current:
            tables.append([])
        current = form or current
        tables[-1].append(line)
    trimmed = (_trimmed(lines) for lines in tables)
    return [_region(lines) for lines in trimmed if _is_table(lines)]


def _form(line: _Line) -> str | None:
    """The form that alone prints the labels of this line."""
    found = set(map(labels.form_of, line.filled)) - {None}
    return found.pop() if len(found) == 1 else None


def _trimmed(lines: list[_Line]) -> list[_Line]:
    """Without what only might belong to the table at its ends."""
    loose = {"blank", "stray", "rule"}
    start, end = 0, len(lines)
    while start < end and lines[start].kind in loose:
        start += 1
    while start < end and lines[end - 1].kind in loose and not is_border(lines[end - 1].text):
        end -= 1
    while start < end - 1 and lines[end - 1].kind in ("fragment", "value"):
        # a lone page number or word after a table of parted cells, behind a blank line
        apart = lines[end - 2].kind == "blank" and any(
            line.exact and line.kind == "row" for line in lines[start:end]
        )
        if not apart:
            break
        end -= 1
        while start < end and lines[end - 1].kind in loose:
            end -= 1
    return lines[start:end]


def _is_table(lines: list[_Line]) -> bool:
    rows = [line for line in lines if line.kind == "row"]
    if len(rows) > 2 or sum(line.exact for line in rows) > 1:
        return True
    known = sum(any(map(labels.is_label, line.filled)) for line in lines)
    if known >= _FEWEST_LABELS:
        return True
    values = sum(labels.is_value(text) for line in lines for text in line.filled)
    return (known > 1 and values > 0) or (known > 0 and values > 1)


def _region(lines: list[_Line]) -> Region:
    rows: list[Row] = []
    gathered: list[_Line] = []
    for number, line in enumerate(lines):
        if line.kind in ("blank", "rule") or _is_page_number(lines, number):
            continue
        if line.kind in ("row", "empty"):
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


def _is_page_number(lines: list[_Line], number: int) -> bool:
    """Whether a line is a bare page number: alone between blank lines where few lines are."""
    line = lines[number]
    if line.kind != "value" or number in (0, len(lines) - 1):
        return False
    written = line.text.strip()
    if not written.isdecimal() or len(written) > _LONGEST_PAGE_NUMBER:
        return False
    if lines[number - 1].kind != "blank" or lines[number + 1].kind != "blank":
        return False
    blanks = sum(each.kind == "blank" for each in lines)
    return _LINES_A_BLANK * blanks <= len(lines)


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
