"""C12: figures and outcomes of administrative reviews against the table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.claim import Claim
from analyzer.finding import CellAnchor, Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.against_tables import cell_told, disagreements
from analyzer.rules.figures import thought

_REVIEW = "disputes.review"
_COURT: Final = 6  # characters around a claim that may name a court
_OF_COURTS: Final = re.compile(r"法院|判决|裁定|原告|诉讼请求|起诉|胜诉|应诉")
_BOTH: Final = re.compile(
    r"复议[^，。；]{0,12}\d+[件起宗][，、和及][^，。；]{0,8}诉讼[^，。；]{0,8}\d+[件起宗][^，。；]{0,6}，[^，；]{0,14}$"
)


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
    不报告：“均胜诉”“法院均判决驳回”等只说诉讼的话；讲的是本机关全部复议案件、或作为复议机关受理的案件，不与表四比较；概数由 C19 报告；讲的是其他机关、下属单位、上年或申请以外的事项，或原文另有读法时，不作判断。
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
        if claim.metric == "disputes.suit.upheld" and _is_of_both(facts, claim):
            yield Fault(
                message=f"正文写“{claim.text}”，但表四 复议诉讼{cell_told(facts, total.ref)}、{cell_told(facts, upheld.ref)}，并非全部维持。",
                anchors=(claim.span, CellAnchor(upheld.ref), CellAnchor(total.ref)),
                advice="按表四写明维持、纠正、尚未审结各几件，或更正表四。",
                expected=upheld.value,
                actual=total.value,
            )


def _is_of_both(facts: Facts, claim: Claim) -> bool:
    """Whether 均 follows the two counts at once, names no court, and no outcome of a review is told.

    “复议7件（维持4件），诉讼2件，均胜诉” and “均为复议后起诉，法院均判决驳回” speak of the suits alone.
    """
    said = thought(facts, claim)
    near = facts.text[max(0, claim.span.start - _COURT) : claim.span.end + _COURT]
    if claim.quantity.hedge != "all" or _OF_COURTS.search(near) or not _BOTH.search(said):
        return False
    return not any(
        (other.claim.metric or "").startswith(f"{_REVIEW}.")
        for other in facts.claims
        if other.claim.sentence == claim.sentence
    )
