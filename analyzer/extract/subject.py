"""The rows and columns that a number counts, and how cues combine into them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from analyzer.extract.cues import Cue
from analyzer.lexicon.metrics import CueKind

Domain = Literal["requests", "disputes", "disclosure", "narrative", "foreign"]

# 件 and its many stand-ins; people, money and shares are never applications (MESSINESS, "Numbers")
CASE_UNITS: Final = frozenset(
    [
        "件",
        "宗",
        "份",
        "条",
        "次",
        "起",
        "个",
        "封",
        "件次",
        "例",
        "笔",
        "单",
        "项",
        "部",
        "",
        "条次",
        "份次",
    ]
)
# the results of which 表三 has a row for each reason, named after them (denied_state_secret)
_GROUPS: Final = ("denied", "unable", "refuse", "other")
_CONNECTED: Final = re.compile(
    r"[度、和及与或以\s“”（）含的]{0,3}(?:其中|以及|或者|类)?[、和及与或加跟]?"
    r"|[，、]?[也亦且](?:未|没有?|无)"  # 未制发也未废止
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Rows and columns (or groups and outcomes, or document and verb) that a number counts.

    `earlier` makes it last year's: what a multiple is taken of (是上年的2倍).
    """

    domain: Domain
    first: tuple[str, ...] = ()
    second: tuple[str, ...] = ()
    sure: float = 0.97
    also: tuple[Subject, ...] = ()
    earlier: bool = False

    @property
    def metric(self) -> str | None:
        """The metric id, None for foreign matters and unfinished subjects."""
        if self.domain == "foreign" or not self.first:
            return None
        tail = f".{'+'.join(self.second)}" if self.second else ""
        year = "previous." if self.earlier else ""
        return f"{year}{self.domain}.{'+'.join(self.first)}{tail}"


FOREIGN: Final = Subject("foreign")


def group_of(row: str) -> str | None:
    """The group of results that a row for one reason belongs to, None for any other row."""
    return next((group for group in _GROUPS if row.startswith(f"{group}_")), None)


def keys_of(near: Sequence[Cue], kind: CueKind) -> list[tuple[Cue, str]]:
    """The cues that name a key on the axis `kind`, with that key, in order."""
    return [(cue, key) for cue in near if (key := cue.key(kind)) is not None]


def joined(text: str, found: list[tuple[Cue, str]]) -> tuple[str, ...]:
    """The last key, with those before it that are joined to it by 和, 及, 、."""
    if not found:
        return ()
    keys = [found[-1][1]]
    for (earlier, key), (later, _) in zip(reversed(found[:-1]), reversed(found), strict=False):
        if not _CONNECTED.fullmatch(text, earlier.end, later.start):
            break
        if key not in keys:
            keys.insert(0, key)
    return tuple(keys)
