"""Breaking lines the way Chinese is set, in terminal columns."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import Final

_OPENING: Final = frozenset("（《〈“‘【〔「『(<[")
_CLOSING: Final = frozenset("，。、；：？！）》〉”’】〕」』,.;:?!)>]%％…")


def columns(text: str) -> int:
    """How many terminal columns `text` takes: two for a Chinese character, none for an accent."""
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cuts(text: str, width: int) -> list[int]:
    """Where to break `text` into lines of at most `width` columns: offsets of line starts.

    A line breaks between any two characters, but not inside a number or a Latin word, not before
    closing and not after opening punctuation, unless there is no other place.
    """
    found: list[int] = []
    start = allowed = used = 0
    for position, character in enumerate(text):
        if character == "\n":
            start, used = position + 1, 0
            continue
        if position > start and _breakable(text[position - 1], character):
            allowed = position
        used += _columns(character)
        while used > width and position > start:
            start = allowed if allowed > start else position
            found.append(start)
            used = columns(text[start : position + 1])
    return found


def wrapped(text: str, width: int) -> list[str]:
    """The lines of `text` at `width` columns."""
    bounds = [0, *cuts(text, width), len(text)]
    pieces = (text[a:b].rstrip() for a, b in pairwise(bounds))
    return [line for piece in pieces for line in piece.split("\n")]


def _breakable(before: str, after: str) -> bool:
    if before in _OPENING or after in _CLOSING or after == " ":
        return False
    return before == " " or not (before.isascii() and after.isascii())
