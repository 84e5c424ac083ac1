"""Wordings that an expert faults, each with what is wrong and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final

from analyzer.errors import DataError
from analyzer.lexicon.needed import Need, needed
from analyzer.lexicon.source import load

_REQUIRED: Final = ("find", "problem", "mend")
_OPTIONAL: Final = ("unless",)


@dataclass(frozen=True)
class Expression:
    """A regular expression as written at `key` of file `place`.

    It is compiled when it is first looked for: of a hundred misprints a report has none or one.
    """

    written: str
    key: str
    place: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled expression; raises `DataError` naming file and key where it is none."""
        try:
            return re.compile(self.written)
        except re.error as error:
            said = f"键 {self.key} 不是正则表达式：{error}"
            raise DataError(said, place=self.place) from None


@dataclass(frozen=True, slots=True)
class Wording:
    """A faulty wording: `find` matches it, `unless` matches sentences in which it is right.

    `problem` and `mend` are Chinese phrases: what is wrong, what to write instead. `needs` are the
    literals without which `find` cannot match.
    """

    find: Expression
    problem: str
    mend: str
    unless: Expression | None
    needs: tuple[Need, ...]


@cache
def wordings(name: str, key: str) -> tuple[Wording, ...]:
    """The `[[key]]` tables of lexicon file `name`; raises `DataError` naming file and key."""
    place = f"{name}.toml"
    entries = load(name).get(key)
    if not isinstance(entries, list) or not entries:
        raise DataError(f"缺少键 {key}", place=place)
    return tuple(_wording(entry, f"{key}[{i}]", place) for i, entry in enumerate(entries))


def _wording(entry: Mapping[str, Any], where: str, place: str) -> Wording:
    for key in _REQUIRED:
        if key not in entry:
            raise DataError(f"缺少键 {where}.{key}", place=place)
    for key, value in entry.items():
        if key not in (*_REQUIRED, *_OPTIONAL):
            raise DataError(f"未知的键 {where}.{key}", place=place)
        if not isinstance(value, str) or not value:
            raise DataError(f"键 {where}.{key} 应为非空字符串", place=place)
    unless = entry.get("unless")
    return Wording(
        find=Expression(entry["find"], f"{where}.find", place),
        problem=entry["problem"],
        mend=entry["mend"],
        unless=None if unless is None else Expression(unless, f"{where}.unless", place),
        needs=needed(entry["find"]),
    )
