"""L10: an amount that no tariff of the information fee can give."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.figures import quoted
from analyzer.rules.information_fees import charged


@rule(
    "L10",
    name="信息处理费标准/单位异常",
    severity="low",
    certainty="likely",
    basis="《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）",
)
def fee_standard(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """信息处理费金额不合任何一种收费标准。

    为什么：按件每件 100 元起、按量每页 10 元起，各档金额都是 10 元的整数倍。
    报告：正文写收取的信息处理费不是 10 元的整数倍。
    不报告：约数；0 元；10 元的整数倍（如 38 页 380 元）；下级单位或全市的收费。
    依据：《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）。
    例：“收取信息处理费 125 元”。
    """
    unit = profile.tolerance("l10_fee_unit")
    for claim in charged(facts):
        if claim.quantity.value % unit:
            yield Fault(
                message=f"正文写“{quoted(facts, claim)}”，不是 10 元的整数倍，不合按件或按量的任何一档标准。",
                anchors=(claim.span,),
                advice="核对金额和单位（元、万元）；收取的是检索、复制等费用的，应当退还。",
                actual=claim.quantity.value,
            )
