"""A report read from another format as a clean Word document, with the way back to its text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from analyzer.analysis import Facts
from analyzer.document import Block, Span
from analyzer.ingest.word_text import W, text_elements
from analyzer.render.layout import Box, TableLayout, is_title, pieces
from analyzer.render.legible import legible
from analyzer.render.word.sheet import GREY, prose, saved, sheet, title

if TYPE_CHECKING:
    from docx.document import Document

_LINE: Final = 9180  # between the margins, in twentieths of a point
_DEEPEST: Final = 3
_WORDS: Final = 2  # how much wider a column of words is than one of numbers


class CleanReport:
    """The report as a Word file, and where in it its characters and cells stand."""

    def __init__(self, facts: Facts) -> None:
        writer = _Writer(facts, sheet(facts.document.title or facts.document.source))
        writer.write()
        root = writer.document.element
        firsts = {placed.element: placed.first for placed in text_elements(root)}
        numbers = {cell: place for place, cell in enumerate(root.iter(f"{W}tc"), start=1)}
        self.data = saved(writer.document)
        self._runs = [(span, firsts[element]) for span, element in writer.runs]
        self._cells = {ref: numbers[cell] for ref, cell in writer.cells.items()}

    def place(self, span: Span) -> Span | None:
        """Where `span` of the report's text stands, as `ingest.word_text` counts; None if nowhere."""
        found = [
            each for each in self._runs if each[0].start < span.end and span.start < each[0].end
        ]
        if not found:
            return None
        bounds = [
            (
                first + max(span.start - own.start, 0),
                first + min(span.end, own.end) - own.start,
            )
            for own, first in found
        ]
        return Span(min(start for start, _ in bounds), max(end for _, end in bounds))

    def cell(self, ref: str) -> int | None:
        """The number of the table cell that holds the official cell `ref`, from 1."""
        return self._cells.get(ref)


@dataclass
class _Writer:
    """Writes the report and remembers which run holds which characters."""

    facts: Facts
    document: Document
    runs: list[tuple[Span, Any]] = field(default_factory=list)
    cells: dict[str, Any] = field(default_factory=dict)

    def write(self) -> None:
        for piece in pieces(self.facts):
            if isinstance(piece, TableLayout):
                self._table(piece)
            else:
                self._line(piece)

    def _line(self, block: Block) -> None:
        text = block.span.of(self.facts.text)
        if is_title(block, self.facts):
            paragraph = title(self.document, text)
        elif block.kind == "heading":
            level = min(block.level or 1, _DEEPEST)
            paragraph = self.document.add_paragraph(legible(text), style=f"Heading {level}")
        else:
            paragraph = prose(self.document, text)
        self._remember(paragraph._p, block.span)  # noqa: SLF001  # the element behind it

    def _remember(self, paragraph: Any, span: Span) -> None:
        self.runs += [(span, element) for element in paragraph.iter(qn("w:t"))]

    def _table(self, layout: TableLayout) -> None:
        """The boxes as a Word table, built as XML: python-docx looks up merged cells too slowly."""
        grid = self.document.add_table(rows=0, cols=layout.columns, style="Table Grid")
        table = grid._tbl  # noqa: SLF001  # the element behind it
        widths = _widths(layout)
        for column, width in zip(table.tblGrid.gridCol_lst, widths, strict=True):
            column.set(qn("w:w"), str(width))
        owners = {
            (row, column): box
            for box in layout.boxes
            for row in range(box.row, box.row + box.rows)
            for column in range(box.column, box.column + box.columns)
        }
        for row in range(layout.rows):
            line = OxmlElement("w:tr")
            table.append(line)
            column = 0
            while column < layout.columns:
                box = owners.get((row, column)) or Box(row, column, 1, 1, "", "note")
                line.append(
                    self._cell(
                        box, sum(widths[column : column + box.columns]), first=box.row == row
                    )
                )
                column += box.columns
        self.document.add_paragraph().paragraph_format.space_after = Pt(2)

    def _cell(self, box: Box, width: int, *, first: bool) -> Any:
        cell = OxmlElement("w:tc")
        properties = _added(cell, "w:tcPr")
        _added(properties, "w:tcW", w=str(width), type="dxa")
        if box.columns > 1:
            _added(properties, "w:gridSpan", val=str(box.columns))
        if box.rows > 1:
            _added(properties, "w:vMerge", val="restart" if first else "continue")
        if box.kind == "label":
            _added(properties, "w:shd", val="clear", color="auto", fill=GREY)
        _added(properties, "w:vAlign", val="center")
        paragraph = _added(cell, "w:p")
        if first:
            look = _added(paragraph, "w:pPr")
            _added(look, "w:spacing", before="40", after="40")
            _added(look, "w:jc", val="center")
            if box.ref:
                self.cells[box.ref] = cell
            if box.text:
                run = _added(paragraph, "w:r")
                _added(_added(run, "w:rPr"), "w:sz", val="18")
                text = _added(run, "w:t")
                text.text = legible(box.text)
                text.set(qn("xml:space"), "preserve")
                if box.span is not None and len(box.span.of(self.facts.text)) == len(box.text):
                    self.runs.append((box.span, text))
        return cell


def _widths(layout: TableLayout) -> list[int]:
    """Columns that hold words get more room than those that hold numbers."""
    filled = {box.column for box in layout.boxes if box.kind == "value"}
    weights = [1 if not filled or column in filled else _WORDS for column in range(layout.columns)]
    return [_LINE * weight // sum(weights) for weight in weights]


def _added(parent: Any, name: str, **attributes: str) -> Any:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    parent.append(element)
    return element
