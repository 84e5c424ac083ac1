"""Bytes of a picture → one upright page or several, in shades of grey."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from analyzer.errors import InputError

Grey = NDArray[np.uint8]
MOST_PIXELS: Final = 64_000_000
_SMALLEST: Final = 400
# Pages lie up to six degrees askew on the glass. One look after the other, each with the width in
# pixels, how far around the last angle it looks, and its step: so small that no line is missed.
_LOOKS: Final = ((320, 6.0, 0.25), (640, 0.3, 0.1), (1200, 0.1, 0.05))
_LEVEL: Final = 0.04
_WHITE: Final = 255
# A picture taller than this, in widths, is several pages one below the other.
_TALLEST: Final = 1.8
_PAGE: Final = 1.414
_REMEDY: Final = "请换成清晰完整的扫描件，或改用报告的 docx、网页版本"


def decoded(data: bytes) -> Grey:
    """The picture; raises `InputError` where it is damaged, too small or too large."""
    size = _declared(data)
    if size is not None and size[0] * size[1] > MOST_PIXELS:
        raise InputError(
            f"图片有 {size[0]}×{size[1]} 像素，过大", remedy="请缩小到 A4 300 dpi 再试"
        )
    picture: Any = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_GRAYSCALE)
    if picture is None:
        raise InputError("图片已损坏或不完整", remedy=_REMEDY)
    if min(picture.shape) < _SMALLEST:
        raise InputError("图片太小，文字读不清", remedy=_REMEDY)
    grey: Grey = picture
    return grey


def _declared(data: bytes) -> tuple[int, int] | None:
    """Width and height as the file says them, before anything is unpacked."""
    if data.startswith(b"\x89PNG") and len(data) > 24:
        return struct.unpack(">II", data[16:24])
    at = 2
    while data.startswith(b"\xff\xd8") and at + 9 < len(data) and data[at] == 0xFF:
        kind, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None


def straightened(grey: Grey) -> tuple[Grey, float]:
    """The page turned until its lines lie level, and by how many degrees it was turned."""
    angle = _skew(grey)
    if abs(angle) < _LEVEL:
        return grey, 0.0
    return turned(grey, angle), angle


def turned(grey: Grey, degrees: float) -> Grey:
    """The picture turned counter-clockwise about its middle, white where nothing was."""
    height, width = grey.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    result: Any = cv2.warpAffine(
        grey, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=_WHITE
    )
    upright: Grey = result
    return upright


def ink(grey: Grey) -> Grey:
    """White where something is printed, black where the paper shows, in uneven light too."""
    size = max(15, (min(grey.shape) // 60) | 1)
    found: Any = cv2.adaptiveThreshold(
        grey, _WHITE, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, size, 15
    )
    printed: Grey = found
    return printed


def pages(grey: Grey) -> Iterator[tuple[int, Grey]]:
    """The pages of a long picture with the row each begins at, cut where least is printed."""
    height, width = grey.shape
    if height <= _TALLEST * width:
        yield 0, grey
        return
    printed = ink(grey).sum(axis=1, dtype=np.int64)
    start = 0
    step = int(_PAGE * width)
    while height - start > _TALLEST * width:
        low, high = start + step * 2 // 3, start + step
        cut = low + int(np.argmin(printed[low:high]))
        yield start, grey[start:cut]
        start = cut
    yield start, grey[start:]


def _skew(grey: Grey) -> float:
    """The angle at which the rows of ink and paper part most clearly."""
    best = 0.0
    for width, reach, step in _LOOKS:
        scale = width / grey.shape[1]
        small: Any = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        paper: Any = _WHITE - ink(small)
        angles = np.arange(best - reach, best + reach + step / 2, step)
        best = max(angles, key=lambda degrees: _clearness(paper, float(degrees)))
    return round(float(best), 2)


def _clearness(paper: Grey, degrees: float) -> float:
    rows = turned(paper, degrees).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())
