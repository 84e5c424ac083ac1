"""How every cell is usually told: a sparse logistic regression over n-grams for each.

An L1 penalty leaves some dozens of n-grams a cell, so that the file can be read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from analyzer.pipeline import read_text
from analyzer.training.claim_corpus import GoldItem
from analyzer.training.claim_pairs import beside
from analyzer.wording import NO_CELL, PLACES, SCALE, Context, Sound, context, row_of, topic

_STRENGTH: Final = 2.0  # of the fit against the penalty; 0.3 and 1 rank unread links worse
_LEAST: Final = 4  # a cell or a row is learnt from as many claims
_AGENCIES: Final = 3  # that say an n-gram: what one of them says is its name or its habit
_TOLERANCE: Final = 1e-3
_SEED: Final = 0


class Told(NamedTuple):
    """A claim of the corpus: who says it, the words around it, and what it is about."""

    agency: str
    context: Context
    topic: str


def told(items: Iterable[GoldItem]) -> list[Told]:
    """Every number and statement found in the items, with the topic that its annotator gave it.

    Figures of a whole area or of other bodies are left out: whose they are the grammar says, and in the
    report of a government 全县共收到 is told of its own cells.
    """
    rows = []
    for item in items:
        sentences, found = read_text(item.text, item.section, item.year, calibrated=False)
        for pair in beside(item, found):
            if pair.found is None:
                continue
            claim = pair.found.claim
            if claim.of_area or claim.scope != "agency":
                continue
            around = context(item.text, claim, sentences[claim.sentence].section)
            target = pair.gold.target if pair.gold is not None else None
            rows.append(Told(item.agency, around, NO_CELL if target is None else topic(target)))
    return rows


def learn(rows: Sequence[Told], topics: Collection[str] | None = None) -> dict[str, Sound]:
    """The sounds of all topics and rows that enough claims have, or of those of `topics` and of no cell."""
    heard = [_grams(row.context) for row in rows]
    saying: dict[str, set[str]] = {}
    for row, grams in zip(rows, heard, strict=True):
        for gram in grams:
            saying.setdefault(gram, set()).add(row.agency)
    common = {gram for gram, agencies in saying.items() if len(agencies) >= _AGENCIES}
    columns = DictVectorizer()
    matrix = columns.fit_transform([dict.fromkeys(grams & common, 1.0) for grams in heard])
    for part in ("indices", "indptr"):  # the solver takes 32 bits only
        setattr(matrix, part, getattr(matrix, part).astype(np.int32))
    names = columns.get_feature_names_out()
    cells = [row.topic for row in rows]
    of_rows = [row_of(cell) for cell in cells]
    wanted = None if topics is None else {NO_CELL, *topics, *map(row_of, topics)}
    return {
        name: _sound(matrix, [each == name for each in about], names)
        for about in (cells, of_rows)
        for name, count in sorted(Counter(about).items())
        if count >= _LEAST and (wanted is None or name in wanted)
    }


def _grams(around: Context) -> set[str]:
    return {
        f"{place} {gram}" for place, grams in zip(PLACES, around, strict=True) for gram in grams
    }


def _sound(matrix: Any, right: Any, names: Sequence[str]) -> Sound:
    model = LogisticRegression(
        l1_ratio=1.0,
        solver="liblinear",
        C=_STRENGTH,
        tol=_TOLERANCE,
        intercept_scaling=5,
        random_state=_SEED,
    )
    model.fit(matrix, right)
    places: dict[str, dict[str, int]] = {place: {} for place in PLACES}
    for name, weight in zip(names, model.coef_[0], strict=True):
        if thousandths := round(float(weight) * SCALE):
            place, _, gram = name.partition(" ")
            places[place][gram] = thousandths
    return Sound(round(float(model.intercept_[0]) * SCALE), places)


def written(sounds: Mapping[str, Sound]) -> dict[str, dict[str, Any]]:
    """The sounds as JSON has them, in order of name and n-gram."""
    return {
        name: {"bias": sound.bias}
        | {
            place: dict(sorted(weights.items()))
            for place, weights in zip(PLACES, sound.weights, strict=True)
            if weights
        }
        for name, sound in sorted(sounds.items())
    }
