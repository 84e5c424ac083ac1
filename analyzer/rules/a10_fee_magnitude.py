"""A10: an amount that was probably given in 元 where 万元 are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from analyzer.analysis import Facts, number
from analyzer.document import Cell
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.filled_cells import anchors_of, cell_name, guess

_CELL: Final = "disclosure.fees.amount"
_SMALL_LEVELS: Final = ("county_department", "township", "subdistrict")


@rule(
    "A10",
    name="金额量级异常",
    severity="high",
    certainty="likely",
    basis="国办公开办函〔2021〕30号表二“本年收费金额（单位：万元）”",
)
def fee_magnitude(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """收费金额疑似把“元”当“万元”填。

    为什么：本格以万元计，填元就把金额放大了一万倍。
    报告：格内写着“元”而不是“万元”；正文写的收费元数与格内的数字完全相同；
      县级部门、乡镇、街道填的数超过阈值 a10_small_agency（万元）。
    不报告：市级以上机关和各级政府的大额收费；正文以万元写、与格内相同的数；小数位多少。
    依据：国办公开办函〔2021〕30号表二表头的单位。
    例：正文写收费 120000 元，表二填 120000（即 12 亿元），应填 12。
    """
    cell = facts.cell(_CELL)
    value = guess(cell) if cell is not None else None
    if cell is None or not value:
        return
    reason = _reason(facts, cell, value, profile)
    if reason is not None:
        yield Fault(
            message=f"{cell_name(facts, _CELL)}填作“{cell.text}”，单位是万元，{reason}，疑把元当作万元填写。",
            anchors=anchors_of(cell),
            advice=f"核对金额；如实际为 {number(value)} 元，应填 {number(value / 10000)}。",
            actual=cell.text,
        )


def _reason(facts: Facts, cell: Cell, value: Decimal, profile: Profile) -> str | None:
    if "元" in cell.text and "万元" not in cell.text:
        return "格内却写着“元”"
    for checked in facts.claims:
        claim = checked.claim
        if claim.metric == _CELL and claim.kind == "money" and claim.quantity.value == value:
            return f"正文写的是“{claim.text}”，数字与格内相同"
    limit = profile.tolerance("a10_small_agency")
    if facts.document.agency_level in _SMALL_LEVELS and value > limit:
        return f"超过 {number(limit)} 万元，与本级机关的收费规模不相称"
    return None
