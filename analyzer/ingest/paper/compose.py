"""Sheets → the text and blocks of a document, each with its place on paper."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from analyzer.document import Layout
from analyzer.ingest.assemble import Assembled, Assembly, DraftCell
from analyzer.ingest.flow import add_text
from analyzer.ingest.normalize import cell as cell_text
from analyzer.ingest.paper.arrange import arranged
from analyzer.ingest.paper.columns import require_one_column
from analyzer.ingest.paper.furniture import without_furniture
from analyzer.ingest.paper.lines import Line
from analyzer.ingest.paper.margins import Margins, measured
from analyzer.ingest.paper.page import Page, PaperCell, PaperTable, is_full
from analyzer.ingest.paper.sheet import Sheet
from analyzer.ingest.paper.site import without_site
from analyzer.ingest.paper.stitch import continues, stitched
from analyzer.ingest.paper.unruled import with_unruled
from analyzer.ingest.traced import Traced

_INDENT: Final = "  "


def compose(sheets: Sequence[Sheet], losses: Sequence[str] = ()) -> Assembled:
    """The report on these sheets; raises `InputError` where it is no running text."""
    pages = without_site(without_furniture([arranged(sheet) for sheet in sheets]))
    require_one_column(pages)
    pages = with_unruled(pages)
    scribe = _Scribe()
    for message in losses:
        scribe.assembly.lose(message)
    margins = measured(pages)
    for item in _whole(pages):
        if isinstance(item, Line):
            scribe.line(item, margins[item.sheet.number])
        else:
            scribe.table(item)
    return scribe.finish()


def _whole(pages: Sequence[Page]) -> Iterator[Line | PaperTable]:
    """Lines and tables of all pages in order, tables cut by page breaks stitched."""
    waiting: PaperTable | None = None
    for each in pages:
        for number, item in enumerate(each.items()):
            if waiting is None:
                pass
            elif number == 0 and isinstance(item, PaperTable) and continues(waiting, item):
                waiting = stitched(waiting, item)
                continue
            else:
                yield waiting
                waiting = None
            if isinstance(item, PaperTable):
                waiting = item
            else:
                yield item
    if waiting is not None:
        yield waiting


class _Scribe:
    """Writes lines and tables down, and keeps where every character stood."""

    def __init__(self) -> None:
        self.assembly = Assembly()
        self._pages = array("H")
        self._boxes = array("f")
        self._waiting: list[str] = []
        self._begin = 0
        self._joins: list[int] = []
        self._last: Line | None = None

    def line(self, line: Line, margins: Margins) -> None:
        """Add a line of prose."""
        last, self._last = self._last, line
        if last is not None and margins.carries_on(last, line):
            self._joins.append(len(self._pages) - self._begin)
        elif last is not None:
            self._write("\n\n" if margins.parts(last, line) else "\n")
        if margins.moves_in(line):
            self._write(_INDENT)
        self._waiting.append(self._ink(line))

    def table(self, table: PaperTable) -> None:
        """Add a table."""
        self._flush()
        drafts = []
        for cell in sorted(table.cells, key=lambda each: (each.row, each.column)):
            traced = self._traced("".join(self._cell(cell)))
            origin = cell.sheet.origin(cell.box)
            drafts.append(
                DraftCell(
                    cell.row,
                    cell.column,
                    cell_text(self.assembly.cleaned(traced)),
                    cell.row_span,
                    cell.column_span,
                    origin,
                    all(glyph.sure for line in cell.lines for glyph in line.glyphs),
                )
            )
        self.assembly.add_grid(
            table.rows,
            len(table.xs) - 1,
            drafts,
            ruled=True,
            origin=table.sheet.origin(table.box),
        )
        self._begin = len(self._pages)

    def finish(self) -> Assembled:
        """Everything written, with the boxes of the blocks."""
        self._flush()
        layout = Layout(self._pages, self._boxes)
        assembled = self.assembly.finish()
        blocks = tuple(
            block
            if block.origin is not None
            else replace(block, origin=layout.first_box(assembled.offsets.source(block.span)))
            for block in assembled.blocks
        )
        return replace(assembled, blocks=blocks, layout=layout)

    def _cell(self, cell: PaperCell) -> Iterator[str]:
        for number, line in enumerate(cell.lines):
            if number and not _is_cut_number(cell, number):
                yield self._mark("\n")
            yield self._ink(line)

    def _ink(self, line: Line) -> str:
        """The characters of a line; their places are noted."""
        self._pages.extend([line.sheet.number] * len(line.glyphs))
        for glyph in line.glyphs:
            self._boxes.extend(
                line.sheet.frame.user((glyph.left, glyph.top, glyph.right, glyph.bottom))
            )
        return line.text

    def _mark(self, text: str) -> str:
        """Characters that nobody drew: they have no place."""
        self._pages.extend([0] * len(text))
        self._boxes.extend([0.0] * (4 * len(text)))
        return text

    def _write(self, text: str) -> None:
        self._waiting.append(self._mark(text))

    def _flush(self) -> None:
        if self._waiting:
            text = Traced("".join(self._waiting), base=self._begin, joins=tuple(self._joins))
            add_text(self.assembly, text)
            self._waiting, self._joins, self._last = [], [], None
        self._begin = len(self._pages)

    def _traced(self, text: str) -> Traced:
        return Traced(text, base=len(self._pages) - len(text))


def _is_cut_number(cell: PaperCell, number: int) -> bool:
    """Whether a line carries on the digits of a number for which the cell was too narrow."""
    line, before = cell.lines[number], cell.lines[number - 1]
    digits = all(each.text.replace(".", "").isdecimal() for each in cell.lines)
    return digits and len(line.text) <= len(before.text) and is_full(cell, before)
