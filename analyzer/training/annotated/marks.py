"""Marks inside a text: `⟦words|claim …|finding …|silent …⟧`, nested where need be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from analyzer.errors import DataError

_OPEN, _CLOSE, _BAR = "⟦", "⟧", "|"
_OUTCOMES: Final = ("agrees", "rounded", "disagrees", "incomparable", "unlinked")


@dataclass(frozen=True, slots=True)
class Mark:
    """One note on the characters from `start` to `end` (half-open) of the text without marks."""

    start: int
    end: int
    kind: str
    entry: Mapping[str, object]


def unmarked(text: str, place: str) -> tuple[str, tuple[Mark, ...]]:
    """The text as printed and its marks in order; raises `DataError` naming `place`."""
    plain: list[str] = []
    length = 0
    opened: list[int] = []
    marks: list[Mark] = []
    at = 0
    while at < len(text):
        character = text[at]
        if character == _OPEN:
            opened.append(length)
        elif character == _BAR and opened:
            end = _closing(text, at, place)
            start = opened.pop()
            for note in text[at + 1 : end].split(_BAR):
                kind, entry = _note(note, place)
                marks.append(Mark(start, length, kind, entry))
            at = end
        elif character == _CLOSE:
            raise DataError("⟦ 与 ⟧ 不配对，或标记里没有写注解", place=place)
        else:
            plain.append(character)
            length += 1
        at += 1
    if opened:
        raise DataError("⟦ 没有对应的 ⟧", place=place)
    return "".join(plain), tuple(sorted(marks, key=lambda mark: (mark.start, mark.end)))


def _closing(text: str, at: int, place: str) -> int:
    end = text.find(_CLOSE, at)
    if end < 0 or _OPEN in text[at:end]:
        raise DataError("注解没有以 ⟧ 结束", place=place)
    return end


def _note(note: str, place: str) -> tuple[str, Mapping[str, object]]:
    kind, _, rest = note.strip().partition(" ")
    if kind == "claim":
        return kind, dict(_claim(rest, place))
    code, _, why = rest.strip().partition(" ")
    if kind not in {"finding", "silent"} or not code:
        raise DataError(
            f"看不懂注解“{note}”",
            place=place,
            remedy="写作 claim 算式、finding 代码、silent 代码 理由",
        )
    if kind == "silent" and not why:
        raise DataError(f"silent {code} 要写理由", place=place)
    return kind, {"code": code} | ({"why": why} if why else {})


def _claim(rest: str, place: str) -> Iterator[tuple[str, object]]:
    """`TARGET [outcome] [also TARGET]…`; a claim of nothing in the forms is `none`."""
    target, *also = (part.strip() for part in rest.split(" also "))
    words = target.split()
    outcome = words.pop() if words and words[-1] in _OUTCOMES else None
    if not words:
        raise DataError("claim 之后要写算式，没有对应的格写 none", place=place)
    formula = " ".join(words)
    if formula != "none":
        yield "target", formula
        yield "outcome", outcome or "agrees"
    elif outcome:
        yield "outcome", outcome
    if also:
        yield "also", list(also)
