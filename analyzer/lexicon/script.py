"""Traditional and full-width characters as the simplified, half-width ones the lexicon is written in."""

from __future__ import annotations

import re
from functools import cache

from analyzer.errors import DataError
from analyzer.lexicon.source import load

_FILE = "script"


@cache
def _table() -> tuple[re.Pattern[str], dict[int, str]]:
    pairs: dict[int, str] = {}
    for key, pair in load(_FILE).items():
        written, meant = pair["written"], pair["meant"]
        if len(written) != len(meant):
            raise DataError(f"键 {key} 的两串长度不同", place=f"{_FILE}.toml")
        pairs.update(zip(map(ord, written), meant, strict=True))
    return re.compile(f"[{''.join(map(chr, pairs))}]"), pairs


def simplified(text: str) -> str:
    """`text` in the script of the lexicon, one code point for one: offsets do not change."""
    pattern, pairs = _table()
    return text.translate(pairs) if pattern.search(text) else text
