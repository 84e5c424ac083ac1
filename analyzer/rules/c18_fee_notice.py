"""C18: what the prose says of fee notices and fees against the table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.document import Span
from analyzer.finding import CellAnchor, Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.against_tables import cell_told
from analyzer.rules.figures import quoted, thought
from analyzer.rules.phrasing import any_of, any_pattern

_UNPAID: Final = "requests.other_no_fee.total"
_RECEIVED: Final = ("requests.new_received.total", "requests.carried_over.total")


@rule(
    "C18",
    name="第六部分与表矛盾",
    severity="high",
    certainty="likely",
    basis="《政府信息公开条例》第四十二条；国办函〔2020〕109号",
)
def fee_notice(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """信息处理费的说法与表三矛盾。

    为什么：有“逾期未按收费通知缴费”的件，就一定发过收费通知；收了信息处理费，就一定有申请。
    报告：表三“逾期未按收费通知要求缴纳费用”大于 0，正文却说未发出收费通知；或正文说收取了信息处理费，
      表三新收与上年结转都是 0。
    不报告：只说“未收取信息处理费”（发了通知而无人缴费也可以如此写）；表三该格空白或未读出。
    依据：《政府信息公开条例》第四十二条；《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）。
    例：表三逾期未缴费 1 件，第六部分写“本年度未发出收费通知”。
    """
    if facts.value(_UNPAID):
        for match in any_pattern("mentions", "fee_notice", "none_pattern").finditer(facts.prose):
            yield Fault(
                message=f"正文写“{match[0]}”，但表三 依申请公开{cell_told(facts, _UNPAID)}，没有收费通知就不会有这一结果。",
                anchors=(Span(*match.span()), CellAnchor(_UNPAID)),
                advice="请核对收费通知的发出记录：发过的，在第六部分如实报告；没有发过的，更正表三该行。",
            )
    if any(facts.value(ref) != 0 for ref in _RECEIVED):
        return
    for checked in facts.claims:
        claim = checked.claim
        collected = claim.kind == "money" and claim.quantity.value > 0
        if collected and any_of("mentions", "fee_notice", "collected").search(
            thought(facts, claim)
        ):
            yield Fault(
                message=f"正文写“{quoted(facts, claim)}”，但表三新收与上年结转的申请都是 0 件，没有申请不会产生信息处理费。",
                anchors=(claim.span, *(CellAnchor(ref) for ref in _RECEIVED)),
                advice="请核对信息处理费的收取记录和申请登记，更正错误的一处。",
            )
