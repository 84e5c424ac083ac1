"""What can go wrong with input, configuration or use; every message is Chinese and says what to do."""

from __future__ import annotations


class NianbaoError(Exception):
    """An error the user can mend: shown as one line, exit code 2, never a traceback.

    `problem` says what is wrong, `place` where (file, line, key), `remedy` what to do about it.
    """

    def __init__(self, problem: str, *, place: str = "", remedy: str = "") -> None:
        self.problem = problem
        self.place = place
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        head = f"{self.place}：{self.problem}" if self.place else self.problem
        return f"{head}。{self.remedy}" if self.remedy else head


class InputError(NianbaoError):
    """The file that was given cannot be read as an annual report."""


class DataError(NianbaoError):
    """A TOML file (lexicon, form, profile) or a model card is invalid; `place` names file and key."""


class UsageError(NianbaoError):
    """The call itself is wrong: unknown rule code, contradictory options."""
