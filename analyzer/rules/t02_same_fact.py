"""T02: seemingly one fact told twice in different units or precision."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from analyzer.analysis import Facts
from analyzer.claim import Claim
from analyzer.finding import Fault
from analyzer.lexicon.source import words
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.figures import lead, quoted, thought
from analyzer.rules.phrasing import any_of


@rule(
    "T02",
    name="同一事实单位/概数不一",
    severity="medium",
    certainty="hint",
    basis="文文一致（文本特征，供核实）",
)
def same_fact(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """疑为同一件事，前后写法不一。

    为什么：一处写确数、一处写概数，或一处写“条”、一处写“篇”，读者不知道是一件事还是两件事，容易重复计算。
    报告：两处都说发布、公开信息（动态、稿件），一处确数恰在另一处概数的范围之内，或数相同而量词不同。
    不报告：两处各说各的平台；数量太小（巧合多）；数值相差较大；讲的是下属单位或上年。
    依据：经验性提示：数值上并不矛盾，请核实口径。
    例：前文“发布工作动态 268 条”，后文“推送工作信息 260 余篇”。
    """
    least = profile.tolerance("t02_least_count")
    told = [c.claim for c in facts.claims if _is_publishing(facts, c.claim)]
    told = [claim for claim in told if claim.quantity.value >= least]
    for first, second in _near(told):
        if first.sentence != second.sentence and _alike(facts, first, second):
            yield Fault(
                message=(
                    f"前文写“{quoted(facts, first)}”，此处写“{quoted(facts, second)}”，"
                    "疑为同一事实，而量词或精确程度不一。"
                ),
                anchors=(second.span, first.span),
                advice="属同一事实的，统一为一个确数和一个量词；属不同事实的，写明各自的口径。",
            )


def _is_publishing(facts: Facts, claim: Claim) -> bool:
    before = lead(facts, claim)
    return (
        claim.kind == "count"
        and not (claim.metric or "").startswith(("requests.", "disputes."))
        and claim.scope == "agency"
        and claim.quantity.unit in words("cross_checks", "same_fact", "units")
        and any_of("cross_checks", "same_fact", "verbs").search(before) is not None
        and any_of("cross_checks", "same_fact", "nouns").search(before) is not None
    )


def _near(told: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Two at a time, in their order, an exact number of which lies in the bounds of the other.

    Of two exact ones the units differ.
    """
    exact = sorted(
        (claim.quantity.value, at)
        for at, claim in enumerate(told)
        if claim.quantity.hedge == "exact"
    )
    values = [value for value, _ in exact]
    found: set[tuple[int, int]] = set()
    for at, claim in enumerate(told):
        low, high = claim.quantity.low, claim.quantity.high
        if low is None or high is None:
            continue
        for _, other in exact[bisect_left(values, low) : bisect_right(values, high)]:
            both = claim.quantity.hedge == "exact"
            if not both or claim.quantity.unit != told[other].quantity.unit:
                found.add((min(at, other), max(at, other)))
    for one, other in sorted(found):
        yield told[one], told[other]


def _alike(facts: Facts, first: Claim, second: Claim) -> bool:
    if first.period != second.period:
        return False
    named = [
        set(any_of("cross_checks", "same_fact", "platforms").findall(thought(facts, claim)))
        for claim in (first, second)
    ]
    if all(named) and not named[0] & named[1]:
        return False
    one, other = first.quantity, second.quantity
    hedges = {one.hedge, other.hedge}
    if hedges == {"exact"}:
        return one.value == other.value and one.unit != other.unit
    if hedges not in ({"exact", "over"}, {"exact", "about"}):
        return False
    exact, loose = (one, other) if one.hedge == "exact" else (other, one)
    if loose.low is None or loose.high is None:
        return False
    return loose.low <= exact.value <= loose.high
