"""Manuscript → plain text, as it comes out when a report is copied from Word or a page."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.training.manuscript import Manuscript
from analyzer.training.printers.layout import Layout
from analyzer.training.printers.sheet import Box, Line, Table, pieces

_GAP = {"tab": "\t", "spaces": "  ", "pipe": " | "}


def write(manuscript: Manuscript, layout: Layout) -> bytes:
    """The report as a text file; tables are flattened the way the layout says."""
    lines: list[str] = []
    for piece in pieces(manuscript, layout):
        lines += _line(piece, layout) if isinstance(piece, Line) else _table(piece, layout)
    charset = "gb18030" if layout.legacy_charset else "utf-8"
    return ("\n".join(lines) + "\n").encode(charset)


def _line(line: Line, layout: Layout) -> Iterator[str]:
    """One line, or several of `wrap` characters; a paragraph is indented by two ideograms."""
    text = line.text
    if line.level is None and not line.furniture and len(text) > 20:
        text = "　　" + text
    width = layout.wrap or len(text)
    for start in range(0, len(text), width):
        yield text[start : start + width]


def _table(table: Table, layout: Layout) -> Iterator[str]:
    for row in table.rows:
        yield from _row(row, layout)


def _row(row: tuple[Box, ...], layout: Layout) -> Iterator[str]:
    """The cells that begin in this row; a merged label from above leaves no trace."""
    texts = [_flat(box) for box in row]
    if layout.collapsed or layout.separator in ("line", "spaces", "closed"):
        texts = [text for text in texts if text]
    if not texts:
        return
    if layout.separator == "line":
        yield from texts
    elif layout.separator == "closed":
        yield from (f"{text} |" for text in texts)
        merged = sum(box.across - 1 for box in row)
        if merged:
            yield "|" * (merged + 1)
    elif layout.separator == "pipe":
        yield f"| {' | '.join(texts)} |"
    else:
        yield _GAP[layout.separator].join(texts)


def _flat(box: Box) -> str:
    return box.text.replace("\n", "").strip()
