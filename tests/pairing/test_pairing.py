"""Passages of a fifth section from text to pairs, as `cases.toml` says."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.document import Sentence, Span
from analyzer.lexicon.source import load, words
from analyzer.pairing.concrete import is_concrete
from analyzer.pairing.kinds import answered, kinds, stated
from analyzer.pairing.pair import shortcomings
from analyzer.training.pair_figures import read

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_a_passage_says(case: dict[str, Any]) -> None:
    text = case["text"]
    found = read(text)
    pairs = []
    for problem in found.problems:
        told = [f"{r.span.of(text)} {'+' if r.concrete else '-'}" for r in problem.remedies]
        pairs.append(" ← ".join([problem.span.of(text), *told]))
    assert pairs == case["pairs"]
    assert [remedy.span.of(text) for remedy in found.general] == case.get("general", [])


@pytest.mark.parametrize(
    ("text", "concrete"),
    [
        ("每季度由办公室组织一次培训", True),
        ("印发《公开工作细则》", True),
        ("11月底前完成栏目改版", True),
        ("未经审核不得发布", True),
        ("进一步加强学习，提高认识", False),
        ("推动工作再上新台阶", False),
        ("力争公开水平更上一层楼", False),
    ],
)
def test_concrete_is_what_can_be_checked(text: str, *, concrete: bool) -> None:
    assert is_concrete(text) is concrete


def test_every_kind_has_a_name_and_words_for_both_sides() -> None:
    assert len(kinds()) >= 10
    for kind in kinds():
        assert load("problem_kinds")[kind]["name"]
        assert stated(words("problem_kinds", kind, "statement")[0])
        assert answered(words("problem_kinds", kind, "remedy")[0])


@given(st.text(alphabet="一二是、。；：，（）12.问题不足下步将改进公开\n ", max_size=80))
def test_spans_stay_inside_and_in_order(text: str) -> None:
    sentence = Sentence(Span(0, len(text)), "problems", 0)
    found = shortcomings(text, [sentence] if text else [])
    spans = [problem.span for problem in found.problems]
    assert spans == sorted(spans)
    remedies = [r.span for p in found.problems for r in p.remedies]
    remedies += [remedy.span for remedy in found.general]
    assert len(set(remedies)) == len(remedies)
    for span in (*spans, *remedies):
        assert 0 <= span.start < span.end <= len(text)
