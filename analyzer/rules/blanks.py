"""Empty cells of a table in words: whole rows, whole columns, single cells, totals left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from analyzer.document import Table
from analyzer.forms.form import Form

# So many empty cells of a column, outside empty rows, are called by its name.
_FEWEST_IN_COLUMN = 3


class BlankTotal(NamedTuple):
    """An empty total with the sum of what stands in its row (blank details left aside)."""

    ref: str
    details: Decimal


def blank_totals(of: Form, table: Table) -> Iterator[BlankTotal]:
    """Every empty cell that the form gives as the sum of a row with figures in it."""
    for identity in of.identities:
        if identity.row is None or len(identity.left.refs) != 1:
            continue
        total = identity.left.refs[0]
        values = [table.cells[ref].value for ref in identity.right.refs]
        written = [value for value in values if value is not None]
        if written and table.cells[total].state == "blank":
            yield BlankTotal(total, sum(written, Decimal(0)))


def _details(of: Form) -> set[str]:
    """The cells that the rows of a form add up to their totals."""
    return {ref for identity in of.identities if identity.row for ref in identity.right.refs}


def described(of: Form, table: Table, blank: Sequence[str]) -> Iterator[str]:
    """What is empty: all, whole rows, then whole columns, then what is left."""
    if len(blank) == len(table.cells):
        yield "各格全部"
        return
    left = list(blank)
    details = _details(of)
    if details and set(left) == details:
        yield f"只填了总计，其余各列 {len(left)} 格"
        return
    rows = [(row, [of.ref(row.key, column) for column in row.columns]) for row in of.rows]
    empty = [(row, refs) for row, refs in rows if set(refs) <= set(blank)]
    if empty:
        taken = {ref for _, refs in empty for ref in refs}
        names = [f"“{row.label}”" for row, _ in empty]
        yield f"{'、'.join(names[:3])}{f'等 {len(names)} 行' if len(names) > 3 else ''} {len(taken)} 格"
        left = [ref for ref in left if ref not in taken]
    for column in of.columns:
        inside = [ref for ref in left if ref.endswith(f".{column.key}")]
        standing = [ref for row, refs in rows for ref in refs if ref.endswith(f".{column.key}")]
        empty_rows = {ref for _, refs in empty for ref in refs}
        if len(inside) >= _FEWEST_IN_COLUMN and set(standing) - empty_rows == set(inside):
            yield f"“{column.label}”列 {len(inside)} 格"
            left = [ref for ref in left if ref not in inside]
    if left:
        names = [f"“{of.cell_name(ref)}”" for ref in left[:3]]
        yield f"{'、'.join(names)}{'等' if len(left) > 3 else ''} {len(left)} 格"
