"""Documents made of grids, and an official form printed in the ways real reports print it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from analyzer.document import Block, Document, Grid, GridCell, Span
from analyzer.forms.form import Form

Values = Mapping[str, str]
Boxes = Sequence[Sequence[tuple[str, int, int]]]
"""Rows of (text, row span, column span)."""


class Paper:
    """Builds a Document piece by piece."""

    def __init__(self) -> None:
        self._text = ""
        self._blocks: list[Block] = []

    def paragraph(self, text: str) -> None:
        start = self._write(text)
        self._blocks.append(Block("paragraph", Span(start, start + len(text))))

    def furniture(self, text: str) -> None:
        start = self._write(text)
        self._blocks.append(Block("furniture", Span(start, start + len(text))))

    def flat(self, lines: Sequence[str], separator: str | None = "\t") -> None:
        """A table as text; separator None splits at any white space."""
        cells: list[GridCell] = []
        block_start = len(self._text)
        width = 1
        for row, line in enumerate(lines):
            at = self._write(line)
            parts = line.split(separator)
            width = max(width, len(parts))
            offset = 0
            for column, part in enumerate(parts):
                offset = line.index(part, offset) if part else offset
                span = Span(at + offset, at + offset + len(part))
                cells.append(GridCell(row, column, part, span))
                offset += len(part) + (1 if separator else 0)
        grid = Grid(len(lines), width, tuple(cells), ruled=False)
        self._blocks.append(Block("grid", Span(block_start, len(self._text)), grid))

    def ruled(self, boxes: Boxes, columns: int) -> None:
        """A table with merged cells, as HTML or Word gives it."""
        cells: list[GridCell] = []
        taken: set[tuple[int, int]] = set()
        block_start = len(self._text)
        for row, line in enumerate(boxes):
            column = 0
            for text, down, across in line:
                while (row, column) in taken:
                    column += 1
                start = self._write(text)
                span = Span(start, start + len(text))
                cells.append(GridCell(row, column, text, span, down, across))
                taken |= {(row + d, column + a) for d in range(down) for a in range(across)}
                column += across
        grid = Grid(len(boxes), columns, tuple(cells))
        self._blocks.append(Block("grid", Span(block_start, len(self._text)), grid))

    def document(self) -> Document:
        return Document("sheet", "", "txt", self._text, tuple(self._blocks))

    def _write(self, text: str) -> int:
        start = len(self._text)
        self._text += text + "\n"
        return start


@dataclass(frozen=True)
class Way:
    """A way to print table 3. `keeps_blanks` says that empty cells can be told from the print."""

    name: str
    print: Callable[[Form, Values, Paper], None]
    keeps_blanks: bool


HEAD = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]


def row_values(form: Form, row: str, values: Values) -> list[str]:
    return [values[form.ref(row, column)] for column in form.row(row).columns]


def _label(form: Form, key: str) -> str:
    row = form.row(key)
    return row.number + row.label


def _head_boxes() -> list[list[tuple[str, int, int]]]:
    return [
        [
            ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3),
            ("申请人情况", 1, 7),
        ],
        [("自然人", 2, 1), ("法人或其他组织", 1, 5), ("总计", 2, 1)],
        [(label, 1, 1) for label in HEAD[1:-1]],
    ]


def _row_boxes(form: Form, values: Values) -> list[list[tuple[str, int, int]]]:
    rows = []
    keys = [row.key for row in form.rows]
    sizes: dict[str, int] = {}
    for row in form.rows:
        sizes[row.parent] = sizes.get(row.parent, 0) + 1
    result = keys.index("result_total") - keys.index("granted") + 1
    opened: set[str] = set()
    for row in form.rows:
        boxes: list[tuple[str, int, int]] = []
        if row.key == "granted":
            boxes.append(("三、本年度办理结果", result, 1))
        if row.parent and row.parent not in opened:
            boxes.append((row.parent_number + row.parent, sizes[row.parent], 1))
            opened.add(row.parent)
        outer = row.key in ("new_received", "carried_over", "carried_forward")
        boxes.append((row.number + row.label, 1, 3 if outer else 1 if row.parent else 2))
        rows.append(boxes + [(text, 1, 1) for text in row_values(form, row.key, values)])
    return rows


def _ruled(form: Form, values: Values, paper: Paper) -> None:
    paper.ruled(_head_boxes() + _row_boxes(form, values), 10)


def _ruled_split(form: Form, values: Values, paper: Paper) -> None:
    rows = _row_boxes(form, values)
    paper.ruled([*_head_boxes(), *rows[:2]], 10)
    paper.furniture("— 5 —")
    plain = [
        [(_label(form, row.key), 1, 3), *((t, 1, 1) for t in row_values(form, row.key, values))]
        for row in form.rows[2:]
    ]
    paper.ruled(plain, 10)


def _ruled_headless(form: Form, values: Values, paper: Paper) -> None:
    paper.ruled(
        [
            [(_label(form, row.key), 1, 1), *((t, 1, 1) for t in row_values(form, row.key, values))]
            for row in form.rows
        ],
        8,
    )


def _tabs(form: Form, values: Values, paper: Paper) -> None:
    paper.flat(
        ["\t".join(["申请人情况", *HEAD])]
        + [
            "\t".join([_label(form, row.key), *row_values(form, row.key, values)])
            for row in form.rows
        ]
    )


def _tabs_with_spans(form: Form, values: Values, paper: Paper) -> None:
    lines = ["\t".join(["申请人情况", "", "", *HEAD])]
    opened: set[str] = set()
    for row in form.rows:
        labels = ["三、本年度办理结果" if row.key == "granted" else "", "", ""]
        if row.parent and row.parent not in opened:
            labels[1] = row.parent_number + row.parent
            opened.add(row.parent)
        labels[
            2 if row.parent else 1 if labels[0] or row.key in ("partial", "result_total") else 0
        ] = row.number + row.label
        lines.append("\t".join([*labels, *row_values(form, row.key, values)]))
    paper.flat(lines)


def _collapsed(form: Form, values: Values, paper: Paper) -> None:
    lines = ["\t".join(HEAD)]
    for row in form.rows:
        filled = [text for text in row_values(form, row.key, values) if text]
        lines.append("\t".join([_label(form, row.key), *filled]))
    paper.flat(lines)


def _spaces(form: Form, values: Values, paper: Paper) -> None:
    lines = [" ".join(HEAD)]
    for row in form.rows:
        filled = [text for text in row_values(form, row.key, values) if text]
        lines.append(" ".join([_label(form, row.key), *filled]))
    paper.flat(lines, separator=None)


def _one_a_line(form: Form, values: Values, paper: Paper) -> None:
    lines = ["申请人情况", *HEAD]
    opened: set[str] = set()
    for row in form.rows:
        if row.key == "granted":
            lines += ["三、本年度", "办理结果"]
        if row.parent and row.parent not in opened:
            lines.append(row.parent_number + row.parent)
            opened.add(row.parent)
        lines.append(_label(form, row.key))
        lines += [text for text in row_values(form, row.key, values) if text]
    paper.flat(lines)


def _scattered(form: Form, values: Values, paper: Paper) -> None:
    """Merged labels one character a line between the rows, long labels on two lines."""
    lines = ["自然人\t\t\t总计", "商业 企业\t科研 机构"]
    merged = (
        list("三、本年度办理结果") + list("不予公开") + ["（三）"] + list("无法提供") + ["（四）"]
    )
    for number, row in enumerate(form.rows):
        if number >= 2 and merged:
            lines.append(merged.pop(0))
        label = _label(form, row.key)
        filled = [text for text in row_values(form, row.key, values) if text]
        half = len(label) // 2 if len(label) > 24 else len(label)
        lines.append("\t".join([label[:half], *filled]))
        if label[half:]:
            lines.append(label[half:])
    paper.flat(lines)


WAYS = (
    Way("ruled", _ruled, keeps_blanks=True),
    Way("ruled, split over pages", _ruled_split, keeps_blanks=True),
    Way("ruled, header lost", _ruled_headless, keeps_blanks=True),
    Way("tabs", _tabs, keeps_blanks=True),
    Way("tabs with spans", _tabs_with_spans, keeps_blanks=False),
    Way("collapsed", _collapsed, keeps_blanks=False),
    Way("spaces", _spaces, keeps_blanks=False),
    Way("one a line", _one_a_line, keeps_blanks=False),
    Way("scattered", _scattered, keeps_blanks=False),
)
