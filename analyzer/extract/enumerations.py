"""Names in a row and numbers in a row: 自然人、企业、律所分别为8件、3件、1件."""

from __future__ import annotations

import re
from typing import Final

from analyzer.extract.cues import between, sentence_part_start
from analyzer.extract.reading import Paragraph, Reading
from analyzer.extract.subject import Subject
from analyzer.extract.subjects import subject_of, topic_of
from analyzer.lexicon.metrics import CueKind

_SEVERALLY: Final = re.compile(r"分别|依次")
_IN_LIST: Final = re.compile(r"\s?[、，,和及与]\s?")
_ORDERED: Final[tuple[CueKind, ...]] = ("column", "row", "outcome", "group", "document", "verb")
_BOTH: Final = ("review", "suit")


def distribute(reading: Reading, at: int, floor: int, paragraph: Paragraph) -> None:
    """自然人、企业、律所分别为8件、3件、1件: one name each, in order."""
    text, quantity = reading.text, reading.quantities[at]
    part = sentence_part_start(text, quantity.span.start, floor)
    marker = _SEVERALLY.search(text, part, quantity.span.start)
    run = _run(reading, at) if marker else [at]
    if marker is None or len(run) == 1:
        return
    named = between(reading.cues, part, marker.start())
    both = [cue for cue in named if cue.key("group") == "all"]
    if both and len(run) == len(_BOTH):
        for index, group in zip(run, _BOTH, strict=True):
            reading.distributed[index] = Subject("disputes", (group,))
        return
    outcomes = [key for cue in named if (key := cue.key("outcome")) is not None]
    told = [subject.first for subject in paragraph.listed[-len(run) :]]
    if outcomes and len(run) > 1 and told == [("review",), ("suit",)]:
        for index, group in zip(run, _BOTH, strict=True):  # 其中被纠错分别为23件、6件
            reading.distributed[index] = Subject("disputes", (group,), (outcomes[-1],))
        return
    for kind in _ORDERED:
        axis = [cue for cue in named if cue.has(kind)]
        if len(axis) != len(run):
            continue
        before = between(reading.cues, part, axis[0].start)
        topic = topic_of(named, paragraph.subject)
        for index, cue in zip(run, axis, strict=True):
            subject = subject_of(text, [*before, cue], quantity.unit, topic)
            if subject is not None:
                reading.distributed[index] = subject
        return


def _run(reading: Reading, at: int) -> list[int]:
    """The quantities from `at` on that follow each other with nothing but 、 and 和 between."""
    run = [at]
    while run[-1] + 1 < len(reading.quantities):
        end = reading.quantities[run[-1]].span.end
        following = reading.quantities[run[-1] + 1].span.start
        if _IN_LIST.fullmatch(reading.text, end, following) is None:
            break
        run.append(run[-1] + 1)
    return run
