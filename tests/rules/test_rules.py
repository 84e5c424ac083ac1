"""Every rule has a page, a silent case and a speaking case; every case says what it should.

A case file `tests/rules/<code>.toml` holds `[[case]]` tables:
  name      what the case shows
  text      the report as plain text; `[table]` lines are not needed, cells come from `cells`
  cells     overrides over an all-zero form: "12", "" (blank), or any text as typed in the cell
  tables    forms present (default: all three); edition (default "2021")
  previous  a table with the same keys for last year's report
  neighbours  tables with the same keys for reports of other agencies
  year, agency, level, signed, published   facts of the document, read from the text if absent
  losses    what the reader could not read: quote of the place = message
  tolerances  thresholds that differ from the default profile
  deadlines, required  what a locality sets in its profile, as there
  finds     quotes or cells the rule must point at (one finding each, in any order); empty: silent

What a reader is told of the speaking cases stands word for word in `told/<code>.txt`, written anew
with `--regen`.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from analyzer.analysis import Facts
from analyzer.finding import CellAnchor, Finding
from analyzer.profile import Required, load
from analyzer.rules import RULES
from analyzer.rules.engine import run
from analyzer.rules.not_checkable import not_checkable
from tests.rules.build import facts_of

CASES = Path(__file__).parent
TOLD = CASES / "told"
CATALOGUE = 135


def _cases_of(code: str) -> list[dict[str, Any]]:
    path = CASES / f"{code.lower()}.toml"
    return tomllib.loads(path.read_text("utf-8"))["case"] if path.exists() else []


def _cases() -> list[Any]:
    return [
        pytest.param(rule.code, case, id=f"{rule.code}-{case['name']}")
        for rule in RULES
        for case in _cases_of(rule.code)
    ]


def _found(code: str, case: dict[str, Any]) -> tuple[Facts, tuple[Finding, ...]]:
    own = {name: Decimal(value) for name, value in case.get("tolerances", {}).items()}
    profile = load()
    profile = replace(
        profile,
        tolerances={**profile.tolerances, **own},
        deadlines=case.get("deadlines", {}),
        required=tuple(
            Required(**{k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()})
            for entry in case.get("required", ())
        ),
    )
    rule = next(rule for rule in RULES if rule.code == code)
    facts = facts_of(case)
    return facts, run([rule], facts, profile)


def _quotes(facts: Facts, finding: Finding) -> list[str]:
    return [a.ref if isinstance(a, CellAnchor) else facts.quote(a) for a in finding.anchors]


@pytest.mark.parametrize(("code", "case"), _cases())
def test_case(code: str, case: dict[str, Any]) -> None:
    facts, findings = _found(code, case)
    said = [_quotes(facts, finding) for finding in findings]
    wanted = list(case["finds"])
    for anchors in said:
        hit = next((w for w in wanted if any(w in anchor for anchor in anchors)), None)
        assert hit is not None, f"unexpected finding at {anchors}"
        wanted.remove(hit)
    assert not wanted, f"not found: {wanted}; found {said}"


def _as_told(facts: Facts, finding: Finding) -> str:
    """One finding as a reader gets it, a line for each thing."""
    lines = [
        f"{finding.severity} {finding.certainty}：{finding.message}",
        f"  建议：{finding.advice}",
        f"  位置：{' | '.join(_quotes(facts, finding))}",
        f"  应为：{finding.expected}；实为：{finding.actual}",
        *(f"  更正：{c.ref} {c.written} → {c.should}" for c in finding.corrections),
    ]
    return "\n".join(line.replace("\n", "⏎").rstrip() for line in lines)


@pytest.mark.parametrize("code", [rule.code for rule in RULES])
def test_what_a_reader_is_told(code: str, *, regen: bool) -> None:
    told = []
    for case in _cases_of(code):
        if case["finds"]:
            facts, findings = _found(code, case)
            told += [f"# {case['name']}", *(_as_told(facts, finding) for finding in findings)]
    kept = TOLD / f"{code.lower()}.txt"
    if regen:
        kept.write_text("\n".join([*told, ""]), "utf-8")
    assert "\n".join([*told, ""]) == kept.read_text("utf-8")


@pytest.mark.parametrize("code", [rule.code for rule in RULES])
def test_an_unread_cell_accuses_nobody(code: str) -> None:
    """A speaking case of the rule with one cell after the other left unread, in either year."""
    case = next((c for c in _cases_of(code) if c["finds"] and c.get("cells")), None)
    if case is None:
        return
    _, findings = _found(code, case)
    pointed = {a.ref for f in findings for a in f.anchors if isinstance(a, CellAnchor)}
    for prefix, year in (("", case), ("previous.", case.get("previous", {}))):
        if "cells" not in year:
            continue
        for ref in {*year["cells"], *(each.removeprefix("previous.") for each in pointed)}:
            other = {**year, "cells": {**year["cells"], ref: "unread"}}
            facts, found = _found(code, {**case, "previous": other} if prefix else other)
            assert not [f for f in found if f"{prefix}{ref}" in _quotes(facts, f)]


@pytest.mark.parametrize("code", [rule.code for rule in RULES])
def test_a_table_that_is_not_there_accuses_nobody(code: str) -> None:
    for case in _cases_of(code):
        if case.get("cells"):
            _, findings = _found(code, {**case, "tables": []})
            assert not [a for f in findings for a in f.anchors if isinstance(a, CellAnchor)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_is_complete(rule: Any) -> None:
    cases = _cases_of(rule.code)
    assert cases, f"{rule.code} has no case file"
    assert any(case["finds"] for case in cases), "no speaking case"
    assert any(not case["finds"] for case in cases), "no silent case"
    for heading in ("为什么", "报告", "不报告", "依据"):
        assert heading in rule.page, f"{rule.code}: the page lacks {heading}"


def test_codes_are_unique_and_in_order() -> None:
    codes = [rule.code for rule in RULES]
    assert len(codes) == len(set(codes))
    order = "SACTYLWDBPX"  # X: what a locality asks for, beyond the catalogue
    assert codes == sorted(codes, key=lambda code: (order.index(code[0]), code))


def test_every_code_of_the_catalogue_is_a_rule_or_has_a_reason() -> None:
    by_hand = {entry.code for entry in not_checkable()}
    codes = {rule.code for rule in RULES if rule.code[0] != "X"}
    assert not by_hand & codes
    assert len(by_hand | codes) == CATALOGUE
    assert all(len(entry.reason) > 20 for entry in not_checkable())
