"""Workbook (xlsx, xls) → blocks: prose in cells as paragraphs, pasted tables as ruled grids."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import IO, Final

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum, ZipError

from analyzer.errors import InputError
from analyzer.ingest import labels, shapes
from analyzer.ingest.assemble import Assembled
from analyzer.ingest.flow import Flow, RawCell
from analyzer.ingest.grid import MOST_COLUMNS, holds_values
from analyzer.ingest.packed import measure
from analyzer.ingest.xls_extent import most_cells

_REMEDY: Final = "请用 Excel 或 WPS 打开后另存为新的 xlsx 再试"
_MOST_SHEETS: Final = 50
_PACKED: Final = b"PK"
_SECTOR: Final = 512  # of an xls file
_MOST_ROWS: Final = 20000
_MOST_MERGES: Final = 5000
_TALLEST: Final = 400  # rows of a merged cell; the longest official table has 40
_MOST_CELLS: Final = 4_000_000
_PLACE: Final = re.compile("([A-Za-z]{1,3})([0-9]{1,7})")
_ROW: Final = re.compile("[0-9]{1,7}")
_APART: Final = "工作表里的单元格相距太远，疑似异常文件"
_FAR: Final = "请删去表格之外的零散单元格，或把报告存为 docx 再试"
# A sheet may be a page: prose above and below its tables. A longer single cell is a paragraph.
_LONGEST_LABEL: Final = 60

Value = int | float | str | bool | dt.date | dt.time | dt.timedelta


def read(data: bytes) -> Assembled:
    """The report in a workbook, sheet by sheet; raises `InputError` where it is damaged."""
    if data.startswith(_PACKED):
        measure(data)
        _check_extent(data)
    else:
        data += bytes(-len(data) % _SECTOR)  # a file cut inside its last sector
        if most_cells(data) > _MOST_CELLS:
            raise InputError(_APART, remedy=_FAR)
    with _no_panic():
        return _read(data)


@contextlib.contextmanager
def _no_panic() -> Iterator[None]:
    """Turn a panic of the workbook library over a damaged file into an `InputError`.

    It derives from `BaseException` and has no name that could be imported.
    """
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise InputError("表格文件已损坏或不完整", remedy=_REMEDY) from None


def _read(data: bytes) -> Assembled:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except (CalamineError, ZipError, OSError, ValueError) as error:
        raise InputError(f"表格文件已损坏、不完整或有密码（{error}）", remedy=_REMEDY) from None
    flow = Flow()
    shown = [s.name for s in book.sheets_metadata if s.visible == SheetVisibleEnum.Visible]
    for name in shown[:_MOST_SHEETS]:
        _Sheet.opened(book, name).feed(flow)
    if len(shown) > _MOST_SHEETS:
        flow.lose("工作表过多，超出部分没有读取")
    return flow.finish()


def _check_extent(data: bytes) -> None:
    """Raise `InputError` where cells lie so far apart that a dense sheet would exhaust memory.

    The reader of workbooks makes a rectangle of every sheet: two cells in opposite corners are
    seventeen thousand million.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                with archive.open(name) as stream:
                    _check_sheet(stream)


def _check_sheet(stream: IO[bytes]) -> None:
    rows, columns = 0, 0
    row, unplaced = None, 0
    try:
        cells = etree.iterparse(
            stream, events=("end",), tag="{*}c", resolve_entities=False, no_network=True
        )
        for _, cell in cells:
            if cell.get("r") is None:  # it stands behind the one before
                unplaced = unplaced + 1 if cell.getparent() is row else 1
                row = cell.getparent()
                found = _ROW.fullmatch("0" if row is None else row.get("r", "0"))
                place = (int(found[0]), unplaced) if found else None
            else:
                place = _place(cell.get("r", ""))
            if place is None:  # the reader of workbooks would make any number of it
                raise InputError("工作表里有写错的单元格位置", remedy=_REMEDY)
            rows, columns = max(rows, place[0]), max(columns, place[1])
            cell.clear()
    except etree.XMLSyntaxError as error:
        raise InputError(f"表格文件已损坏（{error.msg}）", remedy=_REMEDY) from None
    if rows * columns > _MOST_CELLS:
        raise InputError(_APART, remedy=_FAR)


def _place(written: str) -> tuple[int, int] | None:
    """Row and column of a reference such as B12, None where it is none."""
    found = _PLACE.fullmatch(written)
    return (int(found[2]), _column_number(found[1].upper())) if found else None


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The texts of a sheet by row, and the spans of its merged cells by their first position.

    `inside` are the rows that a cell merged from above reaches into.
    """

    name: str
    rows: list[list[str]]
    spans: dict[tuple[int, int], tuple[int, int]]
    inside: frozenset[int]
    cut: bool

    @classmethod
    def opened(cls, book: CalamineWorkbook, name: str) -> _Sheet:
        """Read a sheet; raises `InputError` where it is damaged."""
        try:
            sheet = book.get_sheet_by_name(name)
            values = sheet.to_python(skip_empty_area=False, nrows=_MOST_ROWS)
            merged = sheet.merged_cell_ranges or []
        except (CalamineError, ZipError, OSError, ValueError) as error:
            raise InputError(f"工作表“{name}”读不出来（{error}）", remedy=_REMEDY) from None
        rows = [[_written(value) for value in row[:MOST_COLUMNS]] for row in values]
        spans = {
            (top, left): (min(bottom - top + 1, _TALLEST), right - left + 1)
            for (top, left), (bottom, right) in merged[:_MOST_MERGES]
        }
        inside = frozenset(
            row for (top, _), (down, _) in spans.items() for row in range(top + 1, top + down)
        )
        return cls(name, rows, spans, inside, sheet.total_height > _MOST_ROWS)

    def feed(self, flow: Flow) -> None:
        """Hand the sheet over: stretches of table rows as grids, other rows as paragraphs."""
        start = 0
        for end, is_table in self._stretches():
            if is_table and holds_values([text for row in self.rows[start:end] for text in row]):
                flow.table(self._grid(start, end), path=f"{self.name}!{start + 1}:{end}")
            else:
                for row in self.rows[start:end]:
                    for text in row:
                        for line in text.split("\n"):
                            flow.paragraph(line)
            start = end
        if self.cut:
            flow.lose("工作表过长，超出部分没有读取")

    def _stretches(self) -> Iterator[tuple[int, bool]]:
        """Where each stretch ends and whether it is a table's: rows that look alike together."""
        looks = [self._looks_tabular(number) for number in range(len(self.rows))]
        for number in range(len(looks)):
            last = number == len(looks) - 1
            if last or looks[number] != looks[number + 1]:
                yield number + 1, looks[number]

    def _looks_tabular(self, number: int) -> bool:
        """Whether a row belongs to a table: cells side by side, a lone label, or part of a merge."""
        filled = [text for text in self.rows[number] if text.strip()]
        if len(filled) != 1:
            return bool(filled) or number in self.inside
        text = filled[0].strip()
        if len(text) > _LONGEST_LABEL or _is_heading(text):
            return False
        return labels.is_label(text) or labels.is_value(text)

    def _grid(self, start: int, end: int) -> list[list[RawCell]]:
        """The rows of a table from its first used column on, with merged cells."""
        used = [
            [column for column, text in enumerate(row) if text.strip()]
            for row in self.rows[start:end]
        ]
        first = min((columns[0] for columns in used if columns), default=0)
        width = max((columns[-1] + 1 for columns in used if columns), default=0)
        covered: set[tuple[int, int]] = set()
        grid: list[list[RawCell]] = []
        for number in range(start, end):
            row = self.rows[number]
            grid.append([])
            for column in range(first, max(width, len(row))):
                if (number, column) in covered:
                    continue
                down, across = self.spans.get((number, column), (1, 1))
                down, across = min(down, end - number), min(across, MOST_COLUMNS)
                covered.update((number + d, column + a) for d in range(down) for a in range(across))
                text = row[column] if column < len(row) else ""
                grid[-1].append(RawCell(text, down, across, column - first))
        return grid


def _is_heading(text: str) -> bool:
    """Whether a lone cell is the title of the report or of a part, not a label of a table."""
    printed = labels.is_printed(text) or labels.is_fragment(text)
    return shapes.is_title(text) or (
        shapes.marker_level(text) == 1 and shapes.names_a_section(text) and not printed
    )


def _written(value: Value) -> str:
    """A cell as it is seen: 12.0 is 12, a date is written in Chinese."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else format(Decimal(repr(value)), "f")
    if isinstance(value, dt.date):
        return f"{value.year}年{value.month}月{value.day}日"
    return str(value)
