"""What a classifier says of many sentences, as arrays for fitting and measuring."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from analyzer.label.classifier import Classifier

Floats: TypeAlias = NDArray[np.float32]
Booleans: TypeAlias = NDArray[np.bool_]


def margins(model: Classifier, texts: Iterable[str], sections: Sequence[str | None]) -> Floats:
    """The scores before calibration, a row a sentence and a column a class."""
    found = map(model.vocabulary.find, texts)
    return floats(model.margins(*each) for each in zip(found, sections, strict=True))


def probabilities(model: Classifier, scores: Floats, sections: Sequence[str | None]) -> Floats:
    """Margins as probabilities; every row sums to 1."""
    return floats(map(model.probabilities, scores.tolist(), sections))


def chances(model: Classifier, shares: Floats, sections: Sequence[str | None]) -> Floats:
    """How often the likeliest class of every row is right."""
    rows: Floats = np.array(list(map(model.chance, shares.tolist(), sections)), dtype=np.float32)
    return rows


def labelled(model: Classifier, found: Floats, sections: Sequence[str | None]) -> Booleans:
    """Which of the chances are high enough for a label."""
    return found >= np.array([model.calibration(section).threshold for section in sections])


def floats(rows: Iterable[Sequence[float]]) -> Floats:
    """Rows of numbers as one array."""
    return np.array(list(rows), dtype=np.float32)
