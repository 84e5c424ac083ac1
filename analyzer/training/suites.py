"""The register of evaluation suites: what `nianbao evaluate` can measure, and against which floors.

A suite is a function from the corpora folder and the split asked for to figures, nested as they shall stand in JSON, with
the lines to print. A floor in `corpora/floors.toml` stands at the same place under the suite's name
as the figure it guards. To add a suite: write its function, add one line to `SUITES`, one name to
`lexicon/names.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from analyzer.errors import DataError, UsageError
from analyzer.training.agreement import agreement_suite
from analyzer.training.claim_corpus import SPLITS
from analyzer.training.claim_figures import claim_suite
from analyzer.training.composition_figures import composition_suite
from analyzer.training.evaluate import label_suite
from analyzer.training.fault_figures import injected_suite
from analyzer.training.pair_figures import pair_suite
from analyzer.training.rewrite_figures import rewrite_suite
from analyzer.training.sample_figures import cell_suite, fault_suite, sentence_suite
from analyzer.training.suite import Measured

FLOORS: Final = "floors.toml"
ALL: Final = "all"
HELD_OUT: Final = "test"
SUITES: Final[Mapping[str, Callable[[Path, str], Measured]]] = {
    "labels": lambda corpora, _split: label_suite(corpora),
    "agreement": lambda corpora, _split: agreement_suite(corpora),
    "quantities": lambda corpora, split: claim_suite(corpora, "quantities", split),
    "claims": lambda corpora, split: claim_suite(corpora, "claims", split),
    "links": lambda corpora, split: claim_suite(corpora, "links", split),
    "outcomes": lambda corpora, split: claim_suite(corpora, "outcomes", split),
    "rewrites": rewrite_suite,
    "compositions": composition_suite,
    "pairs": pair_suite,
    "cells": lambda corpora, _split: cell_suite(corpora),
    "faults": lambda corpora, _split: fault_suite(corpora),
    "sentences": lambda corpora, _split: sentence_suite(corpora),
    "injected": lambda _corpora, _split: injected_suite(),
}
# Figures that must not exceed their floor; a text must equal it, any other figure must reach it.
_CEILINGS: Final = frozenset(
    {
        "abstention",
        "calibration_error",
        "false_accusations",
        "wrong",
        "unread",
        "false_alarms_a_report",
        "beside_a_fault",
        "grave_a_clean_report",
    }
)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The suites that were run and, in Chinese, every floor that was missed."""

    measured: Mapping[str, Measured]
    shortfalls: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The figures by suite and the shortfalls, made of JSON types only."""
        figures = {name: dict(result.figures) for name, result in self.measured.items()}
        return {"suites": figures, "shortfalls": list(self.shortfalls)}


def run(suite: str, corpus_dir: Path, split: str = HELD_OUT) -> Evaluation:
    """Measure one suite, or `all`; raises `UsageError` for a name that is none.

    `split` (train, dev, test, all) is what the suites of claims are measured on; floors hold on the
    held-out items only.
    """
    if split not in (*SPLITS, ALL):
        raise UsageError(f"没有划分 {split}", remedy=f"可用的有：{'、'.join([*SPLITS, ALL])}")
    if suite != ALL and suite not in SUITES:
        raise UsageError(f"没有评测套件 {suite}", remedy=f"可用的有：{'、'.join([*SUITES, ALL])}")
    names = list(SUITES) if suite == ALL else [suite]
    measured = {name: SUITES[name](corpus_dir, split) for name in names}
    floors = _floors(corpus_dir / FLOORS) if split == HELD_OUT else {}
    missed = [
        text
        for name, result in measured.items()
        for text in shortfalls(result.figures, floors.get(name, {}), name)
    ]
    return Evaluation(measured, tuple(missed))


def shortfalls(figures: Mapping[str, Any], floors: Mapping[str, Any], place: str) -> Iterator[str]:
    """Which floors the figures miss, in Chinese; raises `DataError` for a floor without a figure."""
    for key, floor in floors.items():
        where = f"{place}.{key}"
        if key not in figures:
            raise DataError(f"不认识的键 {where}", place=FLOORS)
        value = figures[key]
        if isinstance(floor, Mapping):
            yield from shortfalls(value, floor, where)
        elif isinstance(floor, str):
            if value != floor:
                yield f"{where} 已变动，请重新训练并更新 {FLOORS}"
        elif value > floor if key in _CEILINGS else value < floor:
            yield f"{where} 为 {value}，未达到底线 {floor}"


def _floors(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"底线文件读不出：{error}", place=FLOORS) from None
