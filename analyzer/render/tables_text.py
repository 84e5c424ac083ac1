"""The official tables as they were read: every cell with its state, and what could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analyzer.analysis import Facts, number
from analyzer.document import Cell, Table
from analyzer.forms.form import FORMS_OF, Form, Row, form
from analyzer.lexicon.names import name_of
from analyzer.render.legible import legible
from analyzer.render.page import Page, drawn, entries, heading, written
from analyzer.render.unread_text import of_table
from analyzer.render.wrap import wrapped

if TYPE_CHECKING:
    from rich.text import Text

_STYLES: Final = {"blank": "dim", "malformed": "yellow", "unread": "bold red"}
_BLANK: Final = "空"
_UNREAD: Final = "未读"
_MALFORMED_MARK: Final = "?"
_TITLE_LENGTH: Final = 3
_LEGEND: Final = "空＝空白（不作为 0）；带 ? ＝写法不合规范，照录原文；未读＝没有读出。"


def render_tables(facts: Facts, *, width: int = 80, color: bool = False) -> str:
    """The tables of one report as text of `width` columns."""
    page = Page(width, color)
    document = facts.document
    parts = [
        written(legible(document.title or document.source), page, "bold"),
        written(_LEGEND, page, "dim"),
    ]
    for name in FORMS_OF[facts.edition or "2021"]:
        found = [table for table in facts.tables if table.form == name]
        parts += [part for table in found for part in _table(table, page)]
        if not found:
            parts += [heading(name_of("form", name), page), written("  没有读到这张表。", page)]
    return "".join(parts)


def _table(table: Table, page: Page) -> list[str]:
    from rich.table import Table as Grid  # noqa: PLC0415  # heavy: only where something is printed

    shape = form(table.form, table.edition)
    gaps = of_table(table)
    parts = [heading(f"{name_of('form', table.form)}  {name_of('edition', table.edition)}", page)]
    for columns, rows in _blocks(shape):
        grid = Grid(box=None, padding=(0, 0, 0, 2), pad_edge=True, header_style="dim")
        grid.add_column("", overflow="fold")
        for column in columns:
            grid.add_column(_title(shape.column(column).label), justify="right", overflow="fold")
        for row in rows:
            label = shape.cell_name(shape.ref(row.key, columns[0])).rpartition("·")[0]
            cells = (table.cells.get(shape.ref(row.key, column)) for column in columns)
            grid.add_row(label, *map(_shown, cells))
        parts.append(drawn(grid, page))
    if gaps:
        parts.append(entries([("注意", line) for _, line in gaps], page))
    return parts


def _title(label: str) -> str:
    """A column title in lines of three characters or so, so that seven columns fit."""
    lines = -(-len(label) // _TITLE_LENGTH)
    return "\n".join(wrapped(label, 2 * -(-len(label) // lines)))


def _blocks(shape: Form) -> list[tuple[tuple[str, ...], list[Row]]]:
    """Neighbouring rows with the same columns, as 表二 prints them in several small tables."""
    blocks: list[tuple[tuple[str, ...], list[Row]]] = []
    for row in shape.rows:
        if not blocks or blocks[-1][0] != row.columns:
            blocks.append((row.columns, []))
        blocks[-1][1].append(row)
    return blocks


def _shown(cell: Cell | None) -> Text:
    from rich.text import Text  # noqa: PLC0415  # heavy: only where something is printed

    if cell is None or cell.state == "unread":
        return Text(_UNREAD, style=_STYLES["unread"])
    if cell.state == "number":
        return Text(number(cell.value) or _UNREAD)
    if cell.state == "blank":
        return Text(_BLANK, style=_STYLES["blank"])
    return Text(f"{legible(cell.text)}{_MALFORMED_MARK}", style=_STYLES["malformed"])
