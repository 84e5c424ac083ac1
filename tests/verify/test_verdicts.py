"""What becomes of every claim of a passage, held against given cells."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.rules.build import facts_of

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text("utf-8"))["case"]
HEAD = "{year}年青岚县水务局政府信息公开工作年度报告\n\n一、总体情况\n\n"


def _report(text: str, cells: dict[str, str], year: int) -> dict[str, Any]:
    return {"text": HEAD.format(year=year) + text + "\n", "cells": cells, "year": year}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    report = _report(case["text"], case["cells"], 2024)
    if "level" in case:
        report["agency_level"] = case["level"]
    if "previous" in case:
        report["previous"] = _report("上年情况。", case["previous"], 2023)
    facts = facts_of(report)
    assert len(facts.claims) == len(case["claims"]), [c.claim.text for c in facts.claims]
    for checked, line in zip(facts.claims, case["claims"], strict=True):
        text, outcome, *said = line.split(" ")
        verdict = checked.verdict
        assert (checked.claim.text, verdict.outcome) == (text, outcome), verdict
        assert all(words in verdict.reason + verdict.gap for words in said), verdict
