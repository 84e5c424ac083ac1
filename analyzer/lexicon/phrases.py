"""Many literals looked for at once: as one regular expression, in place of one, as all of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

_LONGEST_OTHER: Final = 24
_OPENING: Final = 2  # characters by which phrases are looked up


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
        self._pieces = tuple(tuple(piece) for piece in pieces)

    @property
    def shortest(self) -> int:
        """The characters of the shortest phrase."""
        return sum(min(map(len, piece)) for piece in self._pieces)

    @property
    def endings(self) -> tuple[str, ...]:
        """The alternatives of the last piece."""
        return self._pieces[-1]

    def longest_at(self, text: str, at: int) -> int:
        """The length of the longest phrase that stands at offset `at`, 0 where none does."""
        return max(self._ends(text, at), default=at) - at

    def makes(self, phrase: str) -> bool:
        """Whether `phrase` is one of them."""
        return len(phrase) in self._ends(phrase, 0)

    def openings(self) -> set[str]:
        """The first two characters of every phrase, all of which have as many."""
        opened, short = set[str](), {""}
        for piece in self._pieces:
            longer = {begun + alternative for begun in short for alternative in piece}
            opened.update(each[:_OPENING] for each in longer if len(each) >= _OPENING)
            short = {each for each in longer if len(each) < _OPENING}
        return opened

    def _ends(self, text: str, at: int) -> set[int]:
        reached = {at}
        for piece in self._pieces:
            reached = {
                start + len(alternative)
                for start in reached
                for alternative in piece
                if text.startswith(alternative, start)
            }
            if not reached:
                break
        return reached


class Literals:
    """Literals of two or more characters, to be looked for where their first two stand.

    As quick as a regular expression over all of them, which for a thousand takes ten milliseconds
    to compile. Phrases that are `composed` are looked for beside them.
    """

    def __init__(self, literals: Iterable[str], composed: Iterable[Composed] = ()) -> None:
        self._literals = frozenset(literals)
        self._composed: dict[str, list[Composed]] = {}
        lengths: dict[str, set[int]] = {}
        for literal in self._literals:
            lengths.setdefault(literal[:_OPENING], set()).add(len(literal))
        for phrases in composed:
            for two in phrases.openings():
                lengths.setdefault(two, set())
                self._composed.setdefault(two, []).append(phrases)
        self._lengths = {two: sorted(found, reverse=True) for two, found in lengths.items()}
        self._first = frozenset(two[0] for two in lengths)

    def find(self, text: str) -> list[tuple[int, str]]:
        """Where a literal stands and which, the longest at every place, none over another."""
        found: list[tuple[int, str]] = []
        free = 0
        for at, character in enumerate(text):
            # half of all characters begin no phrase: told without looking at the next
            if character not in self._first or at < free:
                continue
            two = text[at : at + _OPENING]
            lengths = self._lengths.get(two)
            if lengths is None:
                continue
            longest = self._longest(text, at, lengths)
            if two in self._composed:
                for phrases in self._composed[two]:
                    longest = max(longest, phrases.longest_at(text, at))
            if longest:
                free = at + longest
                found.append((at, text[at:free]))
        return found

    def _longest(self, text: str, at: int, lengths: Sequence[int]) -> int:
        for length in lengths:
            if (literal := text[at : at + length]) in self._literals:
                return len(literal)  # shorter than asked for where the text ends
        return 0


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
