"""Chinese for the phrases that the command-line framework brings along in English."""

from __future__ import annotations

import re
from typing import Final

from analyzer.errors import DataError
from analyzer.lexicon.source import load

_FILE: Final = "interface"


def phrase(kind: str, key: str) -> str | None:
    """The Chinese of one built-in phrase, None where the lexicon has none."""
    found = load(_FILE).get(kind, {}).get(key)
    return found if isinstance(found, str) else None


def call_error(message: str) -> str:
    """What is wrong with a call, from the framework's English `message`."""
    for entry in load(_FILE).get("call", ()):
        try:
            match = re.fullmatch(f"{entry['pattern']}\\.?", message, re.DOTALL)
            if match:
                return str(entry["chinese"].format(*(group or "" for group in match.groups())))
        except (KeyError, IndexError, re.error) as error:
            raise DataError(f"[[call]] 的一项不合规范：{error}", place=f"{_FILE}.toml") from None
    return f"命令的写法不对（{message}）"
