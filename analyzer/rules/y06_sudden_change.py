"""Y06: a figure many times last year's, or a fraction of it, without a word."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from analyzer.analysis import Facts, number
from analyzer.finding import CellAnchor, Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.filled_cells import cell_name
from analyzer.rules.last_year import is_explained, last_years_report

_KEY_CELLS: Final = (
    "requests.new_received.total",
    "disclosure.licensing.decisions",
    "disclosure.penalty.decisions",
    "disclosure.coercion.decisions",
    "disclosure.fees.amount",
)


@rule(
    "Y06",
    name="突变无说明",
    severity="low",
    certainty="hint",
    basis="跨年合理性（经验，供核实）",
)
def sudden_change(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """一个数比上年多出几倍，或只剩几分之一，正文没有说明。

    为什么：突变往往是错行、错单位或口径变化，确属实情也应交代原因。
    报告：新收申请、许可、处罚、强制、收费中，本年为上年的 5 倍以上或五分之一以下，较大的一年不小于 10，
      正文没有写这项的增减，也没有说机构、职能、口径的变化。
    不报告：没有上年年报，或不是前一年的；其中一年为 0；正文写了增减或原因。
    依据：经验性提示，不扣分。
    例：行政处罚上年 12 件，本年 340 件，正文只字未提。
    """
    previous = last_years_report(facts)
    if previous is None:
        return
    if is_explained(facts, "requests"):
        return
    compared = {
        c.claim.metric
        for c in facts.claims
        if c.claim.kind == "change" or "previous." in (c.verdict.target or "")
    }
    factor = profile.tolerance("y06_factor")
    for ref in _KEY_CELLS:
        now, then = facts.value(ref), previous.value(ref)
        if now is None or then is None or not now or not then or _told(ref, compared):
            continue
        low, high = sorted((now, then))
        if high >= profile.tolerance("y06_least") and high >= factor * low:
            yield Fault(
                message=f"{cell_name(facts, ref)}上年 {number(then)}、本年 {number(now)}，{_change(now, then)}，正文没有说明。",
                anchors=(CellAnchor(ref),),
                advice="核对有无错行、错单位；确属实情的，在正文说明原因。",
                expected=then,
                actual=now,
            )


def _told(ref: str, metrics: set[str | None]) -> bool:
    row = ref.rpartition(".")[0]
    return any(
        metric is not None and (metric == ref or metric.startswith(row)) for metric in metrics
    )


def _change(now: Decimal, then: Decimal) -> str:
    if now > then:
        return f"是上年的 {number((now / then).quantize(Decimal('0.1')))} 倍"
    return f"只有上年的 {number((now / then * 100).quantize(Decimal(1)))}%"
