"""How the official cells were filled in: names for people, guesses at odd writings, groups."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from analyzer.analysis import Facts
from analyzer.document import Cell
from analyzer.finding import Anchor, CellAnchor
from analyzer.forms.form import Form, form
from analyzer.lexicon.names import name_of
from analyzer.rules.once import once

_GUESS: Final = re.compile(r"-?\d+(?:\.\d+)?$")
_PREVIOUS: Final = "previous."
# More cells than this with one and the same fault are one finding: the habit is the fault.
_MOST_SEPARATE: Final = 4


class Filled(NamedTuple):
    """A cell with its form."""

    cell: Cell
    form: Form

    @property
    def name(self) -> str:
        """How a person names the cell."""
        return self.form.cell_name(self.cell.ref)

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """The cell, and its characters where the reader knows them."""
        return anchors_of(self.cell)


@once
def filled(facts: Facts) -> tuple[Filled, ...]:
    """Every cell of every table, in printed order."""
    forms = ((table, form(table.form, table.edition)) for table in facts.tables)
    return tuple(Filled(cell, of) for table, of in forms for cell in table.cells.values())


def anchors_of(cell: Cell) -> tuple[Anchor, ...]:
    """The cell, and its characters where the reader knows them."""
    anchor = CellAnchor(cell.ref)
    return (anchor, cell.span) if cell.span is not None and cell.text else (anchor,)


def form_name(name: str) -> str:
    """The form as a clerk calls it: 表三."""
    return name_of("form", name).partition(" ")[0]


def cell_name(facts: Facts, ref: str) -> str:
    """“表三 予以公开·总计”; a cell of last year's report is called so."""
    bare = ref.removeprefix(_PREVIOUS)
    of = facts.previous if ref != bare else facts
    table = of.table(bare.partition(".")[0]) if of is not None else None
    name = bare if table is None else form(table.form, table.edition).cell_name(bare)
    return f"{'上年' if ref != bare else ''}{form_name(bare.partition('.')[0])}“{name}”"


def guess(cell: Cell) -> Decimal | None:
    """The number that an odd writing probably means (its value where it is a number)."""
    if cell.value is not None:
        return cell.value
    match = _GUESS.search(cell.note)
    return Decimal(match[0]) if match else None


def together(cells: Iterable[Filled]) -> Iterator[Sequence[Filled]]:
    """Cells with one fault in groups: each alone, or all of one writing where there are many."""
    by_text: dict[tuple[str, str], list[Filled]] = {}
    for each in cells:
        by_text.setdefault((each.form.name, each.cell.text), []).append(each)
    for group in by_text.values():
        if len(group) > _MOST_SEPARATE:
            yield group
        else:
            yield from ([each] for each in group)


def listed(group: Sequence[Filled]) -> str:
    """The cells of a group by name: all of few, the first three of many."""
    names = "、".join(f"“{each.name}”" for each in group[:3])
    more = f"等 {len(group)} 格" if len(group) > 3 else ""
    return f"{form_name(group[0].form.name)}{names}{more}"
