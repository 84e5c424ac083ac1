"""A plain table of rows for people and programs: terminal, CSV, Excel."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from analyzer.analysis import number
from analyzer.render.page import Page, drawn, heading, written
from analyzer.render.wrap import columns as width_of

Rows = Sequence[Sequence[Any]]

# What a spreadsheet would take for a formula when it opens a CSV file.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_WIDEST: Final = 60
_SAMPLED: Final = 200


def to_text(title: str, columns: Sequence[str], rows: Rows, page: Page) -> bytes:
    """The table as text on `page`."""
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415  # heavy: only where something is printed
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=SIMPLE_HEAD, padding=(0, 1), header_style="bold")
    for index, column in enumerate(columns):
        numeric = bool(rows) and all(_is_number(row[index]) for row in rows)
        table.add_column(
            column, justify="right" if numeric else "left", overflow="fold", no_wrap=numeric
        )
    for row in rows:
        table.add_row(*(shown(value) for value in row))
    text = drawn(table, page) if rows else written("  没有", page)
    return f"{heading(title, page)}{text}".lstrip("\n").encode()


def to_csv(columns: Sequence[str], rows: Rows) -> bytes:
    """UTF-8 with a mark that spreadsheets recognise; text that looks like a formula gets a quote."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_harmless(value) for value in row])
    return written.getvalue().encode("utf-8-sig", errors="replace")


def to_xlsx(title: str, columns: Sequence[str], rows: Rows) -> bytes:
    """A workbook with one sheet: header frozen, filters on, text never taken for a formula."""
    from datetime import datetime  # noqa: PLC0415

    import xlsxwriter  # noqa: PLC0415  # only where a workbook is written

    written = io.BytesIO()
    with xlsxwriter.Workbook(
        written,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    ) as book:
        # A fixed date: the same rows give the same bytes.
        book.set_properties({"title": title, "created": datetime(2000, 1, 1)})  # noqa: DTZ001
        sheet = book.add_worksheet("结果")
        sheet.write_row(0, 0, columns, book.add_format({"bold": True, "bottom": 1}))
        for line, row in enumerate(rows, start=1):
            for index, value in enumerate(row):
                _put(sheet, line, index, value)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
        for index, column in enumerate(columns):
            texts = [column, *(shown(row[index]) for row in rows[:_SAMPLED])]
            sheet.set_column(index, index, min(max(map(width_of, texts)) + 2, _WIDEST))
    return written.getvalue()


def _put(sheet: Any, line: int, index: int, value: Any) -> None:
    if _is_number(value) and value is not None:
        sheet.write_number(line, index, value)
    else:
        sheet.write_string(line, index, shown(value))


def _is_number(value: Any) -> bool:
    return value is None or (
        isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    )


def shown(value: Any) -> str:
    """A value as it is printed: nothing for None, 是 for true, decimals without trailing zeros."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else ""
    if isinstance(value, Decimal):
        return number(value) or ""
    return str(value)


def _harmless(value: Any) -> str:
    text = shown(value)
    return f"'{text}" if not _is_number(value) and text.startswith(_FORMULA) else text
