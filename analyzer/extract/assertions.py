"""Claims made of quantities and statements, once it is known what they are said of."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final, NamedTuple

from analyzer.claim import Kind, Quantity, Scope
from analyzer.document import Span
from analyzer.extract.cues import clause_start
from analyzer.extract.expressions import Expression
from analyzer.extract.periods import (
    is_of_part_of_the_year,
    is_of_years_up_to_now,
    of_another_year,
    period_of,
)
from analyzer.extract.reading import Reading
from analyzer.extract.statements import Statement
from analyzer.extract.subject import Subject

_ONE: Final = Decimal(1)
_ZERO: Final = Decimal(0)
_HUNDRED: Final = Decimal(100)
_OF_NOTHING: Final = 0.9
_LEFT: Final = ("carried_forward",)
_FROM_LAST_YEAR: Final = Expression(
    r"(?:[较比]|[与和同](?=[^，。；]{0,8}相?比))(?:(?:19|20)\d\d年|上一?年|去年)"
)
_MONEY: Final = frozenset({"fees", "information_fee"})


class Assertion(NamedTuple):
    """A claim before it is placed in the text: offsets are those of its sentence.

    Named tuples are made in a quarter of the time that a frozen `Claim` takes.
    """

    quantity: Quantity
    kind: Kind
    metric: str | None
    period: int | None
    scope: Scope
    base: str | None
    metrics: tuple[str, ...]
    probability: float
    of_area: bool = False
    named: Span | None = None

    @property
    def span(self) -> Span:
        """The characters of number, hedge and unit."""
        return self.quantity.span

    def of_others(self) -> Assertion:
        """The claim, when it is said of others than the agency: no table of the report holds it."""
        return self._replace(metric=None, base=None, metrics=(), scope="subordinate")


def build(  # noqa: PLR0913  # the parts of a claim
    quantity: Quantity,
    kind: Kind,
    subject: Subject | None = None,
    *,
    base: Subject | None = None,
    period: int | None,
    scope: Scope = "agency",
) -> Assertion:
    """What a quantity is said of; without a subject nothing can tell."""
    if subject is None:
        told = base.metric if base else None
        return Assertion(quantity, kind, None, period or None, scope, told, (), _OF_NOTHING)
    return Assertion(
        quantity,
        kind,
        subject.metric,
        period or None,
        scope,
        base.metric if base else None,
        tuple([m for other in subject.also if (m := other.metric)]) if subject.also else (),
        subject.sure,
    )


def signed(quantity: Quantity, sign: int) -> Quantity:
    """A fall is negative, and its bounds change places."""
    if sign >= 0:
        return quantity
    return replace(
        quantity,
        value=-quantity.value,
        low=None if quantity.high is None else -quantity.high,
        high=None if quantity.low is None else -quantity.low,
    )


def stated(reading: Reading, statement: Statement) -> Assertion:
    """A zero statement (value 0) or a universal (100 % of what it speaks of)."""
    span, subject, text = statement.span, statement.subject, reading.text
    number = Span(span.start, span.start)
    if statement.sense == "unchanged":
        quantity = Quantity(span, number, _ZERO, _ZERO, _ZERO, "件", "zero", _ONE)
        known = None if of_another_year(reading, span.start) else subject
        return build(quantity, "change", known, period=reading.year or 0)
    if statement.sense == "zero":
        unit = _unit_of_nothing(subject, span.of(text))
        kind: Kind = "money" if unit == "元" else "count"
        start = clause_start(text, span.start, 0)
        told = span.start if span.start > start else span.end  # 诉讼2起，上年没有
        change = subject.second == ("delta",)  # 与上年持平 is said of this year
        period = reading.year or 0 if change else period_of(reading, (start, told), subject, kind)
        if subject.first == _LEFT and period == (reading.year or 0) - 1:
            # 上年没有留下未办完的: nothing that this year began with
            subject, period = replace(subject, first=("carried_over",)), reading.year or 0
        quantity = Quantity(span, number, _ZERO, _ZERO, _ZERO, unit, "zero", _ONE)
        if period == (reading.year or 0) - 1 and _FROM_LAST_YEAR.search(text, start, span.end):
            period = reading.year or 0  # 复议、诉讼较上年均归零
        if period is None and is_of_years_up_to_now(text[start : span.start]):
            period = reading.year or 0  # 多年来未收到: nor this year
        in_part = is_of_part_of_the_year(text[start : span.start], reading.year)
        known = None if period is None or in_part else subject
        if statement.base is not None:
            rate = replace(quantity, unit="%")
            return build(rate, "share", known, base=statement.base, period=period)
        return build(quantity, kind, known, period=period)
    quantity = Quantity(span, number, _HUNDRED, _HUNDRED, _HUNDRED, "%", "all", _ONE)
    start = clause_start(text, span.start, 0)
    period = period_of(reading, (start, span.start), subject, "share")
    if period != (reading.year or 0):
        return build(quantity, "share", period=period)
    return build(quantity, "share", subject, base=statement.base, period=period)


def _unit_of_nothing(subject: Subject, phrase: str) -> str:
    """What a zero statement counts none of: money, notices, matters of the form, or cases."""
    if subject.second == ("delta",):
        return "项"
    if subject.first[:1] and subject.first[0] in _MONEY:
        return "份" if "通知" in phrase else "元"
    return "件"
