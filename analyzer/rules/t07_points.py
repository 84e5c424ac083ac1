"""T07: per cent and percentage points confused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.figures import lead, quoted
from analyzer.rules.phrasing import any_of

_POINTS: Final = "个百分点"
_REACHED: Final = re.compile(r"[到至为达]\s*$")
_RATE: Final = re.compile(r"(?:[办答公纠解采满回覆].{0,3}率|占比|比重)[^，。；\d]{0,8}$")


@rule(
    "T07",
    name="百分点与百分比混用",
    severity="low",
    certainty="hint",
    basis="公文数字用法：两个百分数之差用“百分点”",
)
def points(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """该用百分点的用了百分比，或相反。

    为什么：办结率由 90% 到 95% 是提高 5 个百分点，不是提高 5%；件数只能增长百分之几。
    报告：比率、占比提高（下降）若干 %；件数、数量增长若干个百分点。
    不报告：提高到、达到若干 %（说的是水平）；看不出主语是比率还是数量。
    依据：公文数字用法。
    例：“按时办结率提高 5%”应写“提高 5 个百分点”；“申请量增长 12 个百分点”应写“增长 12%”。
    """
    for checked in facts.claims:
        claim, before = checked.claim, lead(facts, checked.claim)
        is_points = claim.quantity.unit == _POINTS
        if claim.kind != "change" and not is_points:
            continue
        says_rate = any_of("cross_checks", "shares", "rates").search(before) is not None
        says_count = any_of("cross_checks", "shares", "counts").search(before) is not None
        if is_points and says_count and not says_rate:
            mend = "%"
        elif claim.quantity.unit == "%" and _RATE.search(before) and not _REACHED.search(before):
            mend = _POINTS
        else:
            continue
        yield Fault(
            message=f"“{quoted(facts, claim)}”：疑将百分点与百分比混用，应以“{mend}”表述。",
            anchors=(claim.span,),
            advice=f"请核实后将单位改为“{mend}”，并核对数值。",
        )
