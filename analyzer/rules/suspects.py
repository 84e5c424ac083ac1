"""Which cell, or which row, is likeliest to be wrong where equations of a form do not hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from analyzer.analysis import Facts
from analyzer.finding import Correction
from analyzer.forms.form import Form, Identity

# One equation alone cannot tell which of its cells is wrong.
_FEWEST_MENDED: Final = 2


@dataclass(frozen=True, slots=True)
class Broken:
    """An equation with the values of its two sides, which differ."""

    identity: Identity
    left: Decimal
    right: Decimal

    @property
    def excess(self) -> Decimal:
        """By how much the left side is too large."""
        return self.left - self.right


@dataclass(frozen=True, slots=True)
class Suspect:
    """A cell, or the cells of one row, whose correction mends `mended` equations and breaks none."""

    cells: tuple[Correction, ...]
    mended: int


def suspect_of(
    facts: Facts, form: Form, broken: Sequence[Broken], among: Sequence[Broken]
) -> Suspect | None:
    """The one cell, else the one row, that explains the most broken equations, one of `among` too."""
    wanted = _wanted(broken)
    mine = {ref for each in among for ref in each.identity.refs}
    held = _held(facts, form, broken)
    cells = [
        Suspect((Correction(ref, written, written + changes[0]),), len(changes))
        for ref, changes in wanted.items()
        if ref in mine and ref not in held and len(set(changes)) == 1
        for written in [facts.value(ref)]
        if written is not None and written + changes[0] >= 0
    ]
    single = _only_best(cells)
    return (
        single if single is not None else _only_best(list(_rows(facts, form, wanted, broken, mine)))
    )


def _wanted(broken: Sequence[Broken]) -> dict[str, list[Decimal]]:
    """By how much every broken equation of a cell wants it changed."""
    changes: dict[str, list[Decimal]] = defaultdict(list)
    for each in broken:
        for ref in each.identity.left.refs:
            changes[ref].append(-each.excess)
        for ref in each.identity.right.refs:
            changes[ref].append(each.excess)
    return changes


def _held(facts: Facts, form: Form, broken: Sequence[Broken]) -> frozenset[str]:
    """The cells that stand in an equation that holds."""
    wrong = {id(each.identity) for each in broken}
    return frozenset(
        ref
        for identity in form.identities
        if id(identity) not in wrong and all(facts.value(ref) is not None for ref in identity.refs)
        for ref in identity.refs
    )


def _rows(
    facts: Facts,
    form: Form,
    wanted: dict[str, list[Decimal]],
    broken: Sequence[Broken],
    mine: set[str],
) -> Iterator[Suspect]:
    """Rows that are wrong in several columns by amounts that leave the row itself in balance."""
    wrong = {id(each.identity) for each in broken}
    by_column = [each for each in broken if each.identity.column is not None]
    for row in form.rows:
        cells = {form.ref(row.key, column) for column in row.columns} & wanted.keys()
        changes = {ref: set(wanted[ref]) for ref in cells}
        if (
            len(cells) < _FEWEST_MENDED
            or not cells & mine
            or any(len(c) > 1 for c in changes.values())
        ):
            continue
        if any(not cells & set(each.identity.refs) for each in by_column):
            continue  # a column stays broken
        alone = [
            i
            for i in form.identities
            if i.row is None and cells & set(i.refs) and id(i) not in wrong
        ]
        if alone or not _balanced(
            facts, form, row.key, {ref: c.copy().pop() for ref, c in changes.items()}
        ):
            continue
        corrections = [
            Correction(ref, written, written + change.copy().pop())
            for ref, change in sorted(changes.items())
            if (written := facts.value(ref)) is not None
        ]
        if len(corrections) == len(cells) and all(each.should >= 0 for each in corrections):
            yield Suspect(tuple(corrections), sum(len(wanted[ref]) for ref in cells))


def _balanced(facts: Facts, form: Form, row: str, changes: dict[str, Decimal]) -> bool:
    """Whether the equations of the row hold after the changes."""

    def value(ref: str) -> Decimal | None:
        written = facts.value(ref)
        return None if written is None else written + changes.get(ref, Decimal(0))

    return all(
        each.left.value(value) == each.right.value(value)
        for each in form.identities
        if each.row == row
    )


def _only_best(suspects: list[Suspect]) -> Suspect | None:
    """The suspect that mends the most, None where another mends as many."""
    suspects.sort(key=lambda each: -each.mended)
    if not suspects or suspects[0].mended < _FEWEST_MENDED:
        return None
    if len(suspects) > 1 and suspects[1].mended == suspects[0].mended:
        return None
    return suspects[0]
