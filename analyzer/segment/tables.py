"""The official tables: every cell of the edition with its state, placed by labels alone.

Grids become runs (a label with its values), runs become rows, rows become cells. What cannot be
placed stays `unread` and is said in the row readings and `unplaced`; nothing is shifted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from analyzer.document import Cell, Document, RowOutcome, RowReading, Span, Table
from analyzer.forms.form import Form, Row, forms
from analyzer.segment.across import read_across
from analyzer.segment.doubt import confirmed, doubtful
from analyzer.segment.labels import bare, edition_of, foreign_words
from analyzer.segment.placement import Placed, Regular, place, prove
from analyzer.segment.rows import Rows, by_form, rows_of
from analyzer.segment.runs import Run, runs_of
from analyzer.segment.tokens import Token
from analyzer.segment.values import read


def tables(document: Document) -> tuple[Table, ...]:
    """The official forms found in the document's grids, in printed order, absent ones left out."""
    texts = [
        cell.text
        for block in document.blocks
        if block.grid is not None
        for cell in block.grid.cells
        if cell.text
    ]
    if not texts:
        return ()
    whole = "".join(map(bare, texts))
    edition = edition_of(whole, document.year)
    strange = foreign_words(whole, edition)
    runs = by_form(runs_of(document, edition), edition)
    found = []
    for form in forms(edition):
        read_form = _down if form.layout == "down" else _across
        draft = read_form(form, runs[form.name])
        if draft is not None:
            words = [core for core, name in strange if name == form.name]
            if words:
                labels = [text for text in texts if any(word in bare(text) for word in words)]
                draft.unplaced += dict.fromkeys(label.strip() for label in labels)
            found.append(draft.table())
    return tuple(found)


@dataclass
class _Draft:
    form: Form
    runs: Sequence[Run]
    cells: dict[str, Cell] = field(default_factory=dict)
    rows: list[RowReading] = field(default_factory=list)
    missing_rows: tuple[str, ...] = ()
    unplaced: list[str] = field(default_factory=list)

    def put(self, row: str, column: str, token: Token | None) -> None:
        """Read one cell; None is a cell that could not be placed."""
        if token is None:
            return
        text, _, span, origin, sure = token
        signed = self.form.column(column).signed
        reading = read(text, signed=True) if signed else read(text)
        ref = self.form.ref(row, column)
        if not sure:
            self.cells[ref] = doubtful(ref, text.strip(), span, origin)
        elif reading is not None:
            self.cells[ref] = Cell(
                ref, reading.value, text.strip(), reading.state, span, origin, reading.note
            )

    def say(self, run: Run, row: str | None, expected: int, outcome: RowOutcome) -> None:
        """Record how a physical row was read; values without a row are kept as unplaced text."""
        values = tuple(token.text.strip() for token in run.values)
        label = run.own.strip()
        self.rows.append(RowReading(row, label, values, expected, outcome, run.row_span))
        if outcome not in ("placed", "proved") and values:
            self.unplaced.append(f"{label}：{' '.join(values)}")

    def table(self) -> Table:
        """The finished table; cells without a token are unread."""
        spans = [run.span for run in self.runs]
        cells = confirmed(self.form, self.cells)
        return Table(
            self.form.name,
            self.form.edition,
            {ref: cells.get(ref) or Cell(ref, None, "", "unread") for ref in self.form.refs},
            Span(min(s.start for s in spans), max(s.end for s in spans)),
            tuple(self.rows),
            self.missing_rows,
            self._missing_columns(),
            tuple(self.unplaced),
        )

    def _missing_columns(self) -> tuple[str, ...]:
        """Columns that no readable header names; flattened headers are too broken to say."""
        seen = {place for run in self.runs if run.placed is not None for place in run.placed}
        if not seen or any(run.placed is None and run.values for run in self.runs):
            return ()
        if self.form.layout == "down":
            # A column of absent rows only is not missing: the rows are.
            read_rows = [self.form.row(reading.row) for reading in self.rows if reading.row]
            wanted = {column for row in read_rows for column in row.columns}
            keys = [column.key for column in self.form.columns if column.key in wanted]
            return tuple(key for key in keys if (None, key) not in seen)
        return tuple(
            f"{row.key}.{column}"
            for row in self.form.rows
            for column in row.columns
            if (row.key, column) not in seen
        )


def _down(form: Form, runs: list[Run]) -> _Draft | None:
    rows = rows_of(form, runs)
    if rows is None:
        return None
    pairs = [(run, row) for run, row in rows.named if row is not None]
    draft = _Draft(form, [run for run, _ in rows.named])
    regular = Regular(form, pairs)
    readings = {row.key: (run, row, place(form, row, run, regular)) for run, row in pairs}
    _prove(form, readings)
    for run, row in rows.named:
        if row is not None:
            _, _, placed = readings[row.key]
            for column, token in zip(row.columns, placed.tokens, strict=True):
                draft.put(row.key, column, token)
            draft.say(run, row.key, len(row.columns), placed.outcome)
            if placed.outcome == "proved":
                used = [token for token in placed.tokens if token is not None]
                draft.unplaced += [t.text for t in run.values if t not in used]
        elif run.values:
            draft.say(run, None, 0, "unknown")
    _mention(draft, rows)
    return draft


def _prove(form: Form, readings: dict[str, tuple[Run, Row, Placed]]) -> None:
    """Let the identities place rows of the wrong length, once every other row is read."""
    uneven = [
        key
        for key, (run, _, placed) in readings.items()
        if placed.outcome in ("short", "long") and run.placed is None and run.values
    ]
    if not uneven:
        return
    known: dict[str, Decimal] = {}
    for _, row, placed in readings.values():
        for column, token in zip(row.columns, placed.tokens, strict=True):
            reading = read(token.text) if token is not None and token.sure else None
            if reading is not None and reading.value is not None:
                known[form.ref(row.key, column)] = reading.value
    for key in uneven:
        run, row, _ = readings[key]
        proof = prove(form, row, run.values, known)
        if proof is not None:
            readings[key] = (run, row, Placed(proof, "proved"))


def _mention(draft: _Draft, rows: Rows) -> None:
    """Rows whose label stands there without values are short, not missing."""
    given = {reading.row for reading in draft.rows}
    absent = [row for row in draft.form.rows if row.key not in given]
    for row in absent:
        span = rows.mentioned.get(row.key)
        if span is not None:
            draft.rows.append(RowReading(row.key, row.label, (), len(row.columns), "short", span))
    draft.missing_rows = tuple(row.key for row in absent if row.key not in rows.mentioned)


def _across(form: Form, runs: Sequence[Run]) -> _Draft | None:
    line = read_across(form, runs)
    if line is None:
        return None
    draft = _Draft(form, runs)
    for (row, column), token in line.cells.items():
        if row is not None:
            draft.put(row, column, token)
    for run, expected, outcome in line.readings:
        # One physical line holds all rows of the form: it is reported under the first.
        draft.say(run, form.rows[0].key if expected else None, expected, outcome)
    return draft
