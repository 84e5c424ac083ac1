"""Words by jieba with a user dictionary from the lexicon.

Used in training comparisons and by the spaCy pipe; an audit never loads it. jieba unmarshals its
cache from a predictable file in the shared temporary directory, which any user of the machine may
have put there: here it works in a directory of its own that is gone when the dictionary is built.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from tempfile import TemporaryDirectory
from typing import Any, Final

from analyzer.lexicon.source import load

_LEXICONS: Final = ("metrics", "set_phrases")
_WORD: Final = re.compile(r"[\u4e00-\u9fff]{2,}")


def words(text: str) -> tuple[str, ...]:
    """The words of `text` in order; joined they give the text again."""
    return tuple(_tokenizer().cut(text))


@cache
def user_words() -> tuple[str, ...]:
    """The terms of the lexicon that a general dictionary would cut."""
    found = (word for name in _LEXICONS for word in _strings(load(name)))
    return tuple(sorted({word for word in found if _WORD.fullmatch(word)}))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for child in value.values():
            yield from _strings(child)
    elif isinstance(value, list):
        for child in value:
            yield from _strings(child)


@cache
def _tokenizer() -> Any:
    with warnings.catch_warnings():
        # jieba 0.42 has unescaped backslashes (SyntaxWarning from Python 3.12 on) and asks for
        # pkg_resources, which says that it is deprecated; neither concerns the user.
        warnings.simplefilter("ignore")
        jieba = import_module("jieba")
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    with TemporaryDirectory(prefix="nianbao-") as folder:
        tokenizer.tmp_dir = folder
        tokenizer.initialize()
    for word in user_words():
        tokenizer.add_word(word)
    return tokenizer
