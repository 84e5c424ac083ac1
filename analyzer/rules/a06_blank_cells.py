"""A06: cells that stand empty, and rows with fewer values than cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analyzer.analysis import Facts, number
from analyzer.document import RowReading, Table
from analyzer.finding import Anchor, Fault
from analyzer.forms.form import Form, form
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.blanks import BlankTotal, blank_totals, described
from analyzer.rules.filled_cells import anchors_of, form_name
from analyzer.rules.row_readings import label_of, short_rows

# One total left out is an oversight like any blank; several are a habit.
_FEWEST_TOTALS = 2
_ADVICE = "没有发生的填“0”，不要留空；有数的补填实数，并重新验算合计。"


@rule(
    "A06",
    name="单元格空白",
    severity="medium",
    certainty="certain",
    basis="国办公开办函〔2021〕30号表格（无则填 0）",
)
def blank_cells(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """表格里该填数的格空着，或者一行少了数。

    为什么：空白说不清是“没有”还是“漏填”，合计也无从验算；没有就填 0。
    报告：一张表的空白格合为一条，按整行、整列、零星说明；填了各列而总计空着的另列一条（必改），写出各列之和；
      表四一组填 0、另一组空着的特别说明；一行的数比格少的，说明少几个（无法判断是哪一格，整行不取值）。
    不报告：填了“/”“—”的格（A07）；读取时没能对上行列的格，只说未读出。
    依据：国办公开办函〔2021〕30号所附表格；各地核验通例要求无则填 0。
    例：行政诉讼各格填 0，行政复议五格全空。
    """
    for table in facts.tables:
        if table.edition == "pre2019":
            continue  # local tables of indicators: no layout to keep to
        of = form(table.form, table.edition)
        blank = [ref for ref in of.refs if table.cells[ref].state == "blank"]
        totals = [total for total in blank_totals(of, table) if total.details]
        if len(totals) >= _FEWEST_TOTALS:
            yield _without_totals(table, of, totals)
            blank = [ref for ref in blank if ref not in {total.ref for total in totals}]
        if blank:
            yield _blank(table, blank, "、".join(described(of, table, blank)))
        short = short_rows(table)
        groups = [short] if len(short) > 4 else [[each] for each in short]
        for group in groups:
            if group:
                yield _short(table, of, group)


def _without_totals(table: Table, of: Form, totals: Sequence[BlankTotal]) -> Fault:
    shown = "；".join(
        f"“{of.cell_name(t.ref)}”空着，各列之和为 {number(t.details)}" for t in totals[:3]
    )
    more = f"等 {len(totals)} 行" if len(totals) > 3 else ""
    return Fault(
        message=f"{form_name(table.form)}有 {len(totals)} 行填了各列而没有填总计：{shown}{more}。",
        anchors=tuple(a for total in totals for a in anchors_of(table.cells[total.ref])),
        advice="逐行补填总计，再与正文核对。",
        severity="high",
    )


def _blank(table: Table, refs: Sequence[str], what: str) -> Fault:
    others = [cell for ref, cell in table.cells.items() if ref not in refs]
    zeros = others and all(cell.text == "0" for cell in others)
    beside = "，而其余各格填的是“0”，空白与 0 混用" if zeros else ""
    anchors: list[Anchor] = [a for ref in refs for a in anchors_of(table.cells[ref])]
    # 表二 adds nothing up
    so = "看不出是没有还是漏填" if table.form == "disclosure" else "合计无法验算"
    return Fault(
        message=f"{form_name(table.form)}{what}空白{beside}，{so}。",
        anchors=tuple(anchors),
        advice=_ADVICE,
    )


def _short(table: Table, of: Form, group: Sequence[RowReading]) -> Fault:
    first = group[0]
    missing = first.expected - len(first.values)
    if len(group) > 1:
        what = f"有 {len(group)} 行的数比格少（如“{label_of(of, first)}”行少 {missing} 个）"
    elif first.values:
        what = f"“{label_of(of, first)}”行应有 {first.expected} 个数，只有 {len(first.values)} 个"
    else:
        what = f"“{label_of(of, first)}”行没有读到数"
    return Fault(
        message=f"{form_name(table.form)}{what}，缺的是哪一格无法判断，整行未取值。",
        anchors=tuple(reading.span for reading in group),
        advice=_ADVICE,
        certainty="likely" if all(reading.values for reading in group) else "hint",
    )
