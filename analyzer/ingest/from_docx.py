"""Word file → blocks: paragraphs with the numbers Word generates, tables with their merges.

Reads the parts of the package itself: python-docx is ten times slower over merged tables and does
not see text boxes, numbering and tracked changes.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from analyzer.errors import InputError
from analyzer.ingest.assemble import Assembled
from analyzer.ingest.flow import Flow, RawCell
from analyzer.ingest.grid import holds_values
from analyzer.ingest.word_numbers import Numbering, numbering
from analyzer.ingest.word_styles import Look, Styles, styles

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH_TEXT: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_MARKUP: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
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
    + [f"{_MARKUP}Fallback"]
)
# Elements around paragraphs, rows and cells that are none themselves: content controls, change
# marks, alternatives.
_WRAPPERS: Final = frozenset(
    [f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")]
    + [f"{_MARKUP}AlternateContent", f"{_MARKUP}Choice"]
)
_CHARACTERS: Final = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
# What zipfile raises for archives that are damaged, cut short or packed in a way it does not know.
_BROKEN_ARCHIVE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
)
MOST_ENTRIES: Final = 2000
LARGEST_PART: Final = 48 * 1024 * 1024
_REMEDY: Final = "请用 Word 或 WPS 打开后另存为新的 docx 再试"


def read(data: bytes) -> Assembled:
    """The report in a Word file; raises `InputError` where it is damaged, too large or hostile."""
    parts = _parts(data, ("word/document.xml", "word/numbering.xml", "word/styles.xml"))
    document = parts["word/document.xml"]
    body = None if document is None else document.find(f"{W}body")
    if body is None:
        raise InputError("Word 文件里没有正文", remedy=_REMEDY)
    walker = _Walker(
        Flow(), numbering(parts["word/numbering.xml"]), styles(parts["word/styles.xml"])
    )
    walker.blocks(body)
    walker.end_carried()
    return walker.flow.finish()


def _parts(data: bytes, names: tuple[str, ...]) -> dict[str, etree._Element | None]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.namelist()
            if len(members) > MOST_ENTRIES:
                raise InputError("Word 文件内的部件过多，疑似异常文件", remedy=_REMEDY)
            return {name: _part(archive, name) if name in members else None for name in names}
    except _BROKEN_ARCHIVE as error:
        raise InputError(f"Word 文件已损坏或不完整（{error}）", remedy=_REMEDY) from None
    except RuntimeError:  # zipfile's answer to a part that needs a password
        raise InputError("Word 文件有密码", remedy="请取消密码后再试") from None


def _part(archive: zipfile.ZipFile, name: str) -> etree._Element:
    """The root of a part. What the archive says about sizes is not believed."""
    with archive.open(name) as stream:
        content = stream.read(LARGEST_PART + 1)
    if len(content) > LARGEST_PART:
        raise InputError(f"Word 文件解压后过大（{name}），疑似异常文件", remedy=_REMEDY)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"Word 文件已损坏（{name}：{error.msg}）", remedy=_REMEDY) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise InputError(f"Word 文件含有实体声明（{name}），不予读取", remedy=_REMEDY)
    return root


@dataclass
class _Walker:
    """Goes through the document in reading order and feeds `flow`."""

    flow: Flow
    numbers: Numbering
    styles: Styles
    tables: int = 0
    carried: str = ""  # text of a paragraph whose mark is deleted: the next one continues it
    carried_look: Look | None = None

    def blocks(self, parent: etree._Element) -> None:
        """Paragraphs and tables right under `parent` or inside wrappers."""
        for child in parent.iterchildren(etree.Element):
            if child.tag == f"{W}p":
                self.paragraph(child)
            elif child.tag == f"{W}tbl":
                self.table(child)
            elif child.tag in _WRAPPERS:
                self.blocks(child)

    def paragraph(self, element: etree._Element) -> None:
        """One paragraph, then what its text boxes hold."""
        text, boxes, pictures = _content(element)
        look = self.styles.look(element)
        text = self._number(look, text) + text
        if self.carried:
            text, look = self.carried + text, self.carried_look or look
            self.carried = ""
        if element.find(f"{W}pPr/{W}rPr/{W}del") is not None:
            self.carried, self.carried_look = text, look
        else:
            self.flow.paragraph(text, level=look.level, indented=look.indented)
        if pictures:
            self.flow.lose("此处有图片或图表，其中的文字没有读取")
        for box in boxes:
            self.blocks(box)

    def end_carried(self) -> None:
        """Hand over a last paragraph that nothing followed."""
        if self.carried:
            self.flow.paragraph(self.carried)

    def table(self, element: etree._Element) -> None:
        """A table as grid, then the tables inside it; a frame around prose as its contents."""
        rows = [row for row in _children(element, "tr") if not _is_deleted(row)]
        cells = [[_Cell.read(cell) for cell in _children(row, "tc")] for row in rows]
        if not holds_values([cell.text for row in cells for cell in row]):
            for cell in (cell for row in cells for cell in row):
                self.blocks(cell.element)
            return
        self.tables += 1
        texts = [[self._numbered(cell) for cell in row] for row in cells]
        self.flow.table(_placed(rows, cells, texts), path=f"tbl[{self.tables}]")
        if any(cell.pictures for row in cells for cell in row):
            self.flow.lose("表格中有图片，其中的文字没有读取")
        for cell in (cell for row in cells for cell in row):
            for inner in _children(cell.element, "tbl"):
                self.table(inner)

    def _numbered(self, cell: _Cell) -> str:
        """The text of a cell with the generated numbers, paragraphs as lines."""
        lines = [
            self._number(self.styles.look(paragraph), text) + text if text else ""
            for paragraph, text in cell.lines
        ]
        return "\n".join(lines).strip()

    def _number(self, look: Look, text: str) -> str:
        """The generated number; paragraphs without text show none and are not counted."""
        if look.list is None or not text.strip():
            return ""
        return self.numbers.next(look.list, look.depth)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A table cell: its paragraphs with their text, those of its text boxes after them."""

    element: etree._Element
    lines: tuple[tuple[etree._Element, str], ...]
    pictures: int

    @property
    def text(self) -> str:
        return "\n".join(text for _, text in self.lines).strip()

    @classmethod
    def read(cls, element: etree._Element) -> _Cell:
        lines: list[tuple[etree._Element, str]] = []
        waiting = list(_children(element, "p"))
        pictures = 0
        while waiting:
            paragraph = waiting.pop(0)
            text, boxes, found = _content(paragraph)
            lines.append((paragraph, text))
            pictures += found
            waiting[:0] = [inner for box in boxes for inner in _children(box, "p")]
        return cls(element, tuple(lines), pictures)


def _content(paragraph: etree._Element) -> tuple[str, list[etree._Element], int]:
    """The visible text of a paragraph, its text boxes, and how many pictures are in it."""
    parts: list[str] = []
    boxes: list[etree._Element] = []
    pictures = 0
    walker = etree.iterwalk(paragraph, events=("start",))
    for _, element in walker:
        tag = element.tag
        if tag in (f"{W}t", _MATH_TEXT):
            parts.append(element.text or "")
        elif tag in _CHARACTERS:
            parts.append(_CHARACTERS[tag])
        elif tag == f"{W}txbxContent":
            boxes.append(element)
            walker.skip_subtree()
        elif tag in _PICTURES:
            pictures += 1
        elif tag in _SKIPPED or (tag == f"{W}r" and _is_hidden(element)):
            walker.skip_subtree()
    return "".join(parts), boxes, pictures


def _is_hidden(run: etree._Element) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val", "1") not in ("0", "false", "off")


def _is_deleted(row: etree._Element) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Children of this name, also inside content controls and change marks, not inside tables."""
    for child in parent.iterchildren(etree.Element):
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, name)


def _placed(
    rows: list[etree._Element], cells: list[list[_Cell]], texts: list[list[str]]
) -> list[list[RawCell]]:
    """The cells with their columns; cells merged down (vMerge) counted to the first of them."""
    placed: list[list[RawCell]] = []
    above: dict[int, tuple[int, int]] = {}  # column → row and place of the cell that is merged down
    for number, row in enumerate(rows):
        column = _integer(row, "trPr/gridBefore", 0)
        placed.append([])
        for cell, text in zip(cells[number], texts[number], strict=True):
            width = _integer(cell.element, "tcPr/gridSpan", 1)
            merge = cell.element.find(f"{W}tcPr/{W}vMerge")
            if merge is not None and merge.get(f"{W}val") != "restart" and column in above:
                first_row, place = above[column]
                first = placed[first_row][place]
                placed[first_row][place] = first._replace(row_span=number - first_row + 1)
            else:
                above.pop(column, None)
                if merge is not None:
                    above[column] = (number, len(placed[-1]))
                placed[-1].append(RawCell(text, 1, width, column))
            column += width
    return placed


def _integer(element: etree._Element, path: str, default: int) -> int:
    parent, _, name = path.partition("/")
    found = element.find(f"{W}{parent}/{W}{name}")
    value = "" if found is None else found.get(f"{W}val", "")
    return int(value[:4]) if value.isdecimal() else default
