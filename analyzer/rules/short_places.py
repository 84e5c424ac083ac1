"""Short forms of autonomous counties, banners and prefectures, and the legal names behind them.

The list of places is large, so it is read only where a name holds one of the three ranks.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from analyzer.lexicon.source import load

_RANKS: Final = "县旗州"
_AUTONOMOUS: Final = "自治"
_SHORTEST_STEM: Final = 2
_LONGEST_STEM: Final = 6
# What may stand before a county's name: the names of higher places end so.
_BOUNDARIES: Final = "省市州区盟旗"


@cache
def _names() -> frozenset[str]:
    found: set[str] = set()
    for province in load("places").get("province", ()):
        found.update(
            province.get("counties", "").split(), province.get("direct_counties", "").split()
        )
        for prefecture in province.get("prefecture", ()):
            found.add(prefecture["name"])
            found.update(prefecture.get("counties", "").split())
    return frozenset(found)


@cache
def _autonomous() -> tuple[str, ...]:
    endings = tuple(_AUTONOMOUS + rank for rank in _RANKS)
    return tuple(sorted(name for name in _names() if name.endswith(endings)))


def short_forms(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and full name for every short form in an agency's name (half-open offsets).

    A name that is itself a full name, or could be short for two places, is passed over.
    """
    for end, rank in enumerate(text):
        if rank not in _RANKS or text[:end].endswith(_AUTONOMOUS):
            continue
        for length in range(_SHORTEST_STEM, _LONGEST_STEM + 1):
            start = end - length
            if start < 0 or (start > 0 and text[start - 1] not in _BOUNDARIES):
                continue
            stem = text[start:end]
            if stem + rank in _names():
                break
            full = [name for name in _autonomous() if name.startswith(stem) and name[-1] == rank]
            if len(full) == 1:
                yield start, end + 1, full[0]
                break
