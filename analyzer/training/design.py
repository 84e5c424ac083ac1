"""Annotated sentences as training rows, and a fitted linear model as a `Classifier`.

The cue families of the lexicon act as a prior: a family is one column that counts its cues, and in
the end its weight is added to each of them. A cue that the corpus never saw gets the weight of its
family; one that it saw often keeps a weight of its own. The shipped model holds n-grams only.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.svm import LinearSVC

from analyzer.errors import DataError
from analyzer.label.classifier import Calibration, Classifier, Vocabulary
from analyzer.label.features import BESIDE, LONGEST, canonical
from analyzer.label.tokenizer import words
from analyzer.lexicon.source import load
from analyzer.training.corpus import CLASSES, Item

SEED: Final = 20211
_CUES: Final = "sentence_cues"
# Cross-validated over agencies; values twice or half as large change macro F1 by less than 0.003.
_PENALTY: Final = 1.0
_PRIOR: Final = 0.6
_RAREST: Final = 2
# The share of neighbours hidden, so that a sentence that comes alone is understood. For the same
# reason every sentence is shown a second time, without section and neighbour.
_HIDDEN: Final = 0.5
RAW: Final = Calibration()


@dataclass(frozen=True, slots=True)
class Variant:
    """Which features are used: the shipped ones by default, others for the comparison."""

    longest: int = 2
    characters: bool = True
    words: bool = False
    cues: bool = True
    section: bool = True
    before: bool = True


SHIPPED: Final = Variant()


@cache
def families() -> Mapping[str, frozenset[str]]:
    """The cue families by name; raises `DataError` for an empty list or a cue that is too long."""
    found = {}
    for group, members in load(_CUES).items():
        for name, family in members.items():
            cues = family.get("words")
            place = f"{_CUES}.toml"
            if not isinstance(cues, list) or not cues:
                raise DataError(f"键 {group}.{name}.words 应为非空列表", place=place)
            for cue in cues:
                if not 1 <= len(cue) <= LONGEST:
                    raise DataError(f"键 {group}.{name}.words：“{cue}”超过四字", place=place)
            found[f"{group}.{name}"] = frozenset(cues)
    return found


class Design:
    """The columns that some training items span under a variant."""

    def __init__(self, items: Sequence[Item], variant: Variant) -> None:
        self.variant = variant
        self._of_cue: dict[str, list[str]] = {}
        for name, cues in families().items() if variant.cues else ():
            for cue in sorted(cues):
                self._of_cue.setdefault(cue, []).append(name)
        counts = Counter(piece for item in items for piece in self._pieces(item.text))
        frequent = {piece for piece, count in counts.items() if count >= _RAREST}
        # A model file holds 16-bit characters; the few others of the language are no evidence.
        self.vocabulary = sorted(
            piece for piece in frequent | self._of_cue.keys() if max(map(ord, piece)) < 0x10000
        )
        self._known = frozenset(self.vocabulary)

    def row(self, item: Item, before: str | None, *, placed: bool) -> dict[str, float]:
        """The non-zero columns of an item."""
        pieces = self._pieces(item.text) & self._known
        weight = 1.0 / max(len(pieces), 1) ** 0.5
        row = {f"gram:{piece}": weight for piece in pieces}
        for piece in pieces:
            for family in self.families_of(piece):
                row[f"family:{family}"] = row.get(f"family:{family}", 0.0) + weight * _PRIOR
        if placed and self.variant.section:
            row[f"beside:{item.section}"] = 1.0
        if before is not None:
            row[f"beside:after:{before}"] = 1.0
        return row

    def families_of(self, piece: str) -> Sequence[str]:
        """The cue families that a piece belongs to."""
        return self._of_cue.get(piece, ())

    def _pieces(self, text: str) -> set[str]:
        """The distinct n-grams, words and cues of a sentence."""
        written = f"^{canonical(text)}$"
        found = _runs(written, LONGEST) & self._of_cue.keys()
        if self.variant.characters:
            found |= _runs(written, self.variant.longest)
        if self.variant.words:
            found.update(words(written))
        return found


def _runs(written: str, longest: int) -> set[str]:
    return {
        written[start : start + length]
        for length in range(1, longest + 1)
        for start in range(len(written) - length + 1)
    }


@dataclass(frozen=True)
class Fit:
    """A fitted model with the columns it was fitted on."""

    name: str
    design: Design
    columns: Any
    machine: Any

    def margins(self, rows: Sequence[Mapping[str, float]]) -> Any:
        """The margins of rows, one column a class in the order of `CLASSES`."""
        order = [list(self.machine.classes_).index(label) for label in CLASSES[self.name]]
        return self.machine.decision_function(self.columns.transform(rows))[:, order]

    def classifier(self, placed: Calibration = RAW, unplaced: Calibration = RAW) -> Classifier:
        """The model as it is shipped: family weights added to their cues, weights rounded."""
        classes = CLASSES[self.name]
        order = [list(self.machine.classes_).index(label) for label in classes]
        weights = dict(zip(self.columns.feature_names_, self.machine.coef_[order].T, strict=True))
        nothing = np.zeros(len(classes))
        by_length: dict[str, list[str]] = {}
        for piece in self.design.vocabulary:
            by_length.setdefault(str(len(piece)), []).append(piece)
        grams = [
            weights.get(f"gram:{piece}", nothing)
            + sum(
                (
                    _PRIOR * weights.get(f"family:{name}", nothing)
                    for name in self.design.families_of(piece)
                ),
                nothing,
            )
            for length in sorted(by_length)
            for piece in by_length[length]
        ]
        return Classifier(
            name=self.name,
            classes=classes,
            vocabulary=Vocabulary.of(by_length),
            gram_weights=dict(enumerate(_rows(grams, np.float16))),
            beside_weights=_rows([weights.get(f"beside:{n}", nothing) for n in BESIDE], np.float32),
            bias=_rows([self.machine.intercept_[order]], np.float32)[0],
            placed=placed,
            unplaced=unplaced,
            card={},
        )


def _rows(weights: Sequence[Any], precision: Any) -> list[tuple[float, ...]]:
    """The weights as a model file will hold them."""
    return [tuple(row) for row in np.array(weights).astype(precision).tolist()]


def fit(name: str, items: Sequence[Item], everything: Sequence[Item], variant: Variant) -> Fit:
    """A linear model for `name` learnt from `items`; `everything` is what `before` points into."""
    design = Design(items, variant)
    chance = random.Random(SEED)  # noqa: S311  # reproducible sampling, not a secret
    rows, labels = [], []
    for item in items:
        before = None
        if item.before is not None and variant.before and chance.random() >= _HIDDEN:
            before = everything[item.before].aspect
        rows.append(design.row(item, before, placed=True))
        labels.append(item.label(name))
        if variant.section:
            rows.append(design.row(item, None, placed=False))
            labels.append(item.label(name))
    columns = DictVectorizer()
    matrix = columns.fit_transform(rows)
    # liblinear takes 32-bit indices only; DictVectorizer may give wider ones.
    matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    machine = LinearSVC(C=_PENALTY, random_state=SEED, max_iter=10_000).fit(matrix, labels)
    return Fit(name, design, columns, machine)
