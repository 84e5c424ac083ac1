"""MinHash over character shingles: which of many reports are worth aligning (numpy)."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Final

import numpy as np
import numpy.typing as npt

Signature = npt.NDArray[np.uint64]

_SHINGLE: Final = 4
_HASHES: Final = 128
# 32 bands of 4 rows: reports half alike meet with probability 0.87, unlike ones (0.2) with 0.05.
_ROWS: Final = 4
_PRIME: Final = np.uint64((1 << 31) - 1)
# A sentence in so many of the reports is nobody's own.
_COMMON_SHARE: Final = 0.05
_COMMON_LEAST: Final = 5


def signature(words: str) -> Signature:
    """The MinHash of the 4-character shingles of a text; all texts under 4 characters are alike."""
    codes = {
        zlib.crc32(words[at : at + _SHINGLE].encode()) for at in range(len(words) - _SHINGLE + 1)
    }
    shingles = np.fromiter(codes or {0}, dtype=np.uint64) % _PRIME
    factors, shifts = _hashes()
    hashed: Signature = (shingles[:, None] * factors[None, :] + shifts[None, :]) % _PRIME
    least: Signature = hashed.min(axis=0)
    return least


def estimate(one: Signature, other: Signature) -> float:
    """The share of shingles two texts have in common (Jaccard), as their signatures tell it."""
    return float(np.mean(one == other))


def candidates(signatures: Mapping[str, Signature]) -> list[tuple[str, str]]:
    """The pairs of names whose texts may be half alike, in order, without comparing all with all."""
    buckets: dict[tuple[int, bytes], list[str]] = defaultdict(list)
    for name in sorted(signatures):
        values = signatures[name]
        for band in range(0, len(values), _ROWS):
            buckets[band, values[band : band + _ROWS].tobytes()].append(name)
    return sorted({pair for names in buckets.values() for pair in combinations(names, 2)})


def common_sentences(reports: Iterable[Sequence[str]]) -> frozenset[str]:
    """Sentences that so many reports contain that they are set phrases of the trade."""
    counts: dict[str, int] = defaultdict(int)
    number = 0
    for sentences in reports:
        number += 1
        for sentence in set(sentences):
            counts[sentence] += 1
    most = max(_COMMON_LEAST, number * _COMMON_SHARE)
    return frozenset(sentence for sentence, count in counts.items() if count > most)


def _hashes() -> tuple[Signature, Signature]:
    random = np.random.default_rng(_HASHES)
    factors: Signature = random.integers(1, int(_PRIME), _HASHES, dtype=np.uint64)
    shifts: Signature = random.integers(0, int(_PRIME), _HASHES, dtype=np.uint64)
    return factors, shifts
