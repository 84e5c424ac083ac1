"""Y09: in the form of 2019, last year's number of items does not follow from the year before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts, number
from analyzer.finding import CellAnchor, Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.filled_cells import cell_name
from analyzer.rules.last_year import last_years_report

_ROWS: Final = ("licensing", "other_services", "penalty", "coercion", "fees")


@rule(
    "Y09",
    name="2019代：上年项目数衔接",
    severity="medium",
    certainty="likely",
    basis="国办公开办函〔2019〕60号表样的跨年衔接（逻辑一致性）",
)
def item_numbers(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """“上一年项目数量”与上年年报接不上（2019 版表样）。

    为什么：上一年的项目数，就是上年年报的“上一年项目数量”加“本年增/减”。
    报告：两年都用 2019 版表样，许可、其他对外管理服务、处罚、强制、收费任一行不满足上式。
    不报告：没有上年年报，或不是前一年的；任何一年用 2021 版表样；任何一格空白或没有读出。
    依据：表样各列的含义；权责清单整体调整的请在正文说明。
    例：上年“上一年项目数量”30、“本年增/减”+2，本年“上一年项目数量”填 30。
    """
    previous = last_years_report(facts)
    if previous is None or facts.edition != "2019" or previous.edition != "2019":
        return
    for row in _ROWS:
        items, delta = (f"disclosure.{row}.{column}" for column in ("prev_items", "delta"))
        now, then, change = facts.value(items), previous.value(items), previous.value(delta)
        if now is None or then is None or change is None or now == then + change:
            continue
        yield Fault(
            message=(
                f"{cell_name(facts, items)}填 {number(now)}，按上年年报 {number(then)} 加增减 {number(change)} "
                f"应为 {number(then + change)}。"
            ),
            anchors=(CellAnchor(items),),
            advice="对照上年年报和权责清单核实；清单整体调整的在正文说明。",
            expected=then + change,
            actual=now,
        )
