"""The characters a wording needs: a text without them cannot match."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.lexicon.needed import needed
from analyzer.lexicon.wordings import wordings

LISTS = [
    ("wording", key) for key in ("typo", "collocation", "repetition", "numeral", "unit", "citation")
] + [("political", "deformed")]
EVERY = [wording for name, key in LISTS for wording in wordings(name, key)]
LETTERS = sorted(
    {c for wording in EVERY for c in wording.find.pattern if "\u4e00" <= c <= "\u9fff"}
)


@pytest.mark.parametrize(
    ("expression", "branches"),
    [
        ("(?<![流周])转结(?!果)", [{"转", "结"}]),
        ("浏揽|贯(?:切|策)", [{"浏", "揽"}, {"贯"}]),
        ("甲?乙{0,3}丙{2}丁*戊+", [{"丙", "戊"}]),
        (r"[甲|乙]丙\(丁", [{"丙", "丁"}]),
        (r"\d+余", [{"余"}]),
    ],
)
def test_needed(expression: str, branches: list[set[str]]) -> None:
    assert [set(branch) for branch in needed(expression)] == branches


@given(text=st.text(st.sampled_from([*LETTERS, "，", "3", "余"]), max_size=40))
def test_what_matches_was_possible(text: str) -> None:
    for wording in EVERY:
        assert wording.is_possible(set(text)) or not re.search(wording.find, text)
