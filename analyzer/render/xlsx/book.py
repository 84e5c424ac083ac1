"""A workbook that takes texts as texts: no formula, no link, no number that nobody meant as one."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final, NamedTuple

import xlsxwriter

from analyzer.render.legible import legible
from analyzer.render.wrap import columns as columns_of

Value = str | Decimal | int | date | None
DATE: Final = 'yyyy"年"m"月"d"日"'
SHADES: Final = {
    "critical": "#F6C7C3",
    "high": "#FADBC2",
    "medium": "#FBF0C4",
    "low": "#D5EBF4",
    "info": "#E8E9EC",
    "agrees": "#D4EDDD",
    "rounded": "#E3F2E7",
    "disagrees": "#F6C7C3",
    "incomparable": "#FBF0C4",
    "unchecked": "#FBF0C4",
    "malformed": "#FBF0C4",
    "blank": "#FFF9E3",
    "unread": "#E8E9EC",
    "clash": "#F6C7C3",
}
_FACE: Final = "宋体"
_HEAD: Final = "黑体"
_UNDATED: Final = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_LONGEST: Final = 32_000  # Excel takes 32767 characters a cell
_DIGITS: Final = 15  # and keeps so many digits of a number
_A4: Final = 9
_NARROW: Final = 14  # columns up to this width hold short things, centred
_LINE: Final = 14.0  # points a line of text takes
_TALLEST: Final = 409.0  # points a row can have


class Column(NamedTuple):
    """A column of a list: its head, width in characters, and number format if it holds numbers."""

    head: str
    width: float
    number: str = ""


class Book:
    """A workbook in memory; `packed` gives the file, the same bytes for the same content."""

    def __init__(self, title: str) -> None:
        self._data = io.BytesIO()
        options = dict.fromkeys(
            ("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False
        )
        self._book = xlsxwriter.Workbook(self._data, {"in_memory": True, **options})
        self._book.set_properties(
            {"title": legible(title)[:200], "author": "nianbao", "created": _UNDATED}
        )
        self._looks: dict[tuple[tuple[str, Any], ...], Any] = {}

    def packed(self) -> bytes:
        """Close the workbook and return the file."""
        self._book.close()
        return self._data.getvalue()

    def look(self, **properties: Any) -> Any:
        """The cell format of these properties."""
        base = {"font_name": _FACE, "font_size": 10.5, "valign": "top", "text_wrap": True}
        key = tuple(sorted((base | properties).items()))
        if key not in self._looks:
            self._looks[key] = self._book.add_format(dict(key))
        return self._looks[key]

    def sheet(self, name: str, *, landscape: bool = True) -> Any:
        """A new sheet, prepared to be printed on A4."""
        sheet = self._book.add_worksheet(name)
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        sheet.set_footer("&C第 &P 页，共 &N 页")
        if landscape:
            sheet.set_landscape()
        return sheet

    def write(self, sheet: Any, row: int, column: int, value: Value, **look: Any) -> None:
        """A cell: a number where `value` is one that Excel keeps exactly, otherwise text."""
        style = self.look(**look)
        if value is None or value == "":
            sheet.write_blank(row, column, None, style)
        elif isinstance(value, str):
            sheet.write_string(row, column, _text(value), style)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, style)
        elif len(Decimal(value).as_tuple().digits) > _DIGITS:
            sheet.write_string(row, column, format(value, "f"), style)
        else:
            sheet.write_number(row, column, float(value), style)

    def merge(self, sheet: Any, area: tuple[int, int, int, int], text: str, **look: Any) -> None:
        """Text over a rectangle of cells: first row and column, last row and column."""
        if area[:2] == area[2:]:
            self.write(sheet, area[0], area[1], text, **look)
        else:
            sheet.merge_range(*area, "", self.look(**look))
            self.write(sheet, area[0], area[1], text, **look)

    def heading(self, sheet: Any, row: int, text: str, *, size: float = 16) -> None:
        """A title at the beginning of a row."""
        self.write(sheet, row, 0, text, font_name=_HEAD, font_size=size, text_wrap=False)
        sheet.set_row(row, size * 1.9)

    def listing(
        self,
        name: str,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Value]],
        shade: Callable[[int, int], str] = lambda _row, _column: "",
        printed: int = 0,
    ) -> Any:
        """A sheet with a frozen head, filters and one row an entry.

        `shade` names the colour of a cell; on paper only the first `printed` columns appear.
        """
        sheet = self.sheet(name)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            self.write(
                sheet, 0, place, column.head,
                bold=True, bg_color="#EDE8DD", border=1, align="center", valign="vcenter",
            )  # fmt: skip
        sheet.set_row(0, 24)
        count = 0
        for count, row in enumerate(rows, start=1):
            for place, (column, value) in enumerate(zip(columns, row, strict=True)):
                color = SHADES.get(shade(count - 1, place), "")
                filled = {"bg_color": color} if color else {}
                shown = {"num_format": column.number} if column.number else {}
                align = "center" if column.width <= _NARROW else "left"
                self.write(sheet, count, place, value, border=1, align=align, **filled, **shown)
            sheet.set_row(count, height((v, c.width) for v, c in zip(row, columns, strict=True)))
        sheet.freeze_panes(1, 0)
        sheet.print_area(0, 0, count, min(printed or len(columns), len(columns)) - 1)
        sheet.repeat_rows(0)
        sheet.autofilter(0, 0, max(count, 1), len(columns) - 1)
        return sheet

    def chart(self, sheet: Any, place: str, title: str, area: tuple[str, int, int, int]) -> None:
        """Bars over the counts in `area`: sheet, first row, last row, column of the names."""
        name, first, last, column = area
        chart = self._book.add_chart({"type": "bar"})
        chart.add_series(
            {
                "categories": [name, first, column, last, column],
                "values": [name, first, column + 1, last, column + 1],
                "fill": {"color": "#9C2318"},
                "gap": 60,
                "data_labels": {"value": True},
            }
        )
        chart.set_title({"name": title, "name_font": {"size": 11, "name": _HEAD}})
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True, "num_font": {"name": _FACE}})
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
        chart.set_size({"width": 420, "height": 210})
        sheet.insert_chart(place, chart)


def height(cells: Iterable[tuple[Value, float]]) -> float:
    """The height in points of a row whose values stand in columns of these widths.

    Spreadsheets do not agree on who fits rows to wrapped text, so the height is written.
    """
    lines = max(
        (
            sum(max(1, math.ceil(columns_of(line) / (width - 1))) for line in value.split("\n"))
            for value, width in cells
            if isinstance(value, str)
        ),
        default=1,
    )
    return min(_LINE * lines + 3, _TALLEST)


def _text(text: str) -> str:
    """`text` on one line a line, harmless and no longer than a cell takes."""
    shown = "\n".join(map(legible, text.split("\n")))
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…（以下略）"
