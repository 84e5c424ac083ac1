"""T12: more disputes than applications."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from analyzer.analysis import Facts, number
from analyzer.finding import CellAnchor, Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.against_tables import cell_told

_APPLICATIONS: Final = ("requests.new_received.total", "requests.carried_over.total")
_GROUPS: Final = {
    "行政复议": ("disputes.review.total",),
    "行政诉讼": ("disputes.suit_direct.total", "disputes.suit_after.total"),
}


@rule(
    "T12",
    name="复议诉讼超出信息公开范围",
    severity="medium",
    certainty="hint",
    basis="《政府信息公开条例》第五十条第（三）项：限于因政府信息公开引起（经验性提示）",
)
def disputes(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """复议或诉讼比申请还多。

    为什么：表四只填因政府信息公开工作引起的案件；比全年申请还多，多半填成了本机关的全部案件。
    报告：行政复议总计（或行政诉讼两组之和）在 10 件以上，且超过新收与上年结转申请之和。
    不报告：案件不多；全年没有申请（可能由往年的答复引起）；有关的格空白或未读出。
    依据：经验性提示，请核实，不等于错误。
    例：表三新收 40 件、结转 0 件，表四行政复议 66 件。
    """
    counts = [facts.value(ref) for ref in _APPLICATIONS]
    if None in counts:
        return
    applications = sum((value for value in counts if value is not None), Decimal(0))
    if not applications:
        return
    for name, refs in _GROUPS.items():
        values = [facts.value(ref) for ref in refs]
        total = sum((value for value in values if value is not None), Decimal(0))
        if None in values or total < profile.tolerance("t12_least_disputes"):
            continue
        if total > applications:
            cells = "、".join(cell_told(facts, ref) for ref in refs)
            yield Fault(
                message=(
                    f"表四 复议诉讼{cells}，{name}共 {number(total)} 件，超过表三新收与上年结转之和 "
                    f"{number(applications)} 件，疑非全部因政府信息公开引起。"
                ),
                anchors=tuple(map(CellAnchor, (*refs, *_APPLICATIONS))),
                advice="表四只统计因政府信息公开工作引起的案件，请逐案核对；确属如此的，在正文说明原因。",
            )
