"""Characters of a PDF page with their boxes, as PDFium decodes them."""

from __future__ import annotations

import math
from collections import Counter
from ctypes import byref, c_double
from typing import Final, NamedTuple

import pypdfium2.raw as pdfium

from analyzer.ingest.paper.sheet import UNKNOWN, Box, Frame, Glyph

_LINE_ENDS: Final = frozenset("\r\n")
# PDFium writes the hyphen at a line's end as U+0002 and what has no code as U+0000 or U+FFFE.
_REWRITTEN: Final = {0x02: "-", 0x00: UNKNOWN, 0xFFFE: UNKNOWN, 0xFFFF: UNKNOWN}
# Slanted faces are turned by up to a quarter of a right angle; a watermark by more.
_SLANT: Final = 0.4
MOST_CHARACTERS: Final = 50_000


class Glyphs(NamedTuple):
    """The characters of a page, how it lies, and how many stand askew (a watermark)."""

    frame: Frame
    glyphs: list[Glyph]
    askew: int


class _Mark(NamedTuple):
    text: str
    turn: int | None
    box: Box
    foot: tuple[float, float]


def glyphs_of(textpage: pdfium.FPDF_TEXTPAGE, edges: tuple[float, float, float, float]) -> Glyphs:
    """The visible characters of a page whose `edges` are left, bottom, right and top."""
    marks = _marks(textpage)
    turns = Counter(mark.turn for mark in marks if mark.turn is not None)
    turn = max(turns, key=lambda each: (turns[each], -each), default=0)
    frame = Frame(*edges, turn)
    glyphs = [_glyph(frame, *mark) for mark in marks if mark.turn == turn]
    return Glyphs(frame, glyphs, len(marks) - len(glyphs))


def _glyph(frame: Frame, text: str, _: int | None, box: Box, foot: tuple[float, float]) -> Glyph:
    sure = text != UNKNOWN
    if frame.turn:
        return Glyph(text, *frame.upright(*box), frame.base(*foot), sure)
    left, bottom, right, top = box  # most pages: the same without asking how they lie
    edge, head = frame.left, frame.top
    return Glyph(text, left - edge, head - top, right - edge, head - bottom, head - foot[1], sure)


def _marks(textpage: pdfium.FPDF_TEXTPAGE) -> list[_Mark]:
    code_of, angle_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetCharAngle
    loose_of, is_generated = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_IsGenerated
    rectangle = pdfium.FS_RECTF()
    target = byref(rectangle)
    origin_of = pdfium.FPDFText_GetCharOrigin
    x, y = c_double(), c_double()
    at_x, at_y = byref(x), byref(y)
    marks: list[_Mark] = []
    for index in range(min(pdfium.FPDFText_CountChars(textpage), MOST_CHARACTERS)):
        code = code_of(textpage, index)
        text = _REWRITTEN.get(code) or chr(code)
        if text in _LINE_ENDS or (text == " " and is_generated(textpage, index)):
            continue
        angle = angle_of(textpage, index)
        loose_of(textpage, index, target)
        box = (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        if box[3] - box[1] <= 0 or box[2] - box[0] <= 0:
            box = _tight(textpage, index)
        origin_of(textpage, index, at_x, at_y)
        marks.append(_Mark(text, _quarter(angle) if angle else 0, box, (x.value, y.value)))
    return marks


def _quarter(angle: float) -> int | None:
    """The counter-clockwise quarter turns of a clockwise angle in radians; None if askew."""
    turns = -angle / (math.pi / 2)
    nearest = round(turns)
    return nearest % 4 if abs(turns - nearest) < _SLANT else None


def _tight(textpage: pdfium.FPDF_TEXTPAGE, index: int) -> tuple[float, float, float, float]:
    """The box of the ink, for faces without measures."""
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    pdfium.FPDFText_GetCharBox(
        textpage, index, byref(left), byref(right), byref(bottom), byref(top)
    )
    return left.value, bottom.value, right.value, top.value
