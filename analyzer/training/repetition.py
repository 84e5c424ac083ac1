"""How little a corpus repeats itself: what a template would leave behind, measured.

Two measures for any list of texts: distinct skeletons (the text without figures, names, quotations
and places), and how many held-out texts share a run of 13 characters with a text learnt from.

    python -m analyzer.training.repetition corpora

writes them into the marked blocks of `corpora/README.md`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from analyzer.label.features import canonical
from analyzer.training import claim_corpus
from analyzer.training.corpus import load

RUN: Final = 13
_QUOTED: Final = re.compile(r"《[^》]*》|“[^“]*“|（[^）]*）")
_COUNTED: Final = re.compile(r"[0一二三四五六七八九十百千万亿两零〇]+")
_PLACE: Final = re.compile(
    r"[\u4e00-\u9fff]{2}(?=省|市|县|区|镇|乡|街道)|[\u4e00-\u9fff]{2,6}(?=局|厅|委)"
)


@dataclass(frozen=True, slots=True)
class Repetition:
    """`texts` in all, `skeletons` of them distinct; `shared` of `held_out` texts overlap."""

    texts: int
    skeletons: int
    held_out: int
    shared: int

    def markdown(self) -> str:
        """The measure as a table for a README."""
        cells = (
            self.texts,
            self.skeletons,
            _share(self.skeletons, self.texts),
            self.held_out,
            self.shared,
            _share(self.shared, self.held_out),
        )
        head = "| 条数 | 不同骨架 | 占比 | 留出集条数 | 与训练集有 13 字相同 | 占比 |"
        return f"{head}\n|---|---|---|---|---|---|\n| {' | '.join(map(str, cells))} |"


def repetition(learnt: Sequence[str], held_out: Sequence[str]) -> Repetition:
    """The measures of a corpus in its two parts."""
    texts = [*learnt, *held_out]
    shared = len(overlapping(held_out, learnt))
    return Repetition(len(texts), len({skeleton(t) for t in texts}), len(held_out), shared)


def skeleton(text: str) -> str:
    """A text without figures, names, quotations and places: what a template would repeat."""
    bare = _QUOTED.sub("…", canonical(text))
    return _COUNTED.sub("0", _PLACE.sub("", bare))


def overlapping(texts: Sequence[str], others: Sequence[str], length: int = RUN) -> list[str]:
    """The texts that share a run of `length` characters with one of `others`."""
    known = {run for other in others for run in _runs(canonical(other), length)}
    return [text for text in texts if not known.isdisjoint(_runs(canonical(text), length))]


def _runs(text: str, length: int) -> set[str]:
    return {text[start : start + length] for start in range(len(text) - length + 1)}


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "—"


def publish(readme: Path, mark: str, content: str) -> None:
    """Replace what stands between `<!-- mark -->` and `<!-- /mark -->` in a Markdown file."""
    marked = re.compile(rf"(<!-- {mark} -->\n).*?(<!-- /{mark} -->)", re.DOTALL)
    text = readme.read_text("utf-8")
    readme.write_text(marked.sub(lambda m: f"{m[1]}{content}\n{m[2]}", text), "utf-8")


def of_labels(corpus_dir: Path) -> Repetition:
    """The measures of `corpora/labels`; titles, which every report repeats, are left out."""
    data = load(corpus_dir)
    learnt, held_out = (
        [item.text for item in part if item.role != "heading"]
        for part in (data.training(), data.test())
    )
    return repetition(learnt, held_out)


def of_claims(corpus_dir: Path) -> Repetition:
    """The measures of `corpora/claims`, the test split against train and dev."""
    items = claim_corpus.load(corpus_dir)
    learnt, held_out = (
        [item.text for item in items if (item.split == "test") is wanted]
        for wanted in (False, True)
    )
    return repetition(learnt, held_out)


CORPORA: Final[Mapping[str, Callable[[Path], Repetition]]] = {
    "labels": of_labels,
    "claims": of_claims,
}


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for name, measure in CORPORA.items():
        publish(folder / "README.md", f"repetition-{name}", measure(folder).markdown())
