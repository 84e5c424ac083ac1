"""T04: percentages recomputed from the figures beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final

from analyzer.analysis import Facts, number
from analyzer.claim import CheckedClaim, Claim
from analyzer.document import Span
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.figures import by_sentence, lead, quoted

_HUNDRED: Final = Decimal(100)
_CENT: Final = Decimal("0.01")
# Between a part and its percentage: 9件（占75%）, 9件，占总数的75%, 9件，占比75%.
_TAKEN: Final = re.compile(
    r"[，,（(\s]*(?:约)?占(?:比|全部|全年|总|申请|政府信息公开|信息|收到|新收|受理|办结|答复|本年度?|所有|公开|数|量|件|的|比例|比重|为|达到?)*[：:\s]*"
)

# 丙5件、丁3件，占7.7%和4.8%: each percentage has a part of its own.
_SEVERAL: Final = re.compile(r"\s*[和与及、]\s*[\d.]+\s*%")

# 合格45件，合格率93%: the rate bears the name of the part.
_RATE: Final = re.compile(r"[，,、（(]\s*([\u4e00-\u9fff]{2,4})率(?:为|达|达到|是)?\s*")


@rule(
    "T04",
    name="百分比计算错误",
    severity="high",
    certainty="likely",
    basis="文文一致：百分比应与所依据的数字相符",
)
def percentage(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """百分比与旁边的数字算不上。

    为什么：分子、分母、百分比同在一处，读者一除便知对错。
    报告：“N件，占P%”中，用本段前面或上一段任何一个同量词的数、本段两数之和、所列各项之和作分母，
      都算不出 P，相差在所写小数位一个单位以上。
    不报告：末位截尾与四舍五入之差；概数；分母在别处、本段没有更大的同类数；表格证明该占比成立。
    依据：算术；容差为所写末位的一个单位。
    例：“收到申请 80 件，其中自然人 60 件，占 72%”，应为 75%。
    """
    paragraph = -1
    before: list[Claim] = []
    earlier: list[Claim] = []
    for index, checked in by_sentence(facts):
        if facts.sentences[index].paragraph != paragraph:
            paragraph, before, earlier = facts.sentences[index].paragraph, earlier, []
        earlier += [c.claim for c in checked if c.claim.kind == "count"]
        shared = [(a, b) for a, b in pairwise(checked) if _is_share_of(facts, a.claim, b)]
        listed = sum((part.claim.quantity.value for part, _ in shared), Decimal(0))
        for part, share in shared:
            # The whole may stand in the paragraph before, or be the sum of the list itself.
            others = [
                c.quantity.value for c in before if c.quantity.unit == part.claim.quantity.unit
            ]
            near, far = earlier, {*others, listed}
            if not _TAKEN.fullmatch(facts.text, part.claim.span.end, share.claim.span.start):
                near, far = [c.claim for c in checked], set()  # a rate is of what stands beside it
            if fault := _wrong(facts, part.claim, share.claim, near, far):
                yield fault


def _is_share_of(facts: Facts, part: Claim, share: CheckedClaim) -> bool:
    claim = share.claim
    return (
        part.kind == "count"
        and part.quantity.hedge == "exact"
        and claim.kind == "share"
        and claim.quantity.unit == "%"
        and claim.quantity.hedge == "exact"
        and share.verdict.outcome not in ("agrees", "rounded")
        and _joins(facts, part, claim)
    )


def _joins(facts: Facts, part: Claim, share: Claim) -> bool:
    """Whether the percentage is said of the part: 45件，占93%; 合格45件，合格率93%."""
    if _TAKEN.fullmatch(facts.text, part.span.end, share.span.start):
        return not _SEVERAL.match(facts.text, share.span.end)
    rate = _RATE.fullmatch(facts.text, part.span.end, share.span.start)
    return rate is not None and rate[1] in lead(facts, part)


def _wrong(
    facts: Facts, part: Claim, share: Claim, earlier: list[Claim], others: set[Decimal]
) -> Fault | None:
    """The fault, unless some figure told before, or one of `others`, makes the percentage right."""
    told = [
        claim
        for claim in earlier
        if claim.span.end <= part.span.start and claim.quantity.unit == part.quantity.unit
    ]
    wholes = [claim for claim in told if claim.quantity.value > part.quantity.value]
    if not wholes or any(claim.quantity.hedge != "exact" for claim in told):
        return None
    values = {claim.quantity.value for claim in told}
    values |= {one + other for one in values for other in values}
    values |= others | {claim.quantity.value + part.quantity.value for claim in told}
    step = share.quantity.step
    if any(abs(_of(part, value) - share.quantity.value) < step for value in values if value):
        return None
    based = [claim for claim in wholes if claim.metric is not None and claim.metric == share.base]
    whole = based[-1] if based else wholes[-1]
    right = _of(part, whole.quantity.value).quantize(_CENT)
    return Fault(
        message=(
            f"正文写“{facts.quote(Span(part.span.start, share.span.end))}”，按“{quoted(facts, whole)}”计算，"
            f"{number(part.quantity.value)}÷{number(whole.quantity.value)}＝{number(right)}%，与所写不符。"
        ),
        anchors=(share.span, part.span, whole.span),
        advice="请重新计算百分比，或核对分子、分母。",
        expected=right,
        actual=share.quantity.value,
        certainty="likely" if based or (share.base is None and len(wholes) == 1) else "hint",
    )


def _of(part: Claim, whole: Decimal) -> Decimal:
    return part.quantity.value * _HUNDRED / whole
