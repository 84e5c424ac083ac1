"""Whether a remedy can be checked: an action with a time, a number, a unit or a deliverable."""

from __future__ import annotations

import re
from functools import cache

from analyzer.lexicon.source import words


def is_concrete(text: str) -> bool:
    """Whether the words name something that one could check to have happened."""
    return _specific().search(_promises().sub("", text)) is not None


@cache
def _specific() -> re.Pattern[str]:
    patterns = (
        *words("substance", "measure", "specific_pattern"),
        *words("problem_kinds", "concrete", "more_pattern"),
    )
    return re.compile("|".join(f"(?:{expression})" for expression in patterns))


@cache
def _promises() -> re.Pattern[str]:
    """Set phrases that contain a figure or a deliverable and promise nothing."""
    return re.compile("|".join(words("problem_kinds", "concrete", "empty_pattern")))
