from __future__ import annotations

import tomllib
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pytest

from analyzer.errors import UsageError
from analyzer.label.classifier import read
from analyzer.lexicon.source import models_directory
from analyzer.training import corpus, scored
from analyzer.training.card import toml
from analyzer.training.corpus import CLASSES
from analyzer.training.design import SHIPPED, families, fit
from analyzer.training.figures import figures
from analyzer.training.train import train

CORPORA = Path(__file__).resolve().parents[2] / "corpora"


@pytest.mark.parametrize("name", CLASSES)
def test_the_shipped_model_was_trained_on_this_corpus(name: str) -> None:
    card = read(models_directory() / name).card
    assert card["corpus"]["digest"] == corpus.load(CORPORA).digest
    assert card["test"]["macro_f1"] > 0.9


@pytest.mark.slow
@pytest.mark.parametrize("name", CLASSES)
def test_training_again_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    shipped = models_directory() / name
    train(name, CORPORA, tmp_path / name)
    again, before = read(tmp_path / name), read(shipped)
    if all(version(library) == known for library, known in before.card["versions"].items()):
        for file in sorted(shipped.iterdir()):
            assert (tmp_path / name / file.name).read_bytes() == file.read_bytes(), file.name
    else:
        # Other versions of the libraries may round differently, never judge differently.
        assert again.vocabulary.by_length == before.vocabulary.by_length
        for row in before.vocabulary.rows.values():
            assert np.allclose(again.gram_weights[row], before.gram_weights[row], atol=0.05)


def test_an_unknown_classifier_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="aspect"):
        train("tone", CORPORA, tmp_path)


def test_the_assembled_model_scores_as_the_fitted_one() -> None:
    data = corpus.load(CORPORA)
    some = data.items[::7]
    model = fit("role", some, data.items, SHIPPED)
    rows = [model.design.row(item, None, placed=True) for item in some[:50]]
    texts, sections = zip(*((item.text, item.section) for item in some[:50]), strict=True)
    margins = scored.margins(model.classifier(), texts, sections)
    # The weights of the assembled model are rounded to half precision.
    assert np.allclose(margins, model.margins(rows), atol=0.01)


def test_a_cue_the_corpus_never_saw_weighs_what_its_family_weighs() -> None:
    data = corpus.load(CORPORA)
    some = data.items[:300]
    model = fit("role", some, data.items, SHIPPED)
    seen = "".join(item.text for item in some)
    unseen = sorted(c for c in families()["role.slogan"] if c not in seen and len(c) == 4)
    of_one_family = [c for c in unseen if len(model.design.families_of(c)) == 1]
    assert len(of_one_family) > 1
    built = model.classifier()
    weights = [built.gram_weights[built.vocabulary.rows[cue]] for cue in of_one_family]
    assert all(weights[0] == other for other in weights)
    assert weights[0].index(max(weights[0])) == CLASSES["role"].index("boilerplate")


def test_figures_count_alternatives_as_right() -> None:
    data = corpus.load(CORPORA)
    item = next(i for i in data.items if i.role == "fact" and i.alt_role == ("measure",))
    shares = np.zeros((1, 6), dtype=np.float32)
    shares[0, CLASSES["role"].index("measure")] = 1
    sure = np.array([True])
    measured = figures("role", [item], shares, shares.max(axis=1), sure)
    assert (measured.accuracy, measured.precision_labelled, measured.abstention) == (1, 1, 0)
    shares = np.roll(shares, 1)
    assert figures("role", [item], shares, shares.max(axis=1), sure).accuracy == 0


def test_a_card_reads_back_as_it_was_written() -> None:
    card = {
        "name": "甲“乙”",
        "share": 0.25,
        "classes": ["a", "b"],
        "digests": {"weights.npz": "00", "plain": 1},
        "rows": [{"class": "a", "f1": 0.5}, {"class": "b", "f1": 1.0}],
    }
    assert tomllib.loads(toml(card)) == card
