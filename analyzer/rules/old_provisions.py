"""Provisions of the regulation of 2007 that reports still tell as standing law."""

from __future__ import annotations

from typing import Final

from analyzer.analysis import Facts
from analyzer.document import Span
from analyzer.rules.legal_powers import FILE
from analyzer.rules.own_words import matches

# The regulation now in force took effect on 15 May 2019.
_FIRST_YEAR: Final = 2019


def told_as_standing(facts: Facts, key: str) -> list[Span]:
    """Where the prose tells the old provision `key` without negating it or speaking of the past."""
    year = facts.document.year
    if year is None or year < _FIRST_YEAR:
        return []
    return matches(facts, FILE, key, "pattern", unless="unless_pattern")
