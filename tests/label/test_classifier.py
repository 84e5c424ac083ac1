from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from analyzer.errors import DataError
from analyzer.label import classifier
from analyzer.label.classifier import CARD, VOCABULARY, WEIGHTS, load, models_directory, read
from analyzer.label.features import ASPECTS, ROLES, batch

NAMES = ("aspect", "role")
LARGEST = 1_000_000


@pytest.mark.parametrize("name", NAMES)
def test_model_files_are_small_and_match_their_card(name: str) -> None:
    folder = models_directory() / name
    for file in (VOCABULARY, WEIGHTS, CARD):
        assert (folder / file).stat().st_size < LARGEST
    model = read(folder)
    assert model.classes == {"aspect": ASPECTS, "role": ROLES}[name]
    assert 0 < model.threshold < 1


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
    monkeypatch.setattr(classifier, "_PACKAGE", package)
    assert models_directory() == package / "models"


def test_no_models_at_all_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classifier, "_PACKAGE", tmp_path / "analyzer")
    with pytest.raises(DataError, match="models"):
        models_directory()


@pytest.mark.parametrize("name", NAMES)
def test_it_abstains_below_the_threshold_and_only_there(name: str) -> None:
    model = load(name)
    least = model.threshold
    rest = (1 - least) / (len(model.classes) - 1)
    row = np.full(len(model.classes), rest)
    row[1] = least
    below = row.copy()
    below[1] -= 0.002
    sure, unsure = model.labels(np.stack([row, below]).astype(np.float64))
    assert sure is not None
    assert sure.value == model.classes[1]
    assert unsure is None


def test_probabilities_sum_to_one_for_any_characters() -> None:
    texts = ["", " ", "𠮷野", "\ud800", "\x00", "^$^$", "a" * 5000, "全年公开信息12条。"]
    for name in NAMES:
        model = load(name)
        shares = model.probabilities(model.margins(batch(texts, [None] * len(texts))))
        assert np.isfinite(shares).all()
        assert np.allclose(shares.sum(axis=1), 1, atol=1e-5)
        assert len(model.predict(texts)) == len(texts)
        assert model.predict([]) == ()


def test_a_sentence_is_scored_alike_in_any_company() -> None:
    model = load("aspect")
    texts = ["全年公开信息12条。", "", "未收到政府信息公开申请。", "举办培训班3期，参训96人次。"]
    together = model.margins(batch(texts, ["overview"] * len(texts)))
    alone = [model.margins(batch([text], ["overview"]))[0] for text in texts]
    assert np.allclose(together, np.stack(alone), atol=1e-4)
