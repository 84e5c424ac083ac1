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
from analyzer.ingest.traced import Traced, generated, joined
from analyzer.ingest.word_grid import WordCell, WordRow, placed
from analyzer.ingest.word_numbers import Numbering, numbering
from analyzer.ingest.word_styles import Look, Styles, styles
from analyzer.ingest.word_text import MARKUP, Places, W

# Elements around paragraphs, rows and cells that are none themselves: content controls, change
# marks, alternatives.
_WRAPPERS: Final = frozenset(
    [f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")]
    + [f"{MARKUP}AlternateContent", f"{MARKUP}Choice"]
)
# What zipfile raises for archives that are damaged, cut short or packed in a way it does not know.
BROKEN_ARCHIVE: Final = (
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
        Flow(),
        numbering(parts["word/numbering.xml"]),
        styles(parts["word/styles.xml"]),
        Places(body.getroottree().getroot()),
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
    except BROKEN_ARCHIVE as error:
        raise InputError(f"Word 文件已损坏或不完整（{error}）", remedy=_REMEDY) from None
    except RuntimeError:  # zipfile's answer to a part that needs a password
        raise InputError("Word 文件有密码", remedy="请取消密码后再试") from None


def _part(archive: zipfile.ZipFile, name: str) -> etree._Element:
    """The root of a part. What the archive says about sizes is not believed."""
    with archive.open(name) as stream:
        content = stream.read(LARGEST_PART + 1)
    if len(content) > LARGEST_PART:
        raise InputError(f"Word 文件解压后过大（{name}），疑似异常文件", remedy=_REMEDY)
    return parsed(content, name)


def parsed(content: bytes, name: str) -> etree._Element:
    """The root of the part `name` of a Word file, without XML comments.

    Raises `InputError` where it is no sound XML or declares entities.
    """
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
    places: Places
    tables: int = 0
    carried: Traced | None = None  # a paragraph whose mark is deleted: the next one continues it
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
        text, boxes, pictures = self.places.content(element)
        look = self.styles.look(element)
        text = self._numbered(look, text)
        if self.carried is not None:
            text, look = joined([self.carried, text]), self.carried_look or look
            self.carried = None
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
        if self.carried is not None:
            self.flow.paragraph(self.carried)

    def table(self, element: etree._Element) -> None:
        """A table as grid, then the tables inside it; a frame around prose as its contents."""
        rows = [row for row in _children(element, "tr") if not _is_deleted(row)]
        cells = [[self._cell(cell) for cell in _children(row, "tc")] for row in rows]
        if not holds_values([cell.text for row in cells for cell in row]):
            for cell in (cell for row in cells for cell in row):
                self.blocks(cell.element)
            return
        self.tables += 1
        spanned = [
            WordRow(row, [WordCell(cell.element, self._raw(cell)) for cell in own])
            for row, own in zip(rows, cells, strict=True)
        ]
        self.flow.table(placed(element, spanned), path=f"tbl[{self.tables}]")
        if any(cell.pictures for row in cells for cell in row):
            self.flow.lose("表格中有图片，其中的文字没有读取")
        for cell in (cell for row in cells for cell in row):
            for inner in _children(cell.element, "tbl"):
                self.table(inner)

    def _cell(self, element: etree._Element) -> _Cell:
        lines: list[tuple[etree._Element, Traced]] = []
        waiting = list(_children(element, "p"))
        pictures = 0
        while waiting:
            paragraph = waiting.pop(0)
            text, boxes, found = self.places.content(paragraph)
            lines.append((paragraph, text))
            pictures += found
            waiting[:0] = [inner for box in boxes for inner in _children(box, "p")]
        return _Cell(element, tuple(lines), pictures)

    def _raw(self, cell: _Cell) -> RawCell:
        """The text of a cell with the generated numbers, paragraphs as lines; spans still open."""
        lines = [self._numbered(self.styles.look(each), text) for each, text in cell.lines]
        whole = joined(lines, "\n")
        end = len(whole.text.rstrip())
        start = min(len(whole.text) - len(whole.text.lstrip()), end)
        return RawCell(whole.cut(start, end), path=self.places.cell_path(cell.element))

    def _numbered(self, look: Look, text: Traced) -> Traced:
        """`text` behind its generated number; paragraphs without text show none, nor count."""
        if look.list is None or not text.text.strip():
            return text
        number = self.numbers.next(look.list, look.depth)
        return joined([generated(number, text.sources()[0][0]), text]) if number else text


@dataclass(frozen=True, slots=True)
class _Cell:
    """A table cell: its paragraphs with their text, those of its text boxes after them."""

    element: etree._Element
    lines: tuple[tuple[etree._Element, Traced], ...]
    pictures: int

    @property
    def text(self) -> str:
        return "\n".join(text.text for _, text in self.lines).strip()


def _is_deleted(row: etree._Element) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Children of this name, also inside content controls and change marks, not inside tables."""
    for child in parent.iterchildren(etree.Element):
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, name)
