"""Two years side by side as a workbook: every cell, and what does not continue."""

from __future__ import annotations

from typing import Final

from analyzer.comparison import Comparison, Pair
from analyzer.document import Cell
from analyzer.lexicon.names import name_of
from analyzer.render.xlsx.book import Book, Column, Value

_FIRST_YEAR_COLUMN: Final = 3
_THIS_YEAR_COLUMN: Final = 4


def book(comparison: Comparison) -> bytes:
    """The workbook: a list of all cells with their difference, and the findings across years."""
    last, this = comparison.last.document, comparison.this.document
    written = Book(f"{this.agency or this.source}两年对照")
    columns = (
        Column("表", 14),
        Column("行", 40),
        Column("列", 18),
        Column(f"上年（{last.year or '？'}）", 14),
        Column(f"本年（{this.year or '？'}）", 14),
        Column("增减", 12),
    )
    pairs = comparison.pairs
    written.listing(
        "两年对照", columns, map(_row, pairs), lambda row, column: _shade(pairs[row], column)
    )
    found = [
        (f.code, name_of("severity", f.severity), f.name, f.message, f.advice)
        for f in comparison.findings
    ]
    titles = (("代码", 8), ("级别", 8), ("名称", 24), ("问题", 70), ("建议", 50))
    written.listing("跨年核对", [Column(*title) for title in titles], found)
    return written.packed()


def _row(pair: Pair) -> tuple[Value, ...]:
    return (
        name_of("form", pair.form),
        pair.row,
        pair.column,
        _value(pair.last),
        _value(pair.this),
        pair.difference,
    )


def _value(cell: Cell | None) -> Value:
    if cell is None:
        return "—"
    return cell.value if cell.state == "number" else cell.text


def _shade(pair: Pair, column: int) -> str:
    cell = {_FIRST_YEAR_COLUMN: pair.last, _THIS_YEAR_COLUMN: pair.this}.get(column)
    return cell.state if cell is not None else ""
