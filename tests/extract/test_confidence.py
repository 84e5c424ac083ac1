"""How far readings are trusted: weights as text, a ceiling for what is only told."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from analyzer.confidence import MODEL, TOLD_ONLY, WEIGHTS, read
from analyzer.errors import DataError
from analyzer.lexicon.source import models_directory
from analyzer.pipeline import read_text

CASES = tomllib.loads((Path(__file__).parent / "claims.toml").read_text("utf-8"))["case"]
LARGEST = 10_000


def test_the_weights_are_small_and_their_card_says_what_they_are_worth() -> None:
    folder = models_directory() / MODEL
    assert (folder / WEIGHTS).stat().st_size < LARGEST
    card = tomllib.loads((folder / "card.toml").read_text("utf-8"))
    figures = card["figures"]
    assert figures["auc"] > figures["auc_of_grades"] > 0.5
    assert figures["mean"] == pytest.approx(figures["blind_precision"], abs=0.01)


@pytest.mark.parametrize("text", ["[weights]\nx = 'y'\n", "[weights]\nx = 1.0\n", "x = [", None])
def test_damaged_weights_are_refused_by_name(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / WEIGHTS).write_text(text, "utf-8")
    with pytest.raises(DataError, match=WEIGHTS):
        read(tmp_path)


def test_probabilities_keep_what_the_grammar_only_tells() -> None:
    for case in CASES:
        graded = read_text(case["text"], "overview", case.get("year", 2024), calibrated=False)[1]
        trusted = read_text(case["text"], "overview", case.get("year", 2024))[1]
        for before, after in zip(graded, trusted, strict=True):
            assert [link.target for link in before.links] == [link.target for link in after.links]
            one, other = before.claim.probability, after.claim.probability
            assert before.claim.metric is None or 0 < other < 1
            assert one > TOLD_ONLY or other <= max(one, TOLD_ONLY)
