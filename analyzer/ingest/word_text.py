"""The characters of a Word document part, numbered in document order.

The numbers are what `OffsetMap` leads back to, so that whoever writes a Word file back (comments)
finds the run of every character: `text_elements` lists the same elements in the same order.
Every paragraph counts one character of its own, before its text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree

from analyzer.ingest.traced import Traced, joined

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MARKUP: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_PICTURES: Final = frozenset(
    [
        "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
        "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
        "{urn:schemas-microsoft-com:vml}imagedata",
    ]
)
# Removed text, formatting, hidden alternatives, phonetic glosses.
_SKIPPED: Final = frozenset(
    [f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "tblPr", "sdtPr", "rt", "delText")]
    + [f"{MARKUP}Fallback"]
)
_CHARACTERS: Final = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_PARAGRAPH: Final = f"{W}p"
_COUNTED: Final = (_PARAGRAPH, f"{W}t", _MATH_TEXT, *_CHARACTERS)


class Placed(NamedTuple):
    """An element that stands for characters, and the number of the first of them."""

    element: etree._Element
    first: int
    text: str


class Content(NamedTuple):
    """What a paragraph shows: its text, its text boxes, and how many pictures are in it."""

    text: Traced
    boxes: list[etree._Element]
    pictures: int


def text_elements(root: etree._Element) -> Iterator[Placed]:
    """Every element of the part that stands for characters, shown or not, in document order."""
    number = 0
    for element in root.iter(*_COUNTED):
        if element.tag == _PARAGRAPH:
            number += 1
            continue
        text = _CHARACTERS.get(element.tag) or element.text or ""
        yield Placed(element, number, text)
        number += len(text)


class Places:
    """The numbers of a part's characters and cells."""

    def __init__(self, root: etree._Element) -> None:
        # The elements are kept: lxml would otherwise hand out new objects for the same ones.
        self._firsts = {placed.element: placed.first for placed in text_elements(root)}
        self._cells = {cell: number for number, cell in enumerate(root.iter(f"{W}tc"), start=1)}

    def content(self, paragraph: etree._Element) -> Content:
        """What `paragraph` shows, without removed and hidden text."""
        pieces: list[Traced] = []
        boxes: list[etree._Element] = []
        pictures = 0
        walker = etree.iterwalk(paragraph, events=("start",))
        for _, element in walker:
            tag = element.tag
            if element in self._firsts:
                text = _CHARACTERS.get(tag) or element.text or ""
                pieces.append(Traced(text, self._firsts[element]))
            elif tag == f"{W}txbxContent":
                boxes.append(element)
                walker.skip_subtree()
            elif tag in _PICTURES:
                pictures += 1
            elif tag in _SKIPPED or (tag == f"{W}r" and _is_hidden(element)):
                walker.skip_subtree()
        return Content(joined(pieces), boxes, pictures)

    def cell_path(self, cell: etree._Element) -> str:
        """How `Origin.path` names a table cell: `tc[7]` is the seventh of the document."""
        return f"tc[{self._cells[cell]}]"


def _is_hidden(run: etree._Element) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val", "1") not in ("0", "false", "off")
