"""Traditional and full-width characters as the simplified, half-width ones the lexicon is written in."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from analyzer.errors import DataError
from analyzer.lexicon.source import load, words

_FILE: Final = "script"
_CHARACTERS: Final = ("traditional", "width")
# A simplified text quotes a name or two in traditional characters; a mirror page is full of them.
_MIRROR: Final = 20


@cache
def _table() -> tuple[re.Pattern[str], dict[int, str]]:
    pairs: dict[int, str] = {}
    for key in _CHARACTERS:
        pair = load(_FILE)[key]
        written, meant = pair["written"], pair["meant"]
        if len(written) != len(meant):
            raise DataError(f"键 {key} 的两串长度不同", place=f"{_FILE}.toml")
        pairs.update(zip(map(ord, written), meant, strict=True))
    return re.compile(f"[{''.join(map(chr, pairs))}]"), pairs


@cache
def _words(key: str) -> tuple[tuple[str, str], ...]:
    pairs = zip(words(_FILE, key, "written"), words(_FILE, key, "meant"), strict=True)
    found = tuple(pairs)
    if any(len(written) != len(meant) for written, meant in found):
        raise DataError(f"键 {key} 的两个词长度不同", place=f"{_FILE}.toml")
    return found


@cache
def _traditional() -> re.Pattern[str]:
    return re.compile(f"[{load(_FILE)['traditional']['written']}]")


def simplified(text: str) -> str:
    """`text` in the script of the lexicon, one code point for one: offsets do not change."""
    pattern, pairs = _table()
    if pattern.search(text):
        text = text.translate(pairs)
    for written, meant in _words("variants"):
        text = text.replace(written, meant)  # itself where there is nothing to replace
    return text


def unmirrored(text: str) -> str:
    """The text of a mirror page in simplified script, one code point for one; any other unchanged.

    Mirrors (big5, Taiwan) turn characters and some terms; the report itself is in simplified
    script, and that is what is judged and shown.
    """
    if len(_traditional().findall(text)) <= _MIRROR:
        return text
    text = simplified(text)
    for written, meant in _words("terms"):
        text = text.replace(written, meant)
    return text
