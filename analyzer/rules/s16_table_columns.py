"""S16: columns missing, or rows with more or fewer values than columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analyzer.analysis import Facts
from analyzer.document import RowReading, Table
from analyzer.finding import CellAnchor, Fault
from analyzer.forms.form import Form, form
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.filled_cells import form_name
from analyzer.rules.row_readings import label_of, long_rows, short_rows

_MOST_SEPARATE = 4


@rule(
    "S16",
    name="表格列缺失/串列",
    severity="critical",
    certainty="likely",
    basis="国办公开办函〔2021〕30号",
)
def table_columns(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """表格的列与表样不同，或者一行的数与列数不合。

    为什么：表三每行 7 个数、表四 15 个数；少一个、多一个，其余的数就可能落到别的列里。
    报告：表样的某一列在表头没有；某一行的数少于或多于列数（零星几行降一级；超过四行合为一条）。
    不报告：整行没有数（A06）；空格看得出在哪一列的（A06）；表头折行、改字但认得出的；凭勾稽关系能唯一确定各数位置的行。
    依据：国办公开办函〔2021〕30号所附表格。
    例：“3. 其他”一行只有 6 个数，少了一个。
    """
    for table in facts.tables:
        if table.edition == "pre2019":
            continue  # local tables of indicators: no layout to keep to
        of = form(table.form, table.edition)
        if table.missing_columns:
            yield _missing(table, of)
            continue
        uneven = [r for r in (*short_rows(table), *long_rows(table)) if r.values]
        groups = [uneven] if len(uneven) > _MOST_SEPARATE else [[reading] for reading in uneven]
        for group in groups:
            yield _uneven(table, of, group)


def _missing(table: Table, of: Form) -> Fault:
    keys = [key.rpartition(".")[2] for key in table.missing_columns]
    names = "、".join(f"“{of.column(key).label}”" for key in dict.fromkeys(keys))
    refs = [
        ref for ref in of.refs if ref.endswith(tuple(f".{key}" for key in table.missing_columns))
    ]
    return Fault(
        message=f"{form_name(table.form)}表头缺{names}列。",
        anchors=(*map(CellAnchor, refs[:7]), table.span),
        advice="按统一表样补齐各列，没有发生的填“0”。",
    )


def _uneven(table: Table, of: Form, group: Sequence[RowReading]) -> Fault:
    first = group[0]
    where = f"“{label_of(of, first)}”行有 {len(first.values)} 个数，应有 {first.expected} 个"
    if len(group) > 1:
        where = f"有 {len(group)} 行的数与列数不合，如{where}"
    return Fault(
        message=f"{form_name(table.form)}{where}，各数属于哪一列无法确定，整行未取值。",
        anchors=tuple(reading.span for reading in group),
        advice="逐格核对，少的补上，多的删去，使每行的数与列数相同；跨页的行不要拆开。",
        expected=str(first.expected) if len(group) == 1 else None,
        actual=str(len(first.values)) if len(group) == 1 else None,
        severity="high" if len(group) == 1 else None,
    )
