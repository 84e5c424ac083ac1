"""Many literals looked for at once: as one regular expression, in place of one, as all of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

_LONGEST_OTHER: Final = 24
_NOWHERE: Final = "\0"  # no phrase goes on with it


def trie_pattern(literals: Iterable[str]) -> str:
    """A pattern that matches the longest of `literals` at a position.

    Common prefixes are shared, so a miss costs a few characters however many literals there are.
    """
    root: dict[str, dict] = {}  # type: ignore[type-arg]  # a trie is its own value type
    for literal in literals:
        node = root
        for character in literal:
            node = node.setdefault(character, {})
        node[""] = {}
    return _group(root)


def _group(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
    """A group even for one branch: it may be followed by a quantifier."""
    branches = [re.escape(c) + _behind(child) for c, child in sorted(node.items()) if c]
    if not branches:
        return ""
    group = f"(?:{'|'.join(branches)})"
    return group + "?" if "" in node else group


def _behind(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
    """What follows a character; no group where there is one way on, for groups are dear to compile."""
    if len(node) == 1 and "" not in node:
        ((character, child),) = node.items()
        return re.escape(character) + _behind(child)
    return _group(node)


class Composed:
    """Phrases made of one alternative of every piece, in order; never listed, for they are many."""

    def __init__(self, pieces: Iterable[Sequence[str]]) -> None:
        self.pieces: Final = tuple([tuple(piece) for piece in pieces])

    @property
    def shortest(self) -> int:
        """The characters of the shortest phrase."""
        return sum(min(map(len, piece)) for piece in self.pieces)

    @property
    def endings(self) -> tuple[str, ...]:
        """The alternatives of the last piece."""
        return self.pieces[-1]


# what a phrase still takes: these characters, then the pieces from this one on
_Rest = tuple[str, Composed | None, int]


class _Place:
    """How far into phrases a text has come; what may follow is worked out when one first comes here.

    A finite automaton made while it is walked: of the places that millions of phrases have, texts
    reach some thousands. `ends` says that a phrase ends here, `made` which composed ones.
    """

    def __init__(self, rests: frozenset[_Rest], places: dict[frozenset[_Rest], _Place]) -> None:
        self._rests = rests
        self._places = places
        self.known = False
        self.ends = False
        self.made: list[Composed] = []
        self.ways: dict[str, _Place] = {}

    def know(self) -> None:
        """Work out what may follow; equal places are one."""
        ways: dict[str, set[_Rest]] = {}
        waiting = list(self._rests)
        while waiting:
            rest, phrases, index = waiting.pop()
            if rest:
                ways.setdefault(rest[0], set()).add((rest[1:], phrases, index))
            elif phrases is None:
                self.ends = True
            elif index == len(phrases.pieces):
                self.ends = True
                if phrases not in self.made:
                    self.made.append(phrases)
            else:
                waiting += [(each, phrases, index + 1) for each in phrases.pieces[index]]
        for character, rests in ways.items():
            following = frozenset(rests)
            place = self._places.get(following)
            if place is None:
                place = self._places[following] = _Place(following, self._places)
            self.ways[character] = place
        self.known = True


class Literals:
    """Literals and `composed` phrases of two or more characters, all looked for at once.

    As quick as a regular expression over all of them, which for a thousand takes ten milliseconds
    to compile.
    """

    def __init__(self, literals: Iterable[str], composed: Iterable[Composed] = ()) -> None:
        rests: list[_Rest] = [(literal, None, 0) for literal in literals]
        rests += [("", phrases, 0) for phrases in composed]
        self._root = _Place(frozenset(rests), {})
        self._root.know()

    def find(self, text: str) -> list[tuple[int, str]]:
        """Where a phrase stands and which, the longest at every place, none over another."""
        found: list[tuple[int, str]] = []
        first = self._root.ways
        closed = text + _NOWHERE
        free = 0
        for at, character in enumerate(text):
            if at < free:
                continue
            place = first.get(character)
            to = at
            while place is not None:
                to += 1
                if not place.known:
                    place.know()
                if place.ends:
                    free = to
                place = place.ways.get(closed[to])
            if free > at:
                found.append((at, text[at:free]))
        return found

    def makers(self, phrase: str) -> list[Composed]:
        """The composed phrases of which `phrase` is one."""
        place = self._root
        for character in phrase:
            following = place.ways.get(character)
            if following is None:
                return []
            place = following
            if not place.known:
                place.know()
        return place.made


class Run:
    """Texts that are literals, or pieces of the pattern `others`, one after the other.

    A repeated group of a regular expression tries every way to cut a text into words that are made
    of words, and those double with every word; here every place is looked at once. Pieces of
    `others` have at most 24 characters.
    """

    def __init__(self, literals: Iterable[str], others: str) -> None:
        self._words: dict[str, list[str]] = {}
        for literal in filter(None, set(literals)):
            self._words.setdefault(literal[0], []).append(literal)
        self._other = re.compile(others)

    def covers(self, text: str, start: int, end: int) -> bool:
        """Whether `text[start:end]` is such a run; an empty one is."""
        reached = {start}
        for at in range(start, end):
            if at in reached:
                reached.remove(at)
                reached.update(self._ends(text, at, end))
            if not reached:
                return False
        return end in reached

    def _ends(self, text: str, at: int, end: int) -> Iterable[int]:
        for word in self._words.get(text[at], ()):
            if text.startswith(word, at, end):
                yield at + len(word)
        if self._other.match(text, at, end):
            for stop in range(at + 1, min(end, at + _LONGEST_OTHER) + 1):
                if self._other.fullmatch(text, at, stop):
                    yield stop
