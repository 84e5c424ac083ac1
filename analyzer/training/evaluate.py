"""How good the shipped models are on held-out agencies, against the floors that must not sink.

Three settings: a sentence alone with its section known (the floors are set here), alone without
section, and in its place after the sentence before it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from analyzer.errors import DataError
from analyzer.label.classifier import Classifier, models_directory, read
from analyzer.label.sentences import probabilities
from analyzer.training import corpus
from analyzer.training.corpus import Corpus, Item
from analyzer.training.design import CLASSES
from analyzer.training.figures import Figures, figures

FLOORS: Final = "floors.toml"
ALONE, UNPLACED, IN_PLACE = "alone", "unplaced", "in_place"
# Figures that must not exceed their floor; all others must reach it.
_CEILINGS: Final = frozenset({"abstention", "calibration_error"})


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Figures by setting and classifier; `shortfalls` say in Chinese which floor was missed.

    `stale` means that the floors were set on another state of the corpus.
    """

    figures: Mapping[tuple[str, str], Figures]
    shortfalls: tuple[str, ...]
    stale: bool


def evaluate(corpus_dir: Path, models_dir: Path | None = None) -> Evaluation:
    """The models of `models_dir` (the shipped ones by default) on the held-out sentences."""
    data = corpus.load(corpus_dir)
    folder = models_dir or models_directory()
    models = (read(folder / "aspect"), read(folder / "role"))
    measured = {
        (setting, name): result
        for setting in (ALONE, UNPLACED, IN_PLACE)
        for name, result in _measure(models, data, setting).items()
    }
    floors = _floors(corpus_dir / FLOORS)
    return Evaluation(measured, _shortfalls(measured, floors), floors["digest"] != data.digest)


def _measure(
    models: tuple[Classifier, Classifier], data: Corpus, setting: str
) -> Mapping[str, Figures]:
    items = data.test()
    sections = [None if setting == UNPLACED else item.section for item in items]
    before = _before(data, items) if setting == IN_PLACE else None
    found = probabilities(models, [item.text for item in items], sections, before)
    return {
        model.name: figures(model.name, items, shares, model.threshold)
        for model, shares in zip(models, found, strict=True)
    }


def _before(data: Corpus, items: Sequence[Item]) -> list[int | None]:
    """The places of the preceding sentences among `items`: an agency is held out as a whole."""
    places = {item.id: place for place, item in enumerate(items)}
    return [None if item.before is None else places[data.items[item.before].id] for item in items]


def _shortfalls(
    measured: Mapping[tuple[str, str], Figures], floors: Mapping[str, Any]
) -> tuple[str, ...]:
    found = []
    for name in CLASSES:
        summary = measured[ALONE, name].summary()
        for key, floor in floors[name].items():
            if key not in summary:
                raise DataError(f"不认识的键 {name}.{key}", place=FLOORS)
            missed = summary[key] > floor if key in _CEILINGS else summary[key] < floor
            if missed:
                found.append(f"{name} 的 {key} 为 {summary[key]}，未达到底线 {floor}")
    return tuple(found)


def _floors(path: Path) -> Mapping[str, Any]:
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"底线文件读不出：{error}", place=FLOORS) from None
    for key in ("digest", *CLASSES):
        if key not in data:
            raise DataError(f"缺少键 {key}", place=FLOORS)
    return data
