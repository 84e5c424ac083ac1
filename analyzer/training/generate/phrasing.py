r"""From a pattern of the TOML files to one sentence: alternatives chosen, slots filled.

A pattern is text with alternatives `[甲|乙|]` (the last one empty) and slots `{name}`; `\[` is a
bracket.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random
from typing import Any, Final

from analyzer.errors import DataError
from analyzer.lexicon.source import load

PACKAGE: Final = "analyzer.training.generate"
_ALTERNATIVES: Final = re.compile(r"(?<!\\)\[([^\[\]]*)\]")


class Phrases:
    """The sentences one report draws from: a file, a chance, and what is known of the agency."""

    def __init__(
        self, file: str, chance: Random, known: Mapping[str, object], package: str = PACKAGE
    ) -> None:
        self.chance = chance
        self._file, self._package = file, package
        self._known = known

    def say(self, key: str, **slots: object) -> str:
        """One of the sentences at `key` (dotted); raises `DataError` naming file and key."""
        return self.fill(self.chance.choice(self.all(key)), **slots)

    def several(self, key: str, count: int, **slots: object) -> list[str]:
        """`count` different sentences of those at `key`."""
        return [self.fill(each, **slots) for each in self.chance.sample(self.all(key), count)]

    def all(self, key: str) -> list[str]:
        """The patterns at `key`."""
        value: Any = load(self._file, self._package)
        for name in key.split("."):
            if not isinstance(value, Mapping) or name not in value:
                raise DataError(f"缺少键 {key}", place=f"{self._file}.toml")
            value = value[name]
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise DataError(f"键 {key} 应为字符串列表", place=f"{self._file}.toml")
        return list(value)

    def fill(self, pattern: str, **slots: object) -> str:
        """The sentence of a pattern; raises `DataError` for a slot that nothing fills."""
        while match := _ALTERNATIVES.search(pattern):
            chosen = self.chance.choice(match[1].split("|"))
            pattern = pattern[: match.start()] + chosen + pattern[match.end() :]
        pattern = pattern.replace("\\[", "[")
        try:
            return pattern.format_map({**self._known, **slots})
        except KeyError as error:
            raise DataError(
                f"“{pattern}”中的 {error} 无从填写", place=f"{self._file}.toml"
            ) from None
