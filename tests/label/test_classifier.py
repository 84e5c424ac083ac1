from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from analyzer.errors import DataError
from analyzer.label.classifier import (
    CARD,
    VOCABULARY,
    WEIGHTS,
    Calibration,
    load,
    read,
)
from analyzer.label.features import ASPECTS, ROLES, batch
from analyzer.lexicon import source
from analyzer.lexicon.source import models_directory

NAMES = ("aspect", "role")
LARGEST = 1_000_000


@pytest.mark.parametrize("name", NAMES)
def test_model_files_are_small_and_match_their_card(name: str) -> None:
    folder = models_directory() / name
    for file in (VOCABULARY, WEIGHTS, CARD):
        assert (folder / file).stat().st_size < LARGEST
    model = read(folder)
    assert model.classes == {"aspect": ASPECTS, "role": ROLES}[name]
    assert 0 < model.placed.threshold < 1
    assert 0 < model.unplaced.threshold < 1


@pytest.mark.parametrize("file", [VOCABULARY, WEIGHTS])
def test_a_changed_file_is_refused_by_name(tmp_path: Path, file: str) -> None:
    folder = tmp_path / "role"
    shutil.copytree(models_directory() / "role", folder)
    (folder / file).write_bytes((folder / file).read_bytes() + b" ")
    with pytest.raises(DataError, match=f"role/{file}"):
        read(folder)


def test_a_missing_model_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="nianbao train"):
        read(tmp_path / "aspect")


def test_an_installed_package_brings_its_models(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "analyzer"
    (package / "models").mkdir(parents=True)
    monkeypatch.setattr(source, "_PACKAGE", package)
    assert models_directory() == package / "models"


def test_no_models_at_all_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "_PACKAGE", tmp_path / "analyzer")
    with pytest.raises(DataError, match="models"):
        models_directory()


@pytest.mark.parametrize("name", NAMES)
def test_it_abstains_below_the_threshold_and_only_there(name: str) -> None:
    model = replace(load(name), placed=Calibration(1.0, 2.0, 0.5, 0.9))
    rows = np.linspace(0.3, 0.99, 70, dtype=np.float32)
    shares = np.stack([1 - rows, rows], axis=1)
    placed = np.ones(len(rows), dtype=np.bool_)
    labels = model.labels(shares, placed)
    chances = model.chances(shares, placed)
    assert [label is not None for label in labels] == (chances >= 0.9).tolist()
    assert {label.value for label in labels if label} == {model.classes[1]}


def test_a_lone_sentence_is_calibrated_apart() -> None:
    model = replace(load("role"), placed=Calibration(), unplaced=Calibration(2.0, 0.5, -1.0, 0.5))
    margins = np.array([[4.0, 0.0], [4.0, 0.0]], dtype=np.float32)
    placed = np.array([True, False])
    shares = model.probabilities(margins, placed)
    assert shares[0, 0] > shares[1, 0]
    known, alone = model.chances(shares, placed)
    assert known > alone
    assert np.isclose(known, shares[0, 0], atol=1e-4)


def test_probabilities_sum_to_one_for_any_characters() -> None:
    texts = ["", " ", "𠮷野", "\ud800", "\x00", "^$^$", "a" * 5000, "全年公开信息12条。"]
    for name in NAMES:
        model = load(name)
        placed = np.zeros(len(texts), dtype=np.bool_)
        shares = model.probabilities(model.margins(batch(texts, [None] * len(texts))), placed)
        assert np.isfinite(shares).all()
        assert np.allclose(shares.sum(axis=1), 1, atol=1e-5)
        assert len(model.labels(shares, placed)) == len(texts)
        assert model.labels(shares[:0], placed[:0]) == ()


def test_a_sentence_is_scored_alike_in_any_company() -> None:
    model = load("aspect")
    texts = ["全年公开信息12条。", "", "未收到政府信息公开申请。", "举办培训班3期，参训96人次。"]
    together = model.margins(batch(texts, ["overview"] * len(texts)))
    alone = [model.margins(batch([text], ["overview"]))[0] for text in texts]
    assert np.allclose(together, np.stack(alone), atol=1e-4)
