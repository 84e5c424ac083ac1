"""Runs → rows: which official row every run of a table is.

First by the words that only one row has, wherever the run stands. Then the labels that are too
common (其他, 总计), misprinted or torn apart, but only between the neighbours that the order of the
form allows. What stays unnamed is local, a sub-total, or unreadable: it gets no cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from analyzer.document import Edition, Span
from analyzer.forms.form import Form, Row, forms
from analyzer.segment.labels import (
    Hit,
    bare,
    bare_labels,
    columns_in,
    credible,
    nearest,
    opens_label,
    parents,
    plain,
    rows_in,
    without_parents,
)
from analyzer.segment.runs import Run
from analyzer.segment.wraps import unwrapped

# A table needs this many rows with names of their own; a local table may share one or two.
_FEWEST_ROWS = {"disclosure": 2, "requests": 3, "statistics": 8}
_FEWEST_COLUMNS = {"disclosure": 1, "requests": 3, "disputes": 2, "statistics": 1}


@dataclass
class Rows:
    """The runs of one form with their rows (None where unnamed).

    `mentioned` tells where rows are named that have no values.
    """

    form: Form
    named: list[tuple[Run, Row | None]]
    mentioned: dict[str, Span] = field(default_factory=dict)


def by_form(runs: Sequence[Run], edition: Edition) -> dict[str, list[Run]]:
    """The runs of every form; those before any label of a form belong to none."""
    found: dict[str, list[Run]] = {form.name: [] for form in forms(edition)}
    current: Form | None = None
    cluster = -1
    for run in runs:
        if run.cluster != cluster:
            current, cluster = None, run.cluster
        current = run.form or _form(run, edition) or current
        if current is not None:
            run.form = current
            found[current.name].append(run)
    return found


def _form(run: Run, edition: Edition) -> Form | None:
    text = run.text
    for hit in reversed(rows_in(text, edition)):
        if hit.form.layout == "down" or _has_columns(text, hit.form):
            return hit.form
    return next((form for form in forms(edition) if _has_columns(text, form)), None)


def _has_columns(text: str, form: Form) -> bool:
    return len(columns_in(text, form)) >= _FEWEST_COLUMNS[form.name]


def rows_of(form: Form, runs: list[Run]) -> Rows | None:
    """The rows of a form printed downwards, or None where the runs are no such table."""
    chosen = unwrapped(form, _stretches(form, runs))
    if not chosen or _labels_behind(form, chosen):
        return None
    named = _join_torn(form, [(run, _distinct(form, run)) for run in chosen])
    named = [
        (run, row if row is None or run.values or _called_blank(run, row) else None)
        for run, row in _settle_duplicates(named)
    ]
    named = _between_neighbours(form, named)
    given = {row.key for _, row in named if row is not None}
    mentioned: dict[str, Span] = {}
    for run in chosen:
        words = {bare(piece.text) for piece in run.pieces}
        keys = {hit.row.key for hit in _hits(form, run)}
        keys |= {row.key for row in form.rows if row.exact and bare_labels(row) & words}
        for key in keys - given:
            mentioned.setdefault(key, run.span)
    return Rows(form, named, mentioned)


def _hits(form: Form, run: Run) -> list[Hit]:
    return [hit for hit in rows_in(run.text, form.edition) if hit.form is form]


def _stretches(form: Form, runs: list[Run]) -> list[Run]:
    """The stretch of grids that is the table, and those that carry on where it ends.

    A table of local figures may name 行政许可 too; it has fewer rows and adds none in order.
    """
    order = [row.key for row in form.rows]
    keys: dict[int, set[int]] = {}
    for run in runs:
        found = keys.setdefault(run.cluster, set())
        found |= {order.index(hit.row.key) for hit in _hits(form, run)}
    if not keys:
        return []
    main = max(keys, key=lambda cluster: (len(keys[cluster]), -cluster))
    headed = any(
        run.placed is not None or _has_columns(run.text, form)
        for run in runs
        if run.cluster == main
    )
    enough = _FEWEST_ROWS[form.name] * (1 if headed or form.name == "requests" else 2)
    if len(keys[main]) < enough:
        return []
    kept, covered = {main}, set(keys[main])
    for cluster, rows in sorted(keys.items(), key=lambda item: abs(item[0] - main)):
        if cluster != main and rows and (min(rows) > max(covered) or max(rows) < min(covered)):
            kept.add(cluster)
            covered |= rows
    return [run for run in runs if run.cluster in kept]


def _labels_behind(form: Form, runs: list[Run]) -> bool:
    """Whether labels stand behind their values: values come first, the last label has none."""
    first = next((run for run in runs if run.values), None)
    return (
        first is not None
        and first.placed is None
        and not _hits(form, first)
        and len(first.values) >= len(form.rows[0].columns)
        and not runs[-1].values
        and runs[-1].line is None
        and bool(_hits(form, runs[-1]))
    )


def _distinct(form: Form, run: Run) -> Row | None:
    """The row whose own words end last in the run's text: the one next to the values."""
    hits = _hits(form, run)
    if not hits:
        return None
    row = hits[-1].row
    label = without_parents(plain(run.own), form)
    if any(core in label for core in row.cores):
        return row if credible(label, row) else None
    if any(other.exact and label in bare_labels(other) for other in form.rows):
        return None  # a row that lost its values, and then 其他 or 总计 with its own
    return row if _belongs(run, hits[-1], form) else None


def _belongs(run: Run, hit: Hit, form: Form) -> bool:
    """Whether all words behind a row's name are the rest of its label or of a merged one.

    Other words are the label of another row, and the values are that row's.
    """
    end = 0
    for piece in run.pieces:
        start, end = end, end + len(bare(piece.text))
        text = bare(piece.text)
        if start < hit.end or any(text in parent for parent in parents(form)):
            continue
        # What opens another label as well, or carries a number of its own, is not the rest of it.
        others = [row for row in form.rows if row is not hit.row]
        if (
            not any(text in label for label in bare_labels(hit.row))
            or opens_label(piece.text)
            or any(label.startswith(text) for row in others for label in bare_labels(row))
        ):
            return False
    return True


def _called_blank(run: Run, row: Row) -> bool:
    """Whether an empty run may make its row blank: only under the whole label of the row."""
    known = bare_labels(row)
    return bare(run.own) in known or plain(run.own) in known or _rank(run, row)[1]


def _join_torn(form: Form, named: list[tuple[Run, Row | None]]) -> list[tuple[Run, Row | None]]:
    """A row torn over two lines has its label in one and its values, with a scrap, in the other."""
    joined = list(named)
    for at in range(len(joined) - 1):
        (run, row), (after, next_row) = joined[at], joined[at + 1]
        if row is None and next_row and run.values and not after.values:
            torn = _halves(run, after, next_row) or _scrap(run, next_row, form)
        elif row and next_row is None and after.values and not run.values:
            torn = _halves(run, after, row) or _scrap(after, row, form)
        else:
            torn = False
        if torn:
            joined[at], joined[at + 1] = (run, next_row), (after, row)
    return joined


def _halves(run: Run, after: Run, row: Row) -> bool:
    """Whether two labels, one behind the other, are this row's label or a part of it."""
    whole = bare(run.own) + bare(after.own)
    return any(whole in label for label in bare_labels(row))


def _scrap(run: Run, row: Row, form: Form) -> bool:
    """Whether the run's label is a piece of this row's label and of no other."""
    piece = bare(run.own)
    if len(piece) < 2 or piece in parents(form):
        return False
    of = [each for each in form.rows if any(piece in label for label in bare_labels(each))]
    return of == [row]


def _settle_duplicates(named: list[tuple[Run, Row | None]]) -> list[tuple[Run, Row | None]]:
    """Of several runs with the same row one is kept: filled before empty, whole label before part.

    Where two are equally good and differ, none is kept: either could be the official row.
    """
    groups: dict[str, list[int]] = {}
    for at, (_, row) in enumerate(named):
        if row is not None:
            groups.setdefault(row.key, []).append(at)
    settled = list(named)
    for places in groups.values():
        ranks = [_rank(*named[at]) for at in places]
        best = [at for at, rank in zip(places, ranks, strict=True) if rank == max(ranks)]
        kept = named[best[0]][0]
        rivals = [named[at][0] for at in best[1:] if named[at][0].cluster == kept.cluster]
        same = all(_texts(rival) == _texts(kept) for rival in rivals)
        for at in places:
            if at != best[0] or not same:
                settled[at] = (named[at][0], None)
    return settled


def _rank(run: Run, row: Row | None) -> tuple[bool, bool]:
    labels = bare_labels(row) if row is not None else frozenset()
    label = plain(run.own)
    whole = label in labels or any(len(known) > 5 and known in run.text for known in labels)
    return bool(run.values), whole


def _texts(run: Run) -> tuple[str, ...]:
    return tuple(token.text for token in run.values)


def _between_neighbours(
    form: Form, named: list[tuple[Run, Row | None]]
) -> list[tuple[Run, Row | None]]:
    order = [row.key for row in form.rows]
    settled = list(named)
    for at, (run, row) in enumerate(settled):
        if row is not None or not (run.values or run.line):
            continue
        label = without_parents(plain(run.own), form)
        if not label or label in parents(form):
            continue
        before = [order.index(r.key) for _, r in settled[:at] if r is not None]
        after = [order.index(r.key) for _, r in settled[at + 1 :] if r is not None]
        low, high = (before[-1] if before else -1), (after[0] if after else len(order))
        free = tuple(form.rows[low + 1 : high])
        settled[at] = (run, _common(label, free) or _misprinted(label, free, form, run))
    return settled


def _common(label: str, free: tuple[Row, ...]) -> Row | None:
    """The one row still free here that is printed with just this label."""
    fitting = [row for row in free if label in bare_labels(row)]
    return fitting[0] if len(fitting) == 1 else None


def _misprinted(label: str, free: tuple[Row, ...], form: Form, run: Run) -> Row | None:
    near = nearest(label, form.rows, parents(form))
    if near is not None and near in free:
        return near
    # Among the rows that the neighbours leave the margin is the full one; against labels that
    # cannot stand here a smaller one will do.
    near = nearest(label, form.rows, parents(form), margin=1)
    if near is not None and near is nearest(label, free, frozenset()):
        return near
    # One row is missing here, and what is left of the label belongs to it alone.
    return free[0] if len(free) == 1 and _scrap(run, free[0], form) else None
