"""How much more annotated text would help: the held-out figures of models learnt from ever more agencies.

    python -m analyzer.training.curve corpora

prints the table of corpora/README.md; a notebook plots `curve`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from analyzer.training import corpus, scored
from analyzer.training.corpus import CLASSES, Corpus
from analyzer.training.design import SHIPPED, fit
from analyzer.training.figures import figures
from analyzer.training.train import masked

SHARES: Final = (0.125, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Point:
    """One model: what it learnt from, and macro F1 and accuracy on the held-out sentences.

    Every sentence is taken alone, its section known.
    """

    name: str
    agencies: int
    sentences: int
    macro_f1: float
    accuracy: float


def curve(corpus_dir: Path, shares: Sequence[float] = SHARES) -> tuple[Point, ...]:
    """A point for every classifier and share of the agencies, each share containing the smaller."""
    data = corpus.load(corpus_dir)
    agencies = list(dict.fromkeys(item.agency for item in data.training()))
    # Neighbours in the files are alike: every eighth agency first, then the next ones.
    spread = [agency for start in range(8) for agency in agencies[start::8]]
    return tuple(
        _point(name, data, frozenset(spread[: round(len(spread) * share)]))
        for name in CLASSES
        for share in shares
    )


def _point(name: str, data: Corpus, agencies: frozenset[str]) -> Point:
    learnt = [item for item in data.training() if item.agency in agencies]
    model = fit(name, learnt, data.items, SHIPPED).classifier()
    items = data.test()
    sections = [item.section for item in items]
    margins = scored.margins(model, (item.text for item in items), sections)
    shares = masked(name, items, scored.probabilities(model, margins, sections), placed=True)
    every = np.ones(len(items), dtype=np.bool_)
    measured = figures(name, items, shares, shares.max(axis=1), every)
    return Point(name, len(agencies), len(learnt), measured.macro_f1, measured.accuracy)


def markdown(points: Sequence[Point]) -> str:
    """The points as a table."""
    lines = ["| 分类器 | 机关 | 训练句 | 宏平均 F1 | 正确率 |", "|---|---|---|---|---|"]
    lines += [
        f"| {p.name} | {p.agencies} | {p.sentences} | {p.macro_f1:.3f} | {p.accuracy:.3f} |"
        for p in points
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(markdown(curve(Path(sys.argv[1]))) + "\n")
