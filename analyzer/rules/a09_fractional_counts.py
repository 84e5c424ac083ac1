"""A09: counts that are no whole numbers."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.filled_cells import filled, guess, listed


@rule(
    "A09",
    name="小数件数",
    severity="critical",
    certainty="certain",
    basis="国办公开办函〔2021〕30号表格；件数为整数",
)
def fractional_counts(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """件数填成了小数。

    为什么：一件就是一件，件数只能是整数。
    报告：以“件”“项”计的格里有小数部分不为 0 的数。
    不报告：以万元计的金额格；“1.0”这样小数部分为 0 的写法（A07）。
    依据：国办公开办函〔2021〕30号所附表格。
    例：“予以公开·自然人”填“2.5”。
    """
    for each in filled(facts):
        value = guess(each.cell)
        if value is None or value == value.to_integral_value():
            continue
        if each.form.unit(each.cell.ref) == "万元":
            continue
        yield Fault(
            message=f"{listed([each])}填作“{each.cell.text}”，件数应为整数。",
            anchors=each.anchors,
            advice="核对原始台账，改填实际件数。",
            actual=each.cell.text,
        )
