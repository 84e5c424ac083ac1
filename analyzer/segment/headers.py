"""The header of a ruled grid: which official column every column of the grid is.

A header cell may be broken over several physical rows, carry a merged group label, or stand in
half on the page before; so every grid column is read as a stack of texts from top to bottom.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from analyzer.document import Edition, GridCell
from analyzer.forms.form import Column, Form, forms
from analyzer.segment.labels import bare, bare_labels, columns_in, nearest, parents, plain

# Fewer recognised columns are a coincidence, not a header; 表二 has headers of a single column.
_FEWEST = {"disclosure": 1, "requests": 3, "disputes": 3, "statistics": 1}

Place = tuple[str | None, str]
"""Row key (only where the form prints its rows side by side) and column key."""


class ColumnMap(NamedTuple):
    """For one header: the form, and the grid columns under every official column."""

    form: Form
    places: Mapping[Place, tuple[int, ...]]

    @property
    def first(self) -> int:
        """The first grid column that holds values."""
        return min(min(columns) for columns in self.places.values())

    @property
    def last(self) -> int:
        """The last grid column that holds values."""
        return max(max(columns) for columns in self.places.values())


@dataclass
class HeaderStack:
    """The header rows read so far, one stack of cells for every grid column."""

    columns: int
    cells: list[list[GridCell]] = field(init=False)

    def __post_init__(self) -> None:
        self.cells = [[] for _ in range(self.columns)]

    def add(self, row: tuple[GridCell, ...]) -> None:
        """Put the cells of a header row onto the stacks of the columns they cover."""
        for cell in row:
            for column in range(cell.column, cell.column + cell.column_span):
                if cell not in self.cells[column] and cell.text.strip():
                    self.cells[column].append(cell)

    def resolve(self, edition: Edition) -> ColumnMap | None:
        """The official columns, or None where the stacks are no header of any form."""
        stacks = [[bare(cell.text) for cell in stack] for stack in self.cells]
        best: ColumnMap | None = None
        for form in forms(edition):
            named = {c for stack in stacks for c in columns_in("".join(stack), form)}
            named |= {
                c.key
                for stack in stacks
                for c in form.columns
                if (form.layout == "across" or (c.exact and form.name == "disclosure"))
                and stack
                and stack[-1] in bare_labels(c)
            }
            if len(named) < _FEWEST[form.name]:
                continue
            if best is not None and len(named) <= len({c for _, c in best.places}):
                continue
            places = {
                place: columns
                for place, columns in _places(form, stacks).items()
                if self._one_cell(columns)
            }
            if places:
                best = ColumnMap(form, places)
        return best

    def _one_cell(self, columns: tuple[int, ...]) -> bool:
        """Whether one header cell covers these columns; two that say the same place nothing."""
        feet = [self.cells[column][-1] for column in columns if self.cells[column]]
        return all(foot is feet[0] for foot in feet)


def _places(form: Form, stacks: list[list[str]]) -> dict[Place, tuple[int, ...]]:
    found: dict[Place, list[int]] = {}
    keys = [_column(form, stack) for stack in stacks]
    groups = _groups(form, stacks, keys)
    for at, (key, group) in enumerate(zip(keys, groups, strict=True)):
        if key is not None and (group is not None or form.layout == "down"):
            found.setdefault((group, key), []).append(at)
    if form.layout == "down":
        _bridge(form, stacks, found)
    # A label over two places that do not touch says nothing about either.
    return {
        place: tuple(columns)
        for place, columns in found.items()
        if columns[-1] - columns[0] == len(columns) - 1
    }


def _column(form: Form, stack: list[str]) -> str | None:
    """The column a stack names: whole label at its foot, distinctive words, or a near label."""
    # The longest foot first: 企业 alone is 商业企业, below 科研 it is not.
    for depth in range(len(stack), 0, -1):
        foot = "".join(stack[-depth:])
        for column in form.columns:
            if foot in bare_labels(column) or plain(foot) in bare_labels(column):
                return column.key
    named: list[tuple[int, Column]] = []
    text = "".join(stack)
    for column in form.columns:
        ends = [text.rfind(core) + len(core) for core in column.cores if core in text]
        if ends:
            named.append((max(ends), column))
    if named:
        return max(named, key=lambda pair: pair[0])[1].key
    near = nearest(stack[-1], form.columns, parents(form)) if stack else None
    return near.key if near is not None else None


def _groups(form: Form, stacks: list[list[str]], keys: list[str | None]) -> list[str | None]:
    """For forms that print rows side by side: the row whose label stands over each column."""
    if form.layout == "down":
        return [None] * len(stacks)
    groups: list[str | None] = []
    for stack in stacks:
        text = "".join(stack)
        rows = [row.key for row in form.rows if any(core in text for core in row.cores)]
        groups.append(rows[0] if len(rows) == 1 else None)
    titled = [at for at, key in enumerate(keys) if key is not None]
    if all(groups[at] is not None for at in titled):
        return groups
    # Group labels lost: the printed labels in full and in order name the rows all the same.
    cycle = [column.key for _ in form.rows for column in form.columns]
    if [keys[at] for at in titled] == cycle:
        for position, at in enumerate(titled):
            groups[at] = form.rows[position // len(form.columns)].key
    return groups


def _bridge(form: Form, stacks: list[list[str]], found: dict[Place, list[int]]) -> None:
    """A column without any header text between two known neighbours can only be the one between."""
    order = [column.key for column in form.columns]
    for index in range(1, len(order) - 1):
        place: Place = (None, order[index])
        left, right = found.get((None, order[index - 1])), found.get((None, order[index + 1]))
        if place in found or left is None or right is None or right[0] - left[-1] != 2:
            continue
        if not "".join(stacks[left[-1] + 1]):
            found[place] = [left[-1] + 1]
