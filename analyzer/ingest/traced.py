"""A text that remembers where each of its characters came from while it is edited."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from analyzer.document import OffsetMap


class Edit(NamedTuple):
    """Replace the half-open range `start:end` of a text by `text` (nothing or one character)."""

    start: int
    end: int
    text: str = ""


class Traced(NamedTuple):
    """A text with the source range of each character.

    Without arrays character `i` came from source character `base + i`. `joins` are offsets of
    `text` at which a line or page break was removed.
    """

    text: str
    base: int = 0
    starts: array[int] | None = None
    ends: array[int] | None = None
    joins: tuple[int, ...] = ()

    def cut(self, start: int, end: int) -> Traced:
        """The part `start:end`, with its sources and joins."""
        text, base, starts, ends, joins = self
        if start == 0 and end == len(text):
            return self
        if joins:
            joins = tuple(join - start for join in joins if start < join < end)
        if starts is None or ends is None:
            return Traced(text[start:end], base + start, None, None, joins)
        return Traced(text[start:end], 0, starts[start:end], ends[start:end], joins)

    def sources(self) -> tuple[Sequence[int], Sequence[int]]:
        """The source starts and ends of all characters."""
        if self.starts is not None and self.ends is not None:
            return self.starts, self.ends
        first, last = self.base, self.base + len(self.text)
        return range(first, last), range(first + 1, last + 1)

    def replaced(self, text: str) -> Traced:
        """The same sources under a text of the same length."""
        return Traced(text, self.base, self.starts, self.ends, self.joins)

    def edited(self, edits: Sequence[Edit]) -> Traced:
        """The text after `edits`, which are in order and do not overlap."""
        if not edits:
            return self
        old_starts, old_ends = self.sources()
        starts, ends = array("l"), array("l")
        parts: list[str] = []
        position = 0
        for edit in edits:
            parts += (self.text[position : edit.start], edit.text)
            starts.extend(old_starts[position : edit.start])
            ends.extend(old_ends[position : edit.start])
            if edit.text:
                starts.append(old_starts[edit.start])
                ends.append(old_ends[edit.end - 1])
            position = edit.end
        parts.append(self.text[position:])
        starts.extend(old_starts[position:])
        ends.extend(old_ends[position:])
        return Traced("".join(parts), 0, starts, ends, _moved(self.joins, edits))

    def with_joins(self, joins: Iterable[int]) -> Traced:
        """The same text with these joins."""
        return Traced(self.text, self.base, self.starts, self.ends, tuple(joins))

    def offsets(self) -> OffsetMap:
        """The map back to the source; empty where the text is its source."""
        if self.starts is None or self.ends is None:
            if self.base == 0:
                return OffsetMap()
            return OffsetMap(*(array("l", each) for each in self.sources()))
        return OffsetMap(self.starts, self.ends)


def joined(pieces: Sequence[Traced], separator: str = "") -> Traced:
    """The `pieces` with `separator` between them.

    Where they follow each other in the source, the separator is taken for what stands there;
    elsewhere it stands for no source character.
    """
    if not pieces:
        return Traced("")
    if len(pieces) == 1:
        return pieces[0]
    text = separator.join([piece.text for piece in pieces])
    if all(_follows(before, piece, len(separator)) for before, piece in pairwise(pieces)):
        return Traced(text, pieces[0].base)
    starts, ends = array("l"), array("l")
    joins: list[int] = []
    for number, piece in enumerate(pieces):
        if number and separator:
            starts.extend([ends[-1] if ends else 0] * len(separator))
            ends.extend(starts[-len(separator) :])
        joins += [len(starts) + join for join in piece.joins]
        own_starts, own_ends = piece.sources()
        starts.extend(own_starts)
        ends.extend(own_ends)
    return Traced(text, 0, starts, ends, tuple(joins))


def generated(text: str, place: int) -> Traced:
    """A text that stands for no source characters, at `place` of the source."""
    places = array("l", [place]) * len(text)
    return Traced(text, 0, places, array("l", places))


def _follows(before: Traced, piece: Traced, gap: int) -> bool:
    plain = before.starts is None and piece.starts is None and not before.joins and not piece.joins
    return plain and piece.base == before.base + len(before.text) + gap


def _moved(joins: tuple[int, ...], edits: Sequence[Edit]) -> tuple[int, ...]:
    """Where `joins` stand after `edits`."""
    if not joins:
        return ()
    ends: list[int] = []
    shifts = [0]
    for edit in edits:
        ends.append(edit.end)
        shifts.append(shifts[-1] + len(edit.text) - (edit.end - edit.start))
    return tuple(join + shifts[bisect_right(ends, join)] for join in joins)
