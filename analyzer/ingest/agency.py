"""What kind of agency a name denotes: its level, by suffix first and by the list of places last."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal

from analyzer.document import AgencyLevel
from analyzer.lexicon.source import load, words

_FILE: Final = "agencies"
_Rank = Literal["province", "prefecture", "city", "county"]
_RANKS: Final[tuple[_Rank, ...]] = ("province", "prefecture", "city", "county")
_GOVERNMENTS: Final[dict[str, AgencyLevel]] = {
    "province": "provincial_government",
    "prefecture": "city_government",
    "county": "county_government",
}
_DEPARTMENTS: Final[dict[str, AgencyLevel]] = {
    "province": "provincial_department",
    "prefecture": "city_department",
    "county": "county_department",
}


def is_agency(name: str) -> bool:
    """Whether a text looks like the name of an agency: short, unpunctuated, with its ending."""
    return 2 < len(name) <= 40 and bool(_agency().fullmatch(name))


@cache
def _agency() -> re.Pattern[str]:
    kinds = ("township", "subdistrict", "government", "unknown", "department")
    endings = [word for kind in kinds for word in words(_FILE, "endings", kind)]
    return re.compile(
        rf"[\u4e00-\u9fff（）()·]+(?:{_alternatives(endings)})(?:[（(][^（()）]+[）)])?"
    )


def _alternatives(endings: list[str] | tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(endings, key=len, reverse=True)))


def level_of(name: str) -> AgencyLevel | None:
    """The level of an agency, or None where its name does not tell (管委会, no place) or has none.

    Courts, universities, banks and posts of ministries in the country are none of the nine.
    """
    if name.endswith(words(_FILE, "endings", "outside")) and name not in words(
        _FILE, "ministry", "names"
    ):
        return None
    for level in ("township", "subdistrict"):
        if name.endswith(words(_FILE, "endings", level)):
            return level
    if len(name) > 1 and name.endswith(words(_FILE, "places", "township")):
        return "township"  # 大川镇 for 大川镇人民政府
    if named := _without_name(name):
        return named
    places = _places(name)
    of_state = not places and name.startswith(words(_FILE, "ministry", "starts"))
    if name.endswith(words(_FILE, "endings", "unknown")) and not of_state:
        return None
    return _of_place(name, places) if places else _without_place(name)


def _of_place(name: str, places: list[tuple[str, _Rank]]) -> AgencyLevel:
    rank = _rank(places)
    rest = name[name.rindex(places[-1][0]) + len(places[-1][0]) :]
    if not rest or rest in words(_FILE, "endings", "government"):
        return _GOVERNMENTS[rank]
    if rank == "prefecture" and rest.endswith("分局"):
        return _DEPARTMENTS["county"]  # a city bureau's branch in a district
    return _DEPARTMENTS[rank]


def _without_name(name: str) -> AgencyLevel | None:
    """The level of an agency that says only what its place is: 县统计局, 自治区财政厅.

    市 may be of either level, and 区 short for 自治区: they tell nothing.
    """
    if not is_agency(name) or name.startswith(words(_FILE, "places", "not_places")):
        return None
    for rank in ("province", "county"):
        for start in words(_FILE, "places", rank):
            if start != "区" and name.startswith(start):
                rest = name.removeprefix(start)
                of = _GOVERNMENTS if rest in words(_FILE, "endings", "government") else _DEPARTMENTS
                return of[rank]
    return None


def _without_place(name: str) -> AgencyLevel | None:
    if name.startswith(words(_FILE, "ministry", "starts")):
        return "ministry"
    if name.endswith(words(_FILE, "ministry", "endings")):
        return "ministry"
    if name.endswith(words(_FILE, "endings", "provincial")):
        return "provincial_department"
    return None


@cache
def _place() -> re.Pattern[str]:
    # Ranks as named groups; 市 needs two characters before it, so that 城市 is none.
    groups = "|".join(
        f"(?P<{rank}>{'(?<=[^市]{2})' if rank == 'city' else ''}"
        f"(?:{_alternatives(words(_FILE, 'places', rank))}))"
        for rank in _RANKS
    )
    return re.compile(rf"[\u4e00-\u9fff]{{1,12}}?(?:{groups})")


def _places(name: str) -> list[tuple[str, _Rank]]:
    """The places a name is made of, from the largest down: 东泽省, 临澜市, 青岚县."""
    for start in words(_FILE, "ministry", "starts"):
        if name.startswith(start):
            # 国家税务总局青岚县税务局: the place stands behind the ministry's name.
            head = re.match(rf".*?(?:{_alternatives(words(_FILE, 'ministry', 'endings'))})", name)
            name = name[head.end() :] if head else name
            break
    found: list[tuple[str, _Rank]] = []
    at = 0
    not_places = words(_FILE, "places", "not_places")
    while match := _place().match(name, at):
        word = match[0]
        if (
            any(
                word.endswith(other) or name.startswith(other, match.end() - 1)
                for other in not_places
            )
            and word not in _listed()
        ):
            break
        rank = next(rank for rank in _RANKS if match[rank])
        if found and _RANKS.index(rank) < _RANKS.index(found[-1][1]):
            break
        found.append((word, rank))
        at = match.end()
    return found


def _rank(places: list[tuple[str, _Rank]]) -> str:
    name, rank = places[-1]
    if rank != "city":
        return rank
    if name in words(_FILE, "places", "municipalities"):
        return "province"
    if any(above in ("prefecture", "city") for _, above in places[:-1]):
        return "county"
    return "county" if name in _county_cities() else "prefecture"


@cache
def _listed() -> frozenset[str]:
    """The names of all places: some end like words that are none (盐城市, 青山区, 沈北新区)."""
    found: set[str] = set()
    for province in load("places").get("province", ()):
        found.update((province["name"], *province.get("counties", "").split()))
        found.update(province.get("direct_counties", "").split())
        for prefecture in province.get("prefecture", ()):
            found.update((prefecture["name"], *prefecture.get("counties", "").split()))
    return frozenset(found)


@cache
def _county_cities() -> frozenset[str]:
    """Cities of county level; the list of places is large, so it is read only when asked for."""
    found: set[str] = set()
    for province in load("places").get("province", ()):
        found.update(province.get("direct_counties", "").split())
        for prefecture in province.get("prefecture", ()):
            found.update(prefecture.get("counties", "").split())
    return frozenset(name for name in found if name.endswith("市"))
