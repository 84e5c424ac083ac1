"""One page as seen: its characters and ruling lines, upright, measured from the top left corner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from analyzer.document import Origin

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points; down is positive."""


UNKNOWN: Final = "\ufffd"
"""Stands for a character that is there and cannot be read."""


class Glyph(NamedTuple):
    """One character with its box and the line it stands on.

    `sure` is false where a recogniser was not certain of it.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    sure: bool = True

    @property
    def middle(self) -> float:
        """Half way between top and bottom."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """Half way between left and right."""
        return (self.left + self.right) / 2

    @property
    def height(self) -> float:
        """The height of the character's line in its face, a little more than its size."""
        return self.bottom - self.top


class Ruling(NamedTuple):
    """A straight line along an axis: where it lies on the other axis, and from where to where."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page lies: its edges in user space, and how its text runs.

    `turn` is the number of quarter turns counter-clockwise by which the text is turned: text that
    runs upwards (a landscape table on an upright page) has 1.
    """

    left: float
    bottom: float
    right: float
    top: float
    turn: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as read."""
        across, down = self.right - self.left, self.top - self.bottom
        return (down, across) if self.turn % 2 else (across, down)

    def upright(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box of user space as left, top, right, bottom of the page as read."""
        if self.turn == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        if self.turn == 1:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.turn == 2:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        return self.top - top, self.right - right, self.top - bottom, self.right - left

    def base(self, x: float, y: float) -> float:
        """How far down the page as read a point of user space lies."""
        return (self.top - y, x - self.left, y - self.bottom, self.right - x)[self.turn]

    def user(self, box: Box) -> Box:
        """A box as read in user space: left, bottom, right, top; the inverse of `upright`."""
        left, top, right, bottom = box
        if self.turn == 0:
            return left + self.left, self.top - bottom, right + self.left, self.top - top
        if self.turn == 1:
            return top + self.left, left + self.bottom, bottom + self.left, right + self.bottom
        if self.turn == 2:
            return self.right - right, top + self.bottom, self.right - left, bottom + self.bottom
        return self.right - bottom, self.top - right, self.right - top, self.top - left


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with its characters in the order of the file, and its rulings as drawn.

    `reach` is how far the ends of rulings may miss each other: nothing in print, more in a picture.
    """

    number: int
    frame: Frame
    glyphs: Sequence[Glyph]
    across: Sequence[Ruling] = ()
    down: Sequence[Ruling] = ()
    reach: float = 1.5

    def origin(self, box: Box) -> Origin:
        """Page and box of user space, for `Document`."""
        return Origin(self.number, rounded(self.frame.user(box)))


def rounded(box: Box) -> Box:
    """To hundredths of a point, so that results are the same on every machine."""
    left, top, right, bottom = box
    return round(left, 2), round(top, 2), round(right, 2), round(bottom, 2)


def hull(boxes: Iterable[Box]) -> Box:
    """The smallest box around `boxes`, of which there is at least one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
