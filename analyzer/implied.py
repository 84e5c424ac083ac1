"""What empty cells stand for, where the footings of the form leave no doubt.

Some agencies leave a cell empty for zero, or fill in everything but the totals. A blank is still no
zero (`Cell.state` stays `blank`); but where reading every empty detail as 0 and every empty total as
its sum fulfils all equations of the table, and at least one of them is about more than zeros, the
prose may be held against the figures so implied.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from analyzer.document import Table
from analyzer.forms.form import Form, Identity, form

_ZERO = Decimal(0)


def implied(tables: Iterable[Table]) -> dict[str, Decimal]:
    """The values of empty cells by reference; those of a table that proves nothing are left out."""
    found: dict[str, Decimal] = {}
    for table in tables:
        of = form(table.form, table.edition)
        blank = {ref for ref, cell in table.cells.items() if cell.state == "blank"}
        written = {ref: cell.value for ref, cell in table.cells.items() if cell.value is not None}
        if blank and len(blank) + len(written) == len(table.cells) and of.identities:
            whole = _filled(of, blank, written)
            if _is_proved(of, blank, whole):
                found |= {ref: whole[ref] for ref in blank}
    return found


def _filled(of: Form, blank: set[str], written: Mapping[str, Decimal]) -> dict[str, Decimal]:
    whole = {**dict.fromkeys(blank, _ZERO), **written}
    for identity in of.identities:
        total = _total(identity)
        if total in blank and (value := identity.right.value(whole.get)) is not None:
            whole[total] = value
    return whole


def _total(identity: Identity) -> str | None:
    """The cell that an equation of a row (or of a group) gives as a sum, None where it gives none."""
    return (
        identity.left.refs[0] if identity.column is None and len(identity.left.refs) == 1 else None
    )


def _is_proved(of: Form, blank: set[str], whole: Mapping[str, Decimal]) -> bool:
    told = False
    for identity in of.identities:
        left, right = identity.left.value(whole.get), identity.right.value(whole.get)
        if left is None or left != right:
            return False
        # A total that was itself implied proves nothing of its own row.
        told = told or (
            left != 0 and not blank.isdisjoint(identity.refs) and _total(identity) not in blank
        )
    return told
