"""A sentence as features: the character 1–4-grams in it, its section, what stands before it."""

from __future__ import annotations

import re
from operator import add
from typing import Final, get_args

from analyzer.document import Aspect, Role, SectionKey

ASPECTS: Final[tuple[str, ...]] = get_args(Aspect)
ROLES: Final[tuple[str, ...]] = get_args(Role)
SECTIONS: Final[tuple[str, ...]] = get_args(SectionKey)
LONGEST: Final = 4
_BEGIN, _END = "^", "$"
_NUMBER: Final = re.compile(r"\d+(?:[.,，]\d+)*")
# One shape for marks that differ only in width or style; the sentence marks are taken out.
_SHAPES: Final = str.maketrans(
    {
        **{chr(code + 0xFEE0): chr(code) for code in range(0x30, 0x7B) if chr(code).isalnum()},
        **dict(zip(",;:?!()％", "，；：？！（）%", strict=True)),
        **dict.fromkeys("“”‘’\"'「」『』", "“"),
        **dict.fromkeys("^$", None),
    }
)
_MISSHAPEN: Final = re.compile(
    "[" + re.escape("".join(chr(code) for code, to in _SHAPES.items() if to != chr(code))) + "]"
)
# The features beside the n-grams: the section, and the aspect of the sentence before.
BESIDE: Final = (*SECTIONS, *(f"after:{aspect}" for aspect in ASPECTS))
AFTER: Final = slice(len(SECTIONS), len(BESIDE))


def canonical(text: str) -> str:
    """The sentence as it is compared: no spaces, one width and quote, every number “0”."""
    shaped = "".join(text.split())
    if _MISSHAPEN.search(shaped):  # few sentences are, and translating is slow
        shaped = shaped.translate(_SHAPES)
    return _NUMBER.sub("0", shaped.lower())


def bounded(text: str) -> str:
    """The canonical sentence between its marks: where it begins and ends is a feature, too."""
    return f"{_BEGIN}{canonical(text)}{_END}"


def singles_and_pairs(written: str) -> set[str]:
    """The distinct 1-grams and 2-grams of a bounded sentence."""
    return {*written, *map(add, written, written[1:])}
