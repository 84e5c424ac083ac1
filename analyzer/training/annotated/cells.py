"""The cells of a source, one line a row: `"requests.granted" = "4 1 0 0 0 0"`.

Values stand in the order of the form's columns, parted by spaces; `_` is a blank cell, anything
else is printed as typed. The last column 总计 may be left out and is then added up; so may the row
result_total. A row that is not named holds zeros.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

from analyzer.document import Edition
from analyzer.errors import DataError
from analyzer.forms.form import Form, Row, forms

_BLANK: Final = "_"
_TOTAL: Final = "total"
_RESULTS: Final = "result_total"
_NO_DETAIL: Final = frozenset({"new_received", "carried_over", "carried_forward", _RESULTS})


def cells_of(rows: Mapping[str, str], edition: Edition, place: str) -> dict[str, str]:
    """Every cell of the edition as printed; raises `DataError` naming the row at fault."""
    known = {
        f"{sheet.name}.{row.key}": (sheet, row) for sheet in forms(edition) for row in sheet.rows
    }
    cells: dict[str, str] = {}
    for name, text in rows.items():
        if name not in known:
            raise DataError(f"没有这一行：cells.{name}", place=place)
        sheet, row = known[name]
        cells |= _row(sheet, row, text.split(), f"cells.{name}", place)
    results = _results(known, cells) if f"requests.{_RESULTS}" not in rows else {}
    zeros = {ref: "0" for sheet in forms(edition) for ref in sheet.refs}
    return {**zeros, **cells, **results}


def _row(sheet: Form, row: Row, values: Sequence[str], name: str, place: str) -> dict[str, str]:
    columns = row.columns
    given = list(values)
    if columns[-1] == _TOTAL and len(given) == len(columns) - 1:
        given.append(str(sum(map(number, given))))
    if len(given) != len(columns):
        raise DataError(f"{name} 有 {len(given)} 个数，应有 {len(columns)} 个", place=place)
    return {
        sheet.ref(row.key, column): "" if value == _BLANK else value
        for column, value in zip(columns, given, strict=True)
    }


def _results(known: Mapping[str, tuple[Form, Row]], cells: Mapping[str, str]) -> dict[str, str]:
    sheet, results = known[f"requests.{_RESULTS}"]
    return {
        sheet.ref(_RESULTS, column): str(
            sum(
                number(cells.get(sheet.ref(row.key, column), "0"))
                for row in sheet.rows
                if row.key not in _NO_DETAIL
            )
        )
        for column in results.columns
    }


def number(text: str) -> Decimal:
    """The value of a printed cell for adding up; 0 for whatever is no plain number."""
    try:
        return Decimal(text) if text and text[0] != "+" else Decimal()
    except InvalidOperation:
        return Decimal()
