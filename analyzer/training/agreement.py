"""How far a second, independent annotation of sampled sentences agrees with the first.

`corpora/labels/second/sample.jsonl` holds sentences drawn from `corpora/labels` with a fixed seed and
labelled again, by the guide alone, without sight of the first labels.

    python -m analyzer.training.agreement corpora

writes the figures into the marked block `agreement` of `corpora/README.md`.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from analyzer.errors import DataError
from analyzer.training.corpus import CLASSES, LABELS, load
from analyzer.training.repetition import publish
from analyzer.training.suite import Measured

SECOND: Final = f"{LABELS}/second/sample.jsonl"
_FIELDS: Final = frozenset({"id", "text", "aspect", "role", "alt_aspect", "alt_role"})


@dataclass(frozen=True, slots=True)
class Judged:
    """What both annotators said of a sentence: the preferred label and all they would accept."""

    id: str
    first: str
    second: str
    accepted_first: frozenset[str]
    accepted_second: frozenset[str]

    @property
    def agrees(self) -> bool:
        """Whether the preferred label of either is acceptable to the other."""
        return self.second in self.accepted_first or self.first in self.accepted_second


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two annotations of `items` sentences agree.

    `raw` is the share with the same preferred label, `kappa` Cohen's, `macro_f1` that of the second
    against the first; `*_accepted` are share and macro-F1 where defensible alternatives count.
    """

    items: int
    raw: float
    kappa: float
    macro_f1: float
    raw_accepted: float
    macro_f1_accepted: float


def judged(corpus_dir: Path, name: str) -> list[Judged]:
    """Both annotations of classifier `name`; raises `DataError` naming the line that does not fit."""
    first = {item.id: item for item in load(corpus_dir).items}
    found = []
    for number, line in enumerate((corpus_dir / SECOND).read_text("utf-8").splitlines(), 1):
        data = json.loads(line)
        place = f"{SECOND}:{number}"
        if set(data) != _FIELDS:
            raise DataError(f"字段应恰为 {'、'.join(sorted(_FIELDS))}", place=place)
        item = first.get(data["id"])
        if item is None or item.text != data["text"]:
            raise DataError(f"与第一次标注的句子不同：{data['id']}", place=place)
        accepted = frozenset((data[name], *data[f"alt_{name}"]))
        if unknown := accepted - set(CLASSES[name]):
            raise DataError(f"不认识的值 {min(unknown)}", place=place)
        found.append(Judged(item.id, item.label(name), data[name], item.accepted(name), accepted))
    return found


def agreement(pairs: Sequence[Judged]) -> Agreement:
    """The figures over some sentences."""
    strict = [(pair.first, pair.second) for pair in pairs]
    # Where they agree by an alternative, the label of the second counts as the true one.
    lenient = [(pair.second if pair.agrees else pair.first, pair.second) for pair in pairs]
    return Agreement(
        items=len(pairs),
        raw=_raw(strict),
        kappa=_kappa(strict),
        macro_f1=_macro_f1(strict),
        raw_accepted=_raw(lenient),
        macro_f1_accepted=_macro_f1(lenient),
    )


def markdown(corpus_dir: Path) -> str:
    """The agreement of both classifiers as a table for a README."""
    lines = [
        "| 标签 | 句数 | 首选相同 | kappa | 宏平均 F1 | 备选算对时相同 | 备选算对时宏平均 F1 |",
        "|---|---|---|---|---|---|---|",
    ]
    for name in CLASSES:
        a = agreement(judged(corpus_dir, name))
        figures = (a.raw, a.kappa, a.macro_f1, a.raw_accepted, a.macro_f1_accepted)
        lines.append(f"| {name} | {a.items} | {' | '.join(f'{each:.3f}' for each in figures)} |")
    return "\n".join(lines)


def agreement_suite(corpus_dir: Path) -> Measured:
    """The agreement of both classifiers as figures and lines."""
    figures = {name: agreement(judged(corpus_dir, name)) for name in CLASSES}
    lines = [
        f"{name}：{a.items} 句，首选相同 {a.raw:.3f}，kappa {a.kappa:.3f}；"
        f"备选算对时相同 {a.raw_accepted:.3f}，宏平均 F1 {a.macro_f1_accepted:.3f}"
        for name, a in figures.items()
    ]
    rounded = {
        name: {key: round(value, 4) for key, value in asdict(a).items()}
        for name, a in figures.items()
    }
    return Measured(rounded, tuple(lines))


def _raw(pairs: Sequence[tuple[str, str]]) -> float:
    return sum(one == other for one, other in pairs) / len(pairs)


def _kappa(pairs: Sequence[tuple[str, str]]) -> float:
    first, second = (Counter(side) for side in zip(*pairs, strict=True))
    chance = sum(first[name] * second[name] for name in first) / len(pairs) ** 2
    return (_raw(pairs) - chance) / (1 - chance) if chance < 1 else 1.0


def _macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    truth, said = (Counter(side) for side in zip(*pairs, strict=True))
    right = Counter(one for one, other in pairs if one == other)
    return sum(2 * right[name] / (truth[name] + said[name]) for name in truth) / len(truth)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    publish(folder / "README.md", "agreement", markdown(folder))
