"""One fault is reported once, and a wrong cell is named with the number that belongs there."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.document import Span
from analyzer.errors import DataError
from analyzer.finding import CellAnchor, Correction, Finding
from analyzer.forms.form import form
from analyzer.profile import load
from analyzer.rules import RULES, folding, judge
from analyzer.rules.folding import folded, folds
from tests.rules.build import facts_of

COLUMNS = ("natural_person", "commercial", "legal_service")
TEXT = """
青岭县水务局2024年政府信息公开工作年度报告

一、总体情况
全年共收到政府信息公开申请46件，办结44件，结转下年度5件。

六、其他需要报告的事项
本年度未收取信息处理费。
"""


def consistent() -> dict[str, int]:
    """A table three that foots: no two of its figures are alike where that could hide a fault."""
    rows = {
        "new_received": (31, 11, 4),
        "carried_over": (2, 1, 0),
        "granted": (17, 6, 3),
        "partial": (5, 2, 1),
        "unable_not_held": (7, 2, 0),
        "refuse_repeat": (1, 0, 0),
        "result_total": (30, 10, 4),
        "carried_forward": (3, 2, 0),
    }
    cells = {}
    for row, values in rows.items():
        for column, value in zip(COLUMNS, values, strict=True):
            cells[f"requests.{row}.{column}"] = value
        cells[f"requests.{row}.total"] = sum(values)
    return cells


def arithmetic(cells: dict[str, int], text: str = TEXT) -> tuple[Finding, ...]:
    facts = facts_of({"text": text, "cells": {ref: str(value) for ref, value in cells.items()}})
    return tuple(
        f for f in judge(facts, load()) if f.code[0] in "AC" and f.code not in ("A14", "A15")
    )


def test_a_table_that_foots_is_silent() -> None:
    assert arithmetic(consistent()) == ()


DETAILS = sorted(consistent())


@settings(max_examples=60, deadline=None)
@given(ref=st.sampled_from(DETAILS), change=st.integers(1, 40))
def test_one_wrong_cell_is_one_finding_that_names_it(ref: str, change: int) -> None:
    cells = consistent()
    right = cells[ref]
    cells[ref] = right + change
    found = arithmetic(cells)
    assert len(found) == 1, [f.message for f in found]
    assert [(each.ref, each.should) for each in found[0].corrections] == [(ref, Decimal(right))]
    assert form("requests", "2021").cell_name(ref) in found[0].advice


def test_a_wrong_row_is_named_in_all_its_columns() -> None:
    cells = consistent()
    for column in ("natural_person", "total"):
        cells[f"requests.result_total.{column}"] += 3
    found = arithmetic(cells)
    assert [f.code for f in found] == ["A01"]
    assert {each.ref.rsplit(".", 1)[1] for each in found[0].corrections} == {
        "natural_person",
        "total",
    }
    assert {f.code for f in found[0].related} == {"A02", "C02"}


def test_the_prose_that_is_right_is_folded_under_the_wrong_cell() -> None:
    cells = consistent()
    cells["requests.new_received.total"] = 64
    (found,) = arithmetic(cells)
    assert found.code == "A03"
    assert "数字颠倒" in found.advice
    assert [f.code for f in found.related] == ["A01", "C01"]


def test_the_prose_that_is_wrong_stays_a_finding_of_its_own() -> None:
    cells = consistent()
    cells["requests.new_received.total"] = 64
    found = arithmetic(cells, TEXT.replace("46件", "52件"))
    assert sorted(f.code for f in found) == ["A03", "C01"]


def finding(code: str, *spans: tuple[int, int]) -> Finding:
    anchors = tuple(Span(*span) for span in spans)
    return Finding(code, "", "high", "likely", "", "", "", anchors, None, None, f"{code}{spans}")


def test_folding_loses_nothing_and_keeps_the_order() -> None:
    found = tuple(
        finding(code, (at, at + 4)) for at, code in enumerate(("W02", "W03", "S02", "T05"))
    )
    kept = folded(found)
    assert [f.code for f in kept] == ["W02", "S02", "T05"]
    assert [f.code for f in kept[0].related] == ["W03"]
    assert folded(kept) == kept


def _of_cells(code: str, *refs: str, **more: Any) -> Finding:
    anchors = tuple(CellAnchor(ref) for ref in refs)
    return replace(finding(code, *more.pop("spans", ())), anchors=anchors, fingerprint=code, **more)


MENDED = (Correction("a", Decimal(15), Decimal(12)),)


@pytest.mark.parametrize(
    ("root", "other", "is_folded"),
    [
        # cell: both blame the same cells
        (_of_cells("A03", corrections=MENDED), _of_cells("A01", corrections=MENDED), True),
        (_of_cells("A03", corrections=MENDED), _of_cells("A01"), False),
        (_of_cells("A03"), _of_cells("A01"), False),
        # mend: with the cell mended the two figures of the other agree
        (
            _of_cells("A03", corrections=MENDED),
            _of_cells("C01", "a", expected="15", actual="12"),
            True,
        ),
        (
            _of_cells("A03", corrections=MENDED),
            _of_cells("C01", "a", expected="15", actual="13"),
            False,
        ),
        (
            _of_cells("A03", corrections=MENDED),
            _of_cells("C01", "b", expected="15", actual="12"),
            False,
        ),
        (_of_cells("A03", corrections=MENDED), _of_cells("C01", "a", expected="15"), False),
        (_of_cells("A03", corrections=MENDED), _of_cells("C01", "a", actual="12"), False),
        (
            _of_cells("A03", corrections=MENDED),
            _of_cells("C01", "a", expected="十五", actual="12"),
            False,
        ),
        (_of_cells("A03"), _of_cells("C01", "a", expected="12", actual="12"), False),
        # same: one cell in common
        (_of_cells("A08", "a"), _of_cells("A01", "b", "a"), True),
        (_of_cells("A08", "a"), _of_cells("A01", "b"), False),
        # lead: the first words are the same
        (finding("T04", (0, 4), (10, 14)), finding("C01", (3, 6), (20, 24)), True),
        (finding("T04", (0, 4), (10, 14)), finding("C01", (10, 14), (0, 4)), False),
        (finding("T04", (0, 4)), finding("C01", (4, 8)), False),
        (finding("T04", (4, 8)), finding("C01", (0, 4)), False),
        # words: any words in common; of a contradicted figure only the figure itself
        (finding("T01", (0, 4), (10, 14)), finding("T03", (20, 24), (12, 16)), True),
        (finding("T01", (0, 4), (10, 14)), finding("T03", (4, 10)), False),
        (finding("C01", (0, 4), (10, 14)), finding("T01", (10, 14)), False),
        (finding("C01", (0, 4), (10, 14)), finding("T01", (2, 3)), True),
        # report: whatever they point at
        (finding("S14", (0, 4)), finding("S15", (90, 94)), True),
    ],
)
def test_what_is_folded_under_what(root: Finding, other: Finding, *, is_folded: bool) -> None:
    kept = folded((root, other))
    if is_folded:
        assert [each.code for each in kept] == [root.code]
        assert [each.code for each in kept[0].related] == [other.code]
    else:
        assert kept == (root, other)


def test_every_fold_names_rules_and_no_rule_is_folded_under_itself() -> None:
    codes = [rule.code for rule in RULES]
    for fold in folds():
        for entry in (*fold.root, *fold.under):
            assert any(code.startswith(entry) for code in codes), entry
        assert not set(fold.root) & set(fold.under)


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        (None, "缺少键 fold"),
        ([{"root": ["A01"]}], "fold[0] 应恰有"),
        ([{"root": ["A01"], "under": ["A02"], "when": "never", "reason": ""}], "fold[0].when"),
    ],
)
def test_a_bad_fold_is_named(monkeypatch: pytest.MonkeyPatch, entries: Any, told: str) -> None:
    monkeypatch.setattr(folding, "load", lambda *_: {"fold": entries})
    with pytest.raises(DataError) as error:
        folds.__wrapped__()
    assert told in str(error.value)
    assert "folding.toml" in str(error.value)
