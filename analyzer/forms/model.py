"""What an official form is: rows, columns, printed labels and its arithmetic (勾稽关系).

Cell references are `form.row.column` (CONTRACT, "Cell ids").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal

from analyzer.document import Edition
from analyzer.formula import Formula, parse

_ROW: Final = "{row}"
_COLUMN: Final = "{column}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `cores` are fragments of the label that alone tell it from every other column.

    `exact` labels (其他, 总计) are too common to be looked for inside longer text. `unit` overrides
    the unit of the row; a `signed` column may hold negative numbers.
    """

    key: str
    label: str
    variants: tuple[str, ...] = ()
    cores: tuple[str, ...] = ()
    exact: bool = False
    group: str = ""
    unit: str = ""
    signed: bool = False

    @property
    def labels(self) -> tuple[str, ...]:
        """The printed label and its variants."""
        return (self.label, *self.variants)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: `number` and `parent` are what the form prints before and above its label."""

    key: str
    label: str
    columns: tuple[str, ...]
    unit: str
    variants: tuple[str, ...] = ()
    cores: tuple[str, ...] = ()
    exact: bool = False
    number: str = ""
    parent: str = ""
    parent_number: str = ""
    basis: str = ""

    @property
    def labels(self) -> tuple[str, ...]:
        """The printed label and its variants."""
        return (self.label, *self.variants)


@dataclass(frozen=True, slots=True)
class Identity:
    """One footing written out for one column or row (None where the footing has no such axis)."""

    footing: Footing
    row: str | None
    column: str | None
    left: Formula
    right: Formula

    @property
    def refs(self) -> tuple[str, ...]:
        """All cells of both sides."""
        return (*self.left.refs, *self.right.refs)


@dataclass(frozen=True, slots=True)
class Footing:
    """An equation of the form: `left` equals `right` for `each` column, row, or once."""

    id: str
    name: str
    rule: str
    left: str
    right: str
    each: Literal["column", "row"] | None = None

    def written_out(self, form: Form) -> Iterator[Identity]:
        """The equation for every row or column of `form`; raises `FormulaError`."""
        rows = [row.key for row in form.rows] if self.each == "row" else [None]
        columns = [column.key for column in form.columns] if self.each == "column" else [None]
        for row in rows:
            for column in columns:
                left, right = (
                    parse(side.replace(_ROW, row or "").replace(_COLUMN, column or ""))
                    for side in (self.left, self.right)
                )
                yield Identity(self, row, column, left, right)


@dataclass(frozen=True)
class Form:
    """An official form of one edition.

    `layout` is "down" where the form prints its rows below each other, "across" where it prints
    them side by side in one line (表四). `notes` are printed texts that belong to no row or column.
    """

    name: str
    edition: Edition
    title: str
    layout: Literal["down", "across"]
    notes: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    footings: tuple[Footing, ...] = field(default=())

    @cached_property
    def entries(self) -> tuple[Row | Column, ...]:
        """All rows and columns: everything that carries labels."""
        return (*self.rows, *self.columns)

    @cached_property
    def refs(self) -> tuple[str, ...]:
        """Every cell reference, row by row."""
        return tuple(
            self.ref(row.key, column) for row in self.rows for column in self.row(row.key).columns
        )

    @cached_property
    def identities(self) -> tuple[Identity, ...]:
        """Every footing written out."""
        return tuple(
            identity for footing in self.footings for identity in footing.written_out(self)
        )

    def ref(self, row: str, column: str) -> str:
        """The reference `form.row.column`."""
        return f"{self.name}.{row}.{column}"

    def row(self, key: str) -> Row:
        """The row of this key; raises `KeyError`."""
        return self._rows[key]

    def column(self, key: str) -> Column:
        """The column of this key; raises `KeyError`."""
        return self._columns[key]

    def unit(self, ref: str) -> str:
        """The unit of a cell: 件, 项 or 万元; raises `KeyError` for a cell of another form."""
        row, column = self._split(ref)
        return column.unit or row.unit

    def cell_name(self, ref: str) -> str:
        """How a person names a cell: row label and column label; raises `KeyError`."""
        row, column = self._split(ref)
        label = f"{row.parent}—{row.label}" if row.parent and row.exact else row.label
        return f"{label}·{column.label}"

    def place_name(self, place: str) -> str:
        """How a person names a place of the header: a column, or `row.column` of a form across."""
        if "." in place:
            return self.cell_name(f"{self.name}.{place}")
        return self._columns[place].label

    @cached_property
    def _rows(self) -> Mapping[str, Row]:
        return {row.key: row for row in self.rows}

    @cached_property
    def _columns(self) -> Mapping[str, Column]:
        return {column.key: column for column in self.columns}

    def _split(self, ref: str) -> tuple[Row, Column]:
        name, _, rest = ref.partition(".")
        row, _, column = rest.partition(".")
        if name != self.name:
            raise KeyError(ref)
        return self._rows[row], self._columns[column]
