from __future__ import annotations

import io
import math
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
from analyzer.label.features import ASPECTS, ROLES
from analyzer.label.weights import matrices
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
    rest = [0.0] * (len(model.classes) - 2)
    shares = [[1 - share, share, *rest] for share in np.linspace(0.3, 0.99, 70).tolist()]
    labels = [model.label(row, "overview") for row in shares]
    chances = [model.chance(row, "overview") for row in shares]
    assert [label is not None for label in labels] == [chance >= 0.9 for chance in chances]
    assert {label.value for label in labels if label} == {model.classes[1]}


def test_a_lone_sentence_is_calibrated_apart() -> None:
    model = replace(load("role"), placed=Calibration(), unplaced=Calibration(2.0, 0.5, -1.0, 0.5))
    placed = model.probabilities([4.0, 0.0], "other")
    lone = model.probabilities([4.0, 0.0], None)
    assert placed[0] > lone[0]
    known, alone = model.chance(placed, "other"), model.chance(lone, None)
    assert known > alone
    assert known == pytest.approx(placed[0])


def test_probabilities_sum_to_one_for_any_characters() -> None:
    texts = ["", " ", "𠮷野", "\ud800", "\x00", "^$^$", "a" * 5000, "全年公开信息12条。"]
    for name in NAMES:
        model = load(name)
        for text in texts:
            shares = model.probabilities(model.margins(model.vocabulary.find(text), None), None)
            assert all(map(math.isfinite, shares))
            assert sum(shares) == pytest.approx(1)
            assert 0 < model.chance(shares, None) < 1


@pytest.mark.parametrize("name", NAMES)
def test_the_order_in_which_n_grams_are_found_does_not_matter(name: str) -> None:
    model = load(name)
    found = model.vocabulary.find("全年公开信息12条，未收到政府信息公开申请，举办培训班3期。")
    assert model.margins(found, "overview") == model.margins(sorted(found), "overview")


@pytest.mark.parametrize("name", NAMES)
def test_the_weights_are_those_that_numpy_reads(name: str) -> None:
    content = (models_directory() / name / WEIGHTS).read_bytes()
    read_here = matrices(content)
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        assert set(read_here) == set(arrays)
        for part in arrays:
            rows = np.atleast_2d(arrays[part])
            assert [list(read_here[part][row]) for row in range(len(rows))] == rows.tolist()


def test_an_array_of_another_kind_is_refused() -> None:
    for array in (np.arange(4), np.asfortranarray(np.zeros((2, 2), dtype=np.float32))):
        stream = io.BytesIO()
        np.savez(stream, grams=array)
        with pytest.raises(ValueError, match="floats"):
            matrices(stream.getvalue())
