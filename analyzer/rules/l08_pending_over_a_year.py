"""L08: applications of the year before that are still not answered."""

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
    "L08",
    name="超40工作日未结",
    severity="medium",
    certainty="likely",
    basis="《政府信息公开条例》第三十三条",
)
def pending_over_a_year(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """上年收到的申请到今年底还没有答复。

    为什么：答复期限是 20 个工作日，延长后也不超过 40 个；上年结转来的件拖到今年底，必已超期。
    报告：结转下年度的件数大于本年新收——多出的只能是上年结转来的。
    不报告：结转下年度不多于新收（看不出是哪一年的件）；结转数超过在办总数（由 A01、A14 报告）；空白或没有读出的格。
    依据：《政府信息公开条例》第三十三条；征求第三方意见等依法不计入期限，请核实。
    例：新收 2 件、上年结转 5 件，结转下年度 4 件：至少 2 件是上年的。
    """
    new, over, forward = (facts.value(ref) for ref in (_NEW, _OVER, _FORWARD))
    if new is None or over is None or forward is None or not new < forward <= new + over:
        return
    yield Fault(
        message=(
            f"表三新收 {number(new)} 件、结转下年度 {number(forward)} 件，"
            f"至少 {number(forward - new)} 件是上年结转来、到年底仍未答复的，已超过 40 个工作日。"
        ),
        anchors=tuple(CellAnchor(ref) for ref in (_FORWARD, _NEW, _OVER)),
        advice="核对这几件的收件日期；确已超期的尽快答复，依法中止计算期限的在正文说明。",
        actual=forward,
    )
