"""Which words a text must hold for a regular expression to match: most texts hold few of them.

Searching for eighty rare misprints is mostly searching for words that are not there.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Final, NamedTuple

_ESCAPE: Final = r"\\(?:u\w{4}|U\w{8}|x\w\w|N\{[^}]*\}|\d+|.)"
_PIECE: Final = re.compile(
    rf"{_ESCAPE}|\[\^?\]?(?:\\.|[^\]])*\]|\((?:\?(?:P<\w+>|<?[=!]|:))?|\{{[\d,]*\}}|.", re.DOTALL
)
_OPTIONAL: Final = re.compile(r"[?*]|\{0?,.*|\{0\}")
_AROUND: Final = ("(?=", "(?!", "(?<=", "(?<!")
_NO_LITERALS: Final = frozenset("|.^$?*+")
# Flags, back references by name, conditions: nothing is said of expressions that have them.
_OTHER: Final = re.compile(r"(?<!\\)\(\?(?!P<|<?[=!]|:)")
_CLASS_OF_FEW: Final = re.compile(r"\[([^\\^\]-]{1,6})\]")
# A group of many alternatives beside others would need too many looks to say anything.
_MOST_BRANCHES: Final = 24


class Need(NamedTuple):
    """What one way to match takes: all these characters, and all these runs of them."""

    characters: frozenset[str]
    runs: tuple[str, ...]


@cache
def needed(expression: str) -> tuple[Need, ...]:
    """For every way to match `expression` the literals without which it fails.

    Less may be said than is needed, never more: a text for which `is_possible` is false cannot
    match.
    """
    if _OTHER.search(expression):
        return (Need(frozenset(), ()),)
    pieces = deque(match[0] for match in _PIECE.finditer(expression))
    return tuple(
        Need(frozenset("".join(branch)), tuple(sorted(branch, key=len, reverse=True)))
        for branch in _branches(pieces)
    )


def is_possible(needs: Iterable[Need], text: str, characters: AbstractSet[str]) -> bool:
    """Whether a text, made of `characters`, holds all that some way to match takes."""
    for needed_characters, runs in needs:
        if needed_characters <= characters:
            for run in runs:
                if run not in text:
                    break
            else:
                return True
    return False


def _members(piece: str) -> list[frozenset[str]] | None:
    """The characters of a class of few, each an alternative."""
    written = _CLASS_OF_FEW.fullmatch(piece)
    return [frozenset(character) for character in written[1]] if written else None


def _branches(pieces: deque[str]) -> list[frozenset[str]]:
    """The alternatives up to the end of a group, each with the runs of literals it needs."""
    done: list[frozenset[str]] = []
    here: list[frozenset[str]] = [frozenset()]
    run = ""
    while pieces and (piece := pieces.popleft()) != ")":
        group = _branches(pieces) if piece[0] == "(" else _members(piece)
        optional = bool(pieces) and _OPTIONAL.match(pieces[0]) is not None
        if len(piece) == 1 and piece not in _NO_LITERALS and group is None and not optional:
            run += piece
            if not pieces or (pieces[0] != "+" and pieces[0][0] != "{"):
                continue
        here, run = [branch | {run} for branch in here] if run else here, ""
        if piece == "|":
            done, here = done + here, [frozenset()]
        elif group and not optional and piece not in _AROUND:
            joined = [one | other for one in here for other in group]
            here = joined if len(here) == 1 or len(joined) <= _MOST_BRANCHES else here
    return done + ([branch | {run} for branch in here] if run else here)
