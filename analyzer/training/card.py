"""Model cards as TOML: scalars, lists of scalars, tables, arrays of tables; nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any


def toml(data: Mapping[str, Any]) -> str:
    """The text of a card; keys keep their order, simple values come before tables."""
    return "\n".join(_lines(data)) + "\n"


def _lines(data: Mapping[str, Any]) -> Iterator[str]:
    tables = {key: value for key, value in data.items() if _is_table(value)}
    for key, value in data.items():
        if key not in tables:
            yield f"{_key(key)} = {_value(value)}"
    for key, value in tables.items():
        for table in [value] if isinstance(value, Mapping) else value:
            yield ""
            yield f"[{key}]" if isinstance(value, Mapping) else f"[[{key}]]"
            for name, content in table.items():
                yield f"{_key(name)} = {_value(content)}"


def _is_table(value: Any) -> bool:
    return isinstance(value, Mapping) or (
        isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)
    )


def _key(key: str) -> str:
    return key if key.replace("_", "").replace("-", "").isalnum() and key.isascii() else f'"{key}"'


def _value(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_value(item) for item in value)}]"
    # JSON writes strings, numbers and booleans the way TOML reads them.
    return json.dumps(value, ensure_ascii=False)
