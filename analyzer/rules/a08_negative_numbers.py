"""A08: negative numbers where only counts can stand."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.filled_cells import Filled, filled, guess, listed


@rule(
    "A08",
    name="负数",
    severity="critical",
    certainty="certain",
    basis="国办公开办函〔2021〕30号表格；件数、金额为非负数",
)
def negative_numbers(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """件数或金额填成了负数。

    为什么：件数、金额不会小于 0。
    报告：任何件数、金额格里的负数（包括“减4”这样的写法）。
    不报告：2019 版表二“本年增/减”列，那里本来就可以为负；单独的“-”“—”（A07）；“-0”（A07）。
    依据：国办公开办函〔2021〕30号、〔2019〕60号所附表格。
    例：“结转下年度继续办理·总计”填“-1”。
    """
    for each in filled(facts):
        value = guess(each.cell)
        if value is not None and value < 0 and not _may_be_negative(each):
            yield Fault(
                message=f"{listed([each])}填作“{each.cell.text}”，件数和金额不能小于 0。",
                anchors=each.anchors,
                advice="核对原始台账，改填实际的数；没有发生的填“0”。",
                actual=each.cell.text,
            )


def _may_be_negative(each: Filled) -> bool:
    return each.form.column(each.cell.ref.rpartition(".")[2]).signed
