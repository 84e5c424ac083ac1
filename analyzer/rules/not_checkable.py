"""The codes of the catalogue that no rule can judge from a report alone, and why (a register)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from analyzer.errors import DataError
from analyzer.finding import SEVERITIES, Severity
from analyzer.lexicon.source import load

_FILE: Final = "not_checkable"
_PLACE: Final = f"{_FILE}.toml"
_KEYS: Final = frozenset({"code", "name", "severity", "reason"})
_CODE: Final = re.compile(r"[A-Z]\d\d")


@dataclass(frozen=True, slots=True)
class NotCheckable:
    """A code that stays with people: `reason` says what a machine would have to see."""

    code: str
    name: str
    severity: Severity
    reason: str


@cache
def not_checkable() -> tuple[NotCheckable, ...]:
    """The register, in the order of its file; raises `DataError` naming file and key."""
    entries = load(_FILE, "analyzer.rules").get("code")
    if not isinstance(entries, list):
        raise DataError("缺少键 code", place=_PLACE)
    return tuple(_entry(entry, f"code[{index}]") for index, entry in enumerate(entries))


def _entry(entry: Any, where: str) -> NotCheckable:
    if not isinstance(entry, Mapping) or entry.keys() != _KEYS:
        raise DataError(f"键 {where} 应恰有 {'、'.join(sorted(_KEYS))}", place=_PLACE)
    if not _CODE.fullmatch(str(entry["code"])) or entry["severity"] not in SEVERITIES:
        raise DataError(f"键 {where} 的代码或严重程度不合规", place=_PLACE)
    return NotCheckable(entry["code"], entry["name"], entry["severity"], entry["reason"])
