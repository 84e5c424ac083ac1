"""Short names of rows that hold only where results are listed: 行政查询54件，案卷39件，信访31件."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from analyzer.extract.cues import clause_start
from analyzer.extract.reading import Paragraph, Reading
from analyzer.extract.subject import Subject
from analyzer.lexicon.metrics import metrics
from analyzer.lexicon.phrases import Composed, Literals

_RESULTS: Final = ("granted", "partial", "denied", "unable_", "refuse", "other_")
_AROUND: Final = re.compile(
    r"^[，；、：:和及与\s]*(?:\d{1,2}[.．])?(?:其中|属于?|因|涉及?|为|系)?(?P<all>(?P<label>[^，；、：:\d]+?)(?:的|有|为|各|类的)?)$"
)
# 申请内容涉及拆迁7件、内部文件3件: what was asked for
_ASKED_FOR: Final = re.compile(
    r"内容[^，。；\d]{0,4}[涉是为有]|要求(?:公开|提供|获取)|索要|集中[在于]"
)
_BEHIND: Final = re.compile(
    r"(?:申请)?[则均都]?(?P<are>为|系|属于?|是)?(?P<label>[^，。；、：\d]{1,8}?)(?:类|件)?(?=[，。；、]|$)"
)
# rows whose short names tell what was done: 2件照给, 1件镇里没有
_DEEDS: Final = frozenset({"granted", "denied", "unable_not_held"})
# 局里没有的，1件; 为信访投诉（3件）
_APART: Final = ("的，", "（")
_COUNT: Final = r"的?\d[\d,]*[件份宗起条例个次]"
_CLAUSES: Final = re.compile(rf"(?:{_COUNT})?的?[，。；、：（）]+(?:{_COUNT})?")
_SURE_BEHIND: Final = 0.9
_SURE: Final = 0.93


@cache
def _labels() -> Mapping[str, str]:
    axis = metrics().axes["row"]
    return {label: key for key, row in axis.items() for label in row.labels}


@cache
def _label_phrases() -> tuple[Composed, ...]:
    return tuple(p for row in metrics().axes["row"].values() for p in row.label_phrases)


@cache
def _composed_labels() -> Literals:
    return Literals((), _label_phrases())


@cache
def _ends() -> frozenset[str]:
    """The last characters of short names and of what may follow them: nearly all fail here."""
    last = (*_labels(), *(ending for phrases in _label_phrases() for ending in phrases.endings))
    return frozenset((*(label[-1] for label in last), *"的有为各"))


def labelled(
    reading: Reading, begin: int, at: int, listed: Sequence[Subject] = ()
) -> Subject | None:
    """The row whose short name is all that stands from `begin` to the number at offset `at`.

    `listed` is what the sentence before counted: 3.三安全1件；4.第三方7件 are two.
    """
    text = reading.text
    if begin == at and text.endswith(_APART, 0, at):
        begin, at = clause_start(text, at - 1, 0), at - 1
    if text[at - 1 : at] not in _ends():
        return None
    said = _AROUND.match(text[begin:at])
    row = (_row_of(said["label"]) or _row_of(said["all"])) if said else None  # 委里没有: no 没
    row = row or _composed(text[begin:at].rpartition("、")[2].rstrip("的"))  # 属市局、局里没有的
    if row is not None and not begin and any(_is_result(part, row) for part in listed):
        return Subject("requests", (row,), (), _SURE)
    return _among_results(reading, row, begin, _SURE)


def _is_result(part: Subject, row: str) -> bool:
    """Whether a subject is a row of results other than `row`."""
    first = part.first[0] if part.domain == "requests" and part.first else ""
    return first != row and first.startswith(_RESULTS)


def labelled_behind(reading: Reading, end: int, paragraph: Paragraph) -> Subject | None:
    """The row whose short name is all that is said of the number that ends at `end` (3件为案卷；).

    21件本机关不掌握、65件逾期未补正: the name is taken, and none of the next number.
    """
    said = _BEHIND.match(reading.text, end)
    row = _row_of(said["label"]) if said else None
    if said is None or (not said["are"] and row not in _DEEDS):
        return None  # 3件投诉 may be other business
    told = _among_results(reading, row, end, _SURE_BEHIND)
    if told is not None:
        paragraph.taken = max(paragraph.taken, said.end("label"))
    return told


def _among_results(reading: Reading, row: str | None, at: int, sure: float) -> Subject | None:
    """The row where results are listed, and nothing before offset `at` says what was asked for."""
    if row is None or not _lists_results(reading, row) or _ASKED_FOR.search(reading.text, 0, at):
        return None
    return Subject("requests", (row,), (), sure)


def _row_of(label: str) -> str | None:
    """The row that a short name means, listed or composed (委里没有)."""
    if listed := _labels().get(label):
        return listed
    return _composed(label)


def _composed(label: str) -> str | None:
    makers = _composed_labels().makers(label)
    axis = metrics().axes["row"].items() if makers else ()
    return next((key for key, row in axis if any(p in makers for p in row.label_phrases)), None)


def _lists_results(reading: Reading, row: str) -> bool:
    """Whether the sentence names another result in words that are said of nothing else."""
    strong = {cue.key("row") for cue in reading.having("row") if cue.is_strong()}
    return any(
        other is not None and other != row and other.startswith(_RESULTS)
        for other in (*strong, *map(_row_of, _CLAUSES.split(reading.text)))
    )
