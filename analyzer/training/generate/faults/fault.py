"""What an injection hands back: the faulty report and what an expert would say of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random

from analyzer.training.generate.report import Report


@dataclass(frozen=True, slots=True)
class Injected:
    """A report with one fault, and the gold for it.

    The finding of `code` should point at one of `cells`, or touch `quote`; where both are empty the
    code alone counts. `also` are codes that the same edit brings with it by necessity (a changed
    total unbalances its column too): they are neither expected nor held against anybody.
    `deadlines` are what the locality sets in its profile; `formats` can carry the fault, any can
    where there are none.
    """

    report: Report
    code: str
    cells: tuple[str, ...] = ()
    quote: str = ""
    also: frozenset[str] = frozenset()
    deadlines: Mapping[str, str] = field(default_factory=dict)
    formats: tuple[str, ...] = ()


# None where this report offers no place for the fault.
Injector = Callable[[Report, Random], Injected | None]
