"""Chinese names of the keys that results carry (severities, outcomes, forms …)."""

from __future__ import annotations

from typing import Final

from analyzer.errors import DataError
from analyzer.lexicon.source import load

_FILE: Final = "names"


def name_of(kind: str, key: str) -> str:
    """The name of `key` among the names of `kind`; raises `DataError` naming the missing key."""
    try:
        return str(load(_FILE)[kind][key])
    except KeyError:
        raise DataError(f"缺少键 {kind}.{key}", place=f"{_FILE}.toml") from None
