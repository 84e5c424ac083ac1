"""How alike two reports are: the share of one that stands in the other, passage by passage."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.document import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of sentences of this report and what the other report says in their place.

    `span` is a half-open range of this report's text, `other` one of the other report's text,
    `likeness` is 1 where they differ in nothing but figures, years and names.
    """

    span: Span
    other: Span
    likeness: float


@dataclass(frozen=True, slots=True)
class Resemblance:
    """One report held against another; `share` (0…1) is of the characters compared.

    Set phrases, legal formulas, figures, years and the agencies' names are left out before
    comparing; `compared` counts the characters of this report that remained.
    """

    source: str
    agency: str | None
    year: int | None
    share: float
    compared: int
    passages: tuple[Passage, ...]
