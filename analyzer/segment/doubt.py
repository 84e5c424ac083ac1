"""Cells recognised in a picture without certainty: unread, unless the form itself confirms them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from analyzer.document import Cell, Origin, Span
from analyzer.forms.form import Form
from analyzer.segment.values import read

_DOUBTED: Final = "识别把握不足"
_CONFIRMED: Final = "识别把握不足，由勾稽关系印证"


def doubtful(ref: str, text: str, span: Span, origin: Origin | None) -> Cell:
    """A cell whose text may be wrong: it has no value, and its note says why."""
    return Cell(ref, None, text, "unread", span, origin, _DOUBTED)


def confirmed(form: Form, cells: Mapping[str, Cell]) -> Mapping[str, Cell]:
    """`cells` with those doubtful ones as numbers that an identity of the form leaves no choice.

    Asked of each: it is the only unknown of an identity, which its text fulfils, and no other
    identity that it alone leaves open contradicts. The note keeps saying how it was found.
    """
    doubted = [ref for ref, cell in cells.items() if cell.note == _DOUBTED]
    if not doubted:
        return cells
    known = {ref: cell.value for ref, cell in cells.items() if cell.value is not None}
    found = dict(cells)
    for ref in doubted:
        reading = read(cells[ref].text)
        if reading is None or reading.value is None:
            continue
        whole = {**known, ref: reading.value}
        sides = [
            (identity.left.value(whole.get), identity.right.value(whole.get))
            for identity in form.identities
            if ref in identity.refs
        ]
        told = [pair for pair in sides if None not in pair]
        if told and all(left == right for left, right in told):
            cell = cells[ref]
            found[ref] = Cell(
                ref, reading.value, cell.text, reading.state, cell.span, cell.origin, _CONFIRMED
            )
    return found
