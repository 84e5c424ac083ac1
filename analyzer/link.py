"""Claim → formulas over table cells that it can be held against, best first.

A metric names rows and columns; here they become sums of cells of the right edition, divided for
shares, with last year's cells for changes. Every defensible reading is kept: a claim that agrees
with any of them agrees (SPEC 2.6, 4.4).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import product
from typing import Final, NamedTuple

from analyzer.claim import Claim, Kind, Link
from analyzer.document import Edition
from analyzer.forms.form import forms
from analyzer.lexicon.metrics import OF_THE_YEAR, CueKind, metrics

_AXES: Final[dict[str, tuple[CueKind, CueKind, str]]] = {
    "requests": ("row", "column", "total"),
    "disputes": ("group", "outcome", "total"),
    "disclosure": ("document", "verb", ""),
}
_RECEIVED: Final = "requests.new_received.total"
_FORWARD: Final = "requests.carried_forward.total"
_HANDLED: Final = f"{_RECEIVED} + requests.carried_over.total"
_DISPUTES: Final = "disputes."
_PREVIOUS: Final = "previous."
_LESS: Final = "- "  # before a cell that is taken off
_DELTA: Final = ".delta"  # 本年增/减 is a cell of its own in the 2019 edition
_IN_HAND: Final = ("办理", "处理")
_SECOND_READING: Final = 0.9
LEAST: Final = 0.5  # a link below is more likely wrong than right: better none
_FIRST_OF_2021: Final = 2021  # looks back on a report of the edition before


def link(claim: Claim, year: int | None, edition: Edition) -> tuple[Link, ...]:
    """The readings of a claim; empty where no table cell can tell, or it is too doubtful which."""
    if claim.metric is None or claim.probability < LEAST:
        return ()
    return _links(_said(claim, claim.metric, year, edition), edition, claim.probability)


def first_reading(claim: Claim, year: int | None, edition: Edition) -> str | None:
    """The formula that the words most likely mean; None where no table cell can tell."""
    if claim.metric is None:
        return None
    readings = _readings(_said(claim, claim.metric, year, edition), edition)
    return readings[0][0] if readings else None


def _said(claim: Claim, metric: str, year: int | None, edition: Edition) -> _Said:
    percent = claim.quantity.unit in ("%", "倍")
    rated = _is_figure(claim)
    in_time = rated or _may_be_of_what_was_due(claim.text)
    last_year = year is not None and claim.period == year - 1
    earlier: Edition = "2019" if year == _FIRST_OF_2021 else edition
    return _Said(
        metric,
        claim.metrics,
        claim.base,
        claim.kind,
        percent,
        in_time,
        rated,
        last_year,
        earlier,
    )


@lru_cache(maxsize=4096)
def _links(said: _Said, edition: Edition, probability: float) -> tuple[Link, ...]:
    return tuple(
        Link(target, reason, probability * _SECOND_READING**rank)
        for rank, (target, reason) in enumerate(_readings(said, edition))
    )


def _may_be_of_what_was_due(said: str) -> bool:
    """均按期办结, 均依法办理 may be said of what was due or in hand; 全部办结 leaves nothing over."""
    return bool(set("按期限时") & set(said)) or said.endswith(_IN_HAND)


def _is_figure(claim: Claim) -> bool:
    """Whether a share is written as a figure (办结率100%), not said in words (全部办结)."""
    number = claim.quantity.number
    return claim.quantity.hedge != "all" or number.end > number.start


class _Said(NamedTuple):
    """What of a claim decides its formulas: all that is read from them but the number."""

    metric: str
    metrics: tuple[str, ...]
    base: str | None
    kind: Kind
    percent: bool
    in_time: bool
    rated: bool
    last_year: bool
    earlier: Edition


@lru_cache(maxsize=4096)
def _readings(said: _Said, edition: Edition) -> tuple[tuple[str, str], ...]:
    """The formulas that the words allow, best first, each with its name."""
    sums = _sums(said.metric, edition)
    if not sums:
        return ()
    if said.kind == "change" and said.base:
        ratios = [
            f"{_wrapped(sums[0])} / {base}"
            for base in _bases(said, _sums(said.base, edition), edition)
        ]
        targets = [f"{ratio} - {_of_last_year(ratio, said.earlier)}" for ratio in ratios]
    elif said.kind == "change" and not said.metric.endswith(_DELTA):
        targets = [_change(cells, said) for cells in sums[:1]]
    elif said.kind == "share":
        bases = _sums(said.base, edition) if said.base else []
        targets = [
            f"{_wrapped(cells)} / {base}"
            for cells in sums[:1]
            for base in _bases(said, bases, edition)
        ]
    elif said.base:  # 予以公开比部分公开多4件
        less = _sums(said.base, edition)[:1]
        targets = [f"{_wrapped(sums[0])} - {_wrapped(cells)}" for cells in less]
    else:
        others = [cells for metric in said.metrics for cells in _sums(metric, edition)]
        targets = [_sum(cells) for cells in (*sums, *others)]
    if said.last_year and said.kind != "change":
        targets = [_of_last_year(target, said.earlier) for target in targets]
    name = metrics().name(said.metric)
    return tuple(
        (target, f"{name}（读法 {rank + 1}）" if rank else name)
        for rank, target in enumerate(dict.fromkeys(targets))
    )


def _sums(metric: str, edition: Edition) -> list[list[str]]:
    """The cells a metric sums, one list a reading; empty where this edition lacks a cell."""
    if metric.startswith(_PREVIOUS):
        told = _sums(metric.removeprefix(_PREVIOUS), edition)
        return [[_PREVIOUS + cell for cell in cells] for cells in told]
    form, first, *second = metric.split(".")
    if form not in _AXES:
        return []
    kind_first, kind_second, total = _AXES[form]
    axes = metrics().axes
    readings = [_cells(first, kind_first)]
    for key in first.split("+"):
        axis = axes[kind_first].get(key)
        readings += [list(reading) for reading in axis.readings] if axis else []
    columns = _cells(second[0], kind_second) if second else [total]
    if form == "disclosure" and second:
        columns = second[0].split("+")
    found = []
    for rows in readings:
        cells = [
            _in_edition(f"{form}.{row}.{_own_column(row, column)}", edition)
            for row, column in product(rows, columns)
        ]
        present = [cell for cell in cells if cell in _refs(edition)]
        less = _less(second[0], kind_second) if second else []
        off = [f"{_LESS}{form}.{row}.{column}" for row, column in product(rows, less)]
        if present and (len(present) == len(cells) or form == "requests"):
            found.append([*present, *off])
    return found


def _own_column(row: str, column: str) -> str:
    """无处罚、收费: what is counted and what is charged are told of together, each by its column."""
    axis = metrics().axes["document"].get(row)
    one = axis is not None and {axis.column, column} <= OF_THE_YEAR
    return axis.column if one and axis and axis.column else column


@cache
def _refs(edition: Edition) -> frozenset[str]:
    return frozenset(ref for form in forms(edition) for ref in form.refs)


def _cells(keys: str, kind: CueKind) -> list[str]:
    axes = metrics().axes[kind]
    return [cell for key in keys.split("+") if key in axes for cell in axes[key].cells]


def _less(keys: str, kind: CueKind) -> list[str]:
    axes = metrics().axes[kind]
    return [cell for key in keys.split("+") if key in axes for cell in axes[key].less]


def _in_edition(ref: str, edition: Edition) -> str:
    return metrics().editions.get(edition, {}).get(ref, ref)


def _sum(cells: Iterable[str]) -> str:
    return " + ".join(dict.fromkeys(cells)).replace(f"+ {_LESS}", _LESS)


def _wrapped(cells: list[str]) -> str:
    text = _sum(cells)
    return f"({text})" if len(cells) > 1 else text


def _bases(said: _Said, bases: list[list[str]], edition: Edition) -> list[str]:
    """The denominators of a share: for what was closed, all handled, all due, or what came in."""
    if said.base == "requests.new_received+carried_over":
        due = [f"({_HANDLED} - {_FORWARD})"] if said.in_time else []
        return [f"({_HANDLED})", *due, _RECEIVED]
    wrapped = [_wrapped(base) for base in bases]
    if said.rated and said.base and said.base.count(".") == 1 and said.base.startswith(_DISPUTES):
        # a rate of wins may be taken of the cases that are closed
        return [*wrapped, *(f"({_sum(cells)})" for cells in _sums(f"{said.base}.closed", edition))]
    if said.base == "requests.result_total":
        return [*wrapped, _RECEIVED, f"({_HANDLED})"]
    return wrapped


def _change(cells: list[str], said: _Said) -> str:
    now, before = _sum(cells), _of_last_year(_sum(cells), said.earlier)
    difference = f"{now} - {before}" if len(cells) == 1 else f"({now}) - ({before})"
    if not said.percent:
        return difference
    return f"({difference}) / {before}" if len(cells) == 1 else f"({difference}) / ({before})"


def _of_last_year(target: str, earlier: Edition) -> str:
    """A formula over the cells of last year's report, whose form may be the edition before."""
    return " ".join(
        token.replace(core, _PREVIOUS + _in_edition(core, earlier))
        if "." in (core := token.strip("()"))
        else token
        for token in target.split(" ")
    )
