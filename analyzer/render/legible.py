"""Text from a report or a path, made harmless for a terminal."""

from __future__ import annotations

import unicodedata
from typing import Final

_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
_CONTROL_PICTURES: Final = 0x2400
_FIRST_PRINTABLE: Final = 0x20
# Characters that reorder or hide their neighbours on a terminal.
_DECEIVING: Final = frozenset(
    chr(code)
    for code in (*range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x206A), 0xFEFF)
)


def legible(text: str) -> str:
    """`text` on one line, with everything a terminal might obey made visible.

    Line ends and tabs become spaces, control characters their pictures (␛), characters that
    reorder or hide text and lone surrogates the replacement character.
    """
    return "".join(map(_harmless, text))


def _harmless(character: str) -> str:
    if character in "\n\r\t\v\f\x85":
        return " "
    if character in _DECEIVING:
        return _REPLACEMENT
    if unicodedata.category(character) not in ("Cc", "Cs"):
        return character
    code = ord(character)
    return chr(_CONTROL_PICTURES + code) if code < _FIRST_PRINTABLE else _REPLACEMENT
