"""Small charts as inline SVG: geometry only, colours come from the style sheet by class."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

_RADIUS: Final = 52
_ROUND: Final = 2 * math.pi * _RADIUS


class Slice(NamedTuple):
    """A part of a stacked bar: its key (a CSS class), name, count, and place in per cent."""

    key: str
    name: str
    held: int
    start: str
    width: str


def stacked(parts: Sequence[tuple[str, str, int]]) -> tuple[Slice, ...]:
    """Key, name and count of the parts → slices of a bar of width 100; empty parts left out."""
    total = sum(count for _, _, count in parts)
    slices, start = [], 0.0
    for key, name, count in parts:
        if count:
            width = 100 * count / total
            slices.append(Slice(key, name, count, _short(start), _short(width)))
            start += width
    return tuple(slices)


def arc(points: Decimal, of: Decimal = Decimal(100)) -> str:
    """The dash pattern that draws `points` of `of` around a ring of radius 52."""
    share = float(points / of) if of else 0.0
    return f"{_short(_ROUND * min(max(share, 0.0), 1.0))} {_short(_ROUND)}"


def bar(points: Decimal, of: Decimal) -> str:
    """The width of a bar of 100 for `points` of `of`."""
    return _short(100 * float(points / of)) if of else "0"


def _short(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
