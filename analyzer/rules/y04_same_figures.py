"""Y04: last year's figures once more."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from analyzer.analysis import Facts, number
from analyzer.finding import CellAnchor, Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.filled_cells import cell_name
from analyzer.rules.last_year import last_years_report

# What stands unchanged by nature, and sums that only repeat what they add up.
_STANDING: Final = ("in_force", "total_open", "prev_items", "delta")
_SUMS: Final = ("requests.result_total",)
_LARGE: Final = 10
_SHOWN: Final = 4


@rule(
    "Y04",
    name="数据与去年完全相同",
    severity="high",
    certainty="likely",
    basis="国办公开办函〔2021〕30号：数据应当准确；跨年逻辑一致性",
)
def same_figures(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """表格的数与上年年报一样。

    为什么：收件、许可、处罚的件数年年不同，两年几乎全同，多是没有更新。
    报告：两年任一年不为零的各行总数，八成以上完全相同；至少五个数，其中至少两个在 10 以上。
    不报告：没有上年年报，或不是前一年的；存量（现行有效）不变；数太少或都是一两件（相同并不奇怪）；全零的表。
    依据：跨年逻辑一致性。
    例：新收 31、予以公开 22、许可 418、处罚 67、部分公开 5，与上年逐一相同。
    """
    previous = last_years_report(facts)
    if previous is None:
        return
    same: dict[str, Decimal] = {}
    compared = 0
    for ref in facts.cells:
        if not _tells_of_the_year(ref):
            continue
        now, then = facts.value(ref), previous.value(ref)
        if now is None or then is None or not (now or then):
            continue
        compared += 1
        if now == then:
            same[ref] = now
    large = sum(value >= _LARGE for value in same.values())
    if compared < profile.tolerance("y04_least_figures") or large < profile.tolerance(
        "y04_least_large"
    ):
        return
    if len(same) < profile.tolerance("y04_share") * compared:
        return
    shown = sorted(same, key=lambda ref: -same[ref])[:_SHOWN]
    told = "、".join(f"{cell_name(facts, ref)} {number(same[ref])}" for ref in shown)
    yield Fault(
        message=f"两年不为零的 {compared} 个数中有 {len(same)} 个与上年年报完全相同，如{told}。",
        anchors=tuple(CellAnchor(ref) for ref in same),
        advice="对照台账核实是否沿用了上年的表格，改填本年的数。",
    )


def _tells_of_the_year(ref: str) -> bool:
    form, row, column = ref.split(".")
    if column in _STANDING or f"{form}.{row}" in _SUMS:
        return False
    return form == "disclosure" or column == "total"
