"""What a profile file may say: keys, types and values, checked with an error that names the key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final, get_args

from analyzer.document import AgencyLevel, SectionKey
from analyzer.errors import DataError
from analyzer.finding import SEVERITIES

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
    "about": str,
    "deadlines": dict,
    "required": list,
}
SUBSTANCE: Final = frozenset(
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
    "required": {
        "name": (str,),
        "words": (list,),
        "part": (str,),
        "levels": (list,),
        "severity": (str,),
        "basis": (str,),
    },
}
_OPTIONAL: Final = frozenset({"needs_previous", "awarded", "part", "levels", "severity", "basis"})
CODE: Final = re.compile(r"[A-Z]\d\d")
CODE_OR_PREFIX: Final = re.compile(r"[A-Z]\d{0,2}")


def check(data: Mapping[str, Any], place: str) -> None:
    """Raises `DataError` where a key of the file is unknown, missing or of another type."""
    for key, value in data.items():
        if key not in _KEYS:
            raise DataError(f"未知的键 {key}", place=place, remedy=f"可用的键：{'、'.join(_KEYS)}")
        if not isinstance(value, _KEYS[key]):
            raise DataError(f"键 {key} 的类型应为 {_KEYS[key].__name__}", place=place)
    missing = [key for key in _KEYS if key not in data]
    if missing:
        raise DataError(f"缺少键 {'、'.join(missing)}", place=place)
    for kind in ("dimension", "grade", "required"):
        for index, entry in enumerate(data[kind]):
            _check_entry(kind, f"{kind}[{index}]", entry, place)
    _check_entry("cap", "cap", data["cap"], place)
    for key in ("select", "ignore"):
        check_codes(data[key], CODE_OR_PREFIX, key, place)
    check_codes(data["advisory"], CODE, "advisory", place)
    check_codes(data["severities"], CODE, "severities", place)
    _check_values(data, place)


def _check_values(data: Mapping[str, Any], place: str) -> None:
    for code, severity in data["severities"].items():
        if severity not in SEVERITIES:
            raise DataError(f"键 severities.{code} 的值 {severity} 不是严重程度", place=place)
    for level, day in data["deadlines"].items():
        if level not in (*get_args(AgencyLevel), "all") or not _is_day(day):
            raise DataError(
                f"键 deadlines.{level} 不合适",
                place=place,
                remedy='键是机关层级（如 township）或 all，值是月日，如 "02-20"',
            )


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


def check_codes(codes: Iterable[Any], shape: re.Pattern[str], key: str, place: str) -> None:
    """Raises `DataError` where one of the codes of a key is none."""
    for code in codes:
        if not isinstance(code, str) or not shape.fullmatch(code):
            raise DataError(f"键 {key} 中的 {code} 不是规则代码", place=place)


def _is_day(text: object) -> bool:
    return isinstance(text, str) and bool(
        re.fullmatch(r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", text)
    )


def check_required(entry: Mapping[str, Any], where: str, place: str) -> None:
    """Raises `DataError` where an extra required item names no words or an unknown part or level."""
    if not entry["words"] or not all(isinstance(word, str) and word for word in entry["words"]):
        raise DataError(f"键 {where}.words 应为非空的字符串列表", place=place)
    known: Mapping[str, tuple[str, ...]] = {
        "part": get_args(SectionKey),
        "severity": SEVERITIES,
        "levels": get_args(AgencyLevel),
    }
    for key, values in known.items():
        given = entry.get(key, [])
        for value in [given] if isinstance(given, str) else given:
            if value not in values:
                raise DataError(
                    f"键 {where}.{key} 的值 {value} 未知",
                    place=place,
                    remedy=f"可用：{'、'.join(values)}",
                )


def decimals(values: Mapping[str, Any], where: str, place: str) -> dict[str, Decimal]:
    """The numbers of a table; raises `DataError` for anything else and for negative ones."""
    for key, value in values.items():
        if isinstance(value, bool) or not isinstance(value, (int, Decimal)) or value < 0:
            raise DataError(f"键 {where}.{key} 应为不小于 0 的数", place=place)
    return {key: Decimal(value) for key, value in values.items()}
