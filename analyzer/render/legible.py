"""Text from a report or a path, made harmless for a terminal."""

from __future__ import annotations

import unicodedata
from typing import Final

_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
_CONTROL_PICTURES: Final = 0x2400
_FIRST_PRINTABLE: Final = 0x20
# Formatting marks (they reorder or hide their neighbours), line and paragraph separators, surrogates.
_DECEIVING: Final = frozenset({"Cf", "Zl", "Zp", "Cs"})
# No characters at all: XML, and with it Word and Excel, cannot hold them.
_NO_CHARACTERS: Final = frozenset("\ufffe\uffff")


def legible(text: str) -> str:
    """`text` on one line, with everything a terminal might obey made visible.

    Line ends and tabs become spaces, control characters their pictures (␛), characters that
    reorder or hide text, lone surrogates and U+FFFE, U+FFFF the replacement character.
    """
    if text.isprintable():
        return text
    return "".join(map(_harmless, text))


def _harmless(character: str) -> str:
    if character in "\n\r\t\v\f\x85":
        return " "
    category = unicodedata.category(character)
    if category in _DECEIVING or character in _NO_CHARACTERS:
        return _REPLACEMENT
    if category != "Cc":
        return character
    code = ord(character)
    return chr(_CONTROL_PICTURES + code) if code < _FIRST_PRINTABLE else _REPLACEMENT
