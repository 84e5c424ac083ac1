"""What a report says of its shortcomings: problems, what is done about them, and how they pair."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.document import Span


@dataclass(frozen=True, slots=True)
class Remedy:
    """Something done or promised; `concrete` where it can be checked.

    Concrete is an action with a time, a number, a responsible unit or a named deliverable.
    """

    span: Span
    concrete: bool


@dataclass(frozen=True, slots=True)
class Problem:
    """One shortcoming, its kinds (keys of `lexicon/problem_kinds.toml`), and what answers it."""

    span: Span
    kinds: tuple[str, ...]
    remedies: tuple[Remedy, ...]

    @property
    def is_answered(self) -> bool:
        """Whether a remedy that can be checked answers it."""
        return any(remedy.concrete for remedy in self.remedies)


@dataclass(frozen=True, slots=True)
class Shortcomings:
    """All problems of a report, and the remedies that answer none of them in particular."""

    problems: tuple[Problem, ...] = ()
    general: tuple[Remedy, ...] = ()
