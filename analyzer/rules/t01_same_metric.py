"""T01: one metric told twice with two values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from analyzer.analysis import Facts
from analyzer.claim import CheckedClaim, Claim
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.figures import behind, lead, quoted, thought
from analyzer.rules.phrasing import any_of
from analyzer.verify import ASSERTED

_NOT_A_WORD: Final = re.compile(r"[\W\d_]+")
_WHOLE_YEAR: Final = re.compile(r"全年|年度|累计|共|20\d\d年")
_CARRIED: Final = "requests.carried_over"
_SHORTEST_PHRASE: Final = 4
_HEDGES: Final = ("exact", "zero")


@rule(
    "T01",
    name="同一指标两处数值不同",
    severity="critical",
    certainty="likely",
    basis="国办公开办函〔2021〕30号：数据应当准确；文文一致",
)
def same_metric(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """同一个指标在正文两处写了两个数。

    为什么：同一年、同一口径的同一指标只能有一个数，两处不同必有一错。
    报告：口径、年度、量词相同的同一指标，两处都写确数而数值不同（“未收到”与“收到3件”也算）。
    不报告：其中一处是概数；一处只说某个渠道、某个时段、某一部分，或说的是不是它没有把握；两数都与表格的一种读法相符；
      两数之差恰为上年结转；讲的是下属单位或上年。
    依据：文文一致；国办公开办函〔2021〕30号关于数据准确的要求。
    例：总体情况写“主动公开政府信息 320 条”，后文写“主动公开政府信息 302 条”。
    """
    seen: dict[tuple[object, ...], CheckedClaim] = {}
    for checked in facts.claims:
        claim = checked.claim
        key = _key(facts, claim)
        if key is None:
            continue
        first = seen.setdefault(key, checked)
        if first.claim.quantity.value != claim.quantity.value and not _reconciled(
            facts, first, checked
        ):
            yield Fault(
                message=f"同一指标前后不一：前文写“{quoted(facts, first.claim)}”，此处写“{quoted(facts, claim)}”。",
                anchors=(claim.span, first.claim.span),
                advice="请核实哪一个数正确并统一；确属不同口径的，在文中分别写明口径。",
                expected=first.claim.quantity.value,
                actual=claim.quantity.value,
            )


def _key(facts: Facts, claim: Claim) -> tuple[object, ...] | None:
    """What makes two claims speak of one thing; None where the words limit or do not say it."""
    if claim.kind not in ("count", "money") or claim.quantity.hedge not in _HEDGES:
        return None
    if claim.scope != "agency" or claim.period is None:
        return None
    if facts.sentences[claim.sentence].section == "problems":
        return None  # there a number is an example, not a total
    around = thought(facts, claim) + _behind(facts, claim)
    around = around.replace("依申请公开平台", "")
    if any_of("cross_checks", "same", "restricting").search(around):
        return None
    if claim.metric is not None and not _is_total(facts, claim):
        return None
    if claim.metric is not None and claim.probability < ASSERTED:
        return None  # of what it counts there is doubt: no ground for a contradiction
    if claim.metric is not None:
        return (claim.metric, claim.base, claim.kind, claim.period)
    phrase = _NOT_A_WORD.sub(
        "", any_of("cross_checks", "same", "fillers").sub("", lead(facts, claim))
    )
    if len(phrase) < _SHORTEST_PHRASE or not any_of("cross_checks", "same", "objects").search(
        phrase
    ):
        return None
    return (phrase, claim.quantity.unit, claim.period)


def _behind(facts: Facts, claim: Claim) -> str:
    """The words behind a figure; 其中 there makes one said of the whole year no part of anything."""
    words = behind(facts, claim, 4)
    return words.partition("其中")[0] if _WHOLE_YEAR.search(lead(facts, claim)) else words


def _is_total(facts: Facts, claim: Claim) -> bool:
    """Whether a claim tells a figure of its own: no outcome of disputes, no kind of application."""
    form, *rest = (claim.metric or "").split(".")
    if form == "disputes":
        return len(rest) == 1
    if form == "requests" and claim.quantity.hedge != "zero":
        return any_of("cross_checks", "same", "requests").search(lead(facts, claim)) is not None
    return True


def _reconciled(facts: Facts, first: CheckedClaim, second: CheckedClaim) -> bool:
    """Whether both hold in their own reading, one may mean something else, or they differ by what
    came over from last year.
    """
    if any(c.verdict.outcome == "incomparable" for c in (first, second)):
        return True
    if all(c.verdict.outcome in ("agrees", "rounded") for c in (first, second)):
        return True
    difference = abs(first.claim.quantity.value - second.claim.quantity.value)
    carried = {c.claim.quantity.value for c in facts.claims if c.claim.metric == _CARRIED}
    carried.add(facts.value(f"{_CARRIED}.total") or Decimal(0))
    return difference in carried
