"""What PDFium takes for a Chinese font that a PDF names without enclosing it: the same on every machine.

PDFium asks the machine for such a font, and where there is none it leaves out, without a word, every
piece of text of a single character, for its glyph has no extent. What is read would then depend on the
fonts installed. So PDFium is given one font of our own in which every character is a full square; where
the characters stand is told by the PDF itself, not by the font. Latin fonts are built into PDFium.
"""

from __future__ import annotations

import ctypes
import struct
from functools import cache
from typing import Any, Final

import pypdfium2.raw as pdfium

_EM: Final = 1000
_ASCENT, _DESCENT = 880, -120
_CHINESE_AND_KIN: Final = frozenset({128, 129, 134, 136})  # Shift-JIS, Hangul, GB 2312, Big5
_HANDLE: Final = 1
_WHOLE_FILE: Final = 0  # PDFium asks for a table by its tag, or for all by none
_kept: list[Any] = []  # PDFium holds the callbacks for as long as the process lives


def use_one_font() -> None:
    """From now on the process knows no fonts but our own; further calls do nothing."""
    if _kept:
        return
    info = pdfium.FPDF_SYSFONTINFO(version=1)
    kinds = dict(info._fields_)
    for name, answer in _ANSWERS.items():
        setattr(info, name, kinds[name](answer))
    _kept.append(info)
    pdfium.FPDF_SetSystemFontInfo(info)


def _map_font(*asked: Any) -> int | None:
    """Asked for by owner, weight, slant, charset, pitch, name; the charset alone decides."""
    return _HANDLE if asked[3] in _CHINESE_AND_KIN else None


def _font_data(_: Any, _handle: Any, tag: int, buffer: Any, size: int) -> int:
    """The bytes of the font: how many there are, and the bytes where there is room."""
    data = square_font() if tag == _WHOLE_FILE else b""
    if buffer and size >= len(data):
        ctypes.memmove(buffer, data, len(data))
    return len(data)


def _nothing(*_: Any) -> None:
    """PDFium frees what it was given, or asks what nobody needs to know."""


def _no_number(*_: Any) -> int:
    return 0


_ANSWERS: Final = {
    "Release": _nothing,
    "EnumFonts": _nothing,
    "MapFont": _map_font,
    "GetFont": lambda *_: None,
    "GetFontData": _font_data,
    "GetFaceName": _no_number,
    "GetFontCharset": _no_number,
    "DeleteFont": _nothing,
}


@cache
def square_font() -> bytes:
    """A TrueType font whose glyphs are nothing, a square for every code point, and half of one for Latin."""
    halves, squares = _box(_EM // 2), _box(_EM)
    groups = ((0x20, 0x7E, 2), (0xA0, 0x10FFFF, 1))  # first and last code point, glyph
    many_to_one = struct.pack(">HHIII", 13, 0, 16 + 12 * len(groups), 0, len(groups))
    tables = {
        b"cmap": struct.pack(">HHHHI", 0, 1, 3, 10, 12)
        + many_to_one
        + b"".join(struct.pack(">III", *group) for group in groups),
        b"glyf": squares + halves,
        b"head": struct.pack(
            ">IIIIHHQQhhhhHHhhh",
            *(0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _EM, 0, 0),
            *(0, _DESCENT, _EM, _ASCENT, 0, 8, 2, 1, 0),
        ),
        b"hhea": struct.pack(
            ">IhhhHhhhhhhhhhhhH", 0x10000, _ASCENT, _DESCENT, 0, _EM, *([0] * 11), 3
        ),
        b"hmtx": struct.pack(">HhHhHh", _EM, 0, _EM, 0, _EM // 2, 0),
        b"loca": struct.pack(">IIII", 0, 0, len(squares), len(squares) + len(halves)),
        b"maxp": struct.pack(">IHHHHHHHHHHHHHH", 0x10000, 3, 4, 1, *([0] * 11)),
    }
    head = struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, len(tables) * 16 - 64)
    offset = len(head) + 16 * len(tables)
    directory, body = b"", b""
    for tag, data in sorted(tables.items()):
        directory += tag + struct.pack(">III", 0, offset + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    return head + directory + body


def _box(width: int) -> bytes:
    """A glyph that fills its advance: one contour of four corners, each as a step from the last."""
    extent = struct.pack(">hhhhh", 1, 0, _DESCENT, width, _ASCENT)
    height = _ASCENT - _DESCENT
    corners = struct.pack(">8h", 0, 0, width, 0, _DESCENT, height, 0, -height)
    glyph = extent + struct.pack(">HH", 3, 0) + bytes([1] * 4) + corners
    return glyph + b"\0" * (-len(glyph) % 4)
