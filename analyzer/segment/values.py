"""What the text of a cell says: a number, nothing, or something a person must look at.

A value is given only where no reading is needed: `12`, `-1`, `2.5`. What can be guessed at
(`1,234`, `3件`) stays malformed and carries the guess in its note.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final, NamedTuple

from analyzer.document import CellState
from analyzer.errors import DataError
from analyzer.lexicon.source import load

_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_SIGNED: Final = re.compile(r"\+[1-9][0-9]*")
_THOUSANDS: Final = re.compile(r"[1-9][0-9]{0,2}(?:[,， ][0-9]{3})+(?:\.[0-9]+)?")
_REMARK: Final = re.compile(r"[（(][^（()）]*[）)]$")
_WIDE: Final = str.maketrans("０１２３４５６７８９．，＋－−", "0123456789.,+--")


class Reading(NamedTuple):
    """The state of a cell, its value where it is a number, and a guess where it is not."""

    state: CellState
    value: Decimal | None = None
    note: str = ""


BLANK: Final = Reading("blank")


@cache
def _words(key: str) -> tuple[str, ...]:
    value = load("cells", "analyzer.forms").get(key)
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise DataError(f"键 {key} 应为字符串列表", place="cells.toml")
    return tuple(sorted(value, key=len, reverse=True))


@cache
def _written() -> re.Pattern[str]:
    """A number with sign or word of change, unit, and a remark in brackets."""
    change = "|".join(map(re.escape, (*_words("decrease"), *_words("increase"))))
    units = "|".join(map(re.escape, _words("units")))
    return re.compile(rf"(?P<change>[-+]|{change})?(?P<digits>[0-9]+(?:\.[0-9]+)?)(?:{units})?")


def is_placeholder(text: str) -> bool:
    """Whether the text stands where a number should: `/`, `—`, 无."""
    return text in _words("placeholders")


def is_unit(text: str) -> bool:
    """Whether the text is a unit and nothing else: 件, 万元; old tables have a column of them."""
    return text.strip() in _words("units")


@lru_cache(maxsize=2048)
def read(text: str, *, signed: bool = False) -> Reading | None:
    """Read a cell, or None where the text is no value at all but words.

    `signed` says that the column may hold a change, written with a plus sign.
    """
    written = " ".join(text.replace("\u3000", " ").replace("\xa0", " ").split())
    if not written:
        return BLANK
    if _NUMBER.fullmatch(written) and written != "-0":
        return Reading("number", Decimal(written))
    if signed and _SIGNED.fullmatch(written):
        return Reading("number", Decimal(written))
    if is_placeholder(written.replace(" ", "")):
        return Reading("malformed")
    guess = _guess(written.translate(_WIDE))
    return None if guess is None else Reading("malformed", note=guess and f"疑为 {guess}")


def _guess(written: str) -> str | None:
    """The number that may be meant, "" where none may be guessed, None where it is no value."""
    if _THOUSANDS.fullmatch(written):
        return re.sub(r"[,， ]", "", written)
    match = _written().fullmatch(_REMARK.sub("", written).replace(" ", ""))
    if match is None or (" " in written and re.search(r"\d \d", written)):
        return None
    digits = match["digits"]
    if len(digits) > 1 and digits[0] == "0" and digits[1] != ".":
        return ""
    falls = match["change"] == "-" or match["change"] in _words("decrease")
    return f"-{digits}" if falls else digits
