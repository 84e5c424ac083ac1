"""Short names of rows that hold only where results are listed: 行政查询54件，案卷39件，信访31件."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from analyzer.extract.reading import Reading
from analyzer.extract.subject import Subject
from analyzer.lexicon.metrics import metrics

_RESULTS: Final = ("granted", "partial", "denied", "unable_", "refuse", "other_")
_AROUND: Final = re.compile(
    r"^[，；、：:和及与\s]*(?:其中|属于?|因|涉及?)?(?P<label>[^，；、：:\d]+?)(?:的|有|为|各|类的)?$"
)
_SURE: Final = 0.93


@cache
def _labels() -> Mapping[str, str]:
    axis = metrics().axes["row"]
    return {label: key for key, row in axis.items() for label in row.labels}


@cache
def _ends() -> frozenset[str]:
    """The last characters of short names and of what may follow them: nearly all fail here."""
    return frozenset((*(label[-1] for label in _labels()), *"的有为各"))


def labelled(reading: Reading, begin: int, at: int) -> Subject | None:
    """The row whose short name is all that stands from `begin` to the number at offset `at`."""
    if reading.text[at - 1 : at] not in _ends():
        return None
    said = _AROUND.match(reading.text[begin:at])
    row = _labels().get(said["label"]) if said else None
    if row is None or not _lists_results(reading, row):
        return None
    return Subject("requests", (row,), (), _SURE)


def _lists_results(reading: Reading, row: str) -> bool:
    """Whether the sentence names another result in words that are said of nothing else."""
    return any(
        cue.is_strong() and (key := cue.key("row") or "") != row and key.startswith(_RESULTS)
        for cue in reading.having("row")
    )
