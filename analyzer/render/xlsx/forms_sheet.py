"""The sheet 表格: the three official forms as read, doubtful cells coloured and explained in notes."""

from __future__ import annotations

from typing import Any, Final

from analyzer.analysis import Analysis
from analyzer.document import Cell
from analyzer.forms.form import FORMS_OF, form
from analyzer.lexicon.names import name_of
from analyzer.render.layout import Box, TableLayout, official
from analyzer.render.legible import legible
from analyzer.render.listing import conflicting, entries
from analyzer.render.xlsx.book import SHADES, Book, height

_MOST_COLUMNS: Final = 20
_WIDTHS: Final = (16, 30)  # of the labels; numbers take the last one
_WIDTH: Final = 11
_LEGEND: Final = (
    ("clash", "与正文、勾稽关系或法规有冲突（批注中有发现的编号）"),
    ("malformed", "写法不合规范，照录原文"),
    ("blank", "空白，不作为 0"),
    ("unread", "没有读出"),
)


def write_forms(book: Book, analysis: Analysis) -> None:
    """Add the sheet to `book`."""
    facts = analysis.facts
    sheet = book.sheet("表格")
    for column in range(_MOST_COLUMNS):
        sheet.set_column(column, column, _width(column))
    for place, (key, meaning) in enumerate(_LEGEND):
        book.write(sheet, place, 0, "", bg_color=SHADES[key], border=1)
        book.write(sheet, place, 1, meaning, text_wrap=False)
    row = len(_LEGEND) + 1
    for key in FORMS_OF[facts.edition or "2021"]:
        book.heading(sheet, row, name_of("form", key), size=12)
        row += 1
        tables = [table for table in facts.tables if table.form == key]
        if not tables:
            book.write(sheet, row, 0, "没有读到这张表。", text_wrap=False)
            row += 2
        for layout in (layout for table in tables for layout in official(table)):
            _Layout(book, sheet, analysis).write(layout, row)
            row += layout.rows + 1


class _Layout:
    """Writes boxes on the sheet; columns of labels come first, so that the tables line up."""

    def __init__(self, book: Book, sheet: Any, analysis: Analysis) -> None:
        self._book, self._sheet, self._facts = book, sheet, analysis.facts
        self._clashes = conflicting(analysis)
        self._titles = {entry.number: entry.title for entry in entries(analysis)}

    def write(self, layout: TableLayout, row: int) -> None:
        for line in range(layout.rows):
            own = [box for box in layout.boxes if box.row == line and box.rows == 1]
            widths = [
                (box.text, sum(map(_width, range(box.column, box.column + box.columns))))
                for box in own
            ]
            self._sheet.set_row(row + line, height(widths))
        for box in layout.boxes:
            area = (
                row + box.row,
                box.column,
                row + box.row + box.rows - 1,
                box.column + box.columns - 1,
            )
            if box.ref is None:
                self._book.merge(
                    self._sheet, area, box.text,
                    border=1, bg_color="#EDE8DD", align="center", valign="vcenter", font_size=9.5,
                )  # fmt: skip
            else:
                self._value(box, area)

    def _value(self, box: Box, area: tuple[int, int, int, int]) -> None:
        ref = box.ref or ""
        cell = self._facts.cells.get(ref)
        state = "unread" if cell is None else cell.state
        color = SHADES.get(state) or (SHADES["clash"] if ref in self._clashes else "")
        look = {"bg_color": color} if color else {}
        unit = form(*_form_of(ref, self._facts)).unit(ref)
        shown = "#,##0.######" if unit == "万元" else "#,##0"
        value = cell.value if cell is not None and cell.state == "number" else box.text
        self._book.write(
            self._sheet, area[0], area[1], value,
            border=1, align="center", valign="vcenter", num_format=shown, **look,
        )  # fmt: skip
        note = self._note(ref, cell)
        if note:
            options = {"author": "nianbao", "x_scale": 2, "y_scale": 0.4 + 0.25 * note.count("\n")}
            self._sheet.write_comment(area[0], area[1], note, options)

    def _note(self, ref: str, cell: Cell | None) -> str:
        lines = [f"发现 {n}：{legible(self._titles[n])}" for n in self._clashes.get(ref, ())]
        if cell is None or cell.state == "unread":
            lines.append("没有读出")
        elif cell.state == "malformed":
            lines.append(f"写法不合规范：{legible(cell.text)}")
        elif cell.state == "blank" and lines:
            lines.append("空白，不作为 0")
        if cell is not None and cell.note:
            lines.append(legible(cell.note))
        return "\n".join(lines)


def _width(column: int) -> float:
    return _WIDTHS[column] if column < len(_WIDTHS) else _WIDTH


def _form_of(ref: str, facts: Any) -> tuple[str, Any]:
    name = ref.partition(".")[0]
    return name, next(table.edition for table in facts.tables if table.form == name)
