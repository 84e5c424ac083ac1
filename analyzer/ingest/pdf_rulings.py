"""Ruling lines of a PDF page: strokes, thin filled boxes, sides of stroked boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from ctypes import byref, c_float, c_int, c_uint
from itertools import pairwise
from typing import Final, NamedTuple

import pypdfium2.raw as pdfium

from analyzer.ingest.paper.sheet import Frame, Ruling

# A filled box is a line where it is no thicker; a border line of Word is at most 6 points.
_THICKEST: Final = 4.0
_SHORTEST: Final = 0.2
_LEVEL: Final = 1.0  # how far a line may lean
_DEEPEST: Final = 6
_MOST_OBJECTS: Final = 100_000
_MOST_SEGMENTS: Final = 4000
_SMALLEST_PICTURE: Final = 40.0
_WHITE: Final = 250
_FAINTEST: Final = 8

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
_IDENTITY: Final[Matrix] = (1, 0, 0, 1, 0, 0)


class Drawn(NamedTuple):
    """The rulings of a page as read, the share of it that pictures cover, how much is drawn."""

    across: list[Ruling]
    down: list[Ruling]
    pictured: float
    strokes: int


def drawn(page: pdfium.FPDF_PAGE, frame: Frame) -> Drawn:
    """Everything on the page that looks like a ruling line."""
    pen = _Pen(frame)
    count = min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)
    for index in range(count):
        item = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_TEXT:
            pen.take(item, _IDENTITY, 0)
    across, down = frame.size
    pictured = min(1.0, pen.pictured / max(across * down, 1))
    return Drawn(pen.across, pen.down, pictured, pen.strokes)


class _Pen:
    """Goes through the objects of a page and collects rulings."""

    def __init__(self, frame: Frame) -> None:
        self.across: list[Ruling] = []
        self.down: list[Ruling] = []
        self.pictured = 0.0
        self.strokes = 0
        self._frame = frame
        self._left = _MOST_OBJECTS
        self._edges = [c_float() for _ in range(4)]
        self._where = [byref(edge) for edge in self._edges]
        self._colour = [c_uint() for _ in range(4)]
        self._paint = [byref(part) for part in self._colour]

    def take(self, item: pdfium.FPDF_PAGEOBJECT, matrix: Matrix, depth: int) -> None:
        """Collect from one object; `matrix` leads from its space to the page's."""
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self.strokes += 1
            self._path(item, matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self._picture(item, matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = _times(_matrix(item), matrix)
            for index in range(pdfium.FPDFFormObj_CountObjects(item)):
                self._left -= 1
                if self._left < 0:
                    return
                self.take(pdfium.FPDFFormObj_GetObject(item, index), inner, depth + 1)

    def _box(self, item: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> tuple[Point, Point] | None:
        """Two opposite corners of an object on the page."""
        if not pdfium.FPDFPageObj_GetBounds(item, *self._where):
            return None
        left, bottom, right, top = (edge.value for edge in self._edges)
        if matrix is _IDENTITY:
            return (left, bottom), (right, top)
        return _moved((left, bottom), matrix), _moved((right, top), matrix)

    def _picture(self, item: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> None:
        box = self._box(item, matrix)
        if box is None:
            return
        (left, bottom), (right, top) = box
        width, height = abs(right - left), abs(top - bottom)
        if min(width, height) <= _THICKEST:
            self._thin((left, bottom), (right, top))
        elif min(width, height) >= _SMALLEST_PICTURE:
            self.pictured += width * height

    def _path(self, item: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> None:
        box = self._box(item, matrix)
        if box is None:
            return
        fill, stroke = c_int(), c_int()
        pdfium.FPDFPath_GetDrawMode(item, byref(fill), byref(stroke))
        filled = fill.value and self._is_seen(item, pdfium.FPDFPageObj_GetFillColor)
        stroked = stroke.value and self._is_seen(item, pdfium.FPDFPageObj_GetStrokeColor)
        if not filled and not stroked:
            return
        (left, bottom), (right, top) = box
        if min(abs(right - left), abs(top - bottom)) <= _THICKEST:
            self._thin((left, bottom), (right, top))
            return
        outlines = list(_outlines(item, _times(_matrix(item), matrix)))
        if stroked:
            for outline in outlines:
                for start, end in pairwise(outline):
                    self._line(start, end)
        else:
            self._filled([_corners(outline) for outline in outlines if len(outline) > 2])

    def _is_seen(self, item: pdfium.FPDF_PAGEOBJECT, colour_of: Callable[..., int]) -> bool:
        """Whether a colour shows on white paper; where none is told it is black."""
        if not colour_of(item, *self._paint):
            return True
        red, green, blue, alpha = (part.value for part in self._colour)
        return alpha > _FAINTEST and min(red, green, blue) < _WHITE

    def _filled(self, boxes: list[tuple[Point, Point]]) -> None:
        """Thin boxes are lines; a box close inside another leaves four lines between them."""
        for number, (low, high) in enumerate(boxes):
            if min(high[0] - low[0], high[1] - low[1]) <= _THICKEST:
                self._thin(low, high)
                continue
            after = boxes[number + 1] if number + 1 < len(boxes) else None
            if after is not None and _is_rim((low, high), after):
                corners = (low, (high[0], low[1]), high, (low[0], high[1]), low)
                for start, end in pairwise(corners):
                    self._line(start, end)

    def _thin(self, low: Point, high: Point) -> None:
        """The middle line of a thin box; a dot may be part of a line in either direction."""
        width, height = abs(high[0] - low[0]), abs(high[1] - low[1])
        dot = max(width, height) <= _THICKEST and min(width, height) * 2 > max(width, height)
        if width >= height or dot:
            middle = (low[1] + high[1]) / 2
            self._line((low[0], middle), (high[0], middle))
        if width < height or dot:
            middle = (low[0] + high[0]) / 2
            self._line((middle, low[1]), (middle, high[1]))

    def _line(self, start: Point, end: Point) -> None:
        left, top, right, bottom = self._frame.upright(
            min(start[0], end[0]),
            min(start[1], end[1]),
            max(start[0], end[0]),
            max(start[1], end[1]),
        )
        if bottom - top <= _LEVEL and right - left > max(_SHORTEST, bottom - top):
            self.across.append(Ruling((top + bottom) / 2, left, right))
        elif right - left <= _LEVEL and bottom - top > max(_SHORTEST, right - left):
            self.down.append(Ruling((left + right) / 2, top, bottom))


def _matrix(item: pdfium.FPDF_PAGEOBJECT) -> Matrix:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, byref(found))
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that does `inner`, then `outer`."""
    if outer is _IDENTITY:
        return inner
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _moved(point: Point, matrix: Matrix) -> Point:
    x, y = point
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _outlines(item: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> Iterator[list[Point]]:
    """The corners of every outline of a path on the page; closed ones end where they begin."""
    outline: list[Point] = []
    x, y = c_float(), c_float()
    count = min(pdfium.FPDFPath_CountSegments(item), _MOST_SEGMENTS)
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        point = _moved((x.value, y.value), matrix)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            if len(outline) > 1:
                yield outline
            outline = [point]
        else:
            outline.append(point)
        if pdfium.FPDFPathSegment_GetClose(segment) and outline:
            outline.append(outline[0])
    if len(outline) > 1:
        yield outline


def _corners(outline: list[Point]) -> tuple[Point, Point]:
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    return (min(xs), min(ys)), (max(xs), max(ys))


def _is_rim(outer: tuple[Point, Point], inner: tuple[Point, Point]) -> bool:
    gaps = (
        inner[0][0] - outer[0][0],
        inner[0][1] - outer[0][1],
        outer[1][0] - inner[1][0],
        outer[1][1] - inner[1][1],
    )
    return min(gaps) >= -_LEVEL and max(gaps) <= _THICKEST
