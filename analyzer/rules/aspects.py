"""The five aspects of 总体情况: their sub-headings, and which of them the text tells of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from analyzer.analysis import Facts
from analyzer.document import Sentence, Span
from analyzer.errors import DataError
from analyzer.lexicon.source import load, words
from analyzer.rules.once import once
from analyzer.rules.parts import overview_of

FIVE: Final = ("disclosure", "requests", "management", "platform", "supervision")
_FILE: Final = "aspects"
_NUMBER: Final = re.compile(
    r"\s*(?:[（(]\s*[一二三四五六七八九十\d]{1,3}\s*[)）]|\d{1,2}\s*[.．、](?!\d)|[一二三四五六七八九十]{1,3}\s*[、.．])\s*"
)
_TITLE: Final = re.compile(r"[^。：:，,；;！？!?\n]{2,24}")
_DIGITS: Final = re.compile(r"\d+")
_TRIGGERS_NEEDED: Final = 2
# Roles of sentences that say something; set phrases and mere intentions tell of no aspect.
_TELLING: Final = ("fact", "measure", "problem", "heading")


class Part(NamedTuple):
    """A sub-heading of 总体情况: the aspects it names, its title, and the text it covers.

    `region` ends with the paragraph of the heading, or with the next one where the heading stands
    alone: what comes later may speak of something else.
    """

    aspects: frozenset[str]
    title: Span
    region: Span


@cache
def name_of_aspect(aspect: str) -> str:
    """The official name of an aspect; raises `DataError` naming the missing key."""
    data: Any = load(_FILE).get(aspect)
    if not isinstance(data, Mapping) or not isinstance(data.get("name"), str):
        raise DataError(f"缺少键 {aspect}.name", place=f"{_FILE}.toml")
    return str(data["name"])


def aspects_of_heading(title: str) -> frozenset[str]:
    """The aspects that a sub-heading names; one that names several belongs to all of them."""
    bare = re.sub(r"\s+", "", title)
    found = {
        a for a in words(_FILE, "order") if any(w in bare for w in words(_FILE, a, "headings"))
    }
    # 依申请公开平台 and 信息公开平台建设 name the more particular aspect only.
    if len(found) > 1 and name_of_aspect("disclosure") not in bare:
        found.discard("disclosure")
    return frozenset(found)


def core(title: str) -> str:
    """A sub-heading without the words that make no difference to its name."""
    bare = re.sub(r"[\s“”]+", "", title)
    while True:
        shorter = next(
            (bare.removesuffix(s) for s in words(_FILE, "suffixes") if bare.endswith(s)), bare
        )
        if shorter == bare or not shorter:
            return bare
        bare = shorter


@once
def parts(facts: Facts) -> tuple[Part, ...]:
    """The numbered sub-headings of 总体情况 in order."""
    return tuple(_parts(facts))


def _parts(facts: Facts) -> Iterator[Part]:
    spans = list(_lines(facts))
    for at, line in enumerate(spans):
        number = _NUMBER.match(facts.text, line.start, line.end)
        title = _TITLE.match(facts.text, number.end(), line.end) if number else None
        if title is None:
            continue
        end = line.end
        alone = not facts.text[title.end() : line.end].strip("。：: \u3000")
        if alone and at + 1 < len(spans) and not _NUMBER.match(facts.quote(spans[at + 1])):
            end = spans[at + 1].end
        span = Span(title.start(), title.end())
        yield Part(aspects_of_heading(span.of(facts.text)), span, Span(line.start, end))


@once
def told(facts: Facts) -> frozenset[str]:
    """The aspects that 总体情况 tells of: by heading, by two trigger words, by labels, by figures."""
    found: set[str] = set()
    for part in parts(facts):
        found |= part.aspects
    for line in _lines(facts):
        found |= _triggered(facts.quote(line))
    overview = overview_of(facts)
    if overview is None:
        return frozenset()
    for sentence in facts.sentences:
        if overview.covers(sentence.span):
            found |= _labelled(facts, sentence)
    for checked in facts.claims:
        metric = checked.claim.metric or ""
        if metric.startswith(("requests.", "disputes.")) and overview.covers(checked.claim.span):
            found.add("requests")
    return frozenset(found)


def _labelled(facts: Facts, sentence: Sentence) -> frozenset[str]:
    """The aspect of a sentence that says something; those a sub-heading without number names.

    Where the model abstained, one trigger word is enough: an open label is no ground to accuse.
    What a sentence has for its subject (政府信息公开平台由办公室运维) it tells of in any case.
    """
    found = _of_sentence(facts, sentence)
    opening = facts.quote(sentence.span).lstrip()
    return found | {a for a in FIVE if opening.startswith(words(_FILE, a, "subjects"))}


def _of_sentence(facts: Facts, sentence: Sentence) -> frozenset[str]:
    if sentence.aspect is None:
        return frozenset(_triggered(facts.quote(sentence.span), needed=1))
    if sentence.role is None or sentence.role.value not in _TELLING:
        return frozenset()
    if sentence.role.value == "heading":
        return aspects_of_heading(facts.quote(sentence.span))
    return frozenset({sentence.aspect.value})


def _triggered(paragraph: str, needed: int = _TRIGGERS_NEEDED) -> set[str]:
    bare = _DIGITS.sub("0", "".join(paragraph.split()))
    return {a for a in FIVE if _has_triggers(bare, a, needed)}


def _has_triggers(text: str, aspect: str, least: int) -> bool:
    """Whether so many triggers stand in the text, each place counted once, the longest first."""
    for trigger in _triggers(aspect):
        if trigger in text:
            least -= 1
            if not least:
                return True
            text = text.replace(trigger, "\n")
    return False


@cache
def _triggers(aspect: str) -> tuple[str, ...]:
    return tuple(sorted(words(_FILE, aspect, "triggers"), key=len, reverse=True))


def _lines(facts: Facts) -> Iterator[Span]:
    """The lines of the prose of 总体情况."""
    overview = overview_of(facts)
    if overview is None:
        return
    start = overview.start
    for line in facts.prose[start : overview.end].split("\n"):
        if line.strip():
            yield Span(start, start + len(line))
        start += len(line) + 1
