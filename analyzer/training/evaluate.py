"""How good the shipped models are on held-out agencies, against the floors that must not sink.

Three settings: a sentence alone with its section known (the floors are set here), alone without
section, and in its place after the sentence before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from analyzer.label.classifier import Classifier, read
from analyzer.label.sentences import probabilities
from analyzer.lexicon.names import name_of
from analyzer.lexicon.source import models_directory
from analyzer.training import corpus, scored
from analyzer.training.corpus import Corpus, Item
from analyzer.training.figures import Figures, figures
from analyzer.training.suite import Measured

ALONE, UNPLACED, IN_PLACE = "alone", "unplaced", "in_place"
SETTINGS: Final = (ALONE, UNPLACED, IN_PLACE)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Figures by setting and classifier, and the state of the corpus they were measured on."""

    figures: Mapping[tuple[str, str], Figures]
    digest: str


def evaluate(corpus_dir: Path, models_dir: Path | None = None) -> Evaluation:
    """The models of `models_dir` (the shipped ones by default) on the held-out sentences."""
    data = corpus.load(corpus_dir)
    folder = models_dir or models_directory()
    models = (read(folder / "aspect"), read(folder / "role"))
    measured = {
        (setting, name): result
        for setting in SETTINGS
        for name, result in _measure(models, data, setting).items()
    }
    return Evaluation(measured, data.digest)


def label_suite(corpus_dir: Path) -> Measured:
    """The shipped models in every setting, overall and by class."""
    result = evaluate(corpus_dir)
    figures: dict[str, Any] = {"digest": result.digest}
    for (setting, name), measured in result.figures.items():
        figures.setdefault(setting, {})[name] = measured.summary() | {"classes": measured.table()}
    return Measured(figures, tuple(_lines(result)))


def _lines(result: Evaluation) -> Iterator[str]:
    for (setting, name), measured in result.figures.items():
        yield f"{name}（{name_of('setting', setting)}，{measured.items} 句）"
        for key, value in measured.summary().items():
            yield f"  {name_of('figure', key)} {value}"
        for row in measured.classes:
            yield (
                f"    {row.name:<12} 精确率 {row.precision:.3f}，召回率 {row.recall:.3f}，"
                f"F1 {row.f1:.3f}，{row.support} 句"
            )


def _measure(
    models: tuple[Classifier, Classifier], data: Corpus, setting: str
) -> Mapping[str, Figures]:
    items = data.test()
    sections = [None if setting == UNPLACED else item.section for item in items]
    before = _before(data, items) if setting == IN_PLACE else None
    found = probabilities(models, [item.text for item in items], sections, before)
    measured = {}
    for model, rows in zip(models, zip(*found, strict=True), strict=True):
        shares = scored.floats(rows)
        chances = scored.chances(model, shares, sections)
        sure = scored.labelled(model, chances, sections)
        measured[model.name] = figures(model.name, items, shares, chances, sure)
    return measured


def _before(data: Corpus, items: Sequence[Item]) -> list[int | None]:
    """The places of the preceding sentences among `items`: an agency is held out as a whole."""
    places = {item.id: place for place, item in enumerate(items)}
    return [None if item.before is None else places[data.items[item.before].id] for item in items]
