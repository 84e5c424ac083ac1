"""Paragraphs and tables of a marked-up source, in reading order, gathered to blocks.

Paragraphs between two tables are taken together as one text: a page or a wrap may have cut them,
and a table may have been flattened to paragraphs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from analyzer.document import Origin
from analyzer.ingest import tabular
from analyzer.ingest.assemble import Assembled, Assembly, DraftCell
from analyzer.ingest.grid import SpannedCell, rectangle
from analyzer.ingest.normalize import cell, prose
from analyzer.ingest.traced import Traced, generated, joined

_INDENT = "  "
_LONGEST_HEADING = 60
_NOTHING = Traced("")


class RawCell(NamedTuple):
    """A cell as its source has it: text with line breaks, spans, and its column and place if known.

    Text that is traced already keeps its source.
    """

    text: str | Traced
    row_span: int = 1
    column_span: int = 1
    column: int | None = None
    path: str | None = None


@dataclass
class Flow:
    """Takes the pieces of a source one after the other; `finish` gives the blocks."""

    assembly: Assembly = field(default_factory=Assembly)
    _waiting: list[Traced] = field(default_factory=list)
    _read: int = 0  # characters of raw text taken so far

    def paragraph(
        self, text: str | Traced, *, level: int | None = None, indented: bool = False
    ) -> None:
        """Add a paragraph; `level` is the heading level its source declares, if any."""
        piece = self._raw(text)
        if not piece.text.strip():
            return
        if level is not None and len(piece.text) <= _LONGEST_HEADING:
            self._flush()
            self.assembly.add_lines(prose(self.assembly.cleaned(piece)), level=level)
        else:
            self._waiting.append(_indented(piece) if indented else piece)

    def table(self, rows: Sequence[Sequence[RawCell]], *, path: str) -> None:
        """Add a table whose source says which column every cell is in."""
        self._flush()
        spanned = [
            [
                SpannedCell(
                    cell(self.assembly.cleaned(self._raw(each.text))),
                    each.row_span,
                    each.column_span,
                    each.column,
                    Origin(path=each.path) if each.path else None,
                )
                for each in row
            ]
            for row in rows
        ]
        grid = rectangle(spanned)
        if not grid.cells:
            return
        self.assembly.add_grid(
            grid.rows, grid.columns, grid.cells, ruled=True, origin=Origin(path=path)
        )
        if grid.cut:
            self.assembly.lose("表格过大，超出部分没有读取")

    def lose(self, message: str) -> None:
        """Say that something at this place could not be read."""
        self._flush()
        self.assembly.lose(message)

    def finish(self, published: str | None = None) -> Assembled:
        """The blocks of everything added."""
        self._flush()
        return self.assembly.finish(published)

    def _flush(self) -> None:
        if self._waiting:
            add_text(self.assembly, joined(self._waiting, "\n"))
            self._waiting = []

    def _raw(self, text: str | Traced) -> Traced:
        if isinstance(text, Traced):
            return text
        traced = Traced(text, base=self._read)
        self._read += len(text) + 1  # and its line end
        return traced


def _indented(piece: Traced) -> Traced:
    """`piece` behind the indentation that its source gives by layout, not by spaces."""
    bare = piece.cut(len(piece.text) - len(piece.text.lstrip()), len(piece.text))
    return joined([generated(_INDENT, bare.sources()[0][0]), bare])


def add_text(assembly: Assembly, source: Traced) -> None:
    """Add plain text: prose with unbroken paragraphs, and flattened tables as unruled grids."""
    clean = assembly.cleaned(source)
    position = 0
    for region in tabular.regions(clean.text):
        assembly.add_lines(prose(clean.cut(position, region.span.start)))
        _add_flattened(assembly, clean, region)
        position = region.span.end
    assembly.add_lines(prose(clean.cut(position, len(clean.text))))


def _add_flattened(assembly: Assembly, clean: Traced, region: tabular.Region) -> None:
    """Add a flattened table: cells in their order, with no claim about columns."""
    cells = [
        DraftCell(
            number,
            column,
            cell(clean.cut(start, end), alone=row.exact) if start < end else _NOTHING,
        )
        for number, row in enumerate(region.rows)
        for column, (start, end) in enumerate(row.cells)
    ]
    columns = max(len(row.cells) for row in region.rows)
    assembly.add_grid(len(region.rows), columns, cells, ruled=False)
