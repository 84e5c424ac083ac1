"""Sentences that are read as one: 收到申请9件。其中公开3件 says what it would say with a comma."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from analyzer.document import SectionKey, Sentence

PART_OF: Final = "其中"
# what 其中 is of stands right before it; behind 去年是10件，升幅三成。 it is of something further off
_COUNTED: Final = re.compile(
    r"[\d一二两三四五六七八九十百千万余多]\s?[件份宗起例条部项个](?:次|案件|申请)?。$"
)
_LONGEST: Final = 400  # characters read as one sentence


# 公开35件，重复申请3件。其中公益组织6件: of all that the list counts
_FIRST: Final = re.compile(r"[^\d。；]*(\d{1,9})")
_LAST: Final = re.compile(r"(\d{1,9})[^\d]{1,6}$")


class Spoken(NamedTuple):
    """What is read as one sentence: the number of its first, and where in the text each starts."""

    text: str
    section: SectionKey
    first: int
    starts: list[int]

    def sentence_at(self, place: int) -> int:
        """The number of the sentence in which the character at `place` of the whole text stands."""
        return self.first + bisect_right(self.starts, place) - 1


def joined(text: str, numbered: Iterable[tuple[int, Sentence]]) -> Iterator[Spoken]:
    """The sentences of a paragraph in order, one that opens with 其中 behind the number it is of.

    Characters keep their places: of what is joined only the full stop is changed to a comma.
    """
    told: Spoken | None = None
    for index, sentence in numbered:
        start, said = sentence.span.start, sentence.span.of(text)
        if told is not None and said.startswith(PART_OF) and _is_part_of(told.text, said):
            follows = start == told.starts[0] + len(told.text)
            if follows and len(told.text) + len(said) <= _LONGEST:
                told = told._replace(text=f"{told.text[:-1]}，{said}", starts=[*told.starts, start])
                continue
        if told is not None:
            yield told
        told = Spoken(said, sentence.section, index, [start])
    if told is not None:
        yield told


def _is_part_of(before: str, said: str) -> bool:
    """Whether what 其中 counts may be part of the number that stands right before it."""
    if not _COUNTED.search(before):
        return False
    whole, part = _LAST.search(before), _FIRST.match(said)
    return whole is None or part is None or int(part[1]) <= int(whole[1])
