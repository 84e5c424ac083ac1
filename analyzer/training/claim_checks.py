"""What a gold claim must satisfy: bounds as CONTRACT writes them, cells that the forms have."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Final

from analyzer.claim import Hedge
from analyzer.document import Edition
from analyzer.forms.form import forms
from analyzer.formula import FormulaError, parse

_TENTH: Final = Decimal("0.1")
_FRACTION: Final = re.compile("[^百]分之")  # its decimal value is rounded already
_PREVIOUS: Final = "previous."
_EARLIER: Final[dict[Edition, tuple[Edition, ...]]] = {
    "2021": ("2021", "2019"),  # the report of 2021 looks back on a form of the 2019 edition
    "2019": ("2019",),
}


def check_bounds(
    quote: str,
    hedge: Hedge,
    value: Decimal,
    low: Decimal | None,
    high: Decimal | None,
) -> str | None:
    """Why an interval does not follow CONTRACT, "How values are written"; None where it does."""
    if value < 0:  # a fall: the bounds of the amount by which it fell
        value, low, high = (
            -value,
            None if high is None else -high,
            None if low is None else -low,
        )
    expected = tuple(_expected(quote, hedge, value))
    if not expected:
        proper = low is not None and high is not None and low < high and low <= value <= high
        return None if proper else f"的上下限应成区间，现为 {low}…{high}"
    if (low, high) in expected:
        return None
    return f"的上下限应为 {'或'.join(f'{a}…{b}' for a, b in expected)}，现为 {low}…{high}"


def _expected(
    quote: str, hedge: Hedge, value: Decimal
) -> Iterable[tuple[Decimal | None, Decimal | None]]:
    """The intervals that words and value allow; none where only their order can be checked."""
    if hedge == "exact":
        yield value, value
    elif hedge == "zero":
        yield Decimal(0), Decimal(0)
    elif hedge == "all":
        yield Decimal(100), Decimal(100)
    elif hedge == "at_least":
        yield value, None
    elif hedge == "at_most":
        yield None, value
    elif hedge == "over":
        yield value, None
        if not set("余多馀").isdisjoint(quote):
            yield value, value + _last_place(value) - 1
    elif hedge == "about" and "来" not in quote and not _FRACTION.search(quote):
        low, high = value * (1 - _TENTH), value * (1 + _TENTH)
        yield low, value
        yield low, high


def _last_place(value: Decimal) -> Decimal:
    """The last place that is not zero: 10 of 430, 1000 of 23000, 1 of 30299."""
    _, digits, exponent = value.normalize().as_tuple()
    return Decimal(10) ** int(exponent) if digits != (0,) else Decimal(1)


def check_target(target: str, edition: Edition) -> str | None:
    """Why a target is no formula over the cells of `edition`; None where it is."""
    try:
        refs = parse(target).refs
    except FormulaError as error:
        return str(error)
    unknown = sorted(set(refs) - known_cells(edition))
    return f"的算式有不认识的单元格 {unknown[0]}" if unknown else None


@cache
def known_cells(edition: Edition) -> frozenset[str]:
    """The cells of an edition, and last year's under `previous.`."""
    return frozenset(ref for form in forms(edition) for ref in form.refs) | frozenset(
        _PREVIOUS + ref
        for earlier in _EARLIER[edition]
        for form in forms(earlier)
        for ref in form.refs
    )
