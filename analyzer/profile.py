"""A profile: which rules count, how hard, and how points are given. TOML, validated on load."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final

from analyzer.errors import DataError
from analyzer.finding import SEVERITIES, Severity
from analyzer.profile_check import CODE, SUBSTANCE, check, check_codes, check_required, decimals

DEFAULT: Final = "default"


@dataclass(frozen=True, slots=True)
class Weight:
    """One dimension of the score: points, the codes that cost points, and how many each.

    `needs_previous`: without last year's report its points go to the other dimensions in
    proportion. `awarded`: points are given for substance instead of taken for findings.
    """

    key: str
    name: str
    points: Decimal
    codes: tuple[str, ...]
    deductions: Mapping[str, Decimal]
    needs_previous: bool = False
    awarded: bool = False


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade and the total from which it is given."""

    name: str
    at_least: Decimal


@dataclass(frozen=True, slots=True)
class Required:
    """Something that a locality wants told beyond the national format (rule X01).

    It is told where one of `words` stands in the prose of `part` (anywhere where that is empty).
    `levels` empty means agencies of every level.
    """

    name: str
    words: tuple[str, ...]
    part: str = ""
    levels: tuple[str, ...] = ()
    severity: Severity = "medium"
    basis: str = ""


@dataclass(frozen=True)
class Profile:
    """Settings of one audit. `select` empty means every rule; `ignore` wins over `select`.

    Entries of both are codes or code prefixes (`W`, `W05`). Findings of `advisory` codes are
    reported but cost no points: their basis is experience, not a text. `deadlines` are local ones,
    `MM-DD` of the following year by agency level, `all` for every level.
    """

    name: str
    weights: tuple[Weight, ...]
    grades: tuple[Grade, ...]
    cap: Decimal
    cap_grade: str
    cap_dimensions: tuple[str, ...]
    narrative: tuple[str, ...]
    substance: Mapping[str, Decimal]
    tolerances: Mapping[str, Decimal]
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    advisory: tuple[str, ...] = ()
    about: str = ""
    deadlines: Mapping[str, str] = field(default_factory=dict)
    required: tuple[Required, ...] = ()

    def wants(self, code: str) -> bool:
        """Whether findings of this rule are reported."""
        chosen = not self.select or any(code.startswith(entry) for entry in self.select)
        return chosen and not any(code.startswith(entry) for entry in self.ignore)

    def tolerance(self, name: str) -> Decimal:
        """A named threshold of `[tolerances]`; raises `DataError` where the profile lacks it."""
        try:
            return self.tolerances[name]
        except KeyError:
            raise DataError(f"缺少键 tolerances.{name}", place=f"配置 {self.name}") from None


def shipped() -> tuple[str, ...]:
    """The names of the profiles that come with the package, the default one first."""
    found = (entry.name for entry in resources.files("analyzer.profiles").iterdir())
    names = sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml"))
    return (DEFAULT, *(name for name in names if name != DEFAULT))


def load(named: Path | str | None = None) -> Profile:
    """The profile of this name or path, laid over what it extends.

    `None` is the default one. Raises `DataError` naming file and key.
    """
    if named is None or str(named) == DEFAULT:
        return _default()
    return _build(_data(named, ()), _place(named))


def _data(named: Path | str, below: tuple[str, ...]) -> Mapping[str, Any]:
    """The keys of a profile file over those of the one it `extends` (the default one)."""
    place = _place(named)
    if place in below:
        raise DataError("键 extends 绕了一圈", place=place)
    own = dict(_parsed(named, place))
    base = own.pop("extends", DEFAULT)
    if not isinstance(base, str):
        raise DataError("键 extends 应为配置的名称或路径", place=place)
    if base == DEFAULT:
        return _overlay(_default_data(), own)
    if base not in shipped():
        base = str(Path(place).parent / base)
    return _overlay(_data(base, (*below, place)), own)


def _place(named: Path | str) -> str:
    return f"{named}.toml" if str(named) in shipped() else str(named)


def _parsed(named: Path | str, place: str) -> Mapping[str, Any]:
    try:
        if str(named) in shipped():
            text = resources.files("analyzer.profiles").joinpath(place).read_text("utf-8")
        else:
            text = Path(named).read_text(encoding="utf-8-sig")
        return tomllib.loads(text, parse_float=Decimal)
    except OSError as error:
        raise DataError(
            f"配置文件无法读取（{error.strerror}）",
            place=place,
            remedy=f"请检查路径；随软件提供的配置有 {'、'.join(shipped())}",
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"不是合法的 TOML：{error}", place=place) from None


@cache
def _default() -> Profile:
    return _build(_default_data(), f"{DEFAULT}.toml")


@cache
def _default_data() -> Mapping[str, Any]:
    return _parsed(DEFAULT, f"{DEFAULT}.toml")


def _overlay(below: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Tables are merged key by key, everything else is replaced."""
    merged = {**below, **own}
    for key, value in below.items():
        if isinstance(value, dict) and isinstance(own.get(key), dict):
            merged[key] = {**value, **own[key]}
    return merged


def _build(data: Mapping[str, Any], place: str) -> Profile:
    check(data, place)
    weights = tuple(_weight(entry, place) for entry in data["dimension"])
    cap = data["cap"]
    profile = Profile(
        name=data["name"],
        weights=weights,
        grades=tuple(
            sorted(
                (Grade(entry["name"], Decimal(entry["at_least"])) for entry in data["grade"]),
                key=lambda grade: -grade.at_least,
            )
        ),
        cap=Decimal(cap["total"]),
        cap_grade=cap["grade"],
        cap_dimensions=tuple(cap["dimensions"]),
        narrative=tuple(data["narrative"]),
        substance=decimals(data["substance"], "substance", place),
        tolerances=decimals(data["tolerances"], "tolerances", place),
        select=tuple(data["select"]),
        ignore=tuple(data["ignore"]),
        severities=dict(data["severities"]),
        advisory=tuple(data["advisory"]),
        about=data["about"],
        deadlines=dict(data["deadlines"]),
        required=tuple(
            _required(entry, f"required[{index}]", place)
            for index, entry in enumerate(data["required"])
        ),
    )
    _check_whole(profile, place)
    return profile


def _required(entry: Mapping[str, Any], where: str, place: str) -> Required:
    check_required(entry, where, place)
    lists: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()
    }
    return Required(**lists)


def _check_whole(profile: Profile, place: str) -> None:
    keys = [weight.key for weight in profile.weights]
    if not keys or len(set(keys)) < len(keys):
        raise DataError("键 dimension.key 为空或重复", place=place)
    for name, chosen in (
        ("cap.dimensions", profile.cap_dimensions),
        ("narrative", profile.narrative),
    ):
        unknown = [key for key in chosen if key not in keys]
        if unknown:
            raise DataError(f"键 {name} 中的 {unknown[0]} 不是维度", place=place)
    if not any(weight.points > 0 and not weight.needs_previous for weight in profile.weights):
        raise DataError("没有可以计分的维度", place=place)
    if not profile.grades or profile.grades[-1].at_least > 0:
        raise DataError("键 grade 须含从 0 分起的等级", place=place)
    missing = sorted(SUBSTANCE - profile.substance.keys())
    unknown = sorted(profile.substance.keys() - SUBSTANCE)
    if missing or unknown:
        wrong = "、".join(f"substance.{key}" for key in missing or unknown)
        raise DataError(f"{'缺少' if missing else '未知的'}键 {wrong}", place=place)


def _weight(entry: Mapping[str, Any], place: str) -> Weight:
    where = f"dimension {entry['key']}"
    check_codes(entry["codes"], CODE, f"{where}.codes", place)
    deductions = decimals(entry["deductions"], f"{where}.deductions", place)
    unknown = sorted(deductions.keys() - set(SEVERITIES))
    if unknown:
        raise DataError(f"键 {where}.deductions.{unknown[0]} 不是严重程度", place=place)
    return Weight(
        key=entry["key"],
        name=entry["name"],
        points=Decimal(entry["points"]),
        codes=tuple(entry["codes"]),
        deductions=deductions,
        needs_previous=entry.get("needs_previous", False),
        awarded=entry.get("awarded", False),
    )
