"""Ruling lines in a picture of a page."""

from __future__ import annotations

from typing import Any, Final

import cv2

from analyzer.ingest.paper.sheet import Ruling
from analyzer.ingest.scan.image import Grey

# In points: a horizontal line is longer than a character is wide, a vertical one than a line of
# small print is high; the thickest line.
_ACROSS: Final = 18.0
_DOWN: Final = 11.0
_THICKEST: Final = 5.0


def rulings(printed: Grey, scale: float) -> tuple[list[Ruling], list[Ruling]]:
    """Lines across and down in points; `printed` is white on black, `scale` points a pixel."""
    across = [
        Ruling((y + height / 2) * scale, x * scale, (x + width) * scale)
        for x, y, width, height in _lines(printed, _ACROSS / scale, _THICKEST / scale)
    ]
    down = [
        Ruling((x + width / 2) * scale, y * scale, (y + height) * scale)
        for y, x, height, width in _lines(printed.T.copy(), _DOWN / scale, _THICKEST / scale)
    ]
    return across, down


def _lines(printed: Grey, length: float, thickness: float) -> list[tuple[int, int, int, int]]:
    """Boxes (left, top, width, height) of what is long and thin across the picture."""
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (max(3, round(length)), 1))
    bridged: Any = cv2.morphologyEx(
        printed, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, (5, 1))
    )
    found: Any = cv2.morphologyEx(bridged, cv2.MORPH_OPEN, kernel)
    found = cv2.dilate(found, cv2.getStructuringElement(cv2.MORPH_RECT, (3, 3)))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(found, connectivity=8)
    lines = [tuple(int(value) for value in boxes[number][:4]) for number in range(1, count)]
    return [(x, y, width, height) for x, y, width, height in lines if height - 2 <= thickness]
