"""L15: a provision that was repealed in 2019, told as if it stood."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.old_provisions import told_as_standing


@rule("L15", name="收费表述违法", severity="high", certainty="likely", basis="《条例》第四十二条")
def cost_fee(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """写收取检索、复制、邮寄等成本费。

    为什么：现行条例规定提供政府信息不收取费用，只对数量、频次明显超过合理范围的收取信息处理费。
    报告：正文写收取检索、复制、邮寄等成本费，或写出这类费用的金额。
    不报告：写不收取、免收、已取消的；讲旧规定的；2018 年度及以前的年报。
    依据：《政府信息公开条例》第四十二条。
    例：“对申请人收取复制费 20 元”。
    """
    for place in told_as_standing(facts, "cost_fee"):
        yield Fault(
            message=f"正文写“{facts.quote(place)}”，现行条例不允许收取检索、复制、邮寄等费用。",
            anchors=(place,),
            advice="核实有无收费；没有的删去，有的停止收取并退还，信息处理费按国办函〔2020〕109号办理。",
            actual=facts.quote(place),
        )
