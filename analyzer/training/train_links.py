"""How far a linked claim may be trusted: how cells are told, and what that is worth.

The words of every cell are learnt from all items that are not held out (`train_words.py`). What
they are worth beside the features that have names is learnt from the links of those items, each
heard by words that were learnt without its agency's fold. The engine was written against these
items, so they flatter it: what its readings are worth on sentences that nobody had read is known
from records of unread batches alone (`blind.py`), and decides the intercept. The same corpus and
engine give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, roc_auc_score

from analyzer.confidence import INTERCEPT, ROW, WEIGHTS, Known, features
from analyzer.confidence import NO_CELL as SILENT
from analyzer.confidence import WORDS as SPOKEN
from analyzer.pipeline import read_text
from analyzer.training.blind import BLIND, records
from analyzer.training.card import toml
from analyzer.training.claim_corpus import FOLDER, GoldItem, load
from analyzer.training.claim_pairs import beside, is_right_link
from analyzer.training.corpus import splitting
from analyzer.training.train_words import Told, learn, told, written
from analyzer.wording import SCALE, WORDS, heard_by, topic

_STRENGTH: Final = 0.3  # of the fit against the prior; 0.1 and 1 are worse over the folds
_PLACES: Final = 3
_STEPS: Final = 60  # halvings of the interval in which the intercept is sought
_LIBRARIES: Final = ("scikit-learn", "numpy")


@dataclass(frozen=True, slots=True)
class Row:
    """A linked claim of the corpus: its fold, features by name, grade, and whether it is right."""

    fold: int
    features: Mapping[str, float]
    grade: float
    right: bool


def train(corpus_dir: Path, out_dir: Path) -> Mapping[str, float]:
    """Writes words and weights into `out_dir`; returns what they are worth over folds of agencies."""
    items = [item for item in load(corpus_dir) if item.split != "test"]
    claims = told(items)
    table = _rows(corpus_dir, items, claims)
    found = records(corpus_dir, {item.id: item for item in items})
    blind = float(np.mean([row.right for batch in found.values() for row in batch]))
    measured, weights = _cross_validated(table, blind), _fitted(table, blind)
    out_dir.mkdir(parents=True, exist_ok=True)
    sounds = written(learn(claims))
    files = {
        WEIGHTS: toml({"weights": weights}),
        WORDS: json.dumps(sounds, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n",
    }
    for name, text in files.items():
        (out_dir / name).write_text(text, "utf-8")
    card = {
        "name": "links",
        "what": "把握：第一个算式算对的机会；特征见 analyzer/confidence.py 和 analyzer/wording.py",
        "strength": _STRENGTH,
        "figures": dict(measured),
        "digests": {n: hashlib.sha256(text.encode()).hexdigest() for n, text in files.items()},
        "versions": {library: version(library) for library in _LIBRARIES},
        "corpus": {"digest": _digest(corpus_dir), "claims": len(claims), "cells": len(sounds)},
    }
    (out_dir / "card.toml").write_text(toml(card), "utf-8")
    return measured


def _rows(corpus_dir: Path, items: Sequence[GoldItem], claims: Sequence[Told]) -> list[Row]:
    """Every linked claim of the items, heard by words learnt from the other folds."""
    rule = splitting(corpus_dir)
    table = []
    for fold in range(rule.folds):
        inside = [
            linked for item in items if rule.fold(item.agency) == fold for linked in _linked(item)
        ]
        topics = {topic(known.target) for known, *_ in inside}
        sounds = learn([row for row in claims if rule.fold(row.agency) != fold], topics)
        for known, grade, right in inside:
            margins = heard_by(sounds, known.context, known.target)
            heard = {
                name: margin / SCALE
                for name, margin in zip((SPOKEN, ROW, SILENT), margins, strict=True)
            }
            table.append(Row(fold, dict.fromkeys(known.named, 1.0) | heard, grade, right))
    return table


def _linked(item: GoldItem) -> list[tuple[Known, float, bool]]:
    """What is known of every linked claim of an item, its grade, and whether its link is right."""
    sentences, found = read_text(item.text, item.section, item.year, calibrated=False)
    known_of = {}
    for index, group in groupby((each.claim for each in found), key=lambda claim: claim.sentence):
        for claim, known in features(
            list(group), item.text, sentences[index], item.year, item.edition
        ):
            known_of[claim.id] = known
    return [
        (known, pair.found.claim.probability, is_right_link(pair))
        for pair in beside(item, found)
        if pair.found is not None
        and pair.found.links
        and (known := known_of[pair.found.claim.id]) is not None
    ]


def _fitted(table: Sequence[Row], blind: float) -> dict[str, float]:
    """The weights by feature, rounded, the intercept such that the mean is the blind precision."""
    columns = DictVectorizer()
    matrix = columns.fit_transform([row.features for row in table])
    model = LogisticRegression(C=_STRENGTH, max_iter=2000)
    model.fit(matrix, [row.right for row in table])
    named = zip(columns.get_feature_names_out(), model.coef_[0], strict=True)
    weights = {str(name): round(float(weight), _PLACES) for name, weight in named}
    weights[INTERCEPT] = 0.0
    scores = np.array([_score(row, weights) for row in table])
    low, high = -20.0, 20.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        below = float(_chances(scores + middle).mean()) < blind
        low, high = (middle, high) if below else (low, middle)
    weights[INTERCEPT] = round(low, _PLACES)
    return dict(sorted(weights.items()))


def _score(row: Row, weights: Mapping[str, float]) -> float:
    known = (weights.get(name, 0.0) * value for name, value in row.features.items())
    return weights[INTERCEPT] + sum(known)


def _chances(scores: Any) -> Any:
    return 1 / (1 + np.exp(-scores))


def _cross_validated(table: Sequence[Row], blind: float) -> dict[str, float]:
    """Log loss and ranking of chances given by weights that never saw the agency."""
    chances, grades, right = [], [], []
    for fold in sorted({row.fold for row in table}):
        weights = _fitted([row for row in table if row.fold != fold], blind)
        for row in table:
            if row.fold == fold:
                chances.append(float(_chances(_score(row, weights))))
                grades.append(row.grade)
                right.append(row.right)
    return {
        "links": len(table),
        "log_loss": round(float(log_loss(right, chances)), 4),
        "log_loss_of_grades": round(float(log_loss(right, grades)), 4),
        "auc": round(float(roc_auc_score(right, chances)), 3),
        "auc_of_grades": round(float(roc_auc_score(right, grades)), 3),
        "mean": round(float(np.mean(chances)), 3),
        "blind_precision": round(blind, 4),
    }


def _digest(corpus_dir: Path) -> str:
    digest = hashlib.sha256()
    for folder in (BLIND, FOLDER):
        for path in sorted((corpus_dir / folder).glob("*.jsonl")):
            digest.update(path.read_bytes())
    return digest.hexdigest()
