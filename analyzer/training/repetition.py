"""How little a corpus repeats itself: what a template would leave behind, measured.

Measures for any list of texts: distinct skeletons (the text without figures, names, quotations and
places), and how many held-out texts share a run of 13 characters with a text learnt from; the latter
also with every official name taken for one character, for 收到政府信息公开申请0件 is long by its name alone.

    python -m analyzer.training.repetition corpora

writes them into the marked blocks of `corpora/README.md`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, get_args

from analyzer.document import Edition
from analyzer.forms.form import forms
from analyzer.label.features import canonical
from analyzer.training import claim_corpus
from analyzer.training.corpus import load

RUN: Final = 13
# names that the 条例 and the forms give, beside the labels of the forms themselves
_LEGAL: Final = (
    *(
        "政府信息公开工作年度报告",
        "政府信息公开行政复议",
        "政府信息公开申请",
        "政府信息公开",
        "依申请公开",
    ),
    *("主动公开", "公开申请", "行政复议", "行政诉讼", "法定期限", "行政机关"),
)
_NAME: Final = re.compile(r"[\u4e00-\u9fff]{3,}")
_NAMED: Final = "\ue000"
_QUOTED: Final = re.compile(r"《[^》]*》|“[^“]*“|（[^）]*）")
_COUNTED: Final = re.compile(r"[0一二三四五六七八九十百千万亿两零〇]+")
_PLACE: Final = re.compile(
    r"[\u4e00-\u9fff]{2}(?=省|市|县|区|镇|乡|街道)|[\u4e00-\u9fff]{2,6}(?=局|厅|委)"
)


@dataclass(frozen=True, slots=True)
class Repetition:
    """`texts` in all, `skeletons` of them distinct; `shared` of `held_out` texts overlap.

    `shared_wording` of them do so with official names taken for one character.
    """

    texts: int
    skeletons: int
    held_out: int
    shared: int
    shared_wording: int

    def markdown(self) -> str:
        """The measure as a table for a README."""
        cells = (
            self.texts,
            self.skeletons,
            _share(self.skeletons, self.texts),
            self.held_out,
            self.shared,
            _share(self.shared, self.held_out),
            self.shared_wording,
            _share(self.shared_wording, self.held_out),
        )
        head = (
            "| 条数 | 不同骨架 | 占比 | 留出集条数 | 与训练集有 13 字相同 | 占比 "
            "| 官方名称按一字计 | 占比 |"
        )
        return f"{head}\n|---|---|---|---|---|---|---|---|\n| {' | '.join(map(str, cells))} |"


def repetition(learnt: Sequence[str], held_out: Sequence[str]) -> Repetition:
    """The measures of a corpus in its two parts."""
    texts = [*learnt, *held_out]
    return Repetition(
        len(texts),
        len({skeleton(t) for t in texts}),
        len(held_out),
        len(overlapping(held_out, learnt)),
        len(overlapping([*map(unnamed, held_out)], [*map(unnamed, learnt)])),
    )


def unnamed(text: str) -> str:
    """A text with every official name, of a table, a row, a column or the law, as one character."""
    return _official().sub(_NAMED, text)


@cache
def _official() -> re.Pattern[str]:
    labels: list[str] = []
    for edition in get_args(Edition):
        for form in forms(edition):
            labels.append(form.title)
            for row in form.rows:
                labels += (row.label, *row.variants)
            for column in form.columns:
                labels += (column.label, *column.variants)
    names = {name for label in labels for name in _NAME.findall(label)} | set(_LEGAL)
    return re.compile("|".join(sorted(names, key=lambda name: (-len(name), name))))


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
