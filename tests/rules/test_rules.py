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
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from analyzer.analysis import Facts
from analyzer.finding import CellAnchor
from analyzer.profile import Profile, Required, load
from analyzer.rules import RULES
from analyzer.rules.engine import run
from analyzer.rules.not_checkable import not_checkable
from tests.rules.build import facts_of

CASES = Path(__file__).parent
CATALOGUE = 135


def _cases() -> list[Any]:
    found = []
    for rule in RULES:
        path = CASES / f"{rule.code.lower()}.toml"
        if path.exists():
            cases = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
            found.extend(pytest.param(rule.code, c, id=f"{rule.code}-{c['name']}") for c in cases)
    return found


def _said(facts: Facts, code: str, profile: Profile) -> list[list[str]]:
    rule = next(rule for rule in RULES if rule.code == code)
    return [
        [a.ref if isinstance(a, CellAnchor) else facts.quote(a) for a in finding.anchors]
        for finding in run([rule], facts, profile)
    ]


@pytest.mark.parametrize(("code", "case"), _cases())
def test_case(code: str, case: dict[str, Any]) -> None:
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
    said = _said(facts_of(case), code, profile)
    wanted = list(case["finds"])
    for anchors in said:
        hit = next((w for w in wanted if any(w in anchor for anchor in anchors)), None)
        assert hit is not None, f"unexpected finding at {anchors}"
        wanted.remove(hit)
    assert not wanted, f"not found: {wanted}; found {said}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_is_complete(rule: Any) -> None:
    path = CASES / f"{rule.code.lower()}.toml"
    assert path.exists(), f"{rule.code} has no case file"
    cases = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
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
