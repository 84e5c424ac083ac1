"""Which features earn their place: variants cross-validated over the agencies of the training part.

    python -m analyzer.training.compare corpora

prints the table of corpora/README.md.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np

from analyzer.training import corpus
from analyzer.training.corpus import CLASSES, Corpus, Item
from analyzer.training.design import SHIPPED, Variant, fit
from analyzer.training.figures import figures
from analyzer.training.train import masked, softmax

VARIANTS: Final[Mapping[str, Variant]] = {
    "字 1–2（采用）": SHIPPED,
    "字 1–3": Variant(longest=3),
    "字 1–4": Variant(longest=4),
    "词": Variant(characters=False, words=True),
    "词加字 1–2": Variant(words=True),
    "不用提示词先验": Variant(cues=False),
    "不用上句": Variant(before=False),
    "不用章节": Variant(section=False),
}
_TEMPERATURE: Final = 0.35


def compare(corpus_dir: Path) -> str:
    """The table as Markdown: macro F1 and accuracy by variant, every sentence taken alone."""
    data = corpus.load(corpus_dir)
    lines = [
        "| 特征 | 话题宏平均 F1 | 话题正确率 | 作用宏平均 F1 | 作用正确率 |",
        "|---|---|---|---|---|",
    ]
    for title, variant in VARIANTS.items():
        cells = [f"{v:.3f}" for name in CLASSES for v in _validated(name, data, variant)]
        lines.append(f"| {title} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _validated(name: str, data: Corpus, variant: Variant) -> tuple[float, float]:
    items: list[Item] = []
    shares = []
    for fold in range(data.folds):
        outside = [item for item in data.training() if data.fold(item) != fold]
        inside = [item for item in data.training() if data.fold(item) == fold]
        model = fit(name, outside, data.items, variant)
        rows = [model.design.row(item, None, placed=True) for item in inside]
        # Where the section is no feature, the rule that goes with it is none either.
        margins = softmax(model.margins(rows) / _TEMPERATURE)
        shares.append(masked(name, inside, margins, placed=variant.section))
        items.extend(inside)
    together = np.concatenate(shares)
    every = np.ones(len(items), dtype=np.bool_)
    measured = figures(name, items, together, together.max(axis=1), every)
    return measured.macro_f1, measured.accuracy


if __name__ == "__main__":
    sys.stdout.write(compare(Path(sys.argv[1])) + "\n")
