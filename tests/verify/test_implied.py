"""What empty cells stand for: only where all equations of the table hold and say something."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from analyzer.implied import implied
from tests.rules.build import facts_of

TEXT = "青岭县水务局2024年政府信息公开工作年度报告\n\n一、总体情况\n全年公开信息30条。\n"
FULL = {
    "requests.new_received.natural_person": "8",
    "requests.new_received.total": "8",
    "requests.granted.natural_person": "5",
    "requests.partial.natural_person": "3",
    "requests.result_total.natural_person": "8",
    "requests.result_total.total": "8",
}


def values(**cells: Any) -> dict[str, Decimal]:
    return implied(facts_of({"text": TEXT, "cells": cells}).tables)


def test_totals_left_out_are_the_sums_of_their_rows() -> None:
    found = values(**FULL, **{"requests.granted.total": "", "requests.partial.total": ""})
    assert found == {"requests.granted.total": 5, "requests.partial.total": 3}


def test_blanks_for_zero() -> None:
    found = values(
        **{**FULL, "requests.granted.total": "5", "requests.partial.total": "3"},
        **{"requests.new_received.research": ""},
    )
    assert found == {"requests.new_received.research": 0}


def test_nothing_is_implied_where_an_equation_fails() -> None:
    assert (
        values(**{**FULL, "requests.result_total.total": "9"}, **{"requests.granted.total": ""})
        == {}
    )


def test_blanks_among_zeros_prove_nothing() -> None:
    assert values(**dict.fromkeys(("disputes.review.upheld", "disputes.review.total"), "")) == {}


def test_an_unread_cell_leaves_everything_open() -> None:
    cells = {**FULL, "requests.granted.total": "", "requests.partial.total": "unread"}
    assert values(**cells) == {}


def test_a_blank_stays_blank() -> None:
    facts = facts_of(
        {
            "text": TEXT,
            "cells": {**FULL, "requests.granted.total": "", "requests.partial.total": "3"},
        }
    )
    cell, reckoned = facts.cell("requests.granted.total"), facts.reckoned("requests.granted.total")
    assert cell is not None
    assert reckoned is not None
    assert (cell.value, cell.state) == (None, "blank")
    assert (reckoned.value, reckoned.state) == (5, "blank")
