"""Judgement: one file per rule, named by its code; `RULES` is the register.

To add a rule: write `<code>_<name>.py` with `@rule(…)` and a Chinese page as docstring, append it
to `RULES`, and give it a silent and a speaking case in `tests/rules/<code>.toml`.
"""

from __future__ import annotations

from typing import Final

from analyzer.analysis import Facts
from analyzer.finding import Finding
from analyzer.profile import Profile
from analyzer.rule import Rule
from analyzer.rules.engine import run

RULES: Final[tuple[Rule, ...]] = ()


def judge(facts: Facts, profile: Profile) -> tuple[Finding, ...]:
    """Every finding of every rule the profile wants."""
    return run(RULES, facts, profile)
