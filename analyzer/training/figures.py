"""How good labels are: precision, recall and F1 by class, abstention, calibration error."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from analyzer.training.corpus import CLASSES, Item
from analyzer.training.scored import Booleans, Floats

_BINS: Final = 10


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """One class, nothing abstained: an alternative that was predicted counts as the true label."""

    name: str
    precision: float
    recall: float
    f1: float
    support: int


@dataclass(frozen=True, slots=True)
class Figures:
    """A classifier on some items.

    `precision_labelled` is over what lies above the threshold; `calibration_error` is the expected
    calibration error over ten bins of equal width.
    """

    name: str
    items: int
    macro_f1: float
    accuracy: float
    precision_labelled: float
    abstention: float
    calibration_error: float
    classes: tuple[ClassFigures, ...]

    def summary(self) -> dict[str, float]:
        """The figures over all classes, rounded for a card."""
        return {
            "macro_f1": round(self.macro_f1, 4),
            "accuracy": round(self.accuracy, 4),
            "precision_labelled": round(self.precision_labelled, 4),
            "abstention": round(self.abstention, 4),
            "calibration_error": round(self.calibration_error, 4),
        }

    def table(self) -> list[dict[str, str | float | int]]:
        """The figures by class, rounded for a card."""
        return [
            {
                "class": row.name,
                "precision": round(row.precision, 4),
                "recall": round(row.recall, 4),
                "f1": round(row.f1, 4),
                "support": row.support,
            }
            for row in self.classes
        ]


def accepted(name: str, items: Sequence[Item]) -> Floats:
    """A row an item with 1 for every label that counts as right."""
    return np.array(
        [[float(label in item.accepted(name)) for label in CLASSES[name]] for item in items],
        dtype=np.float32,
    )


def figures(
    name: str, items: Sequence[Item], probabilities: Floats, chance: Floats, labelled: Booleans
) -> Figures:
    """The figures of probabilities (rows as `items`, columns as the classes).

    `chance` is the calibrated one of the likeliest class, `labelled` says where it suffices.
    """
    classes = CLASSES[name]
    best = probabilities.argmax(axis=1)
    right = accepted(name, items)[np.arange(len(items)), best] > 0
    given = np.array([classes.index(item.label(name)) for item in items])
    true = np.where(right, best, given)
    rows = tuple(
        _of_class(label, best == index, true == index) for index, label in enumerate(classes)
    )
    present = [row.f1 for row in rows if row.support]
    return Figures(
        name=name,
        items=len(items),
        macro_f1=float(np.mean(present)),
        accuracy=float(right.mean()),
        precision_labelled=float(right[labelled].mean()) if labelled.any() else 0.0,
        abstention=float(1 - labelled.mean()),
        calibration_error=_calibration_error(chance, right.astype(np.float32)),
        classes=rows,
    )


def _of_class(name: str, predicted: Booleans, true: Booleans) -> ClassFigures:
    hits = float((predicted & true).sum())
    precision = hits / max(float(predicted.sum()), 1.0)
    recall = hits / max(float(true.sum()), 1.0)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return ClassFigures(name, precision, recall, f1, int(true.sum()))


def _calibration_error(chance: Floats, right: Floats) -> float:
    bins = np.minimum((chance * _BINS).astype(int), _BINS - 1)
    return float(
        sum(
            abs(chance[bins == index].mean() - right[bins == index].mean()) * (bins == index).mean()
            for index in range(_BINS)
            if (bins == index).any()
        )
    )
