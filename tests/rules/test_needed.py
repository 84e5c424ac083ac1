"""The literals an expression needs: a text without them cannot match."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.lexicon.needed import is_possible, needed
from analyzer.lexicon.source import load
from analyzer.rules.s17_template_residue import _residue

FILES = ("wording", "political", "law")


def expressions(data: Any) -> Iterator[str]:
    """The expressions of a lexicon file: under `find` and under keys that end in `pattern`."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            if key == "find":
                yield value
            elif key.endswith("pattern"):
                yield from value if isinstance(value, list) else [value]
            else:
                yield from expressions(value)
    elif isinstance(data, list):
        for value in data:
            yield from expressions(value)


EVERY = [*(each for file in FILES for each in expressions(load(file))), _residue().pattern]
LETTERS = sorted({c for each in EVERY for c in each if "\u4e00" <= c <= "\u9fff"})


@pytest.mark.parametrize(
    ("expression", "branches"),
    [
        ("(?<![流周])转结(?!果)", [{"转结"}]),
        ("浏揽|贯(?:切|策)", [{"浏揽"}, {"贯", "切"}, {"贯", "策"}]),
        ("甲?乙{0,3}丙{2}丁*戊+", [{"丙", "戊"}]),
        (r"[^甲]丙\(丁", [{"丙", "丁"}]),
        ("[甲乙]丙", [{"甲", "丙"}, {"乙", "丙"}]),
        (r"\d+余", [{"余"}]),
        (r"\u4e00\x41丙", [{"丙"}]),
        (
            "(?:法定|应当)[^，]{0,9}(?:15|十五)日",
            [
                {"法定", "15", "日"},
                {"法定", "十五", "日"},
                {"应当", "15", "日"},
                {"应当", "十五", "日"},
            ],
        ),
        ("(?i)todo", [set()]),
        (r"(甲|)乙(?=丙)\1", [{"甲", "乙"}, {"乙"}]),
    ],
)
def test_needed(expression: str, branches: list[set[str]]) -> None:
    assert [set(branch.runs) for branch in needed(expression)] == branches


# The first example waits for every expression to be compiled.
@settings(deadline=None)
@given(text=st.text(st.sampled_from([*LETTERS, "，", "3", "余"]), max_size=40))
def test_what_matches_was_possible(text: str) -> None:
    for expression in EVERY:
        assert is_possible(needed(expression), text, set(text)) or not re.search(expression, text)


@settings(deadline=None)
@given(data=st.data())
def test_every_match_is_possible(data: st.DataObject) -> None:
    expression = data.draw(st.sampled_from(EVERY))
    text = data.draw(st.from_regex(expression))
    assert is_possible(needed(expression), text, set(text))
