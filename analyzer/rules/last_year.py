"""Last year's report, where it really is the one of the year before."""

from __future__ import annotations

from analyzer.analysis import Facts


def last_years_report(facts: Facts) -> Facts | None:
    """The facts of last year's report; None where there are none or the years do not follow."""
    if facts.previous is None:
        return None
    this, last = facts.document.year, facts.previous.document.year
    if this is not None and last is not None and last != this - 1:
        return None
    return facts.previous
