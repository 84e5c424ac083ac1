"""A sentence without the blanks that stand around its digits (收到申请 12 件, 2024 年).

Phrases are recognised by what touches them, so the blanks go before reading and come back after it.
Blanks between two digits stay: 1 286 件 is one number, and `numbers` knows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from analyzer.document import Span

_BLANKS: Final = r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+"
_BESIDE_DIGIT: Final = re.compile(
    rf"(?<=\d){_BLANKS}(?![\dA-Za-z \t\u00a0\u2000-\u200a\u202f\u3000]|$)"
    rf"|(?<![\dA-Za-z \t\u00a0\u2000-\u200a\u202f\u3000]){_BLANKS}(?=\d)"
)


@dataclass(frozen=True, slots=True)
class Spaced:
    """The characters that are read, and where each stands in the sentence as written.

    `places` has an entry for every character of `text`, or is empty where nothing was left out.
    """

    text: str
    places: tuple[int, ...] = ()

    def written(self, span: Span) -> Span:
        """The span in the sentence as written; an empty one stays before the same character."""
        if not self.places:
            return span
        end = self.places[span.end - 1] + 1 if span.end > span.start else None
        start = self.places[span.start] if span.start < len(self.places) else self.places[-1] + 1
        return Span(start, start if end is None else end)


def closed_up(text: str) -> Spaced:
    """`text` without the blanks between a digit and what is neither digit nor Latin letter."""
    gaps = [match.span() for match in _BESIDE_DIGIT.finditer(text) if match.start()]
    if not gaps:
        return Spaced(text)
    places: list[int] = []
    at = 0
    for start, end in gaps:
        places.extend(range(at, start))
        at = end
    places.extend(range(at, len(text)))
    return Spaced("".join(text[place] for place in places), tuple(places))
