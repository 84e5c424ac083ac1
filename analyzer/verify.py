"""A claim's interval against the value of its formulas → verdict, and why they differ.

Figures are compared as intervals with the precision that was written. Agreement with any
defensible reading is agreement; a truncated last digit is `rounded`, not an error; where the
reading is ambiguous the outcome is `incomparable`, never an accusation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final

from analyzer.claim import CheckedClaim, Claim, Link, Verdict
from analyzer.document import Cell
from analyzer.formula import Formula, parse

CellLookup = Callable[[str], Cell | None]

# Below this probability a contradiction is not asserted: the words allow another reading.
ASSERTED: Final = 0.85
_RATIOS: Final = frozenset({"%", "倍", "个百分点"})
_WITNESSES: Final = 2
_HUNDRED: Final = Decimal(100)
_TEN_THOUSAND: Final = Decimal(10000)
_FEES: Final = "disclosure.fees.amount"
# its official header prints no unit: 元 and 万元 are both written
_UNIT_NOT_PRINTED: Final = "disclosure.procurement.amount"
_PREVIOUS: Final = "previous."


def verify(
    claim: Claim, links: Sequence[Link], lookup: CellLookup, *, tables_read: bool
) -> Verdict:
    """The verdict over all links; `lookup` gives cells, `previous.` ones from last year's report.

    `tables_read` is false where there are no tables to hold anything against (a lone sentence).
    """
    if not links:
        return _unlinked(claim.probability, doubtful=claim.metric is not None)
    first = links[0]
    if not tables_read:
        return Verdict(
            "unchecked", first.target, None, "没有读到表格", confidence=first.probability
        )
    values = [(link, _value(claim, parse(link.target), lookup)) for link in links]
    known = [
        (link, reading)
        for link, value in values
        if value is not None
        for reading in _in_units(claim, parse(link.target), value)
    ]
    if not known:
        reason = _why_unknown(parse(first.target), lookup)
        return Verdict("unchecked", first.target, None, reason, confidence=first.probability)
    for link, value in known:
        if _agrees(claim, value):
            return Verdict("agrees", link.target, value, link.reason, confidence=link.probability)
    for link, value in known:
        if _rounded(claim, value):
            return Verdict("rounded", link.target, value, link.reason, confidence=link.probability)
    link, value = known[0]
    if link.target != first.target:
        reason = "首选读法的单元格未读出，其余读法不符，不作判断"
        return Verdict("incomparable", link.target, value, reason, confidence=link.probability)
    if link.probability < ASSERTED:
        reason = f"按“{link.reason}”核对不符，但原文也可能另有所指，不作判断"
        return Verdict("incomparable", link.target, value, reason, confidence=link.probability)
    gap = next(_explanations(claim, parse(link.target), value, lookup), "")
    return Verdict(
        "disagrees", link.target, value, link.reason, gap=gap, confidence=link.probability
    )


@lru_cache(maxsize=64)  # half of all claims; they differ in their probability alone
def _unlinked(probability: float, *, doubtful: bool) -> Verdict:
    reason = "说的是哪个单元格没有把握，不作核对" if doubtful else "没有可以直接核对的表格单元格"
    return Verdict("unlinked", None, None, reason, confidence=probability)


def settled(
    checked: Sequence[CheckedClaim],
    lookup: CellLookup,
    *,
    tables_read: bool,
    summed_up: bool = False,
) -> tuple[CheckedClaim, ...]:
    """The claims of a report with those about the whole area judged by their neighbours.

    Whether the tables count 全市 or the agency alone, the words do not tell; where other figures of
    the area agree with the tables and fewer do not, they count the area, and what differs is wrong.
    Where the report says that its figures sum up the area (`summed_up`), no other need agree.
    """
    telling = [c for c in checked if c.claim.of_area and c.verdict.expected]
    agreeing = sum(c.verdict.outcome == "agrees" for c in telling)
    differing = len(telling) - agreeing
    if summed_up:
        agreeing += _WITNESSES
    if agreeing < _WITNESSES or agreeing <= differing:
        return tuple(checked)
    return tuple(
        _asserted(each, lookup, tables_read=tables_read)
        if each.claim.of_area and each.verdict.outcome == "incomparable"
        else each
        for each in checked
    )


def _asserted(each: CheckedClaim, lookup: CellLookup, *, tables_read: bool) -> CheckedClaim:
    links = tuple(
        Link(link.target, link.reason, max(link.probability, ASSERTED)) for link in each.links
    )
    return CheckedClaim(
        each.claim, links, verify(each.claim, links, lookup, tables_read=tables_read)
    )


def _value(claim: Claim, target: Formula, lookup: CellLookup) -> Decimal | None:
    """The value of the target in the claim's unit: shares in per cent, money in 元."""

    def number(ref: str) -> Decimal | None:
        cell = lookup(ref)
        return cell.value if cell is not None else None

    value = target.value(number)
    if value is None:
        return None
    if claim.quantity.unit == "个百分点":
        return value * _HUNDRED
    if target.is_ratio:
        return value if claim.quantity.unit == "倍" else value * _HUNDRED
    return value * _TEN_THOUSAND if claim.quantity.unit == "元" and _FEES in target.refs else value


def _in_units(claim: Claim, target: Formula, value: Decimal) -> tuple[Decimal, ...]:
    """The value in every unit that the table may have meant."""
    if claim.quantity.unit == "元" and _UNIT_NOT_PRINTED in target.refs:
        return value, value * _TEN_THOUSAND
    return (value,)


def _agrees(claim: Claim, value: Decimal) -> bool:
    quantity = claim.quantity
    low, high = quantity.low, quantity.high
    if quantity.hedge == "exact" and claim.kind in ("share", "change"):
        # The last place written carries half a unit either way: 4.35 % is 4.345 … 4.355.
        half = quantity.step / 2 if quantity.unit in _RATIOS else Decimal(0)
        return quantity.value - half <= value <= quantity.value + half
    return (low is None or low <= value) and (high is None or value <= high)


def _rounded(claim: Claim, value: Decimal) -> bool:
    """Truncated or rounded at the last place written (1.17万 for 11 743, 4.34 % for 4.348 %)."""
    quantity = claim.quantity
    if quantity.hedge != "exact":
        return False
    if quantity.unit not in _RATIOS and quantity.step <= 1:
        return False
    return abs(value - quantity.value) < quantity.step


def _why_unknown(target: Formula, lookup: CellLookup) -> str:
    states = {"blank": "空白", "malformed": "填写不规范", "unread": "未能读出"}
    for ref in target.refs:
        cell = lookup(ref)
        if cell is None:
            return "没有上年报告可比" if ref.startswith(_PREVIOUS) else "没有读到对应的表格"
        if cell.value is None:
            return f"对应单元格{states[cell.state]}，无法核对"
    return "分母为零，无法计算"


def _explanations(
    claim: Claim, target: Formula, value: Decimal, lookup: CellLookup
) -> Iterator[str]:
    """Why the two figures may differ, the likeliest first."""
    said = claim.quantity.value
    if claim.kind == "money" and said * _TEN_THOUSAND == value:
        yield "正文似将“万元”写作“元”"
    if claim.kind == "money" and said == value * _TEN_THOUSAND:
        yield "表格似将“元”填作“万元”"
    if claim.kind not in ("count", "money"):
        return
    if sorted(str(said)) == sorted(str(value)) and said != value:
        yield "两数数字相同而次序不同，疑为数字颠倒"
    for ref in target.refs:
        cell = lookup(ref)
        if len(target.refs) > 1 and cell is not None and cell.value and value - cell.value == said:
            yield f"差额恰为其中一项（{cell.value} 件），疑漏计"
    for name, other in _neighbours(target):
        neighbour = parse(other).value(lambda ref: getattr(lookup(ref), "value", None))
        if neighbour is not None and neighbour == said:
            yield f"正文数恰等于{name}"


def _neighbours(target: Formula) -> Iterator[tuple[str, str]]:
    """Other figures that are often taken for this one."""
    refs = target.refs
    if any(ref.startswith(_PREVIOUS) for ref in refs):
        return
    yield "上年同一指标", " + ".join(f"{_PREVIOUS}{ref}" for ref in refs)
    if all(ref.startswith("requests.") and ref.endswith(".total") for ref in refs):
        people = " + ".join(f"{ref.removesuffix('total')}natural_person" for ref in refs)
        yield "自然人一列的数", people
    if refs == ("requests.result_total.total",):
        yield "本年新收数", "requests.new_received.total"
        yield "新收与上年结转之和", "requests.new_received.total + requests.carried_over.total"
    if refs == ("requests.new_received.total",):
        yield "本年办理结果总计", "requests.result_total.total"
    if refs == ("requests.carried_over.total",):
        yield "结转下年度数", "requests.carried_forward.total"
    if refs == ("requests.carried_forward.total",):
        yield "上年结转数", "requests.carried_over.total"
    if len(refs) == 1 and refs[0].startswith("disputes.") and refs[0].endswith(".total"):
        yield "减去尚未审结后的数", f"{refs[0]} - {refs[0].removesuffix('total')}pending"
