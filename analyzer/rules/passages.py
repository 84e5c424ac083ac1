"""The prose that states something: sentences without titles, and passages under a sub-heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.document import Sentence, Span
from analyzer.rules.once import once

_NUMBER: Final = re.compile(
    r"\s*(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}[、.．](?!\d)|第[一二三四五六]部分)\s*"
)
_LONGEST_HEADING: Final = 26
_SURE: Final = 0.6
_SENTENCE_MARK: Final = re.compile(r"[，；！？,;]|。(?=.)")
_FIGURE: Final = re.compile(r"\d\s*[^\d\s年月日、.．)）]")


def is_heading(facts: Facts, sentence: Sentence) -> bool:
    """Whether a sentence is a title: of a section, of a numbered part, or labelled so."""
    return sentence.span in _headings(facts)


@once
def _headings(facts: Facts) -> frozenset[Span]:
    return frozenset(s.span for s in facts.sentences if _is_heading(facts, s))


def _is_heading(facts: Facts, sentence: Sentence) -> bool:
    if any(s.title_span.covers(sentence.span) for s in facts.sections if s.title):
        return True
    if facts.document.title_span is not None and facts.document.title_span.covers(sentence.span):
        return True
    text = sentence.span.of(facts.text)
    number = _NUMBER.match(text)
    words = text[number.end() :] if number else text
    if len(words) > _LONGEST_HEADING or _SENTENCE_MARK.search(words) or _FIGURE.search(words):
        return False
    if sentence.role is not None and sentence.role.value == "heading":
        return True
    return number is not None or not text.endswith(("。", "！", "？", "；"))


def is_about(facts: Facts, sentence: Sentence, aspect: str) -> bool:
    """Whether the classifier says with some certainty that a sentence, no title, is about it."""
    label = sentence.aspect
    return (
        label is not None
        and label.value == aspect
        and label.probability >= _SURE
        and not is_heading(facts, sentence)
    )


def statements(facts: Facts, *sections: str) -> Iterator[Span]:
    """The spans of all sentences that are no titles, in these sections or everywhere."""
    for sentence in facts.sentences:
        if (not sections or sentence.section in sections) and not is_heading(facts, sentence):
            yield sentence.span


def passage(facts: Facts, section: str, heading: re.Pattern[str]) -> tuple[Sentence, ...] | None:
    """The sentences under the first sub-heading that matches, None where there is no such one."""
    found: list[Sentence] | None = None
    for sentence in facts.sentences_of(section):
        if is_heading(facts, sentence):
            if found is not None and _NUMBER.match(sentence.span.of(facts.text)):
                return tuple(found)
            if found is None and heading.search(sentence.span.of(facts.text)):
                found = []
        elif found is not None:
            found.append(sentence)
    return tuple(found) if found is not None else None


def title_of(facts: Facts, key: str) -> tuple[Span, ...]:
    """An anchor for something that is missing: the section's title, else the report's title."""
    section = facts.section(key)
    if section is not None and section.title:
        return (section.title_span,)
    return (facts.document.title_span,) if facts.document.title_span is not None else ()
