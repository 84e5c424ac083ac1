"""Linear classifiers over n-grams: read from `models/`, scored in plain Python, never unpickled.

A model folder holds `vocabulary.json` (n-grams by length), `weights.npz` (arrays only) and
`card.toml` (classes, temperature, threshold, digests, figures).
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from math import exp, log, sqrt
from operator import add, mul
from pathlib import Path
from typing import Any, Final, NamedTuple

from analyzer.document import Label
from analyzer.errors import DataError
from analyzer.label.features import AFTER, BESIDE, SECTIONS, bounded, singles_and_pairs
from analyzer.label.weights import Row, matrices
from analyzer.lexicon.source import models_directory

VOCABULARY: Final = "vocabulary.json"
WEIGHTS: Final = "weights.npz"
CARD: Final = "card.toml"
_PAIR: Final = 2
# Log-odds stay finite: nothing is surer than this short of certainty.
_LEAST: Final = 1e-6
_RETRAIN: Final = "请用 nianbao train 重新训练，或重新安装"


class Vocabulary(NamedTuple):
    """Known n-grams: `rows[piece]` is the row of weights of a piece.

    A piece of three or four characters is looked for where its first two are: few sentences have
    one, so no longer n-gram need be cut out of them.
    """

    by_length: Mapping[str, Sequence[str]]
    rows: Mapping[str, int]
    longer: Mapping[str, Sequence[str]]
    starts: AbstractSet[str]

    @classmethod
    def of(cls, by_length: Mapping[str, Sequence[str]]) -> Vocabulary:
        """From n-grams by length, numbered in that order."""
        pieces = list(chain.from_iterable(by_length[length] for length in sorted(by_length)))
        longer: dict[str, list[str]] = {}
        for piece in pieces:
            if len(piece) > _PAIR:
                longer.setdefault(piece[:_PAIR], []).append(piece)
        rows = {piece: row for row, piece in enumerate(pieces)}
        return cls(by_length, rows, longer, frozenset(longer))

    def find(self, text: str) -> list[int]:
        """The rows of every known n-gram in a sentence, each once, in no order."""
        written = bounded(text)
        pieces = singles_and_pairs(written)
        found = [self.rows[piece] for piece in pieces if piece in self.rows]
        for start in self.starts & pieces:
            found += [self.rows[piece] for piece in self.longer[start] if piece in written]
        return found


class Calibration(NamedTuple):
    """How margins become an honest probability.

    Margins are divided by `temperature`; the log-odds of the likeliest class are then stretched by
    `slope` and moved by `offset` (Platt scaling). Below `threshold` there is no label.
    """

    temperature: float = 1.0
    slope: float = 1.0
    offset: float = 0.0
    threshold: float = 0.0


@dataclass(frozen=True)
class Classifier:
    """One linear model with calibrated probabilities.

    `gram_weights` (by number of n-gram, a weight a class) are summed over the distinct known n-grams
    of a sentence and divided by the square root of their number; `beside_weights` belong to
    `features.BESIDE`. A sentence of known section is calibrated as `placed`, one that comes alone
    as `unplaced`.
    """

    name: str
    classes: tuple[str, ...]
    vocabulary: Vocabulary
    gram_weights: Mapping[int, Row]
    beside_weights: Sequence[Row]
    bias: Row
    placed: Calibration
    unplaced: Calibration
    card: Mapping[str, Any]

    @cached_property
    def _before_grams(self) -> Mapping[str | None, Row]:
        """What a sentence of every section starts from, and one of unknown section (None)."""
        placed = zip(SECTIONS, self.beside_weights[: AFTER.start], strict=True)
        return {None: self.bias} | {
            section: tuple(map(add, self.bias, weights)) for section, weights in placed
        }

    @cached_property
    def _after_by_class(self) -> Sequence[Row]:
        """For every class the weight of each aspect that the sentence before may have."""
        return tuple(zip(*self.beside_weights[AFTER], strict=True))

    def calibration(self, section: str | None) -> Calibration:
        """The calibration of a sentence of this section, None where it is unknown."""
        return self.unplaced if section is None else self.placed

    def margins(self, found: Sequence[int], section: str | None) -> list[float]:
        """The score of every class before calibration, of what the vocabulary found in a sentence.

        Half-precision weights add up without rounding, so the order of `found` is the same to it.
        """
        start = self._before_grams[section]
        if not found:
            return list(start)
        size = sqrt(len(found))
        sums = map(sum, zip(*map(self.gram_weights.__getitem__, found)))  # noqa: B905  # quicker
        return [margin + total / size for margin, total in zip(start, sums, strict=True)]

    def after(self, aspects: Sequence[float]) -> list[float]:
        """What the probabilities of the aspects of the sentence before add to the margins."""
        return [sum(map(mul, aspects, weights)) for weights in self._after_by_class]

    def probabilities(self, margins: Sequence[float], section: str | None) -> list[float]:
        """Margins as probabilities, which sum to 1."""
        temperature, best = self.calibration(section).temperature, max(margins)
        powers = [exp((margin - best) / temperature) for margin in margins]
        total = sum(powers)
        return [power / total for power in powers]

    def chance(self, probabilities: Sequence[float], section: str | None) -> float:
        """How often the likeliest class is right."""
        _, slope, offset, _ = self.calibration(section)
        best = min(max(*probabilities, _LEAST), 1 - _LEAST)
        return 1 / (1 + exp(-slope * log(best / (1 - best)) - offset))

    def label(self, probabilities: Sequence[float], section: str | None) -> Label | None:
        """The likeliest class, None where its chance lies below the threshold."""
        chance = self.chance(probabilities, section)
        if chance < self.calibration(section).threshold:
            return None
        best = max(range(len(self.classes)), key=probabilities.__getitem__)
        return Label(self.classes[best], round(chance, 4))


@cache
def load(name: str) -> Classifier:
    """The model `name` of the models directory; raises `DataError` where it is damaged."""
    return read(models_directory() / name)


def read(folder: Path) -> Classifier:
    """The model in `folder`, its files held against the digests of its card."""
    try:
        card = tomllib.loads((folder / CARD).read_text("utf-8"))
        vocabulary = (folder / VOCABULARY).read_bytes()
        weights = (folder / WEIGHTS).read_bytes()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"模型文件读不出：{error}", place=folder.name, remedy=_RETRAIN) from None
    for file, data in ((VOCABULARY, vocabulary), (WEIGHTS, weights)):
        if hashlib.sha256(data).hexdigest() != card.get("digests", {}).get(file):
            place = f"{folder.name}/{file}"
            raise DataError("与 card.toml 的摘要不符", place=place, remedy=_RETRAIN)
    if card.get("beside") != list(BESIDE):
        raise DataError("特征与程序版本不符", place=f"{folder.name}/{CARD}", remedy=_RETRAIN)
    arrays = matrices(weights)
    return Classifier(
        name=folder.name,
        classes=tuple(card["classes"]),
        vocabulary=_vocabulary(vocabulary),
        gram_weights=arrays["grams"],
        beside_weights=[arrays["beside"][row] for row in range(len(BESIDE))],
        bias=arrays["bias"][0],
        placed=Calibration(**card["placed"]),
        unplaced=Calibration(**card["unplaced"]),
        card=card,
    )


@cache
def _vocabulary(content: bytes) -> Vocabulary:
    """One object for models that share a vocabulary, so that a report is searched once."""
    return Vocabulary.of(json.loads(content))
