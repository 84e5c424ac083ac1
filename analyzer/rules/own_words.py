"""The agency's own words: the prose of the report without tables and without what a site adds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.document import Span
from analyzer.finding import Fault
from analyzer.lexicon.needed import is_possible, needed
from analyzer.lexicon.source import words
from analyzer.lexicon.wordings import Wording, wordings
from analyzer.rules.once import once
from analyzer.rules.phrasing import any_pattern, compiled

_LINE: Final = re.compile(r"[^\n]+")
_SAYS_SOMETHING: Final = re.compile(r"[，。；《]")
_BREAK: Final = re.compile(r"[。！？；\n]")
_MOST_QUOTES: Final = 5


@once
def characters_of(facts: Facts) -> frozenset[str]:
    """The different characters of the prose, that of the site included."""
    return frozenset(facts.prose)


@once
def own_prose(facts: Facts) -> str:
    """`facts.prose` with everything before the title, behind the signature and in the lines of
    metadata under the title (索引号, 浏览次数) blanked out: same offsets.
    """
    document, prose = facts.document, facts.prose
    start = document.title_span.start if document.title_span else 0
    end = document.signed_span.end if document.signed_span else len(prose)
    if end <= start:
        end = len(prose)
    parts = ["\n" * start, prose[start:end], "\n" * (len(prose) - end)]
    section = facts.section("preamble")
    if section is None or document.title_span is None:
        return "".join(parts)
    head = Span(document.title_span.end, max(section.span.end, document.title_span.end))
    parts[1:2] = [prose[start : head.start], _sentences_only(head.of(prose)), prose[head.end : end]]
    return "".join(parts) if head.end <= end else facts.prose


def _sentences_only(text: str) -> str:
    """Without lines that say nothing, and without labels of metadata glued to those that do."""
    labelled = any_pattern("wording", "metadata", "label_pattern").sub(_blank, text)
    return _LINE.sub(
        lambda line: line[0] if _SAYS_SOMETHING.search(line[0]) else _blank(line), labelled
    )


def _blank(match: re.Match[str]) -> str:
    return "\n" * len(match[0])


def surroundings(text: str, span: Span) -> Span:
    """The sentence of `text` in which `span` stands, up to the marks 。；！？ or the line ends."""
    start = 0
    for match in _BREAK.finditer(text, max(0, span.start - 400), span.start):
        start = match.end()
    behind = _BREAK.search(text, span.end)
    return Span(start, behind.start() if behind else len(text))


def faulty(facts: Facts, file: str, key: str) -> Iterator[tuple[Wording, list[Span]]]:
    """The wordings of a lexicon list that the prose contains, each with its places."""
    prose, characters = own_prose(facts), characters_of(facts)
    for wording in wordings(file, key):
        if not is_possible(wording.needs, prose, characters):
            continue
        # A phrase over a line break is a matter of layout, not of wording.
        places = [Span(*m.span()) for m in wording.find.pattern.finditer(prose) if "\n" not in m[0]]
        if wording.unless is not None:
            unless = wording.unless.pattern
            places = [
                place for place in places if not unless.search(surroundings(prose, place).of(prose))
            ]
        if places:
            yield wording, places


def quotes(facts: Facts, places: Iterable[Span]) -> str:
    """The different words at `places` in quotation marks, the first few of many."""
    different = list(dict.fromkeys(facts.quote(place) for place in places))
    shown = "、".join(f"“{quote}”" for quote in different[:_MOST_QUOTES])
    return f"{shown}等 {len(different)} 种写法" if len(different) > _MOST_QUOTES else shown


def times(places: list[Span]) -> str:
    """“，共 3 处” where there is more than one."""
    return f"，共 {len(places)} 处" if len(places) > 1 else ""


def wording_faults(facts: Facts, file: str, key: str) -> Iterator[Fault]:
    """One fault for every wording of a lexicon list that the prose contains."""
    for wording, places in faulty(facts, file, key):
        yield Fault(
            message=f"正文写{quotes(facts, places)}{times(places)}：{wording.problem}。",
            anchors=tuple(places),
            advice=f"改为：{wording.mend}。",
            actual=facts.quote(places[0]),
            expected=wording.mend,
        )


def matches(facts: Facts, file: str, *keys: str, unless: str | None = None) -> list[Span]:
    """The places of the prose that the expressions at `keys` of `file` match.

    `unless` stands beside the last key: expressions of sentences in which none of it counts.
    """
    prose, characters = own_prose(facts), characters_of(facts)
    possible = [e for e in words(file, *keys) if is_possible(needed(e), prose, characters)]
    if not possible:
        return []
    alone = len(possible) == 1
    pattern = compiled(possible[0], file, *keys) if alone else any_pattern(file, *keys)
    places = [Span(*match.span()) for match in pattern.finditer(prose)]
    if unless is None:
        return places
    excused = any_pattern(file, *keys[:-1], unless)
    return [p for p in places if not excused.search(surroundings(prose, p).of(prose))]
