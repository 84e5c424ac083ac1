"""Manuscript → Markdown: pipe tables, which know no merged cells."""

from __future__ import annotations

from analyzer.training.manuscript import Manuscript
from analyzer.training.printers.layout import Layout
from analyzer.training.printers.sheet import Line, Table, pieces


def write(manuscript: Manuscript, layout: Layout) -> bytes:
    """The report as a Markdown file; a merged cell has its text in its first position."""
    blocks = [
        _line(piece) if isinstance(piece, Line) else _table(piece)
        for piece in pieces(manuscript, layout)
    ]
    return ("\n\n".join(block for block in blocks if block) + "\n").encode()


def _line(line: Line) -> str:
    if line.furniture:
        return ""
    text = _escaped(line.text)
    return text if line.level is None else f"{'#' * (line.level + 1)} {text}"


def _escaped(text: str) -> str:
    """`text` such that no reader takes “&nbsp;” for a space."""
    return text.replace("&", "&amp;")


def _table(table: Table) -> str:
    grid = [[""] * table.columns for _ in table.rows]
    for row, column, box in table.placed():
        grid[row][column] = _escaped(box.text.replace("\n", ""))
    lines = [f"| {' | '.join(row)} |" for row in grid]
    return "\n".join([lines[0], "|" + "---|" * table.columns, *lines[1:]])
