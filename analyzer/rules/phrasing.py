"""Word lists and patterns of the lexicon, compiled once when a rule first needs them."""

from __future__ import annotations

import re
from functools import cache

from analyzer.errors import DataError
from analyzer.lexicon.phrases import trie_pattern
from analyzer.lexicon.source import words


@cache
def any_of(file: str, *keys: str) -> re.Pattern[str]:
    """Any literal of the list at `keys` of `file`; raises `DataError` where it is missing."""
    return re.compile(trie_pattern(words(file, *keys)))


@cache
def any_pattern(file: str, *keys: str) -> re.Pattern[str]:
    """Any regular expression of the list at `keys`; raises `DataError` naming the one at fault."""
    expressions = words(file, *keys)
    try:
        return re.compile("|".join(f"(?:{expression})" for expression in expressions))
    except re.error:
        # Compiled one by one only now: it takes as long as the whole once more.
        for expression in expressions:
            compiled(expression, file, *keys)
        raise


@cache
def compiled(expression: str, file: str, *keys: str) -> re.Pattern[str]:
    """One of the expressions at `keys` of `file`; raises `DataError` naming it where it is none."""
    try:
        return re.compile(expression)
    except re.error as error:
        raise DataError(
            f"键 {'.'.join(keys)} 中的“{expression}”不是正则表达式：{error}", place=f"{file}.toml"
        ) from None
