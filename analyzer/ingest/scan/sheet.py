"""A picture of a page → a sheet of characters and rulings; what is printed but unread stays known.

A cell with ink that nobody recognised is not blank: it is looked at again by itself, and holds an
uncertain character where that gives nothing either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import cv2
import numpy as np

from analyzer.ingest.paper.lattice import Lattice, Slot, lattice
from analyzer.ingest.paper.rulings import joined, tables
from analyzer.ingest.paper.sheet import UNKNOWN, Box, Frame, Glyph, Ruling, Sheet, hull
from analyzer.ingest.scan.image import Grey, ink, straightened
from analyzer.ingest.scan.rulings import rulings
from analyzer.ingest.scan.words import Mark, lies_on_its_side, marks, read_one

# Below this a character is uncertain. Values are read again at these sizes.
_CERTAIN: Final = 0.85
_SIZES: Final = (1.0, 1.6)
_PAPER: Final = 95  # of a hundred points in a box, how many are darker than the paper
# In points: half of what a line may measure with its shadow, the smallest ink that may be a sign,
# and the white around a cell that is looked at again.
_LINE: Final = 1.1
_SMALLEST: Final = 1.8
_WHITE_EDGE: Final = 6.0
_SLACK: Final = 1.0
_TALLEST: Final = 6  # widths: no sign is so tall, but a piece of a line is
_DASHES: Final = frozenset("一-—–―－_")
_LEANING: Final = 0.18  # of the height of a sign
_REACH: Final = 1.2  # how far lines may miss each other at their corners


def scanned(grey: Grey, number: int, frame: Frame) -> Sheet:
    """The sheet on a picture of page `number`; `frame` is the place of the picture on the page."""
    grey, _ = straightened(grey)
    found = marks(grey)
    if lies_on_its_side(found):
        grey, found, turn = _raised(grey)
        frame = replace(frame, turn=(frame.turn + turn) % 4)
    scale = frame.size[0] / grey.shape[1]
    printed = ink(grey)
    glyphs = [_glyph(mark, scale) for mark in found]
    across, down = rulings(printed, scale)
    across, down = _without_strokes(across, down, _words(glyphs))
    bare = _without_lines(printed, across, down, scale)
    across, down = _held(across, down)
    lattices = [
        table
        for group in tables(joined(across), joined(down), _REACH)
        if (table := lattice(group)) is not None
    ]
    glyphs = _looked_through(grey, bare, glyphs, lattices, scale)
    return Sheet(number, frame, glyphs, across, down, _REACH)


def _without_strokes(
    across: Sequence[Ruling], down: Sequence[Ruling], words: Sequence[Box]
) -> tuple[list[Ruling], list[Ruling]]:
    """The lines that are no part of recognised words."""
    level = [line for line in across if not any(_crosses(line, box, level=True) for box in words)]
    upright = [line for line in down if not any(_crosses(line, box, level=False) for box in words)]
    return level, upright


def _held(across: Sequence[Ruling], down: Sequence[Ruling]) -> tuple[list[Ruling], list[Ruling]]:
    """The lines that meet two others, as the lines of tables do."""
    return (
        [line for line in across if _is_held(line, down)],
        [line for line in down if _is_held(line, across)],
    )


def _crosses(line: Ruling, word: Box, *, level: bool) -> bool:
    """Whether a line lies within a word rather than beside it."""
    left, top, right, bottom = word
    low, high = (top, bottom) if level else (left, right)
    first, last = (left, right) if level else (top, bottom)
    inside = low + _SLACK < line.at < high - _SLACK
    return inside and first - _REACH < line.start and line.end < last + _REACH


def _is_held(line: Ruling, crossing: Sequence[Ruling]) -> bool:
    """Whether a line meets two others, as the lines of tables do."""
    met = [
        other.at
        for other in crossing
        if other.start - _REACH <= line.at <= other.end + _REACH
        and line.start - _REACH <= other.at <= line.end + _REACH
    ]
    return len(met) > 1


def _raised(grey: Grey) -> tuple[Grey, list[Mark], int]:
    """A page that lies on its side, set upright the way it reads best, and its quarter turns."""
    tries = []
    for turns in (1, 3):  # clockwise
        upright = np.rot90(grey, -turns).copy()
        found = marks(upright)
        tries.append((sum(mark.score for mark in found), turns, upright, found))
    _, turns, upright, found = max(tries, key=lambda each: each[:2])
    return upright, found, turns


def _words(glyphs: Sequence[Glyph]) -> list[Box]:
    """The boxes of characters that follow each other closely, in the order they were recognised."""
    found: list[list[Glyph]] = []
    for glyph in glyphs:
        if found and _follows(found[-1][-1], glyph):
            found[-1].append(glyph)
        else:
            found.append([glyph])
    return [hull(glyph[1:5] for glyph in each) for each in found]


def _follows(before: Glyph, glyph: Glyph) -> bool:
    near = glyph.left - before.right < glyph.height
    return near and glyph.left >= before.left and abs(glyph.base - before.base) < glyph.height / 3


def _glyph(mark: Mark, scale: float) -> Glyph:
    return Glyph(
        mark.text,
        mark.left * scale,
        mark.top * scale,
        mark.right * scale,
        mark.bottom * scale,
        mark.bottom * scale,
        mark.score >= _CERTAIN,
    )


def _looked_through(
    grey: Grey, bare: Grey, glyphs: list[Glyph], lattices: Sequence[Lattice], scale: float
) -> list[Glyph]:
    """The characters, those of cells without words read again by themselves.

    A value counts as certain where both readings agree.
    """
    by_slot: dict[tuple[int, int], list[Glyph]] = {}
    kept: list[Glyph] = []
    for glyph in glyphs:
        for number, table in enumerate(lattices):
            place = table.at(glyph.centre, glyph.middle)
            if place is not None:
                by_slot.setdefault((number, place), []).append(glyph)
                break
        else:
            kept.append(glyph)
    for number, table in enumerate(lattices):
        for at, slot in enumerate(table.slots):
            inside = sorted(by_slot.get((number, at), []), key=lambda glyph: glyph.left)
            if any(_is_ideograph(glyph.text) for glyph in inside):
                kept += inside
                continue
            box = _inked(bare, slot, scale)
            if box is not None:
                kept += _second_look(grey, bare, box, inside, scale)
            elif inside:
                kept += [glyph._replace(sure=False) for glyph in inside]
    return kept


def _is_ideograph(text: str) -> bool:
    """Whether it is a character of words; alone in a cell 一 is a dash."""
    return text.isalpha() and not text.isascii() and text not in _DASHES


def _without_lines(
    printed: Grey, across: Sequence[Ruling], down: Sequence[Ruling], scale: float
) -> Grey:
    """The ink of a page without its ruling lines."""
    bare = printed.copy()
    wide = round(_LINE / scale)
    for at, start, end in across:
        y = round(at / scale)
        bare[max(y - wide, 0) : y + wide + 1, round(start / scale) : round(end / scale)] = 0
    for at, start, end in down:
        x = round(at / scale)
        bare[round(start / scale) : round(end / scale), max(x - wide, 0) : x + wide + 1] = 0
    return bare


def _inked(bare: Grey, slot: Slot, scale: float) -> tuple[int, int, int, int] | None:
    """The box (left, top, right, bottom in pixels) of the ink in a cell, None where it is empty."""
    left, top, right, bottom = (round(side / scale) for side in slot.box)
    inside = bare[top:bottom, left:right]
    if inside.size == 0:
        return None
    _, _, boxes, _ = cv2.connectedComponentsWithStats(inside, connectivity=8)
    smallest, line = _SMALLEST / scale, _LINE / scale
    kept = [
        (x, y, x + across, y + down)
        for x, y, across, down in (tuple(map(int, box[:4])) for box in boxes[1:])
        if max(across, down) >= smallest
        # What is left of a line along a side of the cell.
        and not (down <= line and (y <= line or y + down >= bottom - top - line))
        and not (across <= line and (x <= line or x + across >= right - left - line))
        and not (across <= 2 * line and down > _TALLEST * across)
    ]
    if not kept:
        return None
    lefts, tops, rights, bottoms = zip(*kept, strict=True)
    return left + min(lefts), top + min(tops), left + max(rights), top + max(bottoms)


def _second_look(
    grey: Grey,
    bare: Grey,
    box: tuple[int, int, int, int],
    first: Sequence[Glyph],
    scale: float,
) -> list[Glyph]:
    """The characters of a box of ink by itself, held against the `first` reading of it."""
    before = _plain("".join(glyph.text for glyph in first))
    readings: list[tuple[str, float]] = []
    for size in _SIZES:
        text, score = _alone(grey, box, scale, size)
        readings.append((_plain(text), score))
        if readings[0][0] == before and score >= _CERTAIN:
            break  # two readings agree
    texts = {text for text, _ in readings}
    best = max(readings, key=lambda each: each[1])[0]
    text = best or before or UNKNOWN
    sure = len(texts | ({before} if before else set())) == 1 and bool(text)
    sure = sure and min(score for _, score in readings) >= _CERTAIN
    left, top, right, bottom = box
    if text == "1" and _leans(bare[top:bottom, left:right]):
        sure = False  # a stroke from corner to corner, put where there is nothing to tell
    step = (right - left) / len(text)
    return [
        Glyph(
            character,
            (left + step * number) * scale,
            top * scale,
            (left + step * (number + 1)) * scale,
            bottom * scale,
            bottom * scale,
            sure and character != UNKNOWN,
        )
        for number, character in enumerate(text)
    ]


def _plain(text: str) -> str:
    """A dash however it was recognised."""
    return "-" if text in _DASHES else text


def _leans(inside: Grey) -> bool:
    """Whether the head of a sign stands well to the right of its foot."""
    third = max(len(inside) // 3, 1)
    head, foot = np.nonzero(inside[:third])[1], np.nonzero(inside[-third:])[1]
    if not len(head) or not len(foot):
        return False
    return float(head.mean() - foot.mean()) > _LEANING * len(inside)


def _alone(
    grey: Grey, box: tuple[int, int, int, int], scale: float, size: float
) -> tuple[str, float]:
    """What a box of ink says, set on white and enlarged, and how certain that is."""
    left, top, right, bottom = box
    margin = round(_WHITE_EDGE / scale)
    paper = int(np.percentile(grey[top:bottom, left:right], _PAPER))
    crop = cv2.copyMakeBorder(
        grey[top:bottom, left:right],
        margin,
        margin,
        margin,
        margin,
        cv2.BORDER_CONSTANT,
        value=paper,
    )
    crop = cv2.resize(crop, None, fx=size, fy=size, interpolation=cv2.INTER_CUBIC)
    text, score = read_one(np.asarray(crop, np.uint8))
    return "".join(text.split()), score
