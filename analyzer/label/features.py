"""A sentence as numbers: the character 1–4-grams in it, its section, what stands before it.

An n-gram is written as one 64-bit key, its UTF-16 units side by side, so that looking up all
n-grams of all sentences of a report is a handful of numpy calls without hashing or collisions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray

from analyzer.document import Aspect, Role, SectionKey

Floats: TypeAlias = NDArray[np.float32]
Keys: TypeAlias = NDArray[np.uint64]
Booleans: TypeAlias = NDArray[np.bool_]
Indices: TypeAlias = NDArray[np.intp]

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
# The columns beside the n-grams: the section, and the aspect of the sentence before.
BESIDE: Final = (*SECTIONS, *(f"after:{aspect}" for aspect in ASPECTS))
AFTER: Final = slice(len(SECTIONS), len(BESIDE))


class Grams(NamedTuple):
    """All n-grams of a batch: `keys[i]` stands in sentence `owners[i]`."""

    keys: Keys
    owners: Indices


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences as features: n-grams, and one row of `BESIDE` columns a sentence."""

    grams: Grams
    beside: Floats


def canonical(text: str) -> str:
    """The sentence as it is compared: no spaces, one width and quote, every number “0”."""
    shaped = "".join(text.split())
    if _MISSHAPEN.search(shaped):  # few sentences are, and translating is slow
        shaped = shaped.translate(_SHAPES)
    return _NUMBER.sub("0", shaped.lower())


def batch(texts: Sequence[str], sections: Sequence[str | None]) -> Batch:
    """The features of sentences; a section of None is unknown and leaves its columns empty."""
    written = [canonical(text) for text in texts]
    beside = np.zeros((len(texts), len(BESIDE)), dtype=np.float32)
    for row, section in enumerate(sections):
        if section is not None:
            beside[row, SECTIONS.index(section)] = 1.0
    return Batch(grams(written), beside)


def grams(written: Sequence[str]) -> Grams:
    """The n-grams of canonical sentences, each sentence bounded by ^ and $.

    Those that reach over a boundary contain “$^” and are in no vocabulary.
    """
    units = _units("".join(f"{_BEGIN}{text}{_END}" for text in written)).astype(np.uint64)
    owners = np.cumsum(units == ord(_BEGIN)) - 1
    keys, longest = [units], units
    for length in range(2, LONGEST + 1):
        longest = (longest[:-1] << np.uint64(16)) | units[length - 1 :]
        keys.append(longest)
    return Grams(np.concatenate(keys), np.concatenate([owners[: len(k)] for k in keys]))


def gram_keys(written: Sequence[str]) -> Keys:
    """The keys of n-grams of one common length, in the order given."""
    if not written:
        return np.empty(0, dtype=np.uint64)
    length = len(written[0])
    units = _units("".join(written)).astype(np.uint64).reshape(len(written), length)
    keys = units[:, 0]
    for column in range(1, length):
        keys = (keys << np.uint64(16)) | units[:, column]
    return keys


def _units(text: str) -> NDArray[np.uint16]:
    # Characters beyond 16 bits become two units; a lone surrogate from a broken file passes too.
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype="<u2")
