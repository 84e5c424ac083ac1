from __future__ import annotations

from pathlib import Path

from analyzer.training.corpus import load
from analyzer.training.repetition import overlapping, repetition, skeleton

CORPORA = Path(__file__).resolve().parents[2] / "corpora"


def test_the_sentences_are_no_set_of_templates() -> None:
    data = load(CORPORA)
    learnt, held_out = (
        [item.text for item in part if item.role != "heading"]
        for part in (data.training(), data.test())
    )
    measured = repetition(learnt, held_out)
    assert measured.skeletons > 0.98 * measured.texts
    assert measured.shared < 0.04 * measured.held_out


def test_skeletons_leave_figures_quotations_and_names_out() -> None:
    assert skeleton("甲乙县印发《办法》3件，占17.4%。") == skeleton(
        "丙丁县印发《细则》二十件，占9%。"
    )


def test_overlap_is_by_runs_of_characters() -> None:
    known = ["一二三四五六七八九十甲乙丙丁"]
    assert overlapping(["开头一二三四五六七八九十甲乙丙"], known)
    assert not overlapping(["一二三四五六七八九十甲乙"], known)
