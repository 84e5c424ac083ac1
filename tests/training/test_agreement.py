"""A second annotation agrees with the first, and the published figures are the measured ones."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from analyzer.errors import DataError
from analyzer.training.agreement import SECOND, Judged, agreement, judged, markdown

CORPORA = Path(__file__).resolve().parents[2] / "corpora"


@pytest.mark.parametrize("name", ["aspect", "role"])
def test_two_annotators_agree(name: str) -> None:
    measured = agreement(judged(CORPORA, name))
    assert measured.items >= 300
    assert measured.raw_accepted > 0.97
    assert measured.kappa > 0.85


def test_the_published_figures_are_the_measured_ones() -> None:
    assert markdown(CORPORA) in (CORPORA / "README.md").read_text("utf-8")


def test_an_alternative_of_either_is_agreement() -> None:
    def pair(first: str, second: str, *more: str) -> Judged:
        return Judged("x", first, second, frozenset({first, *more}), frozenset({second}))

    same, near, far = (
        pair("fact", "fact"),
        pair("fact", "measure", "measure"),
        pair("fact", "problem"),
    )
    assert agreement([same, same]).kappa == 1
    measured = agreement([same, near, far, pair("problem", "problem")])
    assert (measured.raw, measured.raw_accepted) == (0.5, 0.75)
    assert measured.kappa == pytest.approx(3 / 11)
    assert measured.macro_f1 < measured.macro_f1_accepted


def test_a_sentence_that_changed_is_named(tmp_path: Path) -> None:
    shutil.copytree(CORPORA / "labels", tmp_path / "labels")
    shutil.copy(CORPORA / "splits.toml", tmp_path)
    file = tmp_path / SECOND
    first, *rest = file.read_text("utf-8").splitlines()
    changed = json.dumps(json.loads(first) | {"text": "别的话。"}, ensure_ascii=False)
    file.write_text("\n".join([changed, *rest]), "utf-8")
    with pytest.raises(DataError, match=r"sample\.jsonl:1"):
        judged(tmp_path, "role")
