"""What was not read, said aloud: losses, rows left out, unread cells, labels not given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.document import RowReading, Table
from analyzer.forms.form import FORMS_OF, Form, form
from analyzer.lexicon.names import name_of
from analyzer.render.legible import legible

_LEFT_OUT: Final = ("short", "long", "unknown")
_LONGEST_QUOTE: Final = 30


def unread(facts: Facts) -> list[tuple[str, str]]:
    """Pairs of where and what, in the order of the report; empty where everything was read."""
    return [
        *_document(facts),
        *(line for t in facts.tables for line in of_table(t)),
        *_judged(facts),
    ]


def of_table(table: Table) -> list[tuple[str, str]]:
    """What could not be read of one table."""
    name, printed = name_of("form", table.form), form(table.form, table.edition)
    return [(name, line) for line in _table(table, printed)]


def _document(facts: Facts) -> Iterator[tuple[str, str]]:
    for loss in facts.document.losses:
        quote = f"：“{_short(facts.quote(loss.span))}”" if loss.span else ""
        yield "文件", f"{legible(loss.message)}{quote}"
    read = {table.form for table in facts.tables}
    for missing in (key for key in FORMS_OF[facts.edition or "2021"] if key not in read):
        yield name_of("form", missing), "没有读到这张表"


def _table(table: Table, printed: Form) -> Iterator[str]:
    left_out = [row for row in table.rows if row.outcome in _LEFT_OUT]
    yield from map(_row, left_out)
    if table.missing_rows:
        yield f"没有找到的行：{'、'.join(printed.row(key).label for key in table.missing_rows)}"
    if table.missing_columns:
        labels = map(printed.place_name, table.missing_columns)
        yield f"没有找到的列：{'、'.join(labels)}"
    by_row: dict[str, list[str]] = {}
    for ref in printed.refs:
        cell = table.cells.get(ref)
        if cell is None or cell.state == "unread":
            label, _, column = printed.cell_name(ref).rpartition("·")
            by_row.setdefault(label, []).append(column)
    for label, columns in by_row.items():
        yield f"未读出的格：{label}（{'、'.join(columns)}）"
    for text in table.unplaced:
        if any(row.label and text.startswith(row.label) for row in left_out):
            continue  # said above, with the reason
        yield f"没有归入任何格的内容：“{_short(text)}”"


def _row(row: RowReading) -> str:
    values = " ".join(row.values)
    return (
        f"“{_short(row.label)}”一行读到 {len(row.values)} 个数值，应有 {row.expected} 个，"
        f"{name_of('row', row.outcome)}：{_short(values)}"
    )


def _judged(facts: Facts) -> Iterator[tuple[str, str]]:
    states = Counter(cell.state for table in facts.tables for cell in table.cells.values())
    for state in ("blank", "malformed"):
        if states[state]:
            yield "单元格", f"{name_of('state', state)} {states[state]} 格，不作为 0 计算"
    unsure = sum(1 for s in facts.sentences if s.aspect is None or s.role is None)
    if unsure:
        yield "句子", f"{unsure} 句未能判定所述方面或作用（共 {len(facts.sentences)} 句）"
    open_claims = sum(1 for c in facts.claims if c.verdict.outcome == "incomparable")
    if open_claims:
        yield "陈述", f"{open_claims} 处数字口径不明，没有作出结论"


def _short(text: str) -> str:
    line = " ".join(legible(text).split())
    return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE]}…"
