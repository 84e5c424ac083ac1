"""Rows of the official tables that differ from the form: missing, added, too short or too long."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from analyzer.document import Edition, RowReading, Table
from analyzer.forms.form import Form, form

_ORDINAL: Final = re.compile(r"^\s*[（(]\s*[一二三四五六七]\s*[）)]")
_NOT_WORD: Final = re.compile(r"[\W_\d]+")
_SHORTEST_LABEL: Final = 3


def short_rows(table: Table) -> list[RowReading]:
    """Rows of the form with fewer values than cells, which therefore stayed unread.

    A row that is only mentioned counts where its label is its own: 其他 heads a column as well.
    """
    of = form(table.form, table.edition)
    return [
        each
        for each in table.rows
        if each.row is not None
        and each.outcome == "short"
        and (each.values or not of.row(each.row).exact)
    ]


def long_rows(table: Table) -> list[RowReading]:
    """Rows of the form with more values than cells, which therefore stayed unread."""
    return [each for each in table.rows if each.row is not None and each.outcome == "long"]


def label_of(of: Form, reading: RowReading) -> str:
    """The printed label of a row; the whole form where its rows stand side by side."""
    if reading.row is None:
        return reading.label
    if of.layout == "across":
        return of.title
    row = of.row(reading.row)
    return f"{row.parent}—{row.label}" if row.parent and row.exact else row.label


def bare_label(label: str) -> str:
    """A row label without ordinal, figures and marks."""
    return _NOT_WORD.sub("", _ORDINAL.sub("", label))


def missing_rows(table: Table, of: Form) -> tuple[str, ...]:
    """Rows of the form that the table surely lacks.

    None where a filled row stayed unnamed (it may be the missing one) and where most are missing:
    then the table was not read whole.
    """
    groups = {row.parent for row in of.rows}
    unnamed = any(
        each.row is None and len(each.values) > 1 and bare_label(each.label) not in groups
        for each in table.rows
    )
    if unnamed or len(table.missing_rows) > len(of.rows) // 2:
        return ()
    return table.missing_rows


def added_rows(table: Table, of: Form) -> list[RowReading]:
    """Filled rows whose label has nothing of the form in it."""
    if of.layout == "across":
        return []
    widest = max(len(row.columns) for row in of.rows)
    return [
        each
        for each in table.rows
        if each.row is None
        and each.outcome == "unknown"
        and len(each.values) == widest
        and all(value.isdigit() for value in each.values)
        and len(label := bare_label(each.label)) >= _SHORTEST_LABEL
        and not any(name in label for name in _printed(of.name, of.edition))
    ]


@cache
def _printed(name: str, edition: Edition) -> frozenset[str]:
    """What the form prints beside its rows, bare."""
    of = form(name, edition)
    known = {_NOT_WORD.sub("", name) for row in of.rows for name in (row.parent, *row.labels)}
    known |= {_NOT_WORD.sub("", note) for note in of.notes}
    return frozenset(known - {""})
