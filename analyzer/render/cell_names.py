"""Cells and formulas over them, called by the names that the official forms print."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from analyzer.analysis import Facts
from analyzer.document import Edition
from analyzer.forms.form import EDITIONS, forms
from analyzer.formula import parse

_PREVIOUS: Final = "previous."
_CELL: Final = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+")


def cell_name(ref: str, facts: Facts) -> str:
    """What a person calls the cell `ref`; the reference itself where no form knows it."""
    before = ref.startswith(_PREVIOUS)
    owner = facts.previous if before else facts
    names = _names((owner.edition if owner else None) or EDITIONS[0])
    name = names.get(ref.removeprefix(_PREVIOUS), ref)
    return f"上年{name}" if before else name


def formula_name(formula: str, facts: Facts) -> str:
    """`formula` with its cells called by name."""
    names = {ref: cell_name(ref, facts) for ref in parse(formula).refs}
    return _CELL.sub(lambda match: names[match[0]], formula)


@cache
def _names(edition: Edition) -> dict[str, str]:
    if edition not in EDITIONS:
        return {}
    return {ref: form.cell_name(ref) for form in forms(edition) for ref in form.refs}
