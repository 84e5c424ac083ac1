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
from analyzer.ingest.paper.sheet import UNKNOWN, Frame, Glyph, Ruling, Sheet
from analyzer.ingest.scan.image import Grey, ink, straightened
from analyzer.ingest.scan.rulings import rulings
from analyzer.ingest.scan.words import Mark, lies_on_its_side, marks, read_one

# Below this a character is uncertain; a second look at a cell must be surer than the first.
_CERTAIN: Final = 0.85
_SURE_ALONE: Final = 0.95
# In points: what of a cell near its lines may be the lines themselves, the smallest ink that may
# be a digit, and the white around a cell that is looked at again.
_EDGE: Final = 1.8
_SMALLEST: Final = 2.6
_WHITE_EDGE: Final = 6.0
_REACH: Final = 3.5  # how far lines may miss each other at their corners


def scanned(grey: Grey, number: int, frame: Frame) -> Sheet:
    """The sheet on a picture of page `number`; `frame` is the place of the picture on the page."""
    grey, _ = straightened(grey)
    found = marks(grey)
    if lies_on_its_side(found):
        grey, found, turn = _raised(grey)
        frame = replace(frame, turn=(frame.turn + turn) % 4)
    scale = frame.size[0] / grey.shape[1]
    printed = ink(grey)
    across, down = rulings(printed, scale)
    glyphs = [_glyph(mark, scale) for mark in found]
    glyphs += _overlooked(grey, printed, glyphs, (across, down), scale)
    return Sheet(number, frame, glyphs, across, down, _REACH)


def _raised(grey: Grey) -> tuple[Grey, list[Mark], int]:
    """A page that lies on its side, set upright the way it reads best, and its quarter turns."""
    tries = []
    for turns in (1, 3):  # clockwise
        upright = np.rot90(grey, -turns).copy()
        found = marks(upright)
        tries.append((sum(mark.score for mark in found), turns, upright, found))
    _, turns, upright, found = max(tries, key=lambda each: each[:2])
    return upright, found, turns


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


def _overlooked(
    grey: Grey,
    printed: Grey,
    glyphs: Sequence[Glyph],
    lines: tuple[Sequence[Ruling], Sequence[Ruling]],
    scale: float,
) -> list[Glyph]:
    """Characters for the cells that hold ink and no text."""
    found: list[Glyph] = []
    for group in tables(joined(lines[0]), joined(lines[1]), _REACH):
        table = lattice(group)
        if table is None:
            continue
        for slot in _without_text(table, glyphs):
            box = _inked(printed, slot, scale)
            if box is not None:
                found += _second_look(grey, box, scale)
    return found


def _without_text(table: Lattice, glyphs: Sequence[Glyph]) -> list[Slot]:
    filled = {table.at(glyph.centre, glyph.middle) for glyph in glyphs}
    return [slot for number, slot in enumerate(table.slots) if number not in filled]


def _inked(printed: Grey, slot: Slot, scale: float) -> tuple[int, int, int, int] | None:
    """The box (left, top, right, bottom in pixels) of the ink inside a cell, None where it is bare."""
    left, top, right, bottom = (round(side / scale) for side in slot.box)
    edge = round(_EDGE / scale)
    inside = printed[top + edge : bottom - edge, left + edge : right - edge]
    if inside.size == 0:
        return None
    count, _, boxes, _ = cv2.connectedComponentsWithStats(inside, connectivity=8)
    smallest = _SMALLEST / scale
    kept = [
        tuple(int(value) for value in boxes[each][:4])
        for each in range(1, count)
        if boxes[each][3] >= smallest or boxes[each][2] >= smallest
    ]
    if not kept:
        return None
    return (
        left + edge + min(x for x, _, _, _ in kept),
        top + edge + min(y for _, y, _, _ in kept),
        left + edge + max(x + width for x, _, width, _ in kept),
        top + edge + max(y + height for _, y, _, height in kept),
    )


def _second_look(grey: Grey, box: tuple[int, int, int, int], scale: float) -> list[Glyph]:
    """The characters of a box of ink by itself, or one uncertain character in its place."""
    left, top, right, bottom = box
    margin = round(_WHITE_EDGE / scale)
    crop = cv2.copyMakeBorder(
        grey[top:bottom, left:right],
        margin,
        margin,
        margin,
        margin,
        cv2.BORDER_CONSTANT,
        value=255,
    )
    text, score = read_one(np.asarray(crop, np.uint8))
    text = text.replace(" ", "")
    if score < _SURE_ALONE or not text:
        text = UNKNOWN
    step = (right - left) / len(text)
    return [
        Glyph(
            character,
            (left + step * number) * scale,
            top * scale,
            (left + step * (number + 1)) * scale,
            bottom * scale,
            bottom * scale,
            character != UNKNOWN,
        )
        for number, character in enumerate(text)
    ]
