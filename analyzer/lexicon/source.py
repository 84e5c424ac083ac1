"""Loading the lexicon's TOML files; every error names file and key."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final

from analyzer.errors import DataError

_PACKAGE: Final = Path(__file__).resolve().parents[1]


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


def models_directory() -> Path:
    """Where the models are: inside an installed package, or beside it in a checkout."""
    for folder in (_PACKAGE / "models", _PACKAGE.parent / "models"):
        if folder.is_dir():
            return folder
    raise DataError("找不到模型目录 models", remedy="请重新安装本软件")


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
