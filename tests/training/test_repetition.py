from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.training.repetition import CORPORA as MEASURED
from analyzer.training.repetition import overlapping, publish, skeleton

# Claims name the rows of the official tables, whose labels alone are as long as a run
SHARED = {"labels": 0.04, "claims": 0.20}
CORPORA = Path(__file__).resolve().parents[2] / "corpora"


@pytest.mark.parametrize("name", MEASURED)
def test_a_corpus_is_no_set_of_templates(name: str) -> None:
    measured = MEASURED[name](CORPORA)
    assert measured.skeletons > 0.98 * measured.texts
    assert measured.shared_wording < SHARED[name] * measured.held_out


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


@pytest.mark.parametrize("name", MEASURED)
def test_the_published_measure_is_the_measured_one(name: str) -> None:
    assert MEASURED[name](CORPORA).markdown() in (CORPORA / "README.md").read_text("utf-8")
