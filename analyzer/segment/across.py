"""Forms printed in one line (表四): the rows of the form stand side by side under their headers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from analyzer.document import RowOutcome
from analyzer.forms.form import Form
from analyzer.segment.headers import Place
from analyzer.segment.labels import columns_in, rows_in
from analyzer.segment.runs import Run
from analyzer.segment.tokens import Token

# A header with fewer of its column labels is not this form's.
_FEWEST_COLUMNS = 2


@dataclass
class Line:
    """Tokens by official place, and how each physical line was read: run, cells expected, outcome.

    `expected` is 0 for a line that is not the form's.
    """

    cells: dict[Place, Token | None] = field(default_factory=dict)
    readings: list[tuple[Run, int, RowOutcome]] = field(default_factory=list)


def read_across(form: Form, runs: Sequence[Run]) -> Line | None:
    """Place the values of a form printed in one line; None where its header is nowhere."""
    if not any(run.placed is not None or _headed(form, run) for run in runs):
        return None
    line = Line()
    for run in runs:
        if not run.values and run.line is None:
            continue
        places = _places(form, run)
        if not places or any(place in line.cells for place in places):
            if run.values:
                line.readings.append((run, 0, "unknown"))
            continue
        tokens = _tokens(run, places)
        line.cells.update(tokens)
        outcome: RowOutcome = "placed"
        if None in tokens.values():
            outcome = "long" if len(run.values) > len(places) else "short"
        line.readings.append((run, len(places), outcome))
    return line


def _headed(form: Form, run: Run) -> bool:
    return len(columns_in(run.text, form)) >= _FEWEST_COLUMNS


def _places(form: Form, run: Run) -> tuple[Place, ...]:
    """The official places that the header over this line announces."""
    if run.placed is not None:
        return tuple(run.placed)
    if not _headed(form, run):
        return ()
    named = {hit.row.key for hit in rows_in(run.text, form.edition) if hit.form is form}
    rows = [row for row in form.rows if row.key in named]
    repeats = max(run.text.count(core) for column in form.columns for core in column.cores)
    if repeats != len(rows):
        # The header is torn; only the whole line of the form has a count that proves anything.
        rows = list(form.rows)
    return tuple((row.key, column) for row in rows for column in row.columns)


def _tokens(run: Run, places: tuple[Place, ...]) -> dict[Place, Token | None]:
    if run.placed is not None:
        return dict(run.placed)
    if len(run.values) == len(places):
        return dict(zip(places, run.values, strict=True))
    cells = run.cells
    if cells is not None and len(cells) == len(places):
        return dict(zip(places, cells, strict=True))
    return dict.fromkeys(places)
