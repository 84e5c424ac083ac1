from __future__ import annotations

from pathlib import Path

from analyzer.training.repetition import of_labels, overlapping, publish, skeleton

CORPORA = Path(__file__).resolve().parents[2] / "corpora"


def test_the_sentences_are_no_set_of_templates() -> None:
    measured = of_labels(CORPORA)
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


def test_a_marked_block_is_replaced_and_nothing_else(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("甲\n<!-- m -->\n旧\n<!-- /m -->\n乙\n", "utf-8")
    publish(readme, "m", "新")
    assert readme.read_text("utf-8") == "甲\n<!-- m -->\n新\n<!-- /m -->\n乙\n"


def test_the_published_measure_is_the_measured_one() -> None:
    assert of_labels(CORPORA).markdown() in (CORPORA / "README.md").read_text("utf-8")
