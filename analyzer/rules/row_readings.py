"""Rows of the official tables that do not have as many values as the form has cells."""

from __future__ import annotations

from analyzer.document import RowReading, Table
from analyzer.forms.form import Form, form


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
