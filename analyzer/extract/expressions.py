"""Regular expressions that are compiled when first looked for: of hundreds a report meets a few."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator


class Expression:
    """A regular expression of the standard library, by its source; searched as a compiled one is.

    For turns of phrase that few sentences take; one that most sentences ask for is better compiled
    at once, for every search here is a call more. A text without the characters that it `needs`
    is not looked at, which costs a tenth.
    """

    def __init__(self, source: str, needs: str = "") -> None:
        self.source = source
        self.needs = needs
        self._compiled: re.Pattern[str] | None = None

    def _compile(self) -> re.Pattern[str]:
        self._compiled = re.compile(self.source)
        return self._compiled

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match within the half-open range of `text`."""
        if self.needs not in text:
            return None
        return (self._compiled or self._compile()).search(text, start, end)

    def finditer(
        self, text: str, start: int = 0, end: int = sys.maxsize
    ) -> Iterator[re.Match[str]]:
        """The matches within the half-open range of `text`, in order."""
        return (self._compiled or self._compile()).finditer(text, start, end)

    def sub(self, replacement: str, text: str) -> str:
        """`text` with `replacement` for every match."""
        return (self._compiled or self._compile()).sub(replacement, text)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match at `start`."""
        if self.needs not in text:
            return None
        return (self._compiled or self._compile()).match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match of the whole range."""
        if self.needs not in text:
            return None
        return (self._compiled or self._compile()).fullmatch(text, start, end)
