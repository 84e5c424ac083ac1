"""Linear classifiers over n-grams: read from `models/`, scored with numpy, never unpickled.

A model folder holds `vocabulary.json` (n-grams by length), `weights.npz` (arrays only) and
`card.toml` (classes, temperature, threshold, digests, figures).
"""

from __future__ import annotations

import hashlib
import io
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np

from analyzer.document import Label
from analyzer.errors import DataError
from analyzer.label.features import (
    AFTER,
    BESIDE,
    Batch,
    Booleans,
    Floats,
    Grams,
    Indices,
    Keys,
    gram_keys,
)
from analyzer.lexicon.source import models_directory

VOCABULARY: Final = "vocabulary.json"
WEIGHTS: Final = "weights.npz"
CARD: Final = "card.toml"
# The vocabulary has fewer n-grams than this many bits can count.
_COLUMN_BITS: Final = 20
# A key is spread over so many bits by Fibonacci hashing (Knuth, TAOCP 6.4).
_SIEVE_BITS: Final = 17
_GOLDEN: Final = np.uint64(0x9E3779B97F4A7C15)
# Log-odds stay finite: nothing is surer than this short of certainty.
_LEAST: Final = 1e-6
_RETRAIN: Final = "请用 nianbao train 重新训练，或重新安装"


class Found(NamedTuple):
    """Pairs of a sentence and a column of the vocabulary, by sentence."""

    owners: Indices
    columns: Indices


@dataclass(frozen=True)
class Vocabulary:
    """Known n-grams by key: `keys` ascending, `columns[i]` the row of weights of `keys[i]`."""

    by_length: Mapping[str, Sequence[str]]
    keys: Keys
    columns: Indices

    @classmethod
    def of(cls, by_length: Mapping[str, Sequence[str]]) -> Vocabulary:
        """From n-grams by length, numbered in that order."""
        keys = np.concatenate([gram_keys(by_length[length]) for length in sorted(by_length)])
        columns = np.argsort(keys, kind="stable")
        return cls(by_length, keys[columns], columns)

    @cached_property
    def _sieve(self) -> Booleans:
        """Whether any known key is spread to a place: most unknown ones fall through."""
        sieve = np.zeros(1 << _SIEVE_BITS, dtype=np.bool_)
        sieve[_spread(self.keys)] = True
        return sieve

    def find(self, grams: Grams) -> Found:
        """Every known n-gram, each once a sentence."""
        caught = np.flatnonzero(self._sieve[_spread(grams.keys)])
        keys = grams.keys[caught]
        places = np.searchsorted(self.keys, keys)
        places[places == len(self.keys)] = 0
        known = self.keys[places] == keys
        pairs = np.sort(grams.owners[caught[known]] << _COLUMN_BITS | self.columns[places[known]])
        pairs = pairs[_changes(pairs)]
        return Found(pairs >> _COLUMN_BITS, pairs & ((1 << _COLUMN_BITS) - 1))


def _spread(keys: Keys) -> Keys:
    return (keys * _GOLDEN) >> np.uint64(64 - _SIEVE_BITS)


def _changes(values: Indices) -> Indices:
    """Where a value differs from the one before it, the first place included."""
    changed = np.ones(len(values), dtype=np.bool_)
    np.not_equal(values[1:], values[:-1], out=changed[1:])
    return np.flatnonzero(changed)


@dataclass(frozen=True, slots=True)
class Calibration:
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

    `gram_weights` (n-grams, classes) are summed over the distinct known n-grams of a sentence and
    divided by the square root of their number; `beside_weights` belong to `features.BESIDE`. A
    sentence of known section is calibrated as `placed`, one that comes alone as `unplaced`.
    """

    name: str
    classes: tuple[str, ...]
    vocabulary: Vocabulary
    gram_weights: Floats
    beside_weights: Floats
    bias: Floats
    placed: Calibration
    unplaced: Calibration
    card: Mapping[str, Any]

    def margins(self, sentences: Batch, found: Found | None = None) -> Floats:
        """The scores before calibration, a row a sentence and a column a class.

        `found` is what the vocabulary finds in `sentences`, where that is known already.
        """
        owners, columns = found if found is not None else self.vocabulary.find(sentences.grams)
        margins: Floats = sentences.beside @ self.beside_weights + self.bias
        if len(owners):
            first = _changes(owners)
            sums = np.add.reduceat(self.gram_weights[columns], first, axis=0)
            count = np.diff(first, append=len(owners)).astype(np.float32)
            margins[owners[first]] += sums / np.sqrt(count)[:, None]
        return margins

    def after(self, aspects: Floats) -> Floats:
        """What the aspects of the sentences before add to the margins (probabilities in rows)."""
        added: Floats = aspects @ self.beside_weights[AFTER]
        return added

    def probabilities(self, margins: Floats, placed: Booleans) -> Floats:
        """Margins as probabilities; every row sums to 1. `placed` says whose section is known."""
        warmth = np.where(placed, self.placed.temperature, self.unplaced.temperature)
        scaled = margins / warmth[:, None].astype(np.float32)
        powers = np.exp(scaled - scaled.max(axis=1, keepdims=True, initial=-np.inf))
        shares: Floats = powers / powers.sum(axis=1, keepdims=True)
        return shares

    def chances(self, probabilities: Floats, placed: Booleans) -> Floats:
        """How often the likeliest class of every row is right."""
        best = probabilities.max(axis=1, initial=0.0).clip(_LEAST, 1 - _LEAST)
        odds = np.log(best / (1 - best))
        slope = np.where(placed, self.placed.slope, self.unplaced.slope)
        offset = np.where(placed, self.placed.offset, self.unplaced.offset)
        chances: Floats = (1 / (1 + np.exp(-slope * odds - offset))).astype(np.float32)
        return chances

    def labelled(self, chances: Floats, placed: Booleans) -> Booleans:
        """Which rows are sure enough for a label."""
        thresholds = np.where(placed, self.placed.threshold, self.unplaced.threshold)
        sure: Booleans = chances >= thresholds
        return sure

    def labels(self, probabilities: Floats, placed: Booleans) -> tuple[Label | None, ...]:
        """The likeliest class of every row, None where it lies below the threshold."""
        if not len(probabilities):
            return ()
        chances = self.chances(probabilities, placed)
        return tuple(
            Label(self.classes[index], round(chance, 4)) if sure else None
            for index, chance, sure in zip(
                probabilities.argmax(axis=1).tolist(),
                chances.tolist(),
                self.labelled(chances, placed).tolist(),
                strict=True,
            )
        )


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
    with np.load(io.BytesIO(weights), allow_pickle=False) as arrays:
        grams, beside, bias = (
            arrays[part].astype(np.float32) for part in ("grams", "beside", "bias")
        )
    return Classifier(
        name=folder.name,
        classes=tuple(card["classes"]),
        vocabulary=_vocabulary(vocabulary),
        gram_weights=grams,
        beside_weights=beside,
        bias=bias,
        placed=Calibration(**card["placed"]),
        unplaced=Calibration(**card["unplaced"]),
        card=card,
    )


@cache
def _vocabulary(content: bytes) -> Vocabulary:
    """One object for models that share a vocabulary, so that a report is searched once."""
    return Vocabulary.of(json.loads(content))
