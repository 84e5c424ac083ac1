"""A blank Word sheet in the manner of official documents, and the few things written on it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from analyzer.render.legible import legible
from analyzer.render.word.package import Package

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

SONG: Final = "宋体"
HEI: Final = "黑体"
FANG: Final = "仿宋"
GREY: Final = "F2F2F2"
_MARGINS: Final = (Cm(3.0), Cm(2.4), Cm(2.6), Cm(2.4))  # top, right, bottom, left
_UNDATED: Final = datetime(2000, 1, 1, tzinfo=UTC)
_HEADINGS: Final = ((HEI, 15), (HEI, 13), (SONG, 12))


def sheet(title: str) -> Document:
    """An empty A4 document with Chinese faces, numbered pages and the given title property."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = _MARGINS
    _face(document.styles["Normal"], SONG, 10.5)
    for level, (face, size) in enumerate(_HEADINGS, start=1):
        style = document.styles[f"Heading {level}"]
        _face(style, face, size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.font.bold = level == len(_HEADINGS)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(14), Pt(6)
    _number_pages(section.footer.paragraphs[0])
    properties = document.core_properties
    properties.author = properties.last_modified_by = "nianbao"
    properties.title, properties.comments, properties.language = legible(title)[:200], "", "zh-CN"
    properties.created = properties.modified = _UNDATED
    return document


def saved(document: Document) -> bytes:
    """The file, the same bytes for the same content."""
    data = io.BytesIO()
    document.save(data)
    return Package.opened(data.getvalue()).undated().packed()


def title(document: Document, text: str) -> Paragraph:
    """The title line, centred."""
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(16)
    run = paragraph.add_run(legible(text))
    run.font.size, run.font.bold = Pt(20), True
    _east(run.font.element, HEI)
    return paragraph


def prose(document: Document, text: str, *, indent: bool = True) -> Paragraph:
    """A paragraph, indented by two characters."""
    paragraph = document.add_paragraph()
    form = paragraph.paragraph_format
    form.line_spacing, form.space_after = 1.5, Pt(4)
    if indent:
        form.first_line_indent = Pt(21)
    paragraph.add_run(legible(text))
    return paragraph


def labelled(document: Document, label: str, text: str) -> Paragraph:
    """A line with a label in bold, hanging below a finding."""
    paragraph = document.add_paragraph()
    form = paragraph.paragraph_format
    form.left_indent, form.first_line_indent = Pt(63), Pt(-42)
    form.line_spacing, form.space_after = 1.25, Pt(2)
    paragraph.add_run(f"{label}：").bold = True
    paragraph.add_run(legible(text))
    return paragraph


def table(
    document: Document, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]
) -> Table:
    """A ruled table with a grey head that repeats on every page; `widths` in centimetres."""
    grid: Table = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    grid.autofit = False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Cm(width)
    for number, texts in enumerate([head, *rows] if head else rows):
        row: Any = grid.add_row()  # type: ignore[no-untyped-call]  # python-docx leaves it untyped
        cells = row.cells
        for cell, text, width in zip(cells, texts, widths, strict=True):
            cell.width = Cm(width)
            write(cell, text, bold=bool(head) and number == 0)
            if head and number == 0:
                shade(cell, GREY)
    if head:
        repeat = OxmlElement("w:tblHeader")
        grid.rows[0]._tr.get_or_add_trPr().append(repeat)  # noqa: SLF001  # python-docx has no name for it
    return grid


def write(cell: Any, text: str, *, bold: bool = False) -> None:
    """The text of a cell in the size of tables, its lines as paragraphs."""
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        form = paragraph.paragraph_format
        form.space_before = form.space_after = Pt(2)
        run = paragraph.add_run(legible(line))
        run.bold, run.font.size = bold, Pt(9.5)


def shade(cell: Any, color: str) -> None:
    """Fill a cell with a colour, six hexadecimal digits."""
    fill = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", color)):
        fill.set(qn(f"w:{key}"), value)
    cell._tc.get_or_add_tcPr().append(fill)  # noqa: SLF001  # python-docx has no name for it


def _face(style: Any, face: str, size: float) -> None:
    style.font.name, style.font.size = "Times New Roman", Pt(size)
    _east(style.element, face)


def _east(element: Any, face: str) -> None:
    """The face of Chinese characters, which python-docx has no name for."""
    fonts = element.get_or_add_rPr().get_or_add_rFonts()
    for name in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[name]
    fonts.set(qn("w:eastAsia"), face)


def _number_pages(paragraph: Any) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)  # noqa: SLF001  # python-docx has no name for fields
