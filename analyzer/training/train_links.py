"""How far a linked claim may be trusted: how cells are told, and what that is worth.

The words of every cell are learnt from all items that are not held out (`train_words.py`). What
they are worth beside the grade of the grammar is learnt from records of batches that the engine met
unread (`blind.py`), each heard by words that were learnt without its items and agencies. The same
corpus and engine give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Final

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, roc_auc_score

from analyzer.confidence import INTERCEPT, WEIGHTS, Known, named
from analyzer.confidence import NO_CELL as SILENT
from analyzer.confidence import WORDS as SPOKEN
from analyzer.training.blind import BLIND, Record, records
from analyzer.training.card import toml
from analyzer.training.claim_corpus import FOLDER, GoldItem, load
from analyzer.training.train_words import Told, learn, told, written
from analyzer.wording import NO_CELL, SCALE, UNHEARD, WORDS, Sound, around, topic

_STRENGTH: Final = 0.1  # of the fit against the prior; 0.3 is worse over the batches
_PLACES: Final = 3
_LIBRARIES: Final = ("scikit-learn", "numpy")


@dataclass(frozen=True, slots=True)
class Row:
    """A recorded link: its batch, what is known of it, its grade, and whether it is right."""

    batch: str
    known: Known
    grade: float
    right: bool


def train(corpus_dir: Path, out_dir: Path) -> Mapping[str, float]:
    """Writes words and weights into `out_dir`; returns what they are worth over the batches."""
    items = {item.id: item for item in load(corpus_dir) if item.split != "test"}
    claims = told(items.values())
    table = [
        row
        for batch, found in records(corpus_dir, items).items()
        for row in _heard(batch, found, items, claims)
    ]
    measured, weights = _cross_validated(table), _fitted(table)
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


def _heard(
    batch: str,
    found: Sequence[Record],
    items: Mapping[str, GoldItem],
    claims: Sequence[Told],
) -> list[Row]:
    """The records of a batch as heard by words learnt from other items of other agencies."""
    agencies = {items[row.item].agency for row in found}
    topics = {topic(row.target) for row in found}
    sounds = learn([row for row in claims if row.agency not in agencies], topics)
    return [Row(batch, _known(row, items[row.item], sounds), row.grade, row.right) for row in found]


def _known(row: Record, item: GoldItem, sounds: Mapping[str, Sound]) -> Known:
    facts = (f"section={item.section}", f"unit={row.unit}", f"kind={row.kind}")
    context = around(item.text, row.start, row.end, facts)
    sound = sounds.get(topic(row.target))
    kind = row.hedge if row.hedge in ("zero", "all") else row.kind
    return Known(
        named(row.grade, kind, item.section, others=row.others, area=row.area),
        UNHEARD if sound is None else sound.margin(context),
        sounds[NO_CELL].margin(context),
    )


def _features(known: Known) -> dict[str, float]:
    return dict.fromkeys(known.named, 1.0) | {
        SPOKEN: known.words / SCALE,
        SILENT: known.no_cell / SCALE,
    }


def _fitted(table: Sequence[Row]) -> dict[str, float]:
    """The weights by feature, rounded."""
    columns = DictVectorizer()
    matrix = columns.fit_transform([_features(row.known) for row in table])
    model = LogisticRegression(C=_STRENGTH, max_iter=2000)
    model.fit(matrix, [row.right for row in table])
    names = zip(columns.get_feature_names_out(), model.coef_[0], strict=True)
    weights = {str(name): round(float(weight), _PLACES) for name, weight in names}
    return dict(sorted((weights | {INTERCEPT: round(float(model.intercept_[0]), _PLACES)}).items()))


def _cross_validated(table: Sequence[Row]) -> dict[str, float]:
    """Log loss and ranking of chances given by weights that never saw the batch."""
    chances, grades, right = [], [], []
    for batch in sorted({row.batch for row in table}):
        weights = _fitted([row for row in table if row.batch != batch])
        for row in table:
            if row.batch == batch:
                heard = _features(row.known).items()
                score = weights[INTERCEPT] + sum(weights.get(n, 0.0) * v for n, v in heard)
                chances.append(float(1 / (1 + np.exp(-score))))
                grades.append(row.grade)
                right.append(row.right)
    return {
        "links": len(table),
        "log_loss": round(float(log_loss(right, chances)), 4),
        "log_loss_of_grades": round(float(log_loss(right, grades)), 4),
        "auc": round(float(roc_auc_score(right, chances)), 3),
        "auc_of_grades": round(float(roc_auc_score(right, grades)), 3),
        "mean": round(float(np.mean(chances)), 3),
        "blind_precision": round(float(np.mean(right)), 4),
    }


def _digest(corpus_dir: Path) -> str:
    digest = hashlib.sha256()
    for folder in (BLIND, FOLDER):
        for path in sorted((corpus_dir / folder).glob("*.jsonl")):
            digest.update(path.read_bytes())
    return digest.hexdigest()
