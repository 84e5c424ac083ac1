"""A14: more applications carried forward than the year can explain."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts, number
from analyzer.finding import CellAnchor, Fault
from analyzer.profile import Profile
from analyzer.rule import rule

_NEW = "requests.new_received.total"
_OVER = "requests.carried_over.total"
_FORWARD = "requests.carried_forward.total"


@rule(
    "A14",
    name="结转下年超过在办可能",
    severity="medium",
    certainty="certain",
    basis="《政府信息公开条例》第三十三条",
)
def carried_forward(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """结转下年度的件数超过在办的可能。

    为什么：答复期限为 20 个工作日、最多再延 20 个工作日，年末仍在办的通常只是最后一两个月收到的申请。
    报告：结转下年度的件数多于新收与上年结转之和；或者占新收的比例超过阈值 a14_share
      且不少于 a14_least 件（后一种只作提示）。
    不报告：件数很少的机关；有关格空白、未读出；年末集中收件而比例未超的。
    依据：《政府信息公开条例》第三十三条。
    例：新收 10 件、上年结转 0 件，结转下年度却有 12 件。
    """
    new, over, forward = (facts.value(ref) for ref in (_NEW, _OVER, _FORWARD))
    if new is None or over is None or not forward:
        return
    anchors = (CellAnchor(_FORWARD), CellAnchor(_NEW), CellAnchor(_OVER))
    stock = f"新收 {number(new)} 件、上年结转 {number(over)} 件"
    if forward > new + over:
        yield Fault(
            message=f"表三结转下年度 {number(forward)} 件，多于{stock}之和。",
            anchors=anchors,
            advice="核对结转件数，它不可能多于当年在办的申请。",
            expected=f"不超过 {number(new + over)}",
            actual=forward,
        )
    elif forward >= profile.tolerance("a14_least") and forward > new * profile.tolerance(
        "a14_share"
    ):
        yield Fault(
            message=f"表三结转下年度 {number(forward)} 件，而全年{stock}，年末在办的比例明显偏高。",
            anchors=anchors,
            advice="核对有无已答复而未办结、已超过法定答复期限的申请；年末集中收件的，在正文说明。",
            actual=forward,
            certainty="hint",
        )
