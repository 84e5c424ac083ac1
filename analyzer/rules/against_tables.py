"""Claims that the tables contradict: which C code reports each of them, and in what words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from analyzer.analysis import Facts, number
from analyzer.claim import CheckedClaim, Claim
from analyzer.finding import CellAnchor, Fault
from analyzer.forms.form import form
from analyzer.formula import parse
from analyzer.lexicon.names import name_of
from analyzer.rules.figures import behind, lead, quoted, thought
from analyzer.rules.phrasing import any_of

# The row of a requests metric → the code that reports it; sub-rows go with their sub-total.
_ROWS: Final = {
    "new_received": "C01",
    "result_total": "C02",
    "handled": "C02",
    "carried_over": "C03",
    "carried_forward": "C04",
    "carried": "C04",
    "granted": "C05",
    "partial": "C05",
    "granted_or_partial": "C05",
}
_GROUPS_OF_ROWS: Final = {"denied": "C06", "unable": "C07", "refuse": "C08", "other": "C08"}
_DISPUTES: Final = {
    "review": "C12",
    "all": "C12",
    "suit": "C13",
    "suit_direct": "C13",
    "suit_after": "C13",
}
_DISCLOSURE: Final = {
    "regulations": "C14",
    "normative_documents": "C14",
    "licensing": "C15",
    "penalty": "C15",
    "coercion": "C15",
    "fees": "C16",
}
_HEDGED: Final = ("over", "about", "at_least", "at_most", "range")
_HANDLED: Final = "requests.result_total"
_CENT: Final = Decimal("0.01")
_BEHIND: Final = 6
_SURE: Final = 0.95
_ADVICE: Final = "请对照办理台账或原始统计核实，改正正文或表格中错误的一处，使两处一致。"


def code_of(checked: CheckedClaim) -> str | None:
    """The one C code that reports this claim, None where no rule of the C group may speak.

    Changes against last year belong to T06 and Y10, last year's own figures to Y10.
    """
    claim, verdict = checked.claim, checked.verdict
    if verdict.outcome != "disagrees" or claim.metric is None or verdict.target is None:
        return None
    if claim.kind == "change" or "previous." in verdict.target:
        return None
    if claim.quantity.hedge in _HEDGED:
        return "C19"
    form_name, row, *column = claim.metric.split(".")
    first = row.split("+")[0]
    if form_name == "requests":
        return _of_requests(claim, first, has_column=bool(column))
    return (_DISPUTES if form_name == "disputes" else _DISCLOSURE).get(first)


def _of_requests(claim: Claim, row: str, *, has_column: bool) -> str | None:
    if row == "new_received" and claim.quantity.value == 0 and claim.kind == "count":
        return "C10"
    if claim.quantity.hedge == "all" and claim.metric == _HANDLED:
        return "C11"
    if has_column:
        return "C09"
    return _ROWS.get(row) or _GROUPS_OF_ROWS.get(row.split("_", maxsplit=1)[0])


def contradicted(facts: Facts, code: str) -> Iterator[CheckedClaim]:
    """The claims that rule `code` reports."""
    for checked in facts.claims:
        if code_of(checked) != code or _speaks_of_all_cases(facts, checked.claim):
            continue
        if _speaks_of_a_part(facts, checked.claim):
            continue
        if not _follows_from_a_count(facts, checked):
            yield checked


def _speaks_of_a_part(facts: Facts, claim: Claim) -> bool:
    """Whether a number of applications is told as an example or a part: 个别, 自行办理, in 五."""
    if not (claim.metric or "").startswith("requests."):
        return False
    if facts.sentences[claim.sentence].section == "problems":
        return True
    around = lead(facts, claim) + behind(facts, claim, _BEHIND)
    return any_of("cross_checks", "against", "part").search(around) is not None


def _follows_from_a_count(facts: Facts, checked: CheckedClaim) -> bool:
    """Whether a share is only wrong because the count beside it is: 265件（占32.9%） of 805."""
    claim, share = checked.claim, checked.verdict.expected
    if claim.kind != "share" or not share:
        return False
    for other in facts.claims:
        count, right = other.claim, other.verdict.expected
        if count.sentence != claim.sentence or count.metric != claim.metric or not right:
            continue
        if count.kind == "count" and other.verdict.outcome == "disagrees":
            told = share * count.quantity.value / right
            if abs(told - claim.quantity.value) < claim.quantity.step:
                return True
    return False


def _speaks_of_all_cases(facts: Facts, claim: Claim) -> bool:
    """Whether a dispute is one of all the agency's cases, of which the form counts a part."""
    if not (claim.metric or "").startswith("disputes."):
        return False
    words = thought(facts, claim)
    return (
        any_of("cross_checks", "disputes", "all_cases").search(words) is not None
        and any_of("cross_checks", "disputes", "disclosed").search(words) is None
    )


def disagreements(facts: Facts, code: str) -> Iterator[Fault]:
    """A fault for every claim that rule `code` reports."""
    for checked in contradicted(facts, code):
        yield disagreement(facts, checked)


def disagreement(facts: Facts, checked: CheckedClaim, *, range_told: str = "") -> Fault:
    """The fault of one contradicted claim: the words, the cells with values, the reading."""
    claim, verdict = checked.claim, checked.verdict
    assert verdict.expected is not None  # noqa: S101 # `disagrees` is only said of a computed value
    target = verdict.target or ""
    # That nothing equals some other empty cell explains nothing.
    reckoned = any(ref in facts.implied for ref in parse(target).refs)
    gap = f"可能原因：{verdict.gap}。" if verdict.gap and claim.quantity.value else ""
    return Fault(
        message=(
            f"正文写“{quoted(facts, claim)}”{range_told}，{cells_told(facts, target, verdict.expected, claim)}，"
            f"{_apart(claim, verdict.expected)}（按“{verdict.reason}”核对）。{gap}"
        ),
        anchors=(claim.span, *(CellAnchor(ref) for ref in _shown(facts, parse(target).refs))),
        advice=_ADVICE,
        expected=verdict.expected,
        actual=claim.quantity.value,
        certainty=None if verdict.confidence >= _SURE and not reckoned else "likely",
    )


def cell_told(facts: Facts, ref: str) -> str:
    """A cell by its Chinese name with the value it holds."""
    cell = facts.reckoned(ref)
    value = cell.value if cell is not None else None
    filled = "空" if value is None else number(value)
    if ref in facts.implied:
        filled = f"空（按勾稽关系推算为 {filled}）"
    edition = facts.edition if facts.edition == "2019" else "2021"
    return f"“{form(ref.split('.', maxsplit=1)[0], edition).cell_name(ref)}”为 {filled}"


def cells_told(facts: Facts, target: str, expected: Decimal, claim: Claim) -> str:
    """What the tables have: the table, its cells with values, and what they come to."""
    formula = parse(target)
    refs = _shown(facts, formula.refs)
    cells = "、".join(cell_told(facts, ref) for ref in refs)
    table = name_of("form", refs[0].split(".")[0])
    if formula.is_ratio:
        return f"{table}{cells}，据此计算为 {number(expected.quantize(_CENT))}%"
    if claim.kind == "money":
        return f"{table}{cells}万元，合 {number(expected)} 元"
    if len(formula.refs) == 1:
        return f"{table}{cells}"
    rest = "，其余各格为 0" if len(refs) < len(formula.refs) else ""
    return f"{table}{cells}{rest}，合计 {number(expected)}"


def _shown(facts: Facts, refs: tuple[str, ...]) -> tuple[str, ...]:
    """Of a long sum only the cells that hold something; where all hold 0, the first of them."""
    if len(refs) <= 2:
        return refs
    return tuple(ref for ref in refs if facts.value(ref) or facts.implied.get(ref)) or refs[:1]


def _apart(claim: Claim, expected: Decimal) -> str:
    difference = abs(claim.quantity.value - expected)
    if claim.quantity.hedge == "all":
        return "并非全部"
    if claim.kind == "share":
        return f"相差 {number(difference.quantize(_CENT))} 个百分点"
    return f"相差 {number(difference)}{' ' + claim.quantity.unit if claim.quantity.unit else ''}"
