"""Y10: last year's figure, told or implied, is not the one of last year's report."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from analyzer.analysis import Facts, number
from analyzer.claim import CheckedClaim
from analyzer.finding import CellAnchor, Fault
from analyzer.formula import parse
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.figures import quoted
from analyzer.rules.filled_cells import cell_name
from analyzer.rules.last_year import last_years_report

_CENT: Final = Decimal("0.01")
_PREVIOUS: Final = "previous."
_HUNDRED: Final = Decimal(100)


@rule(
    "Y10",
    name="同比基期与去年年报不符",
    severity="high",
    certainty="likely",
    basis="跨年逻辑一致性：同比以上年年报的数为基期",
)
def base_of_change(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """所写的上年数，或由同比反推的上年数，与上年年报不符。

    为什么：同比的基期应是上年年报公布的数，两处不符，至少有一份年报写错了。
    报告：正文写的上年数与上年年报的表格不同；所写增减幅度与两年表格算出的不同（方向相反的由 T06 报告）。
      由幅度反推出基期，一并写明。
    不报告：没有上年年报，或不是前一年的；概数；末位舍入之差；上年数是别的机关、别的口径的；原文另有读法的。
    依据：算术；上年年报更正过的请说明。
    例：本年新收 30 件，写“同比增长 50%”（基期应为 20），而上年年报新收 24 件。
    """
    if last_years_report(facts) is None:
        return
    for checked in facts.claims:
        target, expected = checked.verdict.target, checked.verdict.expected
        if checked.verdict.outcome != "disagrees" or target is None or expected is None:
            continue
        if _PREVIOUS not in target or checked.claim.quantity.hedge not in ("exact", "zero"):
            continue
        if checked.claim.kind == "change" and expected * checked.claim.quantity.value < 0:
            continue
        yield _fault(facts, checked, target, expected)


def _fault(facts: Facts, checked: CheckedClaim, target: str, expected: Decimal) -> Fault:
    claim = checked.claim
    refs = [ref for ref in parse(target).refs if ref.startswith(_PREVIOUS)]
    cells = "、".join(f"{cell_name(facts, ref)}为 {_said(facts, ref)}" for ref in refs)
    own = tuple(CellAnchor(ref) for ref in parse(target).refs if not ref.startswith(_PREVIOUS))
    right = (
        f"据此应为 {number(expected.quantize(_CENT))}{claim.quantity.unit}"
        if claim.kind == "change"
        else ""
    )
    return Fault(
        message=f"正文写“{quoted(facts, claim)}”{_implied(facts, checked, refs)}，而{cells}{'，' + right if right else ''}。",
        anchors=(claim.span, *own),
        advice="对照上年年报改正；上年年报更正过、口径有调整的，在正文说明。",
        expected=expected,
        actual=claim.quantity.value,
    )


def _implied(facts: Facts, checked: CheckedClaim, previous: list[str]) -> str:
    """The base that a change implies: 30 件、增长 50% imply 20 件."""
    claim = checked.claim
    if claim.kind != "change":
        return ""
    nows = [facts.value(ref.removeprefix(_PREVIOUS)) for ref in previous]
    now = sum((value for value in nows if value is not None), Decimal(0))
    if None in nows:
        return ""
    change = claim.quantity.value
    if claim.quantity.unit != "%":
        base = now - change
    elif change > -_HUNDRED:
        base = (now * _HUNDRED / (_HUNDRED + change)).quantize(Decimal(1))
    else:
        return ""
    return f"（反推上年为 {number(base)}）"


def _said(facts: Facts, ref: str) -> str:
    value = facts.value(ref)
    return "空" if value is None else number(value) or "0"
