"""A profile: which rules count, how hard, and how points are given. TOML, validated on load."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final

from analyzer.errors import DataError
from analyzer.finding import SEVERITIES, Severity

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


@dataclass(frozen=True)
class Profile:
    """Settings of one audit. `select` empty means every rule; `ignore` wins over `select`.

    Entries of both are codes or code prefixes (`W`, `W05`). Findings of `advisory` codes are
    reported but cost no points: their basis is experience, not a text.
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


def load(path: Path | None = None) -> Profile:
    """The profile in `path`, laid over the default one; raises `DataError` naming file and key."""
    if path is None:
        return _default()
    try:
        own = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except OSError as error:
        raise DataError(
            f"配置文件无法读取（{error.strerror}）", place=str(path), remedy="请检查路径"
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"不是合法的 TOML：{error}", place=str(path)) from None
    return _build(_overlay(_default_data(), own), str(path))


@cache
def _default() -> Profile:
    return _build(_default_data(), f"{DEFAULT}.toml")


@cache
def _default_data() -> Mapping[str, Any]:
    text = resources.files("analyzer.profiles").joinpath(f"{DEFAULT}.toml").read_text("utf-8")
    return tomllib.loads(text, parse_float=Decimal)


def _overlay(below: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Tables are merged key by key, everything else is replaced."""
    merged = {**below, **own}
    for key, value in below.items():
        if isinstance(value, dict) and isinstance(own.get(key), dict):
            merged[key] = {**value, **own[key]}
    return merged


_KEYS: Final = {
    "name": str,
    "select": list,
    "ignore": list,
    "advisory": list,
    "severities": dict,
    "tolerances": dict,
    "substance": dict,
    "dimension": list,
    "grade": list,
    "cap": dict,
    "narrative": list,
}
_SUBSTANCE: Final = frozenset(
    {
        "aspect_heading",
        "aspect_fact",
        "aspect_number",
        "rectification",
        "specificity",
        "coverage",
        "information_fee",
        "request_figures",
        "problem_length",
    }
)
_ENTRY_KEYS: Final[Mapping[str, Mapping[str, tuple[type, ...]]]] = {
    "dimension": {
        "key": (str,),
        "name": (str,),
        "points": (int, Decimal),
        "codes": (list,),
        "deductions": (dict,),
        "needs_previous": (bool,),
        "awarded": (bool,),
    },
    "grade": {"name": (str,), "at_least": (int, Decimal)},
    "cap": {"total": (int, Decimal), "grade": (str,), "dimensions": (list,)},
}
_OPTIONAL: Final = frozenset({"needs_previous", "awarded"})
_CODE: Final = re.compile(r"[A-Z]\d\d")
_CODE_OR_PREFIX: Final = re.compile(r"[A-Z]\d{0,2}")


def _build(data: Mapping[str, Any], place: str) -> Profile:
    _check(data, place)
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
        substance=_decimals(data["substance"], "substance", place),
        tolerances=_decimals(data["tolerances"], "tolerances", place),
        select=tuple(data["select"]),
        ignore=tuple(data["ignore"]),
        severities=dict(data["severities"]),
        advisory=tuple(data["advisory"]),
    )
    _check_whole(profile, place)
    return profile


def _check(data: Mapping[str, Any], place: str) -> None:
    for key, value in data.items():
        if key not in _KEYS:
            raise DataError(f"未知的键 {key}", place=place, remedy=f"可用的键：{'、'.join(_KEYS)}")
        if not isinstance(value, _KEYS[key]):
            raise DataError(f"键 {key} 的类型应为 {_KEYS[key].__name__}", place=place)
    missing = [key for key in _KEYS if key not in data]
    if missing:
        raise DataError(f"缺少键 {'、'.join(missing)}", place=place)
    for kind in ("dimension", "grade"):
        for index, entry in enumerate(data[kind]):
            _check_entry(kind, f"{kind}[{index}]", entry, place)
    _check_entry("cap", "cap", data["cap"], place)
    for key in ("select", "ignore"):
        _check_codes(data[key], _CODE_OR_PREFIX, key, place)
    _check_codes(data["advisory"], _CODE, "advisory", place)
    _check_codes(data["severities"], _CODE, "severities", place)
    for code, severity in data["severities"].items():
        if severity not in SEVERITIES:
            raise DataError(f"键 severities.{code} 的值 {severity} 不是严重程度", place=place)


def _check_entry(kind: str, where: str, entry: object, place: str) -> None:
    known = _ENTRY_KEYS[kind]
    if not isinstance(entry, dict):
        raise DataError(f"键 {where} 应为表", place=place)
    for key, value in entry.items():
        if key not in known:
            raise DataError(f"未知的键 {where}.{key}", place=place)
        # bool is an int to Python, but never a number of points: hence the exact type
        if type(value) not in known[key]:
            raise DataError(f"键 {where}.{key} 的值不合适", place=place)
    missing = known.keys() - entry.keys() - _OPTIONAL
    if missing:
        raise DataError(f"缺少键 {'、'.join(f'{where}.{k}' for k in sorted(missing))}", place=place)


def _check_codes(codes: Iterable[Any], shape: re.Pattern[str], key: str, place: str) -> None:
    for code in codes:
        if not isinstance(code, str) or not shape.fullmatch(code):
            raise DataError(f"键 {key} 中的 {code} 不是规则代码", place=place)


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
    missing = sorted(_SUBSTANCE - profile.substance.keys())
    unknown = sorted(profile.substance.keys() - _SUBSTANCE)
    if missing or unknown:
        wrong = "、".join(f"substance.{key}" for key in missing or unknown)
        raise DataError(f"{'缺少' if missing else '未知的'}键 {wrong}", place=place)


def _weight(entry: Mapping[str, Any], place: str) -> Weight:
    where = f"dimension {entry['key']}"
    _check_codes(entry["codes"], _CODE, f"{where}.codes", place)
    deductions = _decimals(entry["deductions"], f"{where}.deductions", place)
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


def _decimals(values: Mapping[str, Any], where: str, place: str) -> dict[str, Decimal]:
    for key, value in values.items():
        if isinstance(value, bool) or not isinstance(value, (int, Decimal)) or value < 0:
            raise DataError(f"键 {where}.{key} 应为不小于 0 的数", place=place)
    return {key: Decimal(value) for key, value in values.items()}
