"""Places by name: where an agency sits, and which other places a text names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from analyzer.document import Span
from analyzer.lexicon.source import load

_SUFFIX: Final = re.compile(r"市(?![场值面价容])|[省县区州旗盟]")
_SHORTEST, _LONGEST = 3, 15


@dataclass(frozen=True, slots=True)
class Place:
    """A prefecture (`county` None) or county by its full names from the province down."""

    province: str
    prefecture: str | None
    county: str | None

    @property
    def name(self) -> str:
        """The place's own full name."""
        return self.county or self.prefecture or self.province

    def is_kin(self, other: Place) -> bool:
        """Whether one of the two lies inside the other, or both are the same."""
        if self.province != other.province:
            return False
        if self.name == self.province or other.name == other.province:
            return True
        if self.county is None or other.county is None:
            return self.prefecture == other.prefecture
        return self.county == other.county


@cache
def _places() -> dict[str, tuple[Place, ...]]:
    """Every prefecture and county by its name; the file is large, so it is read when first needed."""
    found: dict[str, list[Place]] = {}
    for province in load("places")["province"]:
        name = province["name"]
        found.setdefault(name, []).append(Place(name, None, None))
        for county in (
            *province.get("direct_counties", "").split(),
            *province.get("counties", "").split(),
        ):
            found.setdefault(county, []).append(Place(name, None, county))
        for prefecture in province.get("prefecture", ()):
            above = prefecture["name"]
            found.setdefault(above, []).append(Place(name, above, None))
            for county in prefecture.get("counties", "").split():
                found.setdefault(county, []).append(Place(name, above, county))
    return {name: tuple(places) for name, places in found.items()}


def home_of(agency: str | None) -> Place | None:
    """The lowest place named in an agency's name, None where none or more than one fits."""
    if not agency:
        return None
    named = [places for _, places in _in(agency)]
    candidates = [place for places in named for place in places]
    fitting = [p for p in candidates if all(any(p.is_kin(q) for q in places) for places in named)]
    lowest = [p for p in fitting if p.county] or [p for p in fitting if p.prefecture] or fitting
    return lowest[0] if len(set(lowest)) == 1 else None


def named_places(text: str) -> Iterator[tuple[Span, Place]]:
    """The prefectures and counties that `text` names in full and that can only be one place.

    Districts are left out: many of their names are also common words (城中区, 新城区, 市北区).
    """
    for span, places in _in(text):
        name = places[0].name
        district = name.endswith("区") and not name.endswith("地区")
        if len(places) == 1 and name != places[0].province and not district:
            yield span, places[0]


def _in(text: str) -> Iterator[tuple[Span, tuple[Place, ...]]]:
    """The longest known name that ends at each suffix."""
    known = _places()
    for match in _SUFFIX.finditer(text):
        end = match.end()
        for start in range(max(0, end - _LONGEST), end - _SHORTEST + 1):
            if places := known.get(text[start:end]):
                yield Span(start, end), places
                break
