"""The official forms, loaded from TOML: one file per form and edition.

A new edition needs no Python. Every formula and label is checked on load.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, Final

from analyzer.document import Edition
from analyzer.errors import DataError
from analyzer.forms.model import Column, Footing, Form, Identity, Row
from analyzer.formula import FormulaError

__all__ = [
    "EDITIONS",
    "FORMS",
    "FORMS_OF",
    "OFFICIAL_EDITIONS",
    "Column",
    "Footing",
    "Form",
    "Identity",
    "Row",
    "build",
    "form",
    "forms",
]

FORMS: Final = ("disclosure", "requests", "disputes")
# The editions of the three official forms, and all that are read.
OFFICIAL_EDITIONS: Final[tuple[Edition, ...]] = ("2021", "2019")
EDITIONS: Final[tuple[Edition, ...]] = (*OFFICIAL_EDITIONS, "pre2019")
# Before 2019 one table of indicators (统计表) stood for the three forms.
FORMS_OF: Final[Mapping[Edition, tuple[str, ...]]] = {
    "2021": FORMS,
    "2019": FORMS,
    "pre2019": ("statistics",),
}


@cache
def form(name: str, edition: Edition) -> Form:
    """The form `name` of `edition`; raises `DataError` where there is none or its file is wrong."""
    place = f"{name}-{edition}.toml"
    file = resources.files("analyzer.forms").joinpath(place)
    try:
        data = tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        raise DataError("没有这张表的格式文件", place=place) from None
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"不是合法的 TOML：{error}", place=place) from None
    return build(data, place)


@cache
def forms(edition: Edition) -> tuple[Form, ...]:
    """The forms of an edition in their printed order: three, or the one of the years before 2019."""
    return tuple(form(name, edition) for name in FORMS_OF[edition])


def build(data: Mapping[str, Any], place: str) -> Form:
    """A form from parsed TOML; raises `DataError` naming `place` and the key at fault."""
    _check_keys(data, {"name", "edition", "title", "layout", "notes"}, place, "")
    columns = tuple(
        Column(**_entry(entry, _COLUMN_KEYS, place, f"column[{index}]"))
        for index, entry in enumerate(data.get("column", ()))
    )
    keys = tuple(column.key for column in columns)
    rows = tuple(
        Row(**{"columns": keys, **_entry(entry, _ROW_KEYS, place, f"row[{index}]")})
        for index, entry in enumerate(data.get("row", ()))
    )
    footings = tuple(
        Footing(**_entry(entry, _FOOTING_KEYS, place, f"footing[{index}]"))
        for index, entry in enumerate(data.get("footing", ()))
    )
    built = Form(
        data["name"],
        data["edition"],
        data["title"],
        data["layout"],
        tuple(data["notes"]),
        columns,
        rows,
        footings,
    )
    _check(built, place)
    return built


# TOML key → its type; keys of the first tuple are required.
_COLUMN_KEYS: Final = (
    ("key", "label"),
    {
        "key": str,
        "label": str,
        "variants": list,
        "cores": list,
        "exact": bool,
        "group": str,
        "unit": str,
        "signed": bool,
    },
)
_ROW_KEYS: Final = (
    ("key", "label", "unit"),
    {
        "key": str,
        "label": str,
        "columns": list,
        "unit": str,
        "variants": list,
        "cores": list,
        "exact": bool,
        "number": str,
        "parent": str,
        "parent_number": str,
        "basis": str,
    },
)
_FOOTING_KEYS: Final = (
    ("id", "name", "rule", "left", "right"),
    {"id": str, "name": str, "rule": str, "each": str, "left": str, "right": str},
)


def _entry(
    entry: Mapping[str, Any],
    keys: tuple[tuple[str, ...], Mapping[str, type]],
    place: str,
    where: str,
) -> dict[str, Any]:
    required, types = keys
    _check_keys(entry, set(required), place, f"{where}.")
    for key, value in entry.items():
        if key not in types:
            raise DataError(f"未知的键 {where}.{key}", place=place)
        if not isinstance(value, types[key]):
            raise DataError(f"键 {where}.{key} 的类型应为 {types[key].__name__}", place=place)
    return {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}


def _check_keys(data: Mapping[str, Any], required: set[str], place: str, prefix: str) -> None:
    missing = sorted(required - data.keys())
    if missing:
        raise DataError(f"缺少键 {'、'.join(prefix + key for key in missing)}", place=place)


def _check(form: Form, place: str) -> None:
    if form.edition not in EDITIONS or form.layout not in ("down", "across"):
        raise DataError("键 edition 或 layout 的值未知", place=place)
    for kind, entries in (("column", form.columns), ("row", form.rows)):
        keys = [entry.key for entry in entries]
        if not keys or len(set(keys)) < len(keys):
            raise DataError(f"键 {kind}.key 为空或重复", place=place)
        _check_cores(kind, entries, place)
    known = {column.key for column in form.columns}
    for row in form.rows:
        for column in row.columns:
            if column not in known:
                raise DataError(f"行 {row.key} 的 columns 含有未知的列 {column}", place=place)
    for footing in form.footings:
        _check_footing(form, footing, place)


def _check_cores(kind: str, entries: tuple[Column, ...] | tuple[Row, ...], place: str) -> None:
    """A core that stands in another entry's label would put values into the wrong cell."""
    for entry in entries:
        if not entry.cores and not entry.exact:
            raise DataError(f"{kind} {entry.key} 既无 cores 也非 exact", place=place)
        for other in entries:
            for core in entry.cores:
                if other is not entry and any(core in label for label in other.labels):
                    raise DataError(
                        f"{kind} {entry.key} 的 cores “{core}”也见于 {other.key}", place=place
                    )


def _check_footing(form: Form, footing: Footing, place: str) -> None:
    if footing.each not in (None, "row", "column"):
        raise DataError(f"footing {footing.id} 的 each 应为 row 或 column", place=place)
    known = set(form.refs)
    try:
        for identity in footing.written_out(form):
            unknown = [ref for ref in identity.refs if ref not in known]
            if unknown:
                raise DataError(f"footing {footing.id} 引用了未知的格 {unknown[0]}", place=place)
    except FormulaError as error:
        raise DataError(f"footing {footing.id}：{error}", place=place) from None
