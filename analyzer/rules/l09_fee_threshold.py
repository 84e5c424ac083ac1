"""L09: a fee charged where nobody can have asked often enough."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts, number
from analyzer.finding import CellAnchor, Fault
from analyzer.lexicon.source import words
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.figures import quoted
from analyzer.rules.information_fees import charged
from analyzer.rules.own_words import own_prose

_CELL: Final = "requests.new_received.total"


@rule(
    "L09",
    name="收取信息处理费不达阈值",
    severity="medium",
    certainty="likely",
    basis="《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）",
)
def fee_threshold(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """全年申请不超过 10 件，却收了信息处理费。

    为什么：按件计收时，同一申请人一个自然月 10 件以内不收费；全年新收不超过 10 件，没有人达到起点。
    报告：正文写收取了信息处理费，表三新收总计不超过 10 件，正文没有说按量（按页）计收。
    不报告：写未收取或 0 元；说明了按量、按页计收；新收空白或没有读出；下级单位或全市的收费。
    依据：《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）。
    例：新收 6 件，正文写“收取信息处理费 300 元”。
    """
    received = facts.value(_CELL)
    if received is None or received > profile.tolerance("l09_free_requests"):
        return
    prose = own_prose(facts)
    if any(word in prose for word in words("law", "fee", "by_pages")):
        return
    for claim in charged(facts):
        yield Fault(
            message=f"正文写“{quoted(facts, claim)}”，而表三全年新收总计只有 {number(received)} 件，按件计收达不到起点（同一申请人一个月超过 10 件）。",
            anchors=(claim.span, CellAnchor(_CELL)),
            advice="核实收费依据；按量计收的在正文写明页数和标准，误收的退还并更正。",
            actual=claim.quantity.value,
        )
