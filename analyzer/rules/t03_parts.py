"""T03: parts of a 其中 list against their total."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from analyzer.analysis import Facts, number
from analyzer.claim import Claim
from analyzer.finding import Certainty, Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.breakdowns import Breakdown, breakdowns
from analyzer.rules.figures import lead, quoted, said
from analyzer.rules.phrasing import any_of

_FEW: Final = 2


@rule(
    "T03",
    name="“其中”分项之和≠总数",
    severity="critical",
    certainty="certain",
    basis="文文一致：分项之和应等于总数",
)
def parts_and_total(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """“其中”所列各项与总数不符。

    为什么：分项超过总数，或写明是全部而加起来不等，数字必有错。
    报告：某一分项大于总数；各分项之和大于总数；清单写明是全部（分别为、其他、从渠道看，或自然人与法人两类俱全）
      而和不等于总数；两项以上、和略少于总数（差在 5% 以内）的，只作提示。
    不报告：“等”“主要”开放列举；只列了一部分而和明显小于总数；量词不同；一条信息多渠道发布的重叠；
      清单里还套着清单；概数。
    依据：算术。
    例：“公开信息 340 条，其中政策类 120 条、公示类 160 条、动态类 90 条”，三项合计 370。
    """
    for found in breakdowns(facts):
        total = found.total.quantity
        if total.hedge != "exact":
            continue
        largest = max(found.parts, key=lambda part: part.quantity.low or Decimal(0))
        if (largest.quantity.low or Decimal(0)) > total.value:
            yield Fault(
                message=f"分项大于总数：“{quoted(facts, found.total)}”，其中却有“{quoted(facts, largest)}”。",
                anchors=(largest.span, found.total.span),
                advice="请核对总数与分项，改正错误的一处。",
                expected=total.value,
                actual=largest.quantity.value,
            )
        elif fault := _unequal(facts, found, profile):
            yield fault


def _unequal(facts: Facts, found: Breakdown, profile: Profile) -> Fault | None:
    if len(found.parts) < 2 or any(p.quantity.hedge not in ("exact", "zero") for p in found.parts):
        return None
    total = found.total.quantity
    added = sum((part.quantity.value for part in found.parts), Decimal(0))
    if added == total.value or found.is_overlapping or _is_mixed(facts, found):
        return None
    complete = found.ended and not found.is_open and _is_complete(facts, found)
    near = total.value - added <= profile.tolerance("t03_near_share") * total.value
    nearly_all = found.ended and not found.is_open and len(found.parts) >= _FEW and near
    if added < total.value and not (complete or nearly_all):
        return None
    terms = "＋".join(number(part.quantity.value) or "" for part in found.parts)
    return Fault(
        message=(
            f"“{quoted(facts, found.total)}”之下所列各项 {terms}＝{said(added, total.unit)}，"
            f"与总数相差 {said(abs(added - total.value), total.unit)}。"
        ),
        anchors=(found.total.span, *(part.span for part in found.parts)),
        advice="请核对总数与各分项；只列举一部分的，写“其中……等”或补写其余部分。",
        expected=total.value,
        actual=added,
        certainty=_certainty(facts, found, complete=complete, over=added > total.value),
    )


def _certainty(facts: Facts, found: Breakdown, *, complete: bool, over: bool) -> Certainty:
    if over and all(_names_platform(facts, part) for part in found.parts):
        return "hint"  # one piece of information may have gone out on several platforms
    if complete:
        return "certain"
    return "likely" if over else "hint"


def _is_mixed(facts: Facts, found: Breakdown) -> bool:
    """Whether the parts come from different classifications (自然人, then 网络申请)."""
    kinds = {part.metric is None for part in found.parts}
    platforms = {_names_platform(facts, part) for part in found.parts}
    return len(kinds) > 1 or len(platforms) > 1


def _names_platform(facts: Facts, part: Claim) -> bool:
    return any_of("cross_checks", "same_fact", "platforms").search(lead(facts, part)) is not None


def _is_complete(facts: Facts, found: Breakdown) -> bool:
    """Whether the words say that the parts are all there is."""
    if any_of("cross_checks", "breakdown", "complete").search(found.text):
        return True
    if any_of("cross_checks", "breakdown", "last").search(lead(facts, found.parts[-1])):
        return True
    columns = {part.metric.split(".")[-1] for part in found.parts if part.metric}
    return columns == {"natural_person", "organizations"}
