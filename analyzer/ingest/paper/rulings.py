"""Pieces of ruling lines → whole lines, and which of them belong to one table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from analyzer.ingest.paper.sheet import Box, Ruling

# Lines this close are one: the two strokes of a double line, both edges of neighbouring cells.
SNAP: Final = 3.2
_WIDEST_CLUSTER: Final = 4.5
_STRAIGHT: Final = 0.6
# Dots and dashes leave gaps of a few points.
_GAP: Final = 4.0
_SHORTEST: Final = 5.0


@dataclass(frozen=True, slots=True)
class Lines:
    """Whole ruling lines that touch each other."""

    across: tuple[Ruling, ...]
    down: tuple[Ruling, ...]

    @property
    def box(self) -> Box:
        """The smallest box around all lines."""
        lefts = [each.start for each in self.across] + [each.at for each in self.down]
        rights = [each.end for each in self.across] + [each.at for each in self.down]
        tops = [each.at for each in self.across] + [each.start for each in self.down]
        bottoms = [each.at for each in self.across] + [each.end for each in self.down]
        return min(lefts), min(tops), max(rights), max(bottoms)


def joined(pieces: Iterable[Ruling]) -> list[Ruling]:
    """Whole lines, sorted by place: pieces in one straight line that touch or leave small gaps."""
    clusters: list[list[Ruling]] = []
    for piece in sorted(pieces):
        if clusters and piece.at - clusters[-1][-1].at <= _STRAIGHT:
            clusters[-1].append(piece)
        else:
            clusters.append([piece])
    lines: list[Ruling] = []
    for cluster in clusters:
        at = cluster[len(cluster) // 2].at
        ordered = sorted(cluster, key=lambda each: each.start)
        start, end = ordered[0].start, ordered[0].end
        for piece in ordered[1:]:
            if piece.start - end > _GAP:
                lines.append(Ruling(at, start, end))
                start = end = piece.start
            end = max(end, piece.end)
        lines.append(Ruling(at, start, end))
    return [line for line in lines if line.end - line.start >= _SHORTEST]


def places(values: Iterable[float]) -> list[float]:
    """Sorted positions with those that are one line taken together."""
    found: list[list[float]] = []
    for value in sorted(values):
        if found and value - found[-1][-1] <= SNAP and value - found[-1][0] <= _WIDEST_CLUSTER:
            found[-1].append(value)
        else:
            found.append([value])
    return [sum(each) / len(each) for each in found]


def tables(across: Sequence[Ruling], down: Sequence[Ruling], reach: float) -> list[Lines]:
    """The groups of lines that come within `reach` of each other, from top to bottom."""
    owner = list(range(len(across) + len(down)))

    def root(item: int) -> int:
        while owner[item] != item:
            owner[item] = owner[owner[item]]
            item = owner[item]
        return item

    for number, line in enumerate(across):
        for other, post in enumerate(down, len(across)):
            if _touch(line, post, reach):
                owner[root(other)] = root(number)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for number, line in enumerate(across):
        groups.setdefault(root(number), ([], []))[0].append(line)
    for other, post in enumerate(down, len(across)):
        groups.setdefault(root(other), ([], []))[1].append(post)
    found = [Lines(tuple(lines), tuple(posts)) for lines, posts in groups.values()]
    return sorted(found, key=lambda lines: (lines.box[1], lines.box[0]))


def _touch(line: Ruling, post: Ruling, reach: float) -> bool:
    return (
        line.start - reach <= post.at <= line.end + reach
        and post.start - reach <= line.at <= post.end + reach
    )
