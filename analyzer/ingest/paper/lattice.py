"""Ruling lines that touch → the cells between them, merged where no line parts them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from analyzer.ingest.paper.rulings import SNAP, Lines, places
from analyzer.ingest.paper.sheet import Box, Ruling

# A side counts as ruled where lines cover this share of it.
_COVERED: Final = 0.5
# The least a table measures across and down, in points.
_NARROWEST, _LOWEST = 60.0, 10.0
# Lines that reach so far beyond the outermost line across them show that it was not drawn.
_BEYOND: Final = 6.0
_MOST_PLACES: Final = 400


class Slot(NamedTuple):
    """A cell of a lattice: its place, how far it reaches, and its box."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


@dataclass(frozen=True)
class Lattice:
    """Cells between rulings. `xs` and `ys` are the lines; `owners` the slot of every place.

    `open_top` and `open_bottom` tell that no line closes the table there.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    slots: tuple[Slot, ...]
    owners: tuple[tuple[int, ...], ...]
    open_top: bool
    open_bottom: bool

    @property
    def box(self) -> Box:
        """The box around the table."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def at(self, x: float, y: float) -> int | None:
        """The number of the slot at a point of the page, None outside."""
        if not (self.xs[0] <= x < self.xs[-1] and self.ys[0] <= y < self.ys[-1]):
            return None
        return self.owners[bisect_right(self.ys, y) - 1][bisect_right(self.xs, x) - 1]


def lattice(lines: Lines) -> Lattice | None:
    """The cells between `lines`, None where they enclose fewer than two."""
    xs, _, _ = _positions(lines.down, lines.across)
    ys, open_top, open_bottom = _positions(lines.across, lines.down)
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) < 6 or max(len(xs), len(ys)) > _MOST_PLACES:
        return None
    if xs[-1] - xs[0] < _NARROWEST or ys[-1] - ys[0] < _LOWEST:
        return None
    posts = _sides(lines.down, xs, ys)  # [column line][row]
    beams = _sides(lines.across, ys, xs)  # [row line][column]
    owners = [[-1] * (len(xs) - 1) for _ in range(len(ys) - 1)]
    slots: list[Slot] = []
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if owners[row][column] < 0:
                right, below = _reach(row, column, posts, beams, owners)
                for each in range(row, below):
                    owners[each][column:right] = [len(slots)] * (right - column)
                box = (xs[column], ys[row], xs[right], ys[below])
                slots.append(Slot(row, column, below - row, right - column, box))
    return Lattice(
        tuple(xs), tuple(ys), tuple(slots), tuple(map(tuple, owners)), open_top, open_bottom
    )


def _positions(
    lines: Sequence[Ruling], crossing: Sequence[Ruling]
) -> tuple[list[float], bool, bool]:
    """Where the lines lie, with outer ones added that were not drawn: at the start, at the end."""
    found = places(line.at for line in lines)
    if len(crossing) < 2 or not found:
        return found, False, False
    starts = sorted(line.start for line in crossing)
    ends = sorted((line.end for line in crossing), reverse=True)
    first = starts[1] < found[0] - _BEYOND and starts[1] - starts[0] <= SNAP
    last = ends[1] > found[-1] + _BEYOND and ends[0] - ends[1] <= SNAP
    if first:
        found.insert(0, starts[0])
    if last:
        found.append(ends[0])
    return found, first, last


def _sides(
    lines: Sequence[Ruling], positions: Sequence[float], crossing: Sequence[float]
) -> list[list[bool]]:
    """For every position and every stretch between crossing positions: whether it is ruled."""
    at: list[list[Ruling]] = [[] for _ in positions]
    for line in lines:
        nearest = min(range(len(positions)), key=lambda each: abs(positions[each] - line.at))
        at[nearest].append(line)
    return [[_covers(group, start, end) for start, end in pairwise(crossing)] for group in at]


def _covers(lines: Sequence[Ruling], start: float, end: float) -> bool:
    """Whether `lines` cover the greater part from `start` to `end`."""
    covered = sum(max(0.0, min(line.end, end) - max(line.start, start)) for line in lines)
    return covered >= _COVERED * (end - start)


def _reach(
    row: int,
    column: int,
    posts: Sequence[Sequence[bool]],
    beams: Sequence[Sequence[bool]],
    owners: Sequence[Sequence[int]],
) -> tuple[int, int]:
    """Up to which column and row the cell that begins here reaches, both exclusive."""
    right = column + 1
    while right < len(owners[0]) and not posts[right][row] and owners[row][right] < 0:
        right += 1
    below = row + 1
    while below < len(owners):
        parted = any(beams[below][column:right]) or any(
            owners[below][column:right][each] >= 0 for each in range(right - column)
        )
        if parted or any(posts[each][below] for each in range(column + 1, right)):
            break
        below += 1
    return right, below
