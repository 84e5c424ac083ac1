"""C02: figures for applications answered against the table."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from analyzer.analysis import Facts
from analyzer.claim import Claim
from analyzer.finding import Fault
from analyzer.formula import parse
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.against_tables import contradicted, disagreement

_HUNDRED: Final = Decimal(100)
# The other denominator of 办结率: what was due, all received less what is carried forward (SPEC 4.4).
_OF_WHAT_WAS_DUE: Final = (
    "requests.result_total.total / (requests.new_received.total"
    " + requests.carried_over.total - requests.carried_forward.total)"
)


@rule(
    "C02",
    name="办结/答复数不符",
    severity="critical",
    certainty="certain",
    basis="《政府信息公开条例》第五十条；国办公开办函〔2021〕30号",
)
def results(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """正文的办结、答复数与表三不一致。

    为什么：办结数是各种办理结果之和，图文不一说明统计或抄录有误。
    报告：正文写办结、答复（办理）的件数或办结率，与表三（七）总计不同，其他通行读法也不同。
    不报告：“办理N件”按办结、新收、新收加上年结转三种读法核对，有一种相符即放过；办结率以全部收件或以
      应办结件为分母，有一种相符即放过；概数由 C19 报告；“均已办结”由 C11 报告；原文另有读法时不判。
    依据：《政府信息公开条例》第五十条；国办公开办函〔2021〕30号：正文与表格应当一致。
    例：正文“办结并答复14件”，表三（七）总计为 12。
    """
    for checked in contradicted(facts, "C02"):
        if not (checked.claim.kind == "share" and _holds_for_what_was_due(facts, checked.claim)):
            yield disagreement(facts, checked)


def _holds_for_what_was_due(facts: Facts, claim: Claim) -> bool:
    share = parse(_OF_WHAT_WAS_DUE).value(facts.value)
    return share is not None and abs(share * _HUNDRED - claim.quantity.value) < claim.quantity.step
