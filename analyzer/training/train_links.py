"""How far a linked claim may be trusted: a logistic regression over features that have names.

The engine was written against the sentences it is fitted on, so they flatter it. What its readings
are worth on sentences that nobody had read is known from `corpora/blind.toml` alone, and decides
the intercept. The same corpus and engine give the same bytes.
"""

from __future__ import annotations

import hashlib
import tomllib
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

from analyzer.claim import CheckedClaim
from analyzer.confidence import WEIGHTS, features
from analyzer.document import Sentence
from analyzer.errors import DataError
from analyzer.pipeline import read_text
from analyzer.training.card import toml
from analyzer.training.claim_corpus import FOLDER, load
from analyzer.training.claim_pairs import beside, is_right_link
from analyzer.training.corpus import splitting

BLIND: Final = "blind.toml"
_STRENGTH: Final = 0.3  # of the fit against the prior; 0.1 and 1 are worse over the folds
_PLACES: Final = 3
_STEPS: Final = 60  # halvings of the interval in which the intercept is sought
_LIBRARIES: Final = ("scikit-learn", "numpy")


@dataclass(frozen=True, slots=True)
class Row:
    """One linked claim of the corpus: its agency, features, grade, and whether the link is right."""

    agency: str
    named: tuple[str, ...]
    grade: float
    right: bool


def train(corpus_dir: Path, out_dir: Path) -> Mapping[str, float]:
    """Writes the weights into `out_dir`; returns what they are worth over folds of agencies."""
    table = rows(corpus_dir)
    blind = _blind(corpus_dir)
    measured = _cross_validated(table, blind, corpus_dir)
    weights = _fitted(table, blind)
    out_dir.mkdir(parents=True, exist_ok=True)
    text = toml({"weights": weights})
    (out_dir / WEIGHTS).write_text(text, "utf-8")
    card = {
        "name": "links",
        "what": "把握：第一个算式算对的机会；特征见 analyzer/confidence.py",
        "strength": _STRENGTH,
        "blind_precision": blind,
        "figures": dict(measured),
        "digests": {WEIGHTS: hashlib.sha256(text.encode()).hexdigest()},
        "versions": {library: version(library) for library in _LIBRARIES},
        "corpus": {"digest": _digest(corpus_dir), "links": len(table)},
    }
    (out_dir / "card.toml").write_text(toml(card), "utf-8")
    return measured


def rows(corpus_dir: Path) -> list[Row]:
    """Every linked claim of the items that are not held out."""
    table = []
    for item in load(corpus_dir):
        if item.split == "test":
            continue
        sentences, found = read_text(item.text, item.section, item.year, calibrated=False)
        named = _named(item.text, sentences, found)
        for pair in beside(item, found):
            if pair.found is not None and pair.found.links:
                claim = pair.found.claim
                right = is_right_link(pair)
                table.append(Row(item.agency, named[claim.id], claim.probability, right))
    return table


def _named(
    text: str, sentences: Sequence[Sentence], found: Sequence[CheckedClaim]
) -> dict[str, tuple[str, ...]]:
    named = {}
    for index, group in groupby((each.claim for each in found), key=lambda claim: claim.sentence):
        told = list(group)
        for claim, known in zip(told, features(told, text, sentences[index]), strict=True):
            named[claim.id] = known
    return named


def _fitted(table: Sequence[Row], blind: float) -> dict[str, float]:
    """The weights by feature, rounded, the intercept such that the mean is the blind precision."""
    columns = DictVectorizer()
    matrix = columns.fit_transform([dict.fromkeys(row.named, 1) for row in table])
    model = LogisticRegression(C=_STRENGTH, max_iter=1000)
    model.fit(matrix, [row.right for row in table])
    named = zip(columns.get_feature_names_out(), model.coef_[0], strict=True)
    weights = {str(name): round(float(weight), _PLACES) for name, weight in named}
    weights["intercept"] = 0.0
    scores = np.array([sum(weights[name] for name in row.named) for row in table])
    low, high = -20.0, 20.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        below = float(_chances(scores + middle).mean()) < blind
        low, high = (middle, high) if below else (low, middle)
    weights["intercept"] = round(low, _PLACES)
    return dict(sorted(weights.items()))


def _chances(scores: Any) -> Any:
    return 1 / (1 + np.exp(-scores))


def _cross_validated(table: Sequence[Row], blind: float, corpus_dir: Path) -> dict[str, float]:
    """Log loss and ranking of chances given by weights that never saw the agency."""
    rule = splitting(corpus_dir)
    chances, grades, right = [], [], []
    for fold in range(rule.folds):
        weights = _fitted([row for row in table if rule.fold(row.agency) != fold], blind)
        for row in table:
            if rule.fold(row.agency) == fold:
                score = weights["intercept"] + sum(weights.get(name, 0.0) for name in row.named)
                chances.append(float(_chances(score)))
                grades.append(row.grade)
                right.append(row.right)
    return {
        "links": len(table),
        "log_loss": round(float(log_loss(right, chances)), 4),
        "log_loss_of_grades": round(float(log_loss(right, grades)), 4),
        "auc": round(float(roc_auc_score(right, chances)), 3),
        "auc_of_grades": round(float(roc_auc_score(right, grades)), 3),
        "mean": round(float(np.mean(chances)), 3),
    }


def _blind(corpus_dir: Path) -> float:
    """The precision of links over all batches of items measured before anybody read them."""
    try:
        data = tomllib.loads((corpus_dir / BLIND).read_text("utf-8"))
        batches = [(batch["links"], batch["precision"]) for batch in data["batch"]]
        mean = sum(n * p for n, p in batches) / sum(n for n, _ in batches)
        return round(float(mean), 4)
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise DataError(f"读不出各批条目的实测精确率：{error}", place=BLIND) from None


def _digest(corpus_dir: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted((corpus_dir / FOLDER).glob("*.jsonl")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
