"""T06: rise or fall against the two figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Final

from analyzer.analysis import Facts, number
from analyzer.claim import CheckedClaim, Claim
from analyzer.document import Span
from analyzer.finding import Fault
from analyzer.formula import parse
from analyzer.lexicon.phrases import trie_pattern
from analyzer.lexicon.source import words
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.against_tables import cell_told
from analyzer.rules.figures import by_sentence, quoted

_HUNDRED: Final = Decimal(100)
_DOUBLED: Final = "番"
_CENT: Final = Decimal("0.01")
_FIGURE: Final = r"(\d[\d,，]*(?:\.\d+)?)\s*(万|亿)?\s*([^\d\s，。；、（）]{0,3}?)"


@rule(
    "T06",
    name="同比方向/幅度错误",
    severity="high",
    certainty="certain",
    basis="文文一致：增减应与前后两数相符",
)
def direction(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """写的是增长，数字却在下降（或相反），或增减幅度算错。

    为什么：同比是评价工作变化的依据，方向写反会得出相反的结论。
    报告：“由 A 增长到 B”而 B 小于 A（或相反）；一句之中给出今年、去年两个数，所写增减的方向或幅度与之不符；
      有上年年报时，所写增减的方向与两年表格相反。
    不报告：没有两个数可比；概数；幅度与上年年报不符而方向相同（由 Y10 报告）；末位舍入之差。
    依据：算术。
    例：“收到申请 12 件，比上年的 15 件增长 20%”，应为下降 20%。
    """
    yield from _from_to(facts)
    for _, checked in by_sentence(facts):
        for at, each in enumerate(checked):
            if each.claim.kind != "change" or each.claim.quantity.unit == "个百分点":
                continue
            if _DOUBLED in each.claim.text:  # 翻了一番 is no exact figure
                continue
            fault = _against_figures(facts, checked[:at], each.claim) or _against_tables(
                facts, each
            )
            if fault is not None:
                yield fault


@cache
def _moved() -> re.Pattern[str]:
    up, down = (trie_pattern(words("cross_checks", "change", key)) for key in ("up", "down"))
    return re.compile(
        rf"[由从](?:[^，。；\d]{{0,10}}?(?:20\d\d年)?的?)?{_FIGURE}(?:[，,]\s*)?(?:大幅|逐步|进一步)?(?:(?P<up>{up})|(?P<down>{down}))(?:到|至|为)了?\s*{_FIGURE}(?=[，。；、（）\n]|$)"
    )


def _from_to(facts: Facts) -> Iterator[Fault]:
    """由 15 件下降到 18 件."""
    for match in _moved().finditer(facts.prose):
        before, before_scale, before_unit, _, _, after, after_scale, after_unit = match.groups()
        if before_unit and before_unit != after_unit:
            continue
        difference = _scaled(after, after_scale) - _scaled(before, before_scale or after_scale)
        if before_scale != after_scale or difference == 0:
            continue
        if (difference > 0) != (match["up"] is not None):
            right = "上升" if difference > 0 else "下降"
            yield Fault(
                message=f"“{match[0]}”：前一数到后一数是{right}，与所写方向相反。",
                anchors=(Span(*match.span()),),
                advice="请核对两个数和增减的方向。",
            )


def _scaled(digits: str, scale: str | None) -> Decimal:
    factor = {"万": 10_000, "亿": 100_000_000}.get(scale or "", 1)
    return Decimal(re.sub(r"[,，]", "", digits)) * factor


def _against_figures(facts: Facts, earlier: list[CheckedClaim], change: Claim) -> Fault | None:
    """The figures of this year and of last year in one sentence, exactly one of each."""
    year = facts.document.year
    counts = [
        c.claim for c in earlier if c.claim.kind == "count" and c.claim.quantity.hedge == "exact"
    ]
    if year is None or len(counts) != 2 or counts[0].quantity.unit != counts[1].quantity.unit:
        return None
    now = [claim for claim in counts if claim.period == year]
    before = [claim for claim in counts if claim.period == year - 1]
    if len(now) != 1 or len(before) != 1 or not before[0].quantity.value:
        return None
    if now[0].scope != before[0].scope or change.quantity.hedge != "exact":
        return None
    difference = now[0].quantity.value - before[0].quantity.value
    right = difference
    if change.quantity.unit == "%":
        right = difference * _HUNDRED / before[0].quantity.value
    elif change.quantity.unit != now[0].quantity.unit:
        return None
    if abs(right - change.quantity.value) < change.quantity.step:
        return None
    unit = change.quantity.unit
    return Fault(
        message=(
            f"正文写“{quoted(facts, change)}”，但所写两数为今年 {number(now[0].quantity.value)}、"
            f"上年 {number(before[0].quantity.value)}，应为{_told(right)}{unit}。"
        ),
        anchors=(change.span, now[0].span, before[0].span),
        advice="请按两年的数重新计算，改正方向或幅度。",
        expected=right.quantize(_CENT) if unit == "%" else right,
        actual=change.quantity.value,
    )


def _told(change: Decimal) -> str:
    word = "增长 " if change >= 0 else "下降 "
    return word + str(number(abs(change).quantize(_CENT)))


def _against_tables(facts: Facts, checked: CheckedClaim) -> Fault | None:
    """The direction of the change in the tables of two years."""
    claim, verdict = checked.claim, checked.verdict
    if verdict.outcome != "disagrees" or verdict.expected is None or verdict.target is None:
        return None
    if verdict.expected * claim.quantity.value >= 0:
        return None  # the same direction: how far it is off is a matter of Y10
    ref = parse(verdict.target).refs[0]
    now, before = facts.value(ref), facts.value(f"previous.{ref}")
    return Fault(
        message=(
            f"正文写“{quoted(facts, claim)}”，但本年表格{cell_told(facts, ref)}，"
            f"上年为 {number(before)}，方向相反。"
            if now is not None
            else f"正文写“{quoted(facts, claim)}”，与两年表格的方向相反。"
        ),
        anchors=(claim.span,),
        advice="请对照上年年报，改正增减的方向。",
        expected=verdict.expected.quantize(_CENT),
        actual=claim.quantity.value,
    )
