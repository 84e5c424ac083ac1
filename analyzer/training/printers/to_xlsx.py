"""Manuscript → workbook: prose in the first column, tables pasted below, or a sheet a part."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Final

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from analyzer.training.manuscript import Manuscript
from analyzer.training.printers.layout import Layout
from analyzer.training.printers.sheet import Box, Line, pieces

# A fixed moment: the same manuscript is the same bytes on every day.
_UNDATED: Final = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def write(manuscript: Manuscript, layout: Layout) -> bytes:
    """The report as an xlsx file."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": _UNDATED})
    sheet, at = book.add_worksheet(), 0
    for piece in pieces(manuscript, layout):
        if isinstance(piece, Line):
            if piece.furniture:
                continue
            if piece.level == 1 and not layout.one_sheet:
                sheet, at = book.add_worksheet(), 0
            sheet.write_string(at, 0, piece.text)
            at += 1
        else:
            for row, column, box in piece.placed():
                _box(sheet, at + row, column, box, layout)
            at += len(piece.rows) + (1 if layout.spaced else 0)
    book.close()
    return buffer.getvalue()


def _box(sheet: Worksheet, row: int, column: int, box: Box, layout: Layout) -> None:
    if box.down > 1 or box.across > 1:
        sheet.merge_range(row, column, row + box.down - 1, column + box.across - 1, box.text)
    number = box.text.strip().replace(",", "")
    if box.value and layout.typed_numbers and number.isascii() and number.isdecimal():
        sheet.write_number(row, column, int(number))
    else:
        sheet.write_string(row, column, box.text)
