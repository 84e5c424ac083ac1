"""What the prose asserts in numbers, what it is held against, and whether it holds."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeVar, dataclass_transform

from analyzer.document import Span

_T = TypeVar("_T")
Hedge = Literal["exact", "over", "about", "at_least", "at_most", "range", "zero", "all"]
Kind = Literal["count", "money", "share", "change", "duration", "rank"]
Scope = Literal["agency", "region", "subordinate", "other"]
Outcome = Literal["agrees", "rounded", "disagrees", "incomparable", "unlinked", "unchecked"]


@dataclass_transform(frozen_default=True)
def _value(made: type[_T]) -> type[_T]:
    """A frozen dataclass to the type checker, which sees to it that nothing is set afterwards.

    At run time it is an open one: a frozen one sets every field through `object.__setattr__`, which
    took a twentieth of all time to read a text.
    """
    return dataclass(slots=True, unsafe_hash=True)(made)


@_value
class Quantity:
    """A number with unit and hedge, as an interval (CONTRACT, "How values are written").

    `low` and `high` are closed bounds in the base unit, None where open. `step` is the unit of the
    last place written (1 for 435, 1000 for 2.3万, 0.1 for 4.3%): the precision of the statement.
    `number` is the span of the bare number inside `span`.
    """

    span: Span
    number: Span
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    unit: str
    hedge: Hedge
    step: Decimal


@_value
class Claim:
    """A quantity with what it is said of.

    `metric` is an id of `lexicon/metrics.toml` (`requests.denied`, `requests.granted+partial`,
    `disputes.suit.upheld`), `base` the metric that a share is taken of, `metrics` other metrics the
    words could mean. `period` is the year it speaks of, `sentence` the index of its sentence.
    `of_area` says that it is told of the whole area that the agency governs (全市), which the tables
    may count or not. `named` is where its name stands, if not beside it (自然人、企业分别为3件、1件).
    """

    id: str
    quantity: Quantity
    text: str
    sentence: int
    kind: Kind
    metric: str | None
    period: int | None
    scope: Scope
    base: str | None = None
    metrics: tuple[str, ...] = ()
    probability: float = 1.0
    of_area: bool = False
    named: Span | None = None

    @property
    def span(self) -> Span:
        """The characters of number, hedge and unit."""
        return self.quantity.span


@_value
class Link:
    """A formula that a claim can be held against, why, and how probable that reading is."""

    target: str
    reason: str
    probability: float


@_value
class Verdict:
    """The outcome of holding a claim against its links.

    `target` is the reading that was used, `expected` its value over the tables (shares and
    percentage changes in per cent), `reason` what was compared, `gap` why the two differ where an
    explanation was found.
    """

    outcome: Outcome
    target: str | None
    expected: Decimal | None
    reason: str
    gap: str = ""
    confidence: float = 1.0


@_value
class CheckedClaim:
    """A claim with its links, best first, and the verdict over them."""

    claim: Claim
    links: tuple[Link, ...]
    verdict: Verdict
