"""S15: rows of the official tables missing, added or torn from their labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.document import RowReading, Span, Table
from analyzer.finding import CellAnchor, Fault
from analyzer.forms.form import Form, form
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.filled_cells import form_name
from analyzer.rules.parts import title_anchor
from analyzer.rules.row_readings import added_rows, missing_rows

_BARE_NUMBER: Final = re.compile(r"\s*[（(]\s*[一二三四五六七]\s*[）)]\s*")
_FEWEST_NUMBERS: Final = 2


@rule(
    "S15",
    name="表格行缺失/增加",
    severity="high",
    certainty="likely",
    basis="国办公开办函〔2021〕30号",
)
def table_rows(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """表格的行与表样不同。

    为什么：表样的行是固定的，缺行、加行都不能汇总；行名脱离所属的行，数就对不上号。
    报告：表样的某一行在表中没有；多出表样没有的、填满数的一行；“（三）”“（六）”等行号独占一格、
      与行名分开（只提示）。
    不报告：行在而数不全（S16、A06）；自填的小计行（A12）；2021 年以后仍用旧表的（S14）；
      有认不出的行、无法断定是缺行还是没有读出；缺行超过一半，多半是没有读全。
    依据：国办公开办函〔2021〕30号所附表格：表二 6 行、表三 25 行。
    例：2022 年度表三“（六）其他处理”只有一行。
    """
    year = facts.document.year
    for table in facts.tables:
        of = form(table.form, table.edition)
        outdated = year is not None and year >= 2021 and table.edition == "2019"
        if outdated or table.edition == "pre2019":
            continue
        absent = missing_rows(table, of)
        if absent:
            yield _missing(facts, table, of, absent)
        for reading in added_rows(table, of):
            yield _added(table, reading)
    yield from _torn(facts)


def _missing(facts: Facts, table: Table, of: Form, absent: tuple[str, ...]) -> Fault:
    names = "、".join(
        f"“{row.parent + '—' if row.parent else ''}{row.label}”" for row in map(of.row, absent)
    )
    place = table.span if table.span.end > table.span.start else title_anchor(facts)
    first_line = Span(place.start, place.start + len(facts.quote(place).partition("\n")[0]))
    refs = [of.ref(key, of.row(key).columns[-1]) for key in absent]
    return Fault(
        message=f"{form_name(table.form)}缺 {len(absent)} 行：{names}。",
        anchors=(*map(CellAnchor, refs), first_line),
        advice="按统一表样补齐各行，没有发生的填“0”。",
        expected=f"{len(of.rows)} 行",
        actual=f"{len(of.rows) - len(absent)} 行",
    )


def _added(table: Table, reading: RowReading) -> Fault:
    return Fault(
        message=f"{form_name(table.form)}多出表样没有的一行“{reading.label}”。",
        anchors=(reading.span,),
        advice="删去自行增加的行，其中的数并入应归的一行；需要说明的写入正文。",
    )


def _torn(facts: Facts) -> Iterator[Fault]:
    """Row numbers that stand alone in a cell, away from the label they number."""
    found = [
        cell.span
        for block in facts.document.blocks
        if block.grid is not None
        for cell in block.grid.cells
        if not cell.text.isdigit() and _BARE_NUMBER.fullmatch(cell.text)
    ]
    if len(found) >= _FEWEST_NUMBERS:
        numbers = "".join(f"“{''.join(facts.quote(span).split())}”" for span in found)
        yield Fault(
            message=f"表三的行号{numbers}独占一格，与行名分开，行的归属被拆散。",
            anchors=tuple(found),
            advice="行号与行名写在同一格内，如“（三）不予公开”。",
            severity="info",
            certainty="hint",
        )
