"""What kind of shortcoming a problem states, and which kinds a remedy can answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from analyzer.lexicon.phrases import trie_pattern
from analyzer.lexicon.source import load, words

_FILE = "problem_kinds"


@cache
def kinds() -> tuple[str, ...]:
    """The keys of all kinds, in the order of the lexicon."""
    return tuple(key for key, table in load(_FILE).items() if "statement" in table)


def stated(text: str) -> tuple[str, ...]:
    """The kinds of a problem, the one with most evidence first."""
    return tuple(_ranked(text, "statement"))


def answered(text: str) -> tuple[str, ...]:
    """The kinds of problem that a remedy can answer, the likeliest first."""
    return tuple(_ranked(text, "remedy"))


def _ranked(text: str, side: str) -> Mapping[str, int]:
    found = {kind: len("".join(_pattern(kind, side).findall(text))) for kind in kinds()}
    ranked = sorted((kind for kind in found if found[kind]), key=lambda kind: -found[kind])
    return {kind: found[kind] for kind in ranked}


@cache
def _pattern(kind: str, side: str) -> re.Pattern[str]:
    return re.compile(trie_pattern(words(_FILE, kind, side)))
