"""A rule: a code, its standing, its page, and a function from facts to faults."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from analyzer.analysis import Facts
from analyzer.finding import Certainty, Fault, Severity
from analyzer.profile import Profile

Check = Callable[[Facts, Profile], Iterable[Fault]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of the catalogue; `page` is what `nianbao explain CODE` prints."""

    code: str
    name: str
    severity: Severity
    certainty: Certainty
    basis: str
    check: Check

    @property
    def page(self) -> str:
        """The rule's page: the docstring of its check."""
        return inspect.getdoc(self.check) or ""


def rule(
    code: str, *, name: str, severity: Severity, certainty: Certainty, basis: str
) -> Callable[[Check], Rule]:
    """Turn a check into the rule of that code; registration stays explicit in `rules.RULES`."""

    def decorate(check: Check) -> Rule:
        return Rule(code, name, severity, certainty, basis, check)

    return decorate
