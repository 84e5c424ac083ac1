"""A12: filled-in sub-total rows that differ from the sum of their items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from analyzer.analysis import Facts, number
from analyzer.document import RowReading
from analyzer.finding import CellAnchor, Fault
from analyzer.forms.form import Form, form
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.row_readings import bare_label

_NUMBER: Final = re.compile(r"\d+")


@rule(
    "A12",
    name="重复小计行数值不一",
    severity="medium",
    certainty="certain",
    basis="国办公开办函〔2021〕30号表三（三）至（六）各项",
)
def subtotal_rows(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """自行加填的小计行与各子项之和不一致。

    为什么：“不予公开”“无法提供”等是各子项的总称，表样不设小计；填了就必须等于子项之和。
    报告：以“不予公开”“无法提供”“不予处理”“其他处理”为名、填满数的一行，有某一列与子项之和不等。
    不报告：没有填数的小计行；数的个数与列数不合的行；子项有空白或未读出的列。
    依据：国办公开办函〔2021〕30号表三。
    例：“（四）无法提供”小计行总计填 6，三个子项合计 5。
    """
    table = facts.table("requests")
    if table is None:
        return
    of = form("requests", table.edition)
    for reading in table.rows:
        name = bare_label(reading.label)
        items = [row.key for row in of.rows if row.parent == name]
        if reading.row is None and items and len(reading.values) == len(of.columns):
            yield from _unequal(facts, of, reading, name, items)


def _unequal(
    facts: Facts, of: Form, reading: RowReading, name: str, items: list[str]
) -> Iterator[Fault]:
    for column, written in zip(of.columns, reading.values, strict=True):
        refs = [of.ref(item, column.key) for item in items]
        values = [value for ref in refs if (value := facts.value(ref)) is not None]
        if len(values) < len(refs) or not _NUMBER.fullmatch(written):
            continue
        total = sum(values, Decimal())
        if total != Decimal(written):
            yield Fault(
                message=f"表三“{name}”小计行“{column.label}”列填 {written}，各子项之和是 {number(total)}。",
                anchors=(reading.span, *(CellAnchor(ref) for ref in refs if facts.value(ref))),
                advice="表样没有小计行，建议删去；保留的，改为各子项之和。",
                expected=total,
                actual=written,
            )
            return
