"""Last year's report, where it really is the one of the year before."""

from __future__ import annotations

from analyzer.analysis import Facts
from analyzer.rules.phrasing import any_of


def last_years_report(facts: Facts) -> Facts | None:
    """The facts of last year's report; None where there are none or the years do not follow."""
    if facts.previous is None:
        return None
    this, last = facts.document.year, facts.previous.document.year
    if this is not None and last is not None and last != this - 1:
        return None
    return facts.previous


def is_explained(facts: Facts, key: str) -> bool:
    """Whether the prose says why figures of two years do not follow (`continuity.toml`).

    Some reasons speak for themselves; the others count in a sentence on the matter only.
    """
    reasons = any_of("continuity", "explanations", key)
    unclear, about = any_of("continuity", "unclear", key), any_of("continuity", "about", key)
    told = [facts.quote(s.span) for s in facts.sentences if s.section != "problems"]
    return any(
        reasons.search(said) or (unclear.search(said) and about.search(said)) for said in told
    )
