"""Manuscript and layout → lines and tables with merged cells: what all printers print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final, NamedTuple

from analyzer.forms.form import Column, Form, Row, form
from analyzer.training.manuscript import FORM_OF, Manuscript
from analyzer.training.printers.layout import Layout

_NOTE: Final = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
_RESULTS: Final = "三、本年度办理结果"
# Rows of table 3 that stand outside the frame of 本年度办理结果.
_OUTSIDE: Final = ("new_received", "carried_over", "carried_forward")
_FULL_WIDTH: Final = str.maketrans("0123456789", "０１２３４５６７８９")
_EXTRA_LABEL: Final = "行政征收"


class Box(NamedTuple):
    """A printed cell, covering `down` rows and `across` columns; `value` is no label."""

    text: str
    down: int = 1
    across: int = 1
    value: bool = False


Boxes = list[list[Box]]


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line of prose; `level` 0 is the title, 1 a part, None a paragraph."""

    text: str
    level: int | None = None
    furniture: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A printed table: rows of the boxes that begin in them."""

    form: str
    columns: int
    rows: tuple[tuple[Box, ...], ...]

    def placed(self) -> Iterator[tuple[int, int, Box]]:
        """Every box with the row and column where it begins."""
        taken: set[tuple[int, int]] = set()
        for number, row in enumerate(self.rows):
            column = 0
            for box in row:
                while (number, column) in taken:
                    column += 1
                yield number, column, box
                taken.update(
                    (number + down, column + across)
                    for down in range(box.down)
                    for across in range(box.across)
                )
                column += box.across


Piece = Line | Table


def pieces(manuscript: Manuscript, layout: Layout) -> Iterator[Piece]:
    """Title, parts with their paragraphs and tables, signature, in printed order."""
    yield Line(manuscript.title, 0)
    for part in manuscript.parts:
        if part.heading:
            yield Line(part.heading, 1)
        for paragraph in part.paragraphs:
            yield Line(paragraph)
        name = FORM_OF.get(part.key)
        if name is not None and name not in manuscript.omitted:
            sheet = _printed(form(name, manuscript.edition), manuscript.omitted)
            yield from _tables(sheet, manuscript, layout)
    if manuscript.signed:
        year, month, day = map(int, manuscript.signed.split("-"))
        yield Line(manuscript.agency)
        yield Line(f"{year}年{month}月{day}日")


def _printed(sheet: Form, omitted: frozenset[str]) -> Form:
    """The form without the rows, columns and cells that were left out."""
    if not omitted:
        return sheet
    columns = [c for c in sheet.columns if f"{sheet.name}.*.{c.key}" not in omitted]
    kept = {column.key for column in columns}
    rows = [
        replace(
            row,
            columns=tuple(
                c for c in row.columns if c in kept and sheet.ref(row.key, c) not in omitted
            ),
        )
        for row in sheet.rows
        if f"{sheet.name}.{row.key}" not in omitted
    ]
    return replace(sheet, columns=tuple(columns), rows=tuple(rows))


def _tables(sheet: Form, manuscript: Manuscript, layout: Layout) -> Iterator[Piece]:
    if sheet.name == "disclosure":
        yield _table(sheet, _disclosure(sheet, manuscript, layout))
    elif sheet.name == "disputes":
        yield _table(sheet, _disputes(sheet, manuscript, layout))
    else:
        head, rows = _request_head(sheet, layout), list(sheet.rows)
        split = layout.split_row
        if split is None or split >= len(rows):
            yield _table(sheet, head + _request_rows(sheet, rows, manuscript, layout))
            return
        yield _table(sheet, head + _request_rows(sheet, rows[:split], manuscript, layout))
        if layout.page_number:
            yield Line("— 5 —", furniture=True)
        again = head if layout.repeated_header else []
        yield _table(sheet, again + _request_rows(sheet, rows[split:], manuscript, layout))


def _table(sheet: Form, rows: Boxes) -> Table:
    columns = sum(box.across for box in rows[0])
    return Table(sheet.name, columns, tuple(map(tuple, rows)))


def _value(text: str, layout: Layout) -> str:
    """A cell's text in the digits of the layout."""
    if text.isdecimal():
        if layout.digits == "thousands":
            text = f"{int(text):,}" if text == str(int(text)) else text
        elif layout.digits == "full":
            text = text.translate(_FULL_WIDTH)
    return f" {text} " if layout.spaced and text else text


def _values(sheet: Form, row: Row, manuscript: Manuscript, layout: Layout) -> list[Box]:
    return [
        Box(_value(manuscript.cells[sheet.ref(row.key, column)], layout), value=True)
        for column in row.columns
    ]


def _label(entry: Row | Column, layout: Layout) -> str:
    """A printed label: the form's own, or one of the variants that offices write."""
    if not layout.variants:
        return entry.label
    return layout.random(f"label {entry.key} {entry.label}").choice(entry.labels)


def _header(entry: Column, layout: Layout) -> str:
    text = _label(entry, layout)
    half = (len(text) + 1) // 2
    return f"{text[:half]}\n{text[half:]}" if layout.wrapped_headers and len(text) > 2 else text


def _numbered(row: Row, layout: Layout) -> str:
    return (row.number if layout.numbers else "") + _label(row, layout)


def _disclosure(sheet: Form, manuscript: Manuscript, layout: Layout) -> Boxes:
    """Groups of rows (第二十条第（一）项), each with a header of its own."""
    rows: Boxes = []
    for parent, group in groupby(sheet.rows, key=lambda row: row.parent):
        members = list(group)
        keys = members[0].columns
        widths = [3] if len(keys) == 1 else [1, 2] if len(keys) == 2 else [1] * len(keys)
        labels = [_header(sheet.column(key), layout) for key in keys]
        rows.append([Box(parent, 1, 4)])
        rows.append([Box("信息内容"), *(Box(*lw) for lw in _wide(labels, widths))])
        for row in members:
            values = _values(sheet, row, manuscript, layout)
            rows.append([Box(_label(row, layout)), *_widened(values, widths)])
        if layout.extra_row and members[0].key == "penalty":
            filler = [Box("4", value=True)] * len(widths)
            rows.append([Box(_EXTRA_LABEL), *_widened(filler, widths)])
    return rows


def _wide(labels: Sequence[str], widths: Sequence[int]) -> list[tuple[str, int, int]]:
    return [(label, 1, width) for label, width in zip(labels, widths, strict=True)]


def _widened(values: Sequence[Box], widths: Sequence[int]) -> list[Box]:
    return [box._replace(across=width) for box, width in zip(values, widths, strict=True)]


def _request_head(sheet: Form, layout: Layout) -> Boxes:
    labels = [_header(column, layout) for column in sheet.columns]
    corner = _NOTE if layout.header_note else ""
    return [
        [Box(corner, 3, 3), Box("申请人情况", 1, len(labels))],
        [Box(labels[0], 2), Box("法人或其他组织", 1, len(labels) - 2), Box(labels[-1], 2)],
        [Box(label) for label in labels[1:-1]],
    ]


def _request_rows(
    sheet: Form, rows: Sequence[Row], manuscript: Manuscript, layout: Layout
) -> Boxes:
    """Rows of table 3 with three columns of labels; a page may begin inside a merged label."""
    printed: Boxes = []
    inside = [row for row in rows if row.key not in _OUTSIDE]
    for row in rows:
        values = _values(sheet, row, manuscript, layout)
        if row.key in _OUTSIDE or layout.groups == "none":
            printed.append([Box(_numbered(row, layout), 1, 3), *values])
            continue
        members = [other for other in inside if other.parent == row.parent] if row.parent else []
        labels = _group(row, inside, _RESULTS, layout)
        if members:
            labels += _group(row, members, row.parent_number + row.parent, layout)
        width = 1 if members else 2
        printed.append([*labels, Box(_numbered(row, layout), 1, width), *values])
    return printed


def _group(row: Row, members: Sequence[Row], label: str, layout: Layout) -> list[Box]:
    """The box of a group label in this row: over all rows, or an empty one below the first."""
    first = row is members[0]
    text = "\n".join(label) if layout.vertical else label
    if layout.groups == "merged":
        return [Box(text, len(members))] if first else []
    return [Box(text if first else "")]


def _disputes(sheet: Form, manuscript: Manuscript, layout: Layout) -> Boxes:
    """The rows of table 4 stand side by side in one printed line."""
    review, direct, after = sheet.rows
    labels = [_header(column, layout) for column in sheet.columns]
    return [
        [Box(_label(review, layout), 1, 5), Box("行政诉讼", 1, 10)],
        [
            *(Box(label, 2) for label in labels),
            Box(_label(direct, layout), 1, 5),
            Box(_label(after, layout), 1, 5),
        ],
        [Box(label) for label in labels * 2],
        [box for row in sheet.rows for box in _values(sheet, row, manuscript, layout)],
    ]
