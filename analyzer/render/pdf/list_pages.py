"""Pages of plain Chinese text, set in a font that every PDF reader knows by name.

Not embedded, STSong-Light costs no bytes; its full-width characters are one em wide and the
half-width ones half an em, so lines are broken as in a terminal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from analyzer.render.legible import legible
from analyzer.render.wrap import wrapped

if TYPE_CHECKING:
    from pypdf import PdfWriter

_WIDTH, _HEIGHT, _MARGIN = 595, 842, 56
_LEADING: Final = 1.55
_BEYOND: Final = 0xFFFF  # the encoding knows the basic multilingual plane only
_UNKNOWN: Final = "\N{FULLWIDTH QUESTION MARK}"
_WRITTEN: Final = {"\N{MIDDLE DOT}": "\N{KATAKANA MIDDLE DOT}"}  # which substituted faces lack


class Text(NamedTuple):
    """A paragraph: size in points, indentation and space before it in points, colour from 0 to 1."""

    text: str
    size: float = 10
    indent: float = 0
    before: float = 0
    color: tuple[float, float, float] = (0, 0, 0)


def add_pages(writer: PdfWriter, paragraphs: Sequence[Text]) -> int:
    """Add the `paragraphs` behind the pages of `writer`; how many pages that took."""
    font = _font(writer)
    contents = list(_set(paragraphs))
    for content in contents:
        page = writer.add_blank_page(_WIDTH, _HEIGHT)
        stream = DecodedStreamObject()
        stream.set_data(content.encode("ascii"))
        page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())  # noqa: SLF001  # the only way in
        fonts = DictionaryObject({NameObject("/S"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    return len(contents)


def _set(paragraphs: Sequence[Text]) -> Iterator[str]:
    """The content of every page."""
    page: list[str] = []
    y = float(_HEIGHT - _MARGIN)
    for paragraph in paragraphs:
        y -= paragraph.before
        room = _WIDTH - 2 * _MARGIN - paragraph.indent
        for line in wrapped(legible(paragraph.text), int(room / paragraph.size * 2)):
            y -= paragraph.size * _LEADING
            if y < _MARGIN:
                yield "\n".join(page)
                page, y = [], _HEIGHT - _MARGIN - paragraph.size * _LEADING
            page.append(_shown(line, paragraph, y))
    if page:
        yield "\n".join(page)


def _shown(line: str, paragraph: Text, y: float) -> str:
    plain = "".join(_UNKNOWN if ord(each) > _BEYOND else _WRITTEN.get(each, each) for each in line)
    code = plain.encode("utf-16-be", "replace").hex()
    red, green, blue = paragraph.color
    return (
        f"BT {red:g} {green:g} {blue:g} rg /S {paragraph.size:g} Tf "
        f"1 0 0 1 {_MARGIN + paragraph.indent:g} {y:.2f} Tm <{code}> Tj ET"
    )


def _font(writer: PdfWriter) -> IndirectObject:
    name = NameObject("/STSong-Light")
    system = DictionaryObject(
        {
            NameObject("/Registry"): TextStringObject("Adobe"),
            NameObject("/Ordering"): TextStringObject("GB1"),
            NameObject("/Supplement"): NumberObject(2),
        }
    )
    box = ArrayObject(map(NumberObject, (-25, -254, 1000, 880)))
    numbers = {"Flags": 4, "ItalicAngle": 0, "Ascent": 880, "Descent": -120, "CapHeight": 700}
    described = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/FontDescriptor"),
            NameObject("/FontName"): name,
            NameObject("/StemV"): NumberObject(90),
            NameObject("/FontBBox"): box,
            **{NameObject(f"/{key}"): NumberObject(value) for key, value in numbers.items()},
        }
    )
    below = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/CIDFontType0"),
            NameObject("/BaseFont"): name,
            NameObject("/CIDSystemInfo"): system,
            NameObject("/DW"): NumberObject(1000),
            NameObject("/W"): ArrayObject(map(NumberObject, (1, 95, 500))),
            NameObject("/FontDescriptor"): writer._add_object(described),  # noqa: SLF001  # the only way in
        }
    )
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type0"),
            NameObject("/BaseFont"): name,
            NameObject("/Encoding"): NameObject("/UniGB-UCS2-H"),
            NameObject("/DescendantFonts"): ArrayObject([writer._add_object(below)]),  # noqa: SLF001  # the only way in
        }
    )
    return writer._add_object(font)  # noqa: SLF001  # the only way in
