"""Marks inside a text: `⟦words|claim …|finding …|silent …⟧`, nested where need be.

A note `pending REASON` says of the note before it that it is not met so far. A tag `{df}` labels
the sentence it stands behind (see `sentences`), `{df pending REASON}` says that it is not read as
one sentence so far.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from analyzer.errors import DataError
from analyzer.training.annotated.sentences import labels

_OPEN, _CLOSE, _BAR = "⟦", "⟧", "|"
_TAG: Final = re.compile(r"\{([^{}]*)\}")
_PENDING: Final = "pending"
_OUTCOMES: Final = ("agrees", "rounded", "disagrees", "incomparable", "unlinked", "unchecked")


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
    at = sentence = 0
    while at < len(text):
        character = text[at]
        if character == _OPEN:
            opened.append(length)
        elif character == _BAR and opened:
            end = _closing(text, at, place)
            start = opened.pop()
            notes = _notes(text[at + 1 : end], place)
            marks += [Mark(start, length, kind, entry) for kind, entry in notes]
            at = end
        elif tag := _TAG.match(text, at):
            marks.append(Mark(sentence, length, "sentence", _labels(tag[1], place)))
            sentence, at = length, tag.end() - 1
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


def _labels(tag: str, place: str) -> Mapping[str, object]:
    letters, _, reason = tag.partition(f" {_PENDING} ")
    return {**labels(letters, place), **({_PENDING: reason} if reason else {})}


def _notes(text: str, place: str) -> list[tuple[str, Mapping[str, object]]]:
    """The notes between bars; `pending REASON` belongs to the note before it."""
    notes: list[tuple[str, Mapping[str, object]]] = []
    for note in text.split(_BAR):
        word, _, reason = note.strip().partition(" ")
        if word == _PENDING and notes and reason:
            kind, entry = notes.pop()
            notes.append((kind, {**entry, _PENDING: reason}))
        else:
            notes.append(_note(note, place))
    return notes


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
