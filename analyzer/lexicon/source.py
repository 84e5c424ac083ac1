"""Loading the lexicon's TOML files; every error names file and key."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from analyzer.errors import DataError


@cache
def load(name: str, package: str = "analyzer.lexicon") -> Mapping[str, Any]:
    """The parsed file `name` (without `.toml`) of `package`; raises `DataError` if it is invalid."""
    file = resources.files(package).joinpath(f"{name}.toml")
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        raise DataError("文件不存在", place=f"{name}.toml") from None
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"不是合法的 TOML：{error}", place=f"{name}.toml") from None


@cache
def words(name: str, *keys: str) -> tuple[str, ...]:
    """The list of strings at `keys` of file `name`; raises `DataError` naming the key."""
    value: Any = load(name)
    for key in keys:
        if not isinstance(value, Mapping) or key not in value:
            raise DataError(f"缺少键 {'.'.join(keys)}", place=f"{name}.toml")
        value = value[key]
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise DataError(f"键 {'.'.join(keys)} 应为字符串列表", place=f"{name}.toml")
    return tuple(value)
