"""A13: partial disclosures counted once more among the refusals."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from analyzer.analysis import Facts, number
from analyzer.finding import Anchor, CellAnchor, Fault
from analyzer.forms.form import form
from analyzer.profile import Profile
from analyzer.rule import rule

_PARTIAL = "requests.partial.total"
_RESULTS = "requests.result_total.total"


@rule(
    "A13",
    name="区分处理重复计数",
    severity="medium",
    certainty="hint",
    basis="国办公开办函〔2021〕30号表三“（二）部分公开（区分处理的，只计这一情形，不计其他情形）”",
)
def partial_twice(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """区分处理的申请疑似又计入了不予公开。

    为什么：区分处理的只计“部分公开”，其中不公开的内容不再计入“不予公开”。
    报告：总计列各项办理结果之和比总计多出的数，恰好等于部分公开的件数，而不予公开不少于这个数。
    不报告：总计与各项之和相等；差额与部分公开件数无关；部分公开为 0。
    依据：国办公开办函〔2021〕30号表三行名自带的说明；《政府信息公开条例》第三十七条。
    例：部分公开 3、不予公开 3，各项之和 12 而总计 9。
    """
    table = facts.table("requests")
    if table is None:
        return
    of = form("requests", table.edition)
    partial, results = facts.value(_PARTIAL), facts.value(_RESULTS)
    sums = [i for i in of.identities if i.footing.rule == "A02" and i.column == "total"]
    details = sums[0].right.value(facts.value) if sums else None
    refused = [of.ref(row.key, "total") for row in of.rows if row.key.startswith("denied_")]
    denied = sum((facts.value(ref) or Decimal() for ref in refused), Decimal())
    if not partial or results is None or details is None:
        return
    if details - results == partial and denied >= partial:
        anchors: list[Anchor] = [CellAnchor(_PARTIAL), CellAnchor(_RESULTS)]
        span = next(
            (c.claim.span for c in facts.claims if c.claim.metric == "requests.partial"), None
        )
        yield Fault(
            message=(
                f"表三各项办理结果之和 {number(details)} 比总计 {number(results)} 多 {number(partial)}，"
                "恰等于“部分公开”的件数，疑将区分处理的申请同时计入了“不予公开”。"
            ),
            anchors=(*anchors, *([span] if span else [])),
            advice="区分处理的只计“部分公开”，从“不予公开”各项中减去重复的件数后重新合计。",
        )
