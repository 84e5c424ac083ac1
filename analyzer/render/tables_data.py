"""The official tables as data, a cell a line: for spreadsheets, scripts and other programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from analyzer.analysis import Analysis, Facts, number
from analyzer.document import Cell, Table
from analyzer.forms.form import form
from analyzer.lexicon.names import name_of
from analyzer.render.csv_text import csv_file
from analyzer.render.unread_text import unread
from analyzer.render.xlsx.book import Book, Column
from analyzer.render.xlsx.forms_sheet import write_forms

COLUMNS: Final = (
    "文件", "机关", "年度", "表", "版式", "行", "列", "单元格", "值", "单位", "原文", "状态", "备注", "页码",
)  # fmt: skip
_SHEET: Final = tuple(
    Column(name, width)
    for name, width in zip(
        COLUMNS, (24, 22, 7, 16, 20, 34, 18, 34, 11, 7, 14, 9, 14, 7), strict=True
    )
)
_UNREAD: Final = (Column("位置", 26), Column("没有读出的内容", 90))


class _Line(NamedTuple):
    table: Table
    cell: Cell
    row: str
    column: str
    unit: str


def to_csv(facts: Facts) -> bytes:
    """Every official cell with its state, a cell a line; what could not be placed follows."""
    return csv_file(COLUMNS, [*_rows(facts), *_gaps(facts)])


def to_json(facts: Facts) -> bytes:
    """The tables as one object: cells by reference, and all that could not be read."""
    about = facts.document
    written = {
        "schema": "nianbao/tables/1",
        "document": {
            "source": about.source,
            "sha256": about.sha256,
            "title": about.title,
            "agency": about.agency,
            "year": about.year,
            "edition": facts.edition,
        },
        "tables": [_table(table) for table in facts.tables],
        "unread": [{"where": where, "what": what} for where, what in unread(facts)],
    }
    return (json.dumps(written, ensure_ascii=False, indent=2) + "\n").encode()


def to_xlsx(analysis: Analysis) -> bytes:
    """A workbook: the forms as printed with doubtful cells coloured, all cells as a list, gaps."""
    facts = analysis.facts
    book = Book(facts.document.title or facts.document.source)
    write_forms(book, analysis)
    book.listing("单元格", _SHEET, [list(row) for row in _rows(facts)])
    book.listing("未读出", _UNREAD, [list(pair) for pair in unread(facts)])
    return book.packed()


def _lines(facts: Facts) -> Iterator[_Line]:
    for table in facts.tables:
        shape = form(table.form, table.edition)
        for ref in shape.refs:
            row, _, column = shape.cell_name(ref).rpartition("·")
            cell = table.cells.get(ref) or Cell(ref, None, "", "unread")
            yield _Line(table, cell, row, column, shape.unit(ref))


def _head(facts: Facts) -> tuple[str, str, str]:
    about = facts.document
    return about.source, about.agency or "", str(about.year or "")


def _rows(facts: Facts) -> Iterator[tuple[str, ...]]:
    for table, cell, row, column, unit in _lines(facts):
        page = cell.origin.page if cell.origin is not None else None
        yield (
            *_head(facts),
            name_of("form", table.form),
            name_of("edition", table.edition),
            row,
            column,
            cell.ref,
            number(cell.value) or "",
            unit,
            cell.text,
            name_of("state", cell.state),
            cell.note,
            str(page or ""),
        )


def _gaps(facts: Facts) -> Iterator[tuple[str, ...]]:
    for where, what in unread(facts):
        yield (
            *_head(facts),
            where,
            "",
            "",
            "",
            "",
            "",
            "",
            what,
            name_of("state", "unread"),
            "",
            "",
        )


def _table(table: Table) -> dict[str, Any]:
    shape = form(table.form, table.edition)
    return {
        "form": table.form,
        "edition": table.edition,
        "cells": {ref: _cell(table.cells[ref]) for ref in shape.refs if ref in table.cells},
        "missing_rows": list(table.missing_rows),
        "missing_columns": list(table.missing_columns),
        "unplaced": list(table.unplaced),
    }


def _cell(cell: Cell) -> dict[str, Any]:
    origin = cell.origin
    return {
        "value": number(cell.value),
        "text": cell.text,
        "state": cell.state,
        **({"note": cell.note} if cell.note else {}),
        **({"page": origin.page} if origin and origin.page else {}),
        **({"bbox": list(origin.bbox)} if origin and origin.bbox else {}),
    }
