"""What is compared: the sentences of a report without set phrases, figures, years and names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from analyzer.analysis import Facts
from analyzer.document import Sentence, Span
from analyzer.lexicon.phrases import trie_pattern
from analyzer.lexicon.source import words

_FILE: Final = "likeness"
_NOT_SAID: Final = re.compile(r"[\d一二三四五六七八九十百千万亿〇零两\s\W_]+")
_SHORTEST: Final = 10
_SELF: Final = "我"


class Comparable(NamedTuple):
    """A sentence: where it stands, and its words as they are compared."""

    span: Span
    words: str


def comparable(facts: Facts) -> tuple[Comparable, ...]:
    """The sentences of a report that say something of its own, in order.

    Headings, sentences labelled as set phrases and those the lexicon calls so are left out.
    """
    own_names = [name for name in (facts.document.agency, *_short_names(facts)) if name]
    return tuple(
        Comparable(sentence.span, said)
        for sentence in facts.sentences
        if not is_boilerplate(facts, sentence)
        and len(said := bare(facts.quote(sentence.span), own_names)) >= _SHORTEST
    )


def is_boilerplate(facts: Facts, sentence: Sentence) -> bool:
    """Whether a sentence is a title, a legal formula, a zero statement or a set phrase."""
    if sentence.section == "preamble":
        return True
    if sentence.role is not None and sentence.role.value in ("heading", "boilerplate"):
        return True
    return _sentences().search(facts.quote(sentence.span)) is not None


def boilerplate_share(facts: Facts) -> float:
    """The share (0…1) of the characters of the prose that set phrases make up."""
    spans = [(s.span.end - s.span.start, is_boilerplate(facts, s)) for s in facts.sentences]
    whole = sum(length for length, _ in spans)
    return sum(length for length, empty in spans if empty) / whole if whole else 0.0


def bare(text: str, names: list[str]) -> str:
    """The words of a sentence: without figures, marks and set phrases, its author called 我."""
    for name in names:
        text = text.replace(name, _SELF)
    return _NOT_SAID.sub("", _selves().sub(_SELF, _phrases().sub("", text)))


def _short_names(facts: Facts) -> Iterator[str]:
    """教育局 and 青岚县 of 青岚县教育局."""
    agency = facts.document.agency or ""
    for at, character in enumerate(agency[:-1]):
        if character in "省市县区旗州镇乡" and at >= 1:
            yield agency[at + 1 :] if len(agency) - at > 2 else ""
            yield agency[: at + 1]


@cache
def _sentences() -> re.Pattern[str]:
    return _any("boilerplate", "sentence_pattern")


@cache
def _phrases() -> re.Pattern[str]:
    return _any("boilerplate", "phrase_pattern")


@cache
def _selves() -> re.Pattern[str]:
    return re.compile(trie_pattern(words(_FILE, "names", "self")))


def _any(*keys: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{expression})" for expression in words(_FILE, *keys)))
