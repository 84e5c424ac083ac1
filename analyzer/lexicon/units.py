"""The measure words and hedges of `units.toml`, ready for matching."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from analyzer.errors import DataError
from analyzer.lexicon.source import load, words

_FILE = "units"
_KINDS = (
    "document",
    "case",
    "event",
    "person",
    "person_time",
    "money",
    "share",
    "duration",
    "reach",
    "place",
    "thing",
    "score",
)


CASE = "件"  # the measure word of applications and disputes


class Units(NamedTuple):
    """Measure words with their kinds, and what may follow or precede them.

    `as_cases` say of applications and disputes what 件 says.
    """

    kinds: Mapping[str, frozenset[str]]
    as_cases: frozenset[str]
    after_chinese_numeral: frozenset[str]
    weak_after_one: frozenset[str]
    not_before: Mapping[str, str]
    structure: tuple[str, ...]
    hedges: Mapping[str, tuple[str, ...]]

    def is_kind(self, unit: str, kind: str) -> bool:
        """Whether `unit` can measure things of this kind."""
        return kind in self.kinds.get(unit, ())


@cache
def units() -> Units:
    """The validated content of `units.toml`; raises `DataError` naming the key."""
    data = load(_FILE)
    kinds: dict[str, set[str]] = {}
    for kind in _KINDS:
        for unit in words(_FILE, kind, "units"):
            kinds.setdefault(unit, set()).add(kind)
    not_before = data.get("not_before")
    if not isinstance(not_before, Mapping):
        raise DataError("缺少表 not_before", place=f"{_FILE}.toml")
    return Units(
        kinds={unit: frozenset(names) for unit, names in kinds.items()},
        as_cases=frozenset(words(_FILE, "as_cases", "units")),
        after_chinese_numeral=frozenset(words(_FILE, "chinese_numerals", "units")),
        weak_after_one=frozenset(words(_FILE, "chinese_numerals", "weak_after_one")),
        not_before=not_before,
        structure=words(_FILE, "structure", "nouns"),
        hedges={name: words(_FILE, "hedges", name) for name in data["hedges"]},
    )
