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

DEFAULT: Final = "default"


@dataclass(frozen=True, slots=True)
class Weight:
    """One dimension of the score: points, the codes that cost points, and how many each."""

    key: str
    name: str
    points: Decimal
    codes: tuple[str, ...]
    deductions: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade and the total from which it is given."""

    name: str
    at_least: Decimal


@dataclass(frozen=True)
class Profile:
    """Settings of one audit. `select` empty means every rule; `ignore` wins over `select`.

    Entries of both are codes or code prefixes (`W`, `W05`).
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
        own = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DataError(
            f"配置文件无法读取（{error.strerror}）", place=str(path), remedy="请检查路径"
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"不是合法的 TOML：{error}", place=str(path)) from None
    return _build({**_default_data(), **own}, str(path))


@cache
def _default() -> Profile:
    return _build(_default_data(), "default.toml")


@cache
def _default_data() -> dict[str, Any]:
    text = resources.files("analyzer.profiles").joinpath(f"{DEFAULT}.toml").read_text("utf-8")
    return tomllib.loads(text)


_KEYS: Final = {
    "name": str,
    "select": list,
    "ignore": list,
    "severities": dict,
    "tolerances": dict,
    "substance": dict,
    "dimension": list,
    "grade": list,
    "cap": dict,
    "narrative": list,
}


def _build(data: Mapping[str, Any], place: str) -> Profile:
    for key, value in data.items():
        if key not in _KEYS:
            raise DataError(f"未知的键 {key}", place=place, remedy=f"可用的键：{'、'.join(_KEYS)}")
        if not isinstance(value, _KEYS[key]):
            raise DataError(f"键 {key} 的类型应为 {_KEYS[key].__name__}", place=place)
    missing = [key for key in _KEYS if key not in data]
    if missing:
        raise DataError(f"缺少键 {'、'.join(missing)}", place=place)
    for code, severity in data["severities"].items():
        if severity not in SEVERITIES:
            raise DataError(f"键 severities.{code} 的值 {severity} 不是严重程度", place=place)
    try:
        return Profile(
            name=data["name"],
            weights=tuple(
                Weight(
                    key=entry["key"],
                    name=entry["name"],
                    points=Decimal(str(entry["points"])),
                    codes=tuple(entry["codes"]),
                    deductions=_decimals(entry["deductions"]),
                )
                for entry in data["dimension"]
            ),
            grades=tuple(Grade(e["name"], Decimal(str(e["at_least"]))) for e in data["grade"]),
            cap=Decimal(str(data["cap"]["total"])),
            cap_grade=data["cap"]["grade"],
            cap_dimensions=tuple(data["cap"]["dimensions"]),
            narrative=tuple(data["narrative"]),
            substance=_decimals(data["substance"]),
            tolerances=_decimals(data["tolerances"]),
            select=tuple(data["select"]),
            ignore=tuple(data["ignore"]),
            severities=dict(data["severities"]),
        )
    except KeyError as error:
        raise DataError(f"缺少键 {error.args[0]}", place=place) from None
    except ArithmeticError:
        raise DataError("分值和阈值必须是数字", place=place) from None


def _decimals(values: Mapping[str, Any]) -> dict[str, Decimal]:
    return {key: Decimal(str(value)) for key, value in values.items()}
