"""Two years side by side for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from analyzer.analysis import Facts, number
from analyzer.comparison import Comparison, Pair
from analyzer.document import Cell
from analyzer.forms.form import FORMS
from analyzer.lexicon.names import name_of
from analyzer.render.legible import legible
from analyzer.render.page import Page, drawn, entries, heading, written

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

_ABSENT: Final = "—"
_STATES: Final = {"blank": "空", "unread": "未读"}


def render_comparison(comparison: Comparison, page: Page, *, whole: bool = False) -> str:
    """Titles, warnings, the cells of each form, and what does not continue.

    Cells that are zero in both years are left out unless `whole`.
    """
    parts = [entries([("上年", _title(comparison.last)), ("本年", _title(comparison.this))], page)]
    if comparison.warnings:
        parts.append(entries([("注意", legible(text)) for text in comparison.warnings], page))
    for name in FORMS:
        pairs = [pair for pair in comparison.pairs if pair.form == name]
        shown = pairs if whole else [pair for pair in pairs if not pair.is_empty]
        parts.append(heading(name_of("form", name), page))
        grid = drawn(_grid(shown, comparison), page) if shown else ""
        parts.append(grid or written("  两年都没有数。", page))
        if len(shown) < len(pairs):
            left = f"  另有 {len(pairs) - len(shown)} 格两年都是 0（--all 全部列出）。"
            parts.append(written(left, page, "dim"))
    parts.append(heading("跨年核对", page))
    found = [(f"{f.code} {f.name}", legible(f.message)) for f in comparison.findings]
    parts.append(entries(found, page) if found else written("  没有发现。", page))
    return "".join(parts)


def _title(facts: Facts) -> str:
    document = facts.document
    edition = name_of("edition", facts.edition) if facts.edition else "没有读到表格"
    return legible(f"{document.title or document.source}（{edition}）")


def _grid(pairs: Iterable[Pair], comparison: Comparison) -> Table:
    from rich.table import Table  # noqa: PLC0415  # heavy: only where something is printed

    grid = Table(box=None, padding=(0, 0, 0, 2), header_style="dim")
    grid.add_column("单元格", overflow="fold")
    for title in (_year(comparison.last), _year(comparison.this), "增减"):
        grid.add_column(title, justify="right", no_wrap=True)
    row = ""
    for pair in pairs:
        if pair.row != row:
            row = pair.row
            grid.add_row(legible(row))
        grid.add_row(f"  {pair.column}", _shown(pair.last), _shown(pair.this), _change(pair))
    return grid


def _year(facts: Facts) -> str:
    return str(facts.document.year or "？")


def _shown(cell: Cell | None) -> str:
    if cell is None:
        return _ABSENT
    if cell.state == "number":
        return number(cell.value) or _ABSENT
    return _STATES.get(cell.state, f"{legible(cell.text)}?")


def _change(pair: Pair) -> Text:
    from rich.text import Text  # noqa: PLC0415  # heavy: only where something is printed

    if pair.difference is None:
        return Text(_ABSENT, style="dim")
    text = number(pair.difference) or "0"
    if not pair.difference:
        return Text(text, style="dim")
    return Text(f"+{text}" if pair.difference > 0 else text, style="bold")
