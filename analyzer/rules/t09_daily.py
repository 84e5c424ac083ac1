"""T09: daily averages against totals."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from analyzer.analysis import Facts, number
from analyzer.claim import Claim
from analyzer.document import Span
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.figures import lead, quoted, thought
from analyzer.rules.phrasing import any_of, any_pattern

_DAYS: Final = 365


@rule(
    "T09",
    name="日均与年总矛盾",
    severity="high",
    certainty="likely",
    basis="文文一致：日均乘以天数应与全年总量相当",
)
def daily(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """日均数与总数对不上，或把日均与总数写成一件事。

    为什么：日均是总量除以天数，“日均……总次数”自相矛盾；日均乘 365 与全年总量相差太大，说明有一个数写错。
    报告：日均、日平均之后又说总次数、总量、累计；同一平台同一指标的日均乘 365 与全年总量相差超过两成
      （总量为开通以来累计的，只在日均折算超过总量时报告）。
    不报告：两个数说的不是同一指标（阅读与播放）或不同平台；只有其中一个数。
    依据：算术；容差两成。
    例：“网站日均访问 5000 次，全年访问 60 万次”，5000×365 约 182 万次。
    """
    for match in any_pattern("cross_checks", "daily", "clash_pattern").finditer(facts.prose):
        yield Fault(
            message=f"“{match[0]}”：日均（月均）与总量是两个概念，不能合写，读者无法判断是哪一个。",
            anchors=(Span(*match.span()),),
            advice="改为“日均……次”或“全年总……次”，并与其他数据核对量级。",
        )
    averages = [c.claim for c in facts.claims if _is_daily(facts, c.claim)]
    totals = [c.claim for c in facts.claims if _is_total(facts, c.claim)]
    slack = profile.tolerance("t09_daily_share")
    for average in averages:
        for total in totals:
            if _same_measure(facts, average, total) and (
                fault := _apart(facts, average, total, 1 + slack)
            ):
                yield fault


def _is_daily(facts: Facts, claim: Claim) -> bool:
    return (
        claim.kind == "count"
        and any_of("cross_checks", "daily", "markers").search(lead(facts, claim)) is not None
        and any_pattern("cross_checks", "daily", "clash_pattern").search(lead(facts, claim)) is None
    )


def _is_total(facts: Facts, claim: Claim) -> bool:
    before = lead(facts, claim)
    return (
        claim.kind == "count"
        and any_of("cross_checks", "daily", "totals").search(before) is not None
        and any_of("cross_checks", "daily", "markers").search(before) is None
    )


def _same_measure(facts: Facts, average: Claim, total: Claim) -> bool:
    nouns = [
        set(any_of("cross_checks", "daily", "nouns").findall(lead(facts, claim)))
        for claim in (average, total)
    ]
    platforms = [
        set(any_of("cross_checks", "same_fact", "platforms").findall(thought(facts, claim)))
        for claim in (average, total)
    ]
    return (
        average.quantity.unit == total.quantity.unit
        and average.period == total.period
        and average.scope == total.scope
        and bool(nouns[0])
        and nouns[0] == nouns[1]
        and (
            platforms[0] == platforms[1]
            or (average.sentence == total.sentence and not all(platforms))
        )
    )


def _apart(facts: Facts, average: Claim, total: Claim, factor: Decimal) -> Fault | None:
    low, high = average.quantity.low, average.quantity.high
    if low is None or total.quantity.high is None:
        return None
    too_many = low * _DAYS > total.quantity.high * factor
    since_start = any_of("cross_checks", "daily", "since_start").search(lead(facts, total))
    too_few = (
        not since_start
        and high is not None
        and total.quantity.low is not None
        and high * _DAYS * factor < total.quantity.low
    )
    if not (too_many or too_few):
        return None
    yearly = average.quantity.value * _DAYS
    return Fault(
        message=(
            f"“{quoted(facts, average)}”折合全年约 {number(yearly)}，"
            f"与“{quoted(facts, total)}”相差悬殊。"
        ),
        anchors=(average.span, total.span),
        advice="请核对日均数与总数的统计口径，改正错误的一处。",
        expected=yearly,
        actual=total.quantity.value,
    )
