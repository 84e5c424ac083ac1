"""A model from the corpus: fitted, calibrated, given a threshold, measured and written.

The same corpus gives the same bytes: fixed seed, one thread, sorted columns, no clock.
"""

from __future__ import annotations

import hashlib
import io
import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import numpy as np
from sklearn.linear_model import LogisticRegression

from analyzer.errors import UsageError
from analyzer.label.classifier import CARD, VOCABULARY, WEIGHTS, Calibration, Classifier
from analyzer.label.features import BESIDE
from analyzer.label.sentences import consistent, place
from analyzer.training import corpus, scored
from analyzer.training.card import toml
from analyzer.training.corpus import CLASSES, Corpus, Item
from analyzer.training.design import SEED, SHIPPED, fit
from analyzer.training.figures import Figures, accepted, figures
from analyzer.training.repetition import repetition
from analyzer.training.scored import Floats

# What is labelled should be right this often (0.97 is promised; other reports differ from ours),
# as long as no more than this share is left unlabelled.
PRECISION: Final = 0.975
_ABSTENTION: Final = 0.10
_TEMPERATURES: Final = tuple(round(0.1 * 1.05**step, 4) for step in range(60))
_TRADE: Final = (0.0, 0.02, 0.05, 0.1, 0.15, 0.2)
_LIBRARIES: Final = ("scikit-learn", "numpy", "scipy")


def train(name: str, corpus_dir: Path, out_dir: Path) -> Figures:
    """Writes the model `name` (aspect, role) into `out_dir`; returns its held-out figures."""
    if name not in CLASSES:
        raise UsageError(f"没有分类器 {name}", remedy=f"可训练的有：{'、'.join(CLASSES)}")
    data = corpus.load(corpus_dir)
    placed, trade = calibrate(name, *_development(name, data, placed=True), placed=True)
    unplaced, _ = calibrate(name, *_development(name, data, placed=False), placed=False)
    model = fit(name, data.training(), data.items, SHIPPED).classifier(placed, unplaced)
    measured = alone(model, data.test())
    _write(model, measured, data, trade, out_dir)
    return measured


def alone(model: Classifier, items: Sequence[Item]) -> Figures:
    """The figures of one model on items taken one by one, their section known."""
    sections = [item.section for item in items]
    margins = scored.margins(model, (item.text for item in items), sections)
    shares = scored.probabilities(model, margins, sections)
    kept = masked(model.name, items, shares, placed=True)
    chances = scored.chances(model, kept, sections)
    return figures(model.name, items, kept, chances, scored.labelled(model, chances, sections))


def masked(name: str, items: Sequence[Item], probabilities: Floats, *, placed: bool) -> Floats:
    """The probabilities with aspects left out that cannot stand in an item's section, if known."""
    if name != "aspect" or not placed:
        return probabilities
    allowed: Floats = np.array(
        [rows for rows, _ in consistent(CLASSES["aspect"], CLASSES["role"])], dtype=np.float32
    )
    allowed = allowed.max(axis=2)
    kept = probabilities * allowed[[place(item.section) for item in items]]
    shares: Floats = kept / kept.sum(axis=1, keepdims=True)
    return shares


def _development(name: str, data: Corpus, *, placed: bool) -> tuple[list[Item], Floats]:
    """Every training item with the margins of a model that never saw its agency."""
    items: list[Item] = []
    margins: list[Floats] = []
    for fold in range(data.folds):
        inside = [item for item in data.training() if data.fold(item) == fold]
        model = _without(name, data, fold)
        sections = [item.section if placed else None for item in inside]
        margins.append(scored.margins(model, (item.text for item in inside), sections))
        items.extend(inside)
    return items, np.concatenate(margins)


@cache
def _without(name: str, data: Corpus, fold: int) -> Classifier:
    learnt = [item for item in data.training() if data.fold(item) != fold]
    return fit(name, learnt, data.items, SHIPPED).classifier()


def calibrate(
    name: str, items: Sequence[Item], margins: Floats, *, placed: bool
) -> tuple[Calibration, list[dict[str, float]]]:
    """The calibration for items scored by models that never saw them, and what abstaining buys."""
    temperature = _temperature(name, items, margins, placed=placed)
    shares = masked(name, items, softmax(margins / temperature), placed=placed)
    right = accepted(name, items)[np.arange(len(items)), shares.argmax(axis=1)]
    best = shares.max(axis=1).clip(1e-6, 1 - 1e-6)
    odds = np.log(best / (1 - best))[:, None]
    line = LogisticRegression(C=100.0).fit(odds, right)
    slope, offset = round(float(line.coef_[0, 0]), 3), round(float(line.intercept_[0]), 3)
    chances = 1 / (1 + np.exp(-slope * odds[:, 0] - offset))
    order = np.argsort(-chances, kind="stable")
    threshold = _threshold(chances[order], right[order])
    return Calibration(temperature, slope, offset, threshold), _trade(chances[order], right[order])


def softmax(margins: Floats) -> Floats:
    """Margins as probabilities; every row sums to 1."""
    powers = np.exp(margins - margins.max(axis=1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=1, keepdims=True)
    return shares


def _temperature(name: str, items: Sequence[Item], margins: Floats, *, placed: bool) -> float:
    """The temperature under which the accepted labels are likeliest."""
    right = accepted(name, items)

    def loss(temperature: float) -> float:
        shares = masked(name, items, softmax(margins / temperature), placed=placed)
        return float(-np.log(np.maximum((shares * right).sum(axis=1), 1e-9)).mean())

    return min(_TEMPERATURES, key=loss)


def _threshold(chances: Floats, right: Floats) -> float:
    """The lowest threshold that reaches the precision, or the one that spends the abstention.

    The surest come first.
    """
    precision = np.cumsum(right) / np.arange(1, len(right) + 1)
    least = math.ceil(len(right) * (1 - _ABSTENTION))
    reached = [kept for kept in range(len(right), least, -1) if precision[kept - 1] >= PRECISION]
    return math.floor(float(chances[(reached or [least])[0] - 1]) * 1000) / 1000


def _trade(chances: Floats, right: Floats) -> list[dict[str, float]]:
    """What abstaining buys: the precision of what is labelled by the share left unlabelled."""
    found = []
    for share in _TRADE:
        kept = len(right) - math.floor(len(right) * share)
        found.append(
            {
                "abstained": share,
                "threshold": round(float(chances[kept - 1]), 3),
                "precision": round(float(right[:kept].mean()), 4),
            }
        )
    return found


def _write(
    model: Classifier,
    measured: Figures,
    data: Corpus,
    trade: Sequence[Mapping[str, float]],
    out_dir: Path,
) -> None:
    files = {VOCABULARY: _vocabulary(model), WEIGHTS: _weights(model)}
    test, learnt = data.test(), data.training()
    repeated = repetition([item.text for item in learnt], [item.text for item in test])
    card: dict[str, Any] = {
        "name": model.name,
        "classes": list(model.classes),
        "beside": list(BESIDE),
        "seed": SEED,
        "placed": model.placed._asdict(),
        "unplaced": model.unplaced._asdict(),
        "digests": {file: hashlib.sha256(content).hexdigest() for file, content in files.items()},
        "versions": {library: version(library) for library in _LIBRARIES},
        "corpus": {
            "digest": data.digest,
            "training_sentences": len(learnt),
            "training_agencies": len({item.agency for item in learnt}),
            "test_sentences": len(test),
            "test_agencies": len({item.agency for item in test}),
            "skeletons": repeated.skeletons,
            "test_sentences_sharing_13_characters": repeated.shared,
        },
        "test": measured.summary(),
        "development_trade": list(trade),
        "test_classes": measured.table(),
    }
    out_dir.mkdir(parents=True, exist_ok=True)
    for file, content in files.items():
        (out_dir / file).write_bytes(content)
    (out_dir / CARD).write_text(toml(card), encoding="utf-8")


def _vocabulary(model: Classifier) -> bytes:
    return json.dumps(
        model.vocabulary.by_length, ensure_ascii=False, separators=(",", ":")
    ).encode()


def _weights(model: Classifier) -> bytes:
    stream = io.BytesIO()
    grams = [model.gram_weights[row] for row in range(len(model.vocabulary.rows))]
    np.savez(
        stream,
        grams=np.array(grams, dtype=np.float16),
        beside=scored.floats(model.beside_weights),
        bias=np.array(model.bias, dtype=np.float32),
    )
    return stream.getvalue()
