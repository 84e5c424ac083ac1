"""Foreign words that slipped into Chinese sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from analyzer.analysis import Facts
from analyzer.document import Span
from analyzer.lexicon.source import words
from analyzer.rules.once import once
from analyzer.rules.own_words import own_prose

# A lone word between Chinese: Han or closing punctuation before it, Han or opening behind it;
# anything else beside it (quotes, brackets, digits, dots, slashes) makes it a name or an address.
_WORD: Final = re.compile(
    r"(?<=[\u4e00-\u9fff，。、；：”》）])(\s*)([A-Za-z]+)(?=\s*[\u4e00-\u9fff，。、；：“《（])"
)


@cache
def _allowed() -> frozenset[str]:
    return frozenset(words("wording", "english", "allowed"))


@cache
def _function_words() -> frozenset[str]:
    return frozenset(words("wording", "english", "function_words"))


@once
def stray_words(facts: Facts) -> tuple[tuple[Span, bool], ...]:
    """Every stray word, and whether it is one of the common words that never are a name.

    Acronyms (APP), names (Word, iOS) and the words the lexicon allows are passed over.
    """
    return tuple(_stray_words(facts))


def _stray_words(facts: Facts) -> Iterator[tuple[Span, bool]]:
    for match in _WORD.finditer(own_prose(facts)):
        word = match[2]
        common = word.lower() in _function_words() and not word.isupper()
        named = len(word) < 3 or not word.islower() or word in _allowed()
        if common or not named:
            yield Span(*match.span(2)), common
