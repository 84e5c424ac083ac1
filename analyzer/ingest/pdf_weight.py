"""How much drawing a PDF would unpack to, before PDFium is asked to: small files can hold gigabytes.

PDFium reads the operators of a page at once and cannot be stopped; drawings may contain drawings,
each several times. So what the streams unpack to is weighed first, without interpreting them.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from analyzer.errors import InputError

# A page of a report has some 50 kB of operators.
MOST_OPERATORS: Final = 24 * 1024 * 1024
# The same with every drawing counted as often as it is drawn.
MOST_DRAWN: Final = 1_000_000_000
_LONGEST_DICTIONARY: Final = 8192
# Expressions that begin with a literal are looked for many times as fast as with a look behind;
# what stands before “obj” is told by `_NUMBER`.
_OBJECT: Final = re.compile(rb"obj\b")
_NUMBER: Final = re.compile(rb"([0-9]{1,10})\s+[0-9]{1,5}\s+$")
_LONGEST_NUMBER: Final = 24
_STREAM: Final = re.compile(rb"stream\r?\n")
_REFERENCE: Final = re.compile(rb"(?<![0-9])([0-9]{1,10})\s+[0-9]{1,5}\s+R\b")
_FLATE: Final = re.compile(rb"/Fl(?:ateDecode)?\b")
_DRAWS: Final = re.compile(rb"Do(?![A-Za-z])(?<![A-Za-z]Do)")
# Streams that hold no operators: pictures, faces, tables of objects, descriptions.
_NO_OPERATORS: Final = re.compile(
    rb"/Subtype\s*/(?:Image|Type1C|CIDFontType0C|OpenType|XML)|/Length1\b|/XRef\b|/ObjStm\b"
    rb"|/CMapName|/FunctionType|/Alternate\b"
)


@dataclass
class _Drawing:
    """A stream of operators: how long, how often it draws others, and which it may mean."""

    length: int
    draws: int
    others: set[int] = field(default_factory=set)


def require_modest(data: bytes) -> None:
    """Raise `InputError` where the pages of the PDF `data` unpack to more than any report's."""
    drawings = _drawings(data)
    if sum(drawing.length for drawing in drawings.values()) > MOST_OPERATORS:
        raise _excessive()
    weights: dict[int, int] = {}
    if max((_weight(n, drawings, weights, ()) for n in drawings), default=0) > MOST_DRAWN:
        raise _excessive()


def _excessive() -> InputError:
    return InputError(
        "PDF 展开后的内容过多，疑似异常文件",
        remedy="请用 WPS 或浏览器打开后另存为新的 PDF 再试，或改用报告的 docx、网页版本",
    )


def _drawings(data: bytes) -> dict[int, _Drawing]:
    """The streams of operators by object number; of those with one number, the longest."""
    places = list(_places(data))
    ends = [start for start, _ in places[1:]] + [len(data)] * bool(places)
    bodies: dict[int, bytes] = {}
    found: dict[int, _Drawing] = {}
    left = MOST_OPERATORS + 1
    for (start, number), end in zip(places, ends, strict=True):
        head = data[start : min(end, start + _LONGEST_DICTIONARY)]
        stream = _STREAM.search(head)
        if stream is None:
            bodies[number] = head
            continue
        dictionary = head[: stream.start()]
        if _NO_OPERATORS.search(dictionary):
            continue
        content = _unpacked(data[start + stream.end() : end], dictionary, left)
        left = max(left - len(content), 1)
        drawing = _Drawing(len(content), len(_DRAWS.findall(content)), _references(dictionary))
        if number not in found or found[number].length < drawing.length:
            found[number] = drawing
    for drawing in found.values():
        for _ in range(2):  # /Resources, and /XObject in it, may be objects of their own
            named = [bodies[other] for other in drawing.others if other in bodies]
            drawing.others |= {other for body in named for other in _references(body)}
    return found


def _places(data: bytes) -> Iterator[tuple[int, int]]:
    """Where objects begin, with their numbers."""
    for match in _OBJECT.finditer(data):
        number = _NUMBER.search(data[max(0, match.start() - _LONGEST_NUMBER) : match.start()])
        if number is not None:
            yield match.end(), int(number[1])


def _references(text: bytes) -> set[int]:
    return {int(number) for number in _REFERENCE.findall(text)}


def _unpacked(content: bytes, dictionary: bytes, most: int) -> bytes:
    """At most `most` bytes of a stream; packed in another way than Flate, it stays as it is."""
    for _ in _FLATE.findall(dictionary):
        try:
            content = zlib.decompressobj().decompress(content, most)
        except zlib.error:
            break
    return content[:most]


def _weight(
    number: int, drawings: dict[int, _Drawing], weights: dict[int, int], within: tuple[int, ...]
) -> int:
    """The length of a drawing with those in it, one that holds itself counted once."""
    if number in weights:
        return weights[number]
    drawing = drawings[number]
    inside = 0
    if drawing.draws and len(within) < 64:
        inside = max(
            (
                _weight(other, drawings, weights, (*within, number))
                for other in drawing.others
                if other in drawings and other != number and other not in within
            ),
            default=0,
        )
    weights[number] = min(drawing.length + drawing.draws * inside, 2 * MOST_DRAWN)
    return weights[number]
