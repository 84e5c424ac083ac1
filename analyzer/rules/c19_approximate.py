"""C19: approximate figures against the table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from analyzer.analysis import Facts, number
from analyzer.claim import Quantity
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.against_tables import contradicted, disagreement


@rule(
    "C19",
    name="概数与表不合",
    severity="medium",
    certainty="likely",
    basis="国办公开办函〔2021〕30号：有表可查的数据应当准确",
)
def approximate(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """正文的概数容不下表里的数。

    为什么：“余、多、近、约、以上、不足”各有范围，表里的数落在范围之外，说明正文或表格有误。
    报告：有表可查的指标写成概数，而表中的数不在其范围内（430余为 430–439，近300为 270–300，约数上下一成）；
      相差超过一成的，升为必改。
    不报告：表中的数在范围之内；没有对应的表格；原文另有读法。
    依据：国办公开办函〔2021〕30号；公文数字用法。
    例：正文“作出行政许可决定360余件”，表二为 383。
    """
    for checked in contradicted(facts, "C19"):
        quantity, expected = checked.claim.quantity, checked.verdict.expected
        if expected is None:
            continue
        fault = disagreement(facts, checked, range_told=f"（{_range(quantity)}）")
        gross = _distance(quantity, expected) > profile.tolerance("c19_gross_share") * expected
        yield replace(fault, severity="high") if gross else fault


def _range(quantity: Quantity) -> str:
    if quantity.high is None:
        return f"即不少于 {number(quantity.low)}"
    if quantity.low is None:
        return f"即不超过 {number(quantity.high)}"
    return f"即 {number(quantity.low)} 至 {number(quantity.high)}"


def _distance(quantity: Quantity, expected: Decimal) -> Decimal:
    """How far the table's number lies outside the interval."""
    if quantity.low is not None and expected < quantity.low:
        return quantity.low - expected
    if quantity.high is not None and expected > quantity.high:
        return expected - quantity.high
    return Decimal(0)
