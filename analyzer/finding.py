"""What is wrong: a rule yields faults, the engine stamps them into findings."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from analyzer.document import Span

Severity = Literal["critical", "high", "medium", "low", "info"]
Certainty = Literal["certain", "likely", "hint"]
Status = Literal["open", "confirmed", "dismissed"]

SEVERITIES: Final[tuple[Severity, ...]] = ("critical", "high", "medium", "low", "info")


@dataclass(frozen=True, slots=True)
class CellAnchor:
    """Points at an official cell, `form.row.column`."""

    ref: str


Anchor = Span | CellAnchor


@dataclass(frozen=True, slots=True)
class Correction:
    """A cell that is likeliest to be wrong: what is written, and what would mend the equations."""

    ref: str
    written: Decimal
    should: Decimal


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault as a rule sees it.

    `message` says what is wrong, where and against what; `advice` what to do; `anchors` point at
    the characters and cells. `severity` and `certainty` override the rule's own where this case
    weighs more or less. `expected` and `actual` are given where values were compared.
    `corrections` are the cells of a table that are likeliest to be wrong.
    """

    message: str
    anchors: tuple[Anchor, ...]
    advice: str
    expected: Decimal | str | None = None
    actual: Decimal | str | None = None
    severity: Severity | None = None
    certainty: Certainty | None = None
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault with its rule's code and standing.

    `fingerprint` hashes code, normalised quotes and cell references, not positions, so that a
    person's decision survives edits elsewhere in the report. `related` are findings of other rules
    that have the same cause: told with this one, counted once.
    """

    code: str
    name: str
    severity: Severity
    certainty: Certainty
    message: str
    advice: str
    basis: str
    anchors: tuple[Anchor, ...]
    expected: str | None
    actual: str | None
    fingerprint: str
    status: Status = "open"
    corrections: tuple[Correction, ...] = ()
    related: tuple[Finding, ...] = ()
