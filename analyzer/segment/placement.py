"""Values → columns: a value gets a cell only where label, count or arithmetic proves it.

The worst mistake is a value in a wrong cell, so a row with too few or too many values stays unread
unless the identities of the form leave one single possibility.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations
from typing import NamedTuple

from analyzer.document import Edition, RowOutcome
from analyzer.forms.form import Form, Identity, Row
from analyzer.forms.form import form as form_of
from analyzer.segment.labels import bare, bare_labels
from analyzer.segment.runs import Run
from analyzer.segment.tokens import Token
from analyzer.segment.values import read

# A row this much too long is no row of the form with a stray number in it.
_MOST_EXTRA = 2
# So many rows must agree before the place of an empty cell is taken for proved.
_FEWEST_WITNESSES = 3


class Placed(NamedTuple):
    """The tokens of a row by column (None: unread), and how the row was read."""

    tokens: tuple[Token | None, ...]
    outcome: RowOutcome


class Regular:
    """Whether the raw cells of a flattened table prove where its empty cells belong.

    Either every row has exactly as many cells behind its label as the form has columns, or all rows
    have the same number of cells in all and every full row has its values at the same place.
    """

    def __init__(self, form: Form, pairs: Sequence[tuple[Run, Row]]) -> None:
        lines = [
            (run, cells, len(row.columns))
            for run, row in pairs
            if run.placed is None and run.line and (cells := run.cells) is not None
        ]
        wide = [(run, cells, n) for run, cells, n in lines if n > 1]
        # A header whose every cell names a column says where the cells belong, like a full row.
        headed = sum(_is_headed(form, run, row) for run, row in pairs)
        self._behind_label = len(wide) + headed >= _FEWEST_WITNESSES and all(
            len(cells) == n for _, cells, n in wide
        )
        self._start = None if self._behind_label else self._common_start(wide)

    @staticmethod
    def _common_start(wide: list[tuple[Run, tuple[Token, ...], int]]) -> int | None:
        lines = [(run.line.tokens, run.line.after, n) for run, _, n in wide if run.line]
        filled = [
            (tokens, after, n, [at for at, token in enumerate(tokens) if token.kind == "value"])
            for tokens, after, n in lines
        ]
        starts = {at[0] for _, _, n, at in filled if len(at) == n and at[-1] - at[0] == n - 1}
        full = sum(len(at) == n for _, _, n, at in filled)
        if len(starts) != 1 or full < 2 or len({len(tokens) for tokens, *_ in filled}) != 1:
            return None
        start = starts.pop()
        inside = all(
            after <= start and all(start <= place < start + n for place in at)
            for _, after, n, at in filled
        )
        return start if inside else None

    def cells(self, run: Run, columns: int) -> tuple[Token, ...] | None:
        """The cells of a row by column, empty ones included, or None where nothing proves them."""
        behind = run.cells
        if behind is None or run.line is None:
            return None
        if self._behind_label:
            return behind if len(behind) == columns else None
        if self._start is None:
            return None
        window = run.line.tokens[self._start : self._start + columns]
        return window if len(window) == columns else None


def _is_headed(form: Form, run: Run, row: Row) -> bool:
    """Whether the cells before the label of a row are the whole labels of its columns in order."""
    count = len(row.columns)
    above = [bare(piece.text) for piece in run.pieces[-1 - count : -1]]
    return (
        count > 1
        and len(above) == count
        and all(
            text in bare_labels(form.column(key))
            for text, key in zip(above, row.columns, strict=True)
        )
    )


def place(form: Form, row: Row, run: Run, regular: Regular) -> Placed:
    """The cells of one row of a form printed downwards."""
    columns = row.columns
    if run.placed is not None and any((None, column) in run.placed for column in columns):
        tokens = tuple(run.placed.get((None, column)) for column in columns)
        if None in tokens and _in_order(run, columns, tokens):
            tokens = tuple(run.values)
        return Placed(tokens, "short" if None in tokens else "placed")
    count = len(run.values)
    if count == len(columns):
        if run.assembled and not _adds_up(form, row, run.values):
            return Placed((None,) * len(columns), "unknown")
        return Placed(tuple(run.values), "placed")
    cells = regular.cells(run, len(columns))
    if cells is None and len(columns) == 1 and not count and run.cells:
        cells = run.cells[:1]  # every cell of the row is empty: so is its only official one
    if cells is not None and all(token.kind != "label" for token in cells):
        held = sum(token.kind == "value" for token in cells)
        if held == count:
            return Placed(cells, "placed")
    return Placed((None,) * len(columns), "short" if count < len(columns) else "long")


def _in_order(run: Run, columns: Sequence[str], tokens: Sequence[Token | None]) -> bool:
    """Whether cells merged otherwise than the header still stand one for one under its columns.

    Every column has a header, there are as many values as columns, and those values that lie under
    one header alone are where their order puts them.
    """
    known = run.placed is not None and all((None, column) in run.placed for column in columns)
    return (
        known
        and len(run.values) == len(columns)
        and all(t is None or t == v for t, v in zip(tokens, run.values, strict=True))
    )


def _adds_up(form: Form, row: Row, values: Sequence[Token]) -> bool:
    """Whether values joined over lines fulfil the row's own identity; true where it has none."""
    known = _numbers(form, row, values)
    identities = [i for i in form.identities if i.row == row.key and i.column is None]
    return all(
        (left := i.left.value(known.get)) is not None and left == i.right.value(known.get)
        for i in identities
    )


def _numbers(form: Form, row: Row, values: Sequence[Token | None]) -> dict[str, Decimal]:
    """The values of a row by reference, absent ones as zero, malformed ones left out."""
    numbers = {}
    for column, token in zip(row.columns, values, strict=True):
        reading = read(token.text) if token is not None and token.sure else None
        if token is None:
            numbers[form.ref(row.key, column)] = Decimal(0)
        elif reading is not None and reading.value is not None:
            numbers[form.ref(row.key, column)] = reading.value
    return numbers


def prove(
    form: Form, row: Row, values: Sequence[Token], known: Mapping[str, Decimal]
) -> tuple[Token | None, ...] | None:
    """The one placement of too few or too many values that the identities allow, or None.

    Asked of it: the row's own identity holds with a total that is not zero, and in every column an
    identity over known cells holds. Where two placements pass, neither is taken.
    """
    n = len(row.columns)
    if not values or len(values) > n + _MOST_EXTRA or len(values) == n:
        return None
    identities = _touching(form.name, form.edition, row.key)
    passing: set[tuple[str | None, ...]] = set()
    proof: tuple[Token | None, ...] | None = None
    for candidate in _candidates(values, n):
        if _fulfils(form, row, candidate, known, identities):
            passing.add(tuple(token.text if token else None for token in candidate))
            proof = candidate
    return proof if len(passing) == 1 else None


def _candidates(values: Sequence[Token], columns: int) -> list[tuple[Token | None, ...]]:
    if len(values) > columns:
        return list(combinations(values, columns))
    found = []
    for places in combinations(range(columns), len(values)):
        cells: list[Token | None] = [None] * columns
        for place, token in zip(places, values, strict=True):
            cells[place] = token
        found.append(tuple(cells))
    return found


def _fulfils(
    form: Form,
    row: Row,
    candidate: Sequence[Token | None],
    known: Mapping[str, Decimal],
    identities: Sequence[Identity],
) -> bool:
    numbers = _numbers(form, row, candidate)
    if len(numbers) < len(row.columns):
        return False
    whole = {**known, **numbers}
    proved: set[str] = set()
    for identity in identities:
        left, right = identity.left.value(whole.get), identity.right.value(whole.get)
        if left is None or right is None:
            continue
        if left != right or (identity.row == row.key and not left):
            return False
        proved |= {identity.column or ""}
    return {*row.columns, ""} <= proved


@cache
def _touching(name: str, edition: Edition, row: str) -> tuple[Identity, ...]:
    """The identities that cells of this row take part in, the row's own first: they fail first."""
    form = form_of(name, edition)
    own = {form.ref(row, column) for column in form.row(row).columns}
    found = [identity for identity in form.identities if own.intersection(identity.refs)]
    return tuple(sorted(found, key=lambda identity: identity.row != row))
