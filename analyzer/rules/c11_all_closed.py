"""C11: “all applications are closed” against applications carried forward."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.claim import CheckedClaim, Claim
from analyzer.finding import CellAnchor, Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.against_tables import cell_told, contradicted
from analyzer.rules.figures import behind, quoted, thought
from analyzer.rules.phrasing import any_of

_FORWARD: Final = "requests.carried_forward.total"
_HANDLED: Final = "requests.result_total"
_BEHIND: Final = 12


@rule(
    "C11",
    name="“全部办结”但有结转",
    severity="high",
    certainty="likely",
    basis="《政府信息公开条例》第五十条；国办公开办函〔2021〕30号",
)
def all_closed(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """正文说申请已全部办结，表三却有结转下年度的件数。

    为什么：“全部办结”等于说没有一件留到下年，与“结转下年度继续办理”大于 0 互相矛盾。
    报告：正文写申请均已、全部办结（答复完毕），而表三“结转下年度继续办理”总计大于 0。
    不报告：写的是按时、在法定期限内办结（未到期的本来可以结转）；写“其余均已办结”“除……外”；
      写上年结转件或某一部分均已办结；表三该格空白或未读出。
    依据：国办公开办函〔2021〕30号表三勾稽关系；正文与表格应当一致。
    例：正文“收到的申请已全部办结”，表三结转下年度为 2。
    """
    forward = facts.value(_FORWARD)
    if not forward:
        return
    for checked in (*contradicted(facts, "C11"), *_closed_by_chance(facts)):
        if not _is_limited(facts, checked.claim):
            yield Fault(
                message=(
                    f"正文写“{quoted(facts, checked.claim)}”，但表三 依申请公开{cell_told(facts, _FORWARD)}，"
                    "仍有申请未办结，两处矛盾。"
                ),
                anchors=(checked.claim.span, CellAnchor(_FORWARD)),
                advice=(
                    "如确有结转，正文改为“除结转下年度的件数外均已办结”或“均在法定期限内办理”；"
                    "如已全部办结，更正表三第四项。"
                ),
                expected=checked.verdict.expected,
                actual=checked.claim.quantity.value,
            )


def _closed_by_chance(facts: Facts) -> Iterator[CheckedClaim]:
    """“均已办结” that holds only because as many came over as are carried on."""
    for checked in facts.claims:
        claim = checked.claim
        if claim.metric != _HANDLED or claim.quantity.hedge != "all" or claim.scope != "agency":
            continue
        if checked.verdict.outcome == "agrees" and claim.period == facts.document.year:
            yield checked


def _is_limited(facts: Facts, claim: Claim) -> bool:
    """Whether the words speak of those due, of the rest, or of a part only."""
    around = thought(facts, claim) + behind(facts, claim, _BEHIND)
    if any_of("cross_checks", "closed", "limits").search(around):
        return True
    return not any_of("cross_checks", "closed", "completed").search(claim.text)
