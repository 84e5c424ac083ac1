"""The score: deductions, awards, the cap, and the points of a missing year."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.analysis import Dimension, Facts, Scorecard
from analyzer.document import Document, Label
from analyzer.finding import SEVERITIES, Finding
from analyzer.profile import load
from analyzer.score import score
from tests.render import sample

BARE = Facts(Document("a.txt", "", "txt", "", ()))
WITH_PREVIOUS = replace(BARE, previous=BARE)
CODES = sorted({code for weight in load().weights for code in weight.codes})


def _of(card: Scorecard, key: str) -> Dimension:
    return next(dimension for dimension in card.dimensions if dimension.key == key)


def _scored(*findings: Finding, facts: Facts = WITH_PREVIOUS) -> Scorecard:
    return score(facts, findings, load())


def test_without_findings_only_substance_is_missing() -> None:
    card = _scored()
    assert [(d.key, d.points, d.of) for d in card.dimensions if d.key != "H"] == [
        (key, Decimal(points), Decimal(points))
        for key, points in zip("ABCDEFG", (15, 20, 15, 8, 7, 8, 5), strict=True)
    ]
    assert (_of(card, "H").points, _of(card, "H").of) == (0, 22)
    assert (card.total, card.grade) == (Decimal("78.0"), "中")
    assert card.narrative == Decimal("37.1")  # 13 of 35


@pytest.mark.parametrize(
    ("code", "severity", "key", "left"),
    [
        ("S06", "high", "A", "12"),
        ("S07", "high", "A", "15"),
        ("S17", "low", "A", "14.5"),
        ("A06", "medium", "B", "19"),
        ("C19", "medium", "C", "14"),
        ("T04", "high", "D", "6"),
        ("Y01", "critical", "E", "4"),
        ("D01", "critical", "F", "3"),
        ("W04", "low", "G", "4.7"),
        ("W05", "info", "G", "5"),
    ],
)
def test_deductions_of_the_specification(code: str, severity: str, key: str, left: str) -> None:
    card = _scored(sample.finding(code, severity=severity))
    assert _of(card, key).points == Decimal(left)


def test_a_deduction_is_explained() -> None:
    card = _scored(
        sample.finding("A06", name="单元格空白", severity="medium", message="复议五格空白")
    )
    assert _of(card, "B").reasons == ("A06 单元格空白：扣 1 分。复议五格空白",)


@pytest.mark.parametrize("code", ["S01", "A01", "C01", "D01"])
def test_a_critical_finding_caps_the_total(code: str) -> None:
    card = _scored(sample.finding(code))
    assert (card.total, card.grade) == (59, "须改正后重发")


@pytest.mark.parametrize(
    "finding",
    [
        sample.finding("T01"),
        sample.finding("C01", certainty="hint"),
        sample.finding("C01", status="dismissed"),
        sample.finding("L03"),
    ],
)
def test_no_cap_for_other_dimensions_hints_decisions_and_advice(finding: Finding) -> None:
    assert _scored(finding).total > 59


@pytest.mark.parametrize(
    ("finding", "why"),
    [
        (sample.finding("T10", severity="medium"), "依据为经验判断"),
        (sample.finding("T01", certainty="hint"), "把握不足"),
        (sample.finding("T01", status="dismissed"), "人工复核排除"),
    ],
)
def test_what_costs_nothing_says_why(finding: Finding, why: str) -> None:
    dimension = _of(_scored(finding), "D")
    assert dimension.points == 8
    assert why in dimension.reasons[0]


def test_points_of_a_missing_year_go_to_the_others() -> None:
    card = _scored(sample.finding("A06", severity="medium"), facts=BARE)
    assert (_of(card, "E").points, _of(card, "E").of) == (0, 0)
    assert sum(d.of for d in card.dimensions) == 100
    assert (_of(card, "B").of, _of(card, "B").points) == (Decimal("21.5"), Decimal("20.4"))
    assert "19/20 分按比例计为 20.4/21.5 分" in _of(card, "B").reasons[-1]


def test_substance_is_awarded_with_its_evidence() -> None:
    facts = sample.facts(previous=BARE)
    dimension = _of(score(facts, (), load()), "H")
    # aspects 1.6 + 1.6 + 0.5 + 1.1 + 0, rectification 3, 1 of 2 specific, 1 of 2 covered, 2, 1
    assert dimension.points == Decimal("14.8")
    assert any("监督保障：正文未见" in reason for reason in dimension.reasons)
    assert any("“本年度未收取信息处理费。”" in reason for reason in dimension.reasons)


@pytest.mark.parametrize(("code", "lost"), [("Y08", 3), ("P06", 2), ("P07", 1), ("P01", 4)])
def test_a_finding_of_missing_substance_withholds_its_points(code: str, lost: int) -> None:
    facts = sample.facts(previous=BARE)
    dimension = _of(score(facts, (sample.finding(code, severity="medium"),), load()), "H")
    assert dimension.points == Decimal("14.8") - lost
    assert any(code in reason and "给 0 分" in reason for reason in dimension.reasons)


def test_titles_of_table_sections_name_no_aspect() -> None:
    facts = sample.facts(previous=BARE)
    moved = tuple(
        replace(s, section="requests") if s.aspect and s.aspect.value == "management" else s
        for s in facts.sentences
    )
    reasons = _of(score(replace(facts, sentences=moved), (), load()), "H").reasons
    assert any(reason.startswith("政府信息管理：正文未见") for reason in reasons)


def test_sentences_that_were_not_labelled_are_mentioned() -> None:
    facts = sample.facts(previous=BARE)
    bare = tuple(replace(s, aspect=None, role=None) for s in facts.sentences)
    reasons = _of(score(replace(facts, sentences=bare), (), load()), "H").reasons
    assert any("另有 9 句未能判定类别，未计入" in reason for reason in reasons)


@given(
    st.lists(st.tuples(st.sampled_from(CODES), st.sampled_from(SEVERITIES)), max_size=40),
    st.sampled_from([WITH_PREVIOUS, BARE, sample.facts()]),
)
def test_bounds_and_sums_hold_whatever_is_found(found: list[tuple[str, str]], facts: Facts) -> None:
    findings = [sample.finding(code, severity=severity) for code, severity in found]
    card = score(facts, findings, load())
    assert sum(d.of for d in card.dimensions) == 100
    assert all(0 <= d.points <= d.of for d in card.dimensions)
    assert card.total <= sum(d.points for d in card.dimensions)
    assert card.total == card.total.quantize(Decimal("0.1"))
    assert 0 <= card.narrative <= 100
    assert all(dimension.reasons for dimension in card.dimensions)


def test_a_title_is_no_problem_and_a_filling_instruction_no_report() -> None:
    facts = sample.facts(previous=BARE)
    heading = {"二是人手少。", "本年度未收取信息处理费。"}
    retitled = tuple(
        replace(s, role=Label("heading", 0.9)) if facts.quote(s.span) in heading else s
        for s in facts.sentences
    )
    reasons = _of(score(replace(facts, sentences=retitled), (), load()), "H").reasons
    assert any("1 个问题中 1 个具体" in reason for reason in reasons)
    assert any(reason.startswith("信息处理费：正文未见") for reason in reasons)
