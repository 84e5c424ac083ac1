"""Invented agencies of all nine levels: name, place, self-reference and powers."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any, Final, get_args

from analyzer.document import AgencyLevel
from analyzer.errors import DataError
from analyzer.lexicon.source import load
from analyzer.training.generate.phrasing import PACKAGE

LEVELS: Final[tuple[AgencyLevel, ...]] = get_args(AgencyLevel)
GOVERNMENTS: Final[frozenset[AgencyLevel]] = frozenset(
    {"township", "county_government", "city_government", "provincial_government"}
)
# Levels that may make 规章 (立法法 91、93).
RULE_MAKERS: Final[frozenset[AgencyLevel]] = frozenset(
    {"city_government", "provincial_government", "ministry"}
)
_FILE: Final = "agencies"


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency: its full name, how it calls itself, whose website it uses, and what it decides."""

    name: str
    level: AgencyLevel
    place: str
    calls_itself: str
    website: str
    short: str
    topics: tuple[str, ...]
    licensing: bool
    penalty: bool
    coercion: bool
    licences: str
    fees: str

    @property
    def is_government(self) -> bool:
        """Whether it is a people's government, which reports assessment and accountability too."""
        return self.level in GOVERNMENTS

    @property
    def makes_rules(self) -> bool:
        """Whether it may make 规章."""
        return self.level in RULE_MAKERS


def agency(level: AgencyLevel, chance: Random) -> Agency:
    """An agency of this level; raises `DataError` where `agencies.toml` lacks a key."""
    data = load(_FILE, PACKAGE)
    try:
        return _BUILDERS[level](level, chance, data)
    except KeyError as error:
        raise DataError(f"缺少键 {error}", place=f"{_FILE}.toml") from None


def _name(chance: Random, data: Any) -> str:
    places = data["places"]
    return str(chance.choice(places["first"]) + chance.choice(places["second"]))


def _department(level: AgencyLevel, chance: Random, data: Any) -> Agency:
    kind = chance.choice(data["department"])
    if level == "provincial_department":
        place, suffix = chance.choice(data["places"]["province"]), kind["provincial"]
        calls = {"厅": "provincial_department", "局": "department"}.get(
            suffix[-1], "department_office"
        )
    elif level == "city_department":
        place, suffix, calls = f"{_name(chance, data)}市", kind["suffix"], "department"
    else:
        place = _name(chance, data) + chance.choice(data["places"]["county"])
        suffix, calls = kind["suffix"], "department"
    name = f"{place}{suffix}"
    site = f"{name}网站" if level == "provincial_department" else f"{place}人民政府网站"
    return Agency(
        name=name,
        level=level,
        place=place,
        calls_itself=chance.choice(data["self"][calls]),
        website=site,
        short=name.replace("省", "").replace("市", "", 1).replace("县", "").replace("区", ""),
        topics=tuple(kind["topics"]),
        licensing=kind["licensing"],
        penalty=kind["penalty"],
        coercion=kind["coercion"],
        licences=kind["licences"],
        fees=kind["fees"],
    )


def _grass_roots(level: AgencyLevel, chance: Random, data: Any) -> Agency:
    county = _name(chance, data) + ("区" if level == "subdistrict" else "县")
    own = _name(chance, data)
    ending = "街道办事处" if level == "subdistrict" else "镇人民政府"
    return Agency(
        name=f"{county}{own}{ending}",
        level=level,
        place=county,
        calls_itself=chance.choice(data["self"][level]),
        website=f"{county}人民政府网站",
        short=f"{own}{'街道' if level == 'subdistrict' else '镇'}",
        topics=tuple(data["township"]["topics"]),
        licensing=level == "township",
        penalty=level == "township",
        coercion=False,
        licences=data["township"]["licences"],
        fees="",
    )


def _government(level: AgencyLevel, chance: Random, data: Any) -> Agency:
    if level == "provincial_government":
        place = chance.choice(data["places"]["province"])
    elif level == "city_government":
        place = f"{_name(chance, data)}市"
    else:
        place = _name(chance, data) + chance.choice(data["places"]["county"])
    return Agency(
        name=f"{place}人民政府",
        level=level,
        place=place,
        calls_itself={"县": "全县", "区": "全区", "市": "全市", "省": "全省"}[place[-1]],
        website=f"{place}人民政府网站",
        short=f"{place}发布",
        topics=tuple(data["government"]["topics"]),
        licensing=True,
        penalty=True,
        coercion=True,
        licences=data["government"]["licences"],
        fees=data["government"]["fees"],
    )


def _ministry(level: AgencyLevel, chance: Random, data: Any) -> Agency:
    name = chance.choice(data["places"]["ministries"])
    return Agency(
        name=name,
        level=level,
        place="",
        calls_itself=chance.choice(data["self"]["ministry"]),
        website=f"{name}网站",
        short=name,
        topics=tuple(data["government"]["topics"]),
        licensing=True,
        penalty=True,
        coercion=False,
        licences=data["government"]["licences"],
        fees="",
    )


_BUILDERS: Final = {
    "township": _grass_roots,
    "subdistrict": _grass_roots,
    "county_department": _department,
    "county_government": _government,
    "city_department": _department,
    "city_government": _government,
    "provincial_department": _department,
    "provincial_government": _government,
    "ministry": _ministry,
}
