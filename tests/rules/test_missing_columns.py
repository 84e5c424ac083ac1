"""S16 where the header of a table lacks columns: which, and where the reader looks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyzer.analysis import Facts
from analyzer.document import Span
from analyzer.finding import CellAnchor, Finding
from analyzer.profile import load
from analyzer.rules import RULES
from analyzer.rules.engine import run
from tests.rules.build import facts_of

TEXT = "青岭县水务局2024年政府信息公开工作年度报告\n\n一、总体情况\n全年公开信息30条。\n"


def _found(form: str, *missing: str) -> tuple[Finding, ...]:
    facts: Facts = facts_of({"text": TEXT, "cells": {}, "tables": [form]})
    (table,) = facts.tables
    facts = replace(facts, tables=(replace(table, missing_columns=missing, span=Span(3, 9)),))
    return run([rule for rule in RULES if rule.code == "S16"], facts, load())


@pytest.mark.parametrize(
    ("form", "missing", "names", "first", "count"),
    [
        ("requests", ["research"], "“科研机构”", "requests.new_received.research", 7),
        (
            "requests",
            ["research", "total"],
            "“科研机构”、“总计”",
            "requests.new_received.research",
            7,
        ),
        ("disputes", ["review.upheld"], "“结果维持”", "disputes.review.upheld", 1),
        (
            "disputes",
            ["review.upheld", "suit_direct.upheld"],
            "“结果维持”",
            "disputes.review.upheld",
            2,
        ),
    ],
)
def test_missing_columns_are_named_once(
    form: str, missing: list[str], names: str, first: str, count: int
) -> None:
    (found,) = _found(form, *missing)
    assert found.message.endswith(f"表头缺{names}列。")
    assert found.advice == "按统一表样补齐各列，没有发生的填“0”。"
    *cells, place = found.anchors
    assert cells[0] == CellAnchor(first)
    assert len(cells) == count
    assert place == Span(3, 9)


def test_no_column_is_missing() -> None:
    assert _found("requests") == ()
