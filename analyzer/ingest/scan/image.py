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
# Pages lie up to so many degrees askew on the glass.
_MOST_SKEW: Final = 6.0
_COARSE, _FINE = 0.5, 0.1
_PROFILE_WIDTH: Final = 700
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
    if abs(angle) < _FINE / 2:
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
    scale = _PROFILE_WIDTH / grey.shape[1]
    small: Any = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    printed = ink(small)

    def clearness(degrees: float) -> float:
        rows = turned(_WHITE - printed, degrees).sum(axis=1, dtype=np.float64)
        return float(np.square(np.diff(rows)).sum())

    coarse = max(np.arange(-_MOST_SKEW, _MOST_SKEW + _COARSE, _COARSE), key=clearness)
    fine = np.arange(coarse - _COARSE, coarse + _COARSE + _FINE, _FINE)
    return round(float(max(fine, key=clearness)), 2)
