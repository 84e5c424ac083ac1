"""One figure against its formulas: the whole verdict, down to the words, kept in `figures.toml`.

A `[[case]]` holds
  said, kind    the figure as written, and what kind of claim it is (default: count)
  links         the formulas, best first, each with its reason and probability
  cells         the values of the tables; "blank", "malformed", "unread" as such; others are missing
  outcome       and, where they differ from the first link's: target, reason, confidence
  expected      the value over the tables, in the unit of the claim
  gap           why the two may differ
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from analyzer.claim import CheckedClaim, Claim, Link, Verdict
from analyzer.document import Cell
from analyzer.extract.quantities import quantities
from analyzer.verify import CellLookup, settled, verify

CASES = tomllib.loads((Path(__file__).parent / "figures.toml").read_text("utf-8"))["case"]
RECEIVED = "requests.new_received.total"


def _claim(said: str, kind: Any = "count", *, of_area: bool = False) -> Claim:
    (quantity,) = quantities(f"共{said}。")
    return Claim("c1", quantity, said, 0, kind, None, 2024, "agency", of_area=of_area)


def _lookup(cells: dict[str, str]) -> CellLookup:
    return {
        ref: Cell(ref, None, "", text)  # type: ignore[arg-type]
        if text.isalpha()
        else Cell(ref, Decimal(text), text, "number")
        for ref, text in cells.items()
    }.get


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    links = [Link(*link) for link in case["links"]]
    claim = _claim(case["said"], case.get("kind", "count"))
    found = verify(claim, links, _lookup(case["cells"]), tables_read=True)
    first = links[0]
    wanted = Verdict(
        case["outcome"],
        case.get("target", first.target),
        Decimal(case["expected"]) if "expected" in case else None,
        case.get("reason", first.reason),
        case.get("gap", ""),
        case.get("confidence", first.probability),
    )
    assert found == wanted


def test_without_links_or_tables_nothing_is_held_against_anything() -> None:
    claim = replace(_claim("12件"), probability=0.7)
    link = Link(RECEIVED, "新收", 0.9)
    lookup = _lookup({RECEIVED: "12"})
    assert verify(claim, [], lookup, tables_read=True) == Verdict(
        "unlinked", None, None, "没有可以直接核对的表格单元格", confidence=0.7
    )
    assert verify(claim, [link], lookup, tables_read=False) == Verdict(
        "unchecked", RECEIVED, None, "没有读到表格", confidence=0.9
    )


def _settled(*said: tuple[str, str, float], **more: bool) -> list[CheckedClaim]:
    """What becomes of figures of the area; each with its formula and how sure that reading is."""
    lookup = _lookup({f"requests.{row}.total": "20" for row in ("granted", "partial", "result")})
    checked = []
    for text, row, probability in said:
        claim = _claim(text, of_area=True)
        links = (Link(f"requests.{row}.total", "办理结果", probability),)
        verdict = verify(claim, links, lookup, tables_read=True)
        checked.append(CheckedClaim(claim, links, verdict))
    return list(settled(checked, lookup, tables_read=True, **more))


def _outcomes(checked: list[CheckedClaim]) -> list[str]:
    return [each.verdict.outcome for each in checked]


def test_two_figures_of_the_area_that_agree_speak_for_a_third() -> None:
    agreeing = (("20件", "granted", 0.8), ("20件", "partial", 0.8))
    *others, third = _settled(*agreeing, ("21件", "result", 0.7))
    assert _outcomes(others) == ["agrees", "agrees"]
    assert third.verdict.outcome == "disagrees"
    assert third.links == (Link("requests.result.total", "办理结果", 0.85),)
    assert third.verdict.reason == "办理结果"
    assert third.verdict.confidence == 0.85
    # A reading that was surer stays as sure as it was.
    *_, sure = _settled(*agreeing, ("21件", "result", 0.9))
    assert sure.links[0].probability == 0.9


def test_one_witness_or_as_many_against_prove_nothing() -> None:
    assert _outcomes(_settled(("20件", "granted", 0.8), ("21件", "result", 0.8))) == [
        "agrees",
        "incomparable",
    ]
    even = [("20件", "granted", 0.8), ("20件", "partial", 0.8)]
    against = [("21件", "result", 0.8), ("22件", "result", 0.8)]
    assert _outcomes(_settled(*even, *against)) == ["agrees", "agrees", *["incomparable"] * 2]


def test_a_report_that_sums_up_the_area_needs_no_witness() -> None:
    found = _settled(("21件", "result", 0.8), summed_up=True)
    assert _outcomes(found) == ["disagrees"]
    # Its own word counts beside the figures that agree: four for it, three against.
    agreeing = [("20件", "granted", 0.8), ("20件", "partial", 0.8)]
    differing = [(said, "result", 0.8) for said in ("21件", "22件", "23件")]
    found = _settled(*agreeing, *differing, summed_up=True)
    assert _outcomes(found) == ["agrees"] * 2 + ["disagrees"] * 3


def test_what_is_said_of_the_agency_is_not_settled_by_the_area() -> None:
    lookup = _lookup({RECEIVED: "20"})
    links = (Link(RECEIVED, "新收", 0.8),)
    of_area = _claim("20件", of_area=True)
    agrees = CheckedClaim(of_area, links, verify(of_area, links, lookup, tables_read=True))
    own = _claim("21件")
    doubtful = CheckedClaim(own, links, verify(own, links, lookup, tables_read=True))
    found = settled([agrees, agrees, doubtful], lookup, tables_read=True)
    assert found[2] is doubtful


def test_what_is_said_of_the_agency_is_no_witness_for_the_area() -> None:
    lookup = _lookup({RECEIVED: "20"})
    links = (Link(RECEIVED, "新收", 0.8),)
    checked = [
        CheckedClaim(claim, links, verify(claim, links, lookup, tables_read=True))
        for claim in (_claim("20件"), _claim("20件", of_area=True), _claim("21件", of_area=True))
    ]
    found = settled(checked, lookup, tables_read=True)
    assert _outcomes(list(found)) == ["agrees", "agrees", "incomparable"]
