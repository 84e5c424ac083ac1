"""Manuscript → Word file, with merged cells as Word writes them."""

from __future__ import annotations

import io

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK

from analyzer.render.word.package import Package
from analyzer.training.manuscript import Manuscript
from analyzer.training.printers.layout import Layout
from analyzer.training.printers.sheet import Line, Table, pieces


def write(manuscript: Manuscript, layout: Layout) -> bytes:
    """The report as a docx file; the page ends where table 3 is split."""
    document = docx.Document()
    document.styles["Normal"].font.name = "SimSun"
    before: Line | Table | None = None
    for piece in pieces(manuscript, layout):
        if isinstance(piece, Line):
            if not piece.furniture:  # Word keeps page numbers out of the text
                _line(document, piece, layout)
        else:
            if isinstance(before, Table) or (isinstance(before, Line) and before.furniture):
                document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            _table(document, piece)
        before = piece
    buffer = io.BytesIO()
    document.save(buffer)
    return Package.opened(buffer.getvalue()).undated().packed()  # the same bytes on every day


def _line(document: WordDocument, line: Line, layout: Layout) -> None:
    if line.level is not None and layout.random("styles").random() < 0.5:
        document.add_heading(line.text, line.level)
        return
    paragraph = document.add_paragraph()
    # Word breaks text into runs wherever spelling or fonts changed.
    random = layout.random(f"runs {line.text}")
    start = 0
    while start < len(line.text):
        end = start + random.randint(3, 40)
        paragraph.add_run(line.text[start:end])
        start = end


def _table(document: WordDocument, table: Table) -> None:
    grid = document.add_table(len(table.rows), table.columns, "Table Grid")
    cells = [list(row.cells) for row in grid.rows]
    for row, column, box in table.placed():
        cell = cells[row][column]
        if box.down > 1 or box.across > 1:
            cell = cell.merge(cells[row + box.down - 1][column + box.across - 1])
        cell.text = box.text
