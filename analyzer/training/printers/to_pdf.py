"""Manuscript → PDF without any program: text in a standard Chinese font, ruling lines, pages.

The font is not embedded (STSong-Light is one of those every PDF reader knows by name), so a file
has a few kilobytes. Rows move to the next page whole; merged cells are cut by the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from analyzer.training.manuscript import Manuscript
from analyzer.training.printers import pdf_file
from analyzer.training.printers.layout import Layout
from analyzer.training.printers.sheet import Box, Line, Table, pieces

_WIDTH, _HEIGHT, _MARGIN = 595.0, 842.0, 62.0
_PROSE, _CELL = 12.0, 7.0  # font sizes in points
_LINE: Final = 1.5  # line height in font sizes
_PADDING: Final = 2.0
# A column of labels is this much wider than one of values.
_LABEL_SHARE: Final = 2.4


def write(manuscript: Manuscript, layout: Layout) -> bytes:
    """The report as a PDF file."""
    paper = _Paper(numbered=layout.page_number)
    for piece in pieces(manuscript, layout):
        if isinstance(piece, Line):
            if piece.furniture:
                paper.turn()
            else:
                paper.line(piece)
        else:
            paper.table(piece)
    return paper.file()


def _advance(character: str) -> float:
    return 0.5 if character.isascii() else 1.0


def _broken(text: str, size: float, width: float) -> list[str]:
    """The lines of a text that is `width` points wide at most."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, used = "", 0.0
        for character in paragraph:
            step = _advance(character) * size
            if line and used + step > width:
                lines.append(line)
                line, used = "", 0.0
            line, used = line + character, used + step
        lines.append(line)
    return lines


@dataclass
class _Paper:
    """Pages of drawing operators; `top` is how much of the current page is used."""

    numbered: bool
    pages: list[list[str]] = field(default_factory=lambda: [[]])
    top: float = _MARGIN

    def turn(self) -> None:
        """End the page."""
        if self.numbered:
            number = f"— {len(self.pages)} —"
            self._text(number, _WIDTH / 2 - 15, _HEIGHT - 30, 9)
        self.pages.append([])
        self.top = _MARGIN

    def line(self, line: Line) -> None:
        """A heading or paragraph, wrapped at the margin."""
        size = _PROSE if line.level is None else _PROSE + 2
        indent = "　　" if line.level is None and len(line.text) > 20 else ""
        for text in _broken(indent + line.text, size, _WIDTH - 2 * _MARGIN):
            if self.top + size * _LINE > _HEIGHT - _MARGIN:
                self.turn()
            self.top += size * _LINE
            self._text(text, _MARGIN, self.top, size)

    def table(self, table: Table) -> None:
        """A table with ruling lines; a row that does not fit begins the next page."""
        edges = _edges(table)
        boxes = list(table.placed())
        heights = _heights(table, boxes, edges)
        texts = {(row, column): _lines(box, edges, column) for row, column, box in boxes}
        start = 0
        while start < len(heights):
            end = self._fitting(heights, start)
            if end == start:
                self.turn()
                end = max(self._fitting(heights, start), start + 1)
            tops = [self.top]
            for height in heights[start:end]:
                tops.append(tops[-1] + height)
            for row, column, box in boxes:
                first, last = max(row, start), min(row + box.down, end)
                if first < last:
                    place = (edges[column], tops[first - start])
                    corner = (edges[column + box.across], tops[last - start])
                    room = int((corner[1] - place[1]) / (_CELL * _LINE))
                    waiting = texts[row, column]
                    last_part = last == row + box.down
                    self._box(waiting if last_part else waiting[:room], place, corner)
                    texts[row, column] = waiting[room:]  # what the page has no room for
            self.top = tops[-1]
            start = end
            if start < len(heights):
                self.turn()
        self.top += _CELL

    def _fitting(self, heights: Sequence[float], start: int) -> int:
        """The first row from `start` on that does not fit on this page."""
        room = _HEIGHT - _MARGIN - self.top
        end = start
        while end < len(heights) and heights[end] <= room:
            room -= heights[end]
            end += 1
        return end

    def _box(
        self, lines: Sequence[str], place: tuple[float, float], corner: tuple[float, float]
    ) -> None:
        (left, top), (right, bottom) = place, corner
        self.pages[-1].append(
            f"{left:.1f} {_HEIGHT - bottom:.1f} {right - left:.1f} {bottom - top:.1f} re S"
        )
        begin = (top + bottom - len(lines) * _CELL * _LINE) / 2
        for number, line in enumerate(lines, 1):
            self._text(line, left + _PADDING, begin + number * _CELL * _LINE - 2, _CELL)

    def _text(self, text: str, x: float, y: float, size: float) -> None:
        code = text.encode("utf-16-be").hex()
        self.pages[-1].append(f"BT /F {size:g} Tf {x:.1f} {_HEIGHT - y:.1f} Td <{code}> Tj ET")

    def file(self) -> bytes:
        """The finished file."""
        kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(self.pages)))
        objects = [
            b"<</Type/Catalog/Pages 2 0 R>>",
            f"<</Type/Pages/Count {len(self.pages)}/Kids[{kids}]>>".encode(),
            pdf_file.FONT,
        ]
        for number, page in enumerate(self.pages):
            content = "\n".join(["0.5 w", *page]).encode()
            objects += [
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {_WIDTH:g} {_HEIGHT:g}]"
                f"/Resources<</Font<</F 3 0 R>>>>/Contents {5 + 2 * number} 0 R>>".encode(),
                b"<</Length %d>>stream\n%b\nendstream" % (len(content), content),
            ]
        return pdf_file.packed(objects)


def _lines(box: Box, edges: Sequence[float], column: int) -> list[str]:
    """The lines of a box in its width."""
    width = edges[column + box.across] - edges[column] - 2 * _PADDING
    return [line for line in _broken(box.text, _CELL, width) if line]


def _edges(table: Table) -> list[float]:
    """The x of every ruling line: label columns wide, value columns narrow."""
    labels = 3 if table.columns == 10 else 1 if table.columns < 10 else 0
    weights = [1.0 if n >= labels else _LABEL_SHARE / labels**0.5 for n in range(table.columns)]
    unit = (_WIDTH - 2 * _MARGIN) / sum(weights)
    edges = [_MARGIN]
    for weight in weights:
        edges.append(edges[-1] + weight * unit)
    return edges


def _heights(
    table: Table, boxes: Sequence[tuple[int, int, Box]], edges: Sequence[float]
) -> list[float]:
    """The height of every row: its boxes have room, those over several rows in all of them."""
    heights = [_CELL * _LINE + 2 * _PADDING] * len(table.rows)
    for row, column, box in sorted(boxes, key=lambda placed: placed[2].down):
        width = edges[column + box.across] - edges[column] - 2 * _PADDING
        needed = len(_broken(box.text, _CELL, width)) * _CELL * _LINE + 2 * _PADDING
        lack = needed - sum(heights[row : row + box.down])
        for below in range(row, row + box.down):
            heights[below] += max(lack, 0) / box.down
    return heights
