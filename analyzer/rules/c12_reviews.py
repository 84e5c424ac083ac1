"""C12: figures and outcomes of administrative reviews against the table."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import CellAnchor, Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.against_tables import cell_told, disagreements
from analyzer.rules.figures import thought

_REVIEW = "disputes.review"


@rule(
    "C12",
    name="复议总数/结果不符",
    severity="critical",
    certainty="certain",
    basis="《政府信息公开条例》第五十条；国办公开办函〔2021〕30号",
)
def reviews(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """正文的行政复议数或结果与表四不一致。

    为什么：复议数字可与复议机关的记录互查，写错有损公信。
    报告：正文写因政府信息公开引起的行政复议总数、维持数、纠正数或“均维持”，与表四不同；复议诉讼合写的数按三组之和核对。
    不报告：讲的是本机关全部复议案件、或作为复议机关受理的案件，不与表四比较；概数由 C19 报告；讲的是其他机关、下属单位、上年或申请以外的事项，或原文另有读法时，不作判断。
    依据：《政府信息公开条例》第五十条；国办公开办函〔2021〕30号：正文与表格应当一致。
    例：正文“行政复议4件，均获维持”，表四维持 3、尚未审结 1。
    """
    yield from disagreements(facts, "C12")
    yield from _upheld_with_suits(facts)


def _upheld_with_suits(facts: Facts) -> Iterator[Fault]:
    """“复议7件，诉讼9件，均获维持” speaks of the reviews as well."""
    total, upheld = facts.reckoned(f"{_REVIEW}.total"), facts.reckoned(f"{_REVIEW}.upheld")
    if total is None or upheld is None or total.value is None or upheld.value is None:
        return
    if upheld.value == total.value:
        return
    for checked in facts.claims:
        claim = checked.claim
        if claim.metric != "disputes.suit.upheld" or claim.quantity.hedge != "all":
            continue
        if "复议" in thought(facts, claim):
            yield Fault(
                message=f"正文写“{claim.text}”，但表四 复议诉讼{cell_told(facts, total.ref)}、{cell_told(facts, upheld.ref)}，并非全部维持。",
                anchors=(claim.span, CellAnchor(upheld.ref), CellAnchor(total.ref)),
                advice="按表四写明维持、纠正、尚未审结各几件，或更正表四。",
                expected=upheld.value,
                actual=total.value,
            )
