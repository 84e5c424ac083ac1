"""Sections by the words of their headings, never by ordinal.

Numbers repeat, skip and restart in annexes; titles vary, carry typos or share a line with text. A
numbered title that fits none of the six parts stays inside the running section; `headings` shows
it all the same, for the rules that judge the numbering.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final, NamedTuple, cast, get_args

from analyzer.document import Block, Document, Section, SectionKey, Span
from analyzer.errors import DataError
from analyzer.lexicon.script import simplified
from analyzer.lexicon.source import load, words
from analyzer.segment.labels import distance

# Longer lines are sentences, not titles.
_LONGEST_TITLE: Final = 42
_SHORTEST_TYPO: Final = 4
_PLACE: Final = "headings.toml"
_NUMERALS: Final = "一二三四五六"
_NUMBER: Final = re.compile(
    r"\s*(?:第\s*([一二三四五六七八九十]{1,3})\s*部分\s*[、.．,，:：]?|([一二三四五六七八九十]{1,3})\s*[、.．,，:：])\s*"
)
_ARABIC: Final = re.compile(r"\s*(\d{1,2})\s*[、.．]\s*(?!\d)")
_NOT_WORD: Final = re.compile(r"[\W_]+")
_SENTENCE_MARK: Final = re.compile(r"[。！？；，,;!?]")
_STATES: Final = re.compile(r"[未没均已]|不存在")
_AT_END: Final = re.compile(r"(?<=[。；）)])[一二三四五六]、[^。；，]{2,30}$")
_LEADERS: Final = re.compile(r"[.…·．]{4,}\s*\d*\s*$|…+\s*\d+\s*$")
_BRACKETED: Final = re.compile(r"[（(【\[][^）)】\]]*[）)】\]]\s*$")


class Heading(NamedTuple):
    """A level-one title: its number without punctuation, its words, and the part it names.

    `key` is None for a numbered title that fits no part. `certain` titles are official or accepted
    ones; the others were recognised by key words or through a typo.
    """

    key: SectionKey | None
    number: str
    title: str
    span: Span
    certain: bool


class _Part(NamedTuple):
    key: SectionKey
    titles: frozenset[str]
    words: tuple[str, ...]
    never: tuple[str, ...]


@cache
def _parts() -> tuple[_Part, ...]:
    data = load("headings")
    parts = []
    for key in words("headings", "order"):
        part: Any = data.get(key)
        if not isinstance(part, dict) or not isinstance(part.get("title"), str):
            raise DataError(f"缺少键 {key}.title", place=_PLACE)
        titles = (part["title"], *words("headings", key, "aliases"))
        parts.append(
            _Part(
                cast("SectionKey", key),
                frozenset(_bare(title) for title in titles),
                words("headings", key, "words"),
                words("headings", key, "never"),
            )
        )
    return tuple(parts)


@cache
def _titles() -> tuple[tuple[str, SectionKey], ...]:
    """All accepted titles with their keys, the longest first."""
    pairs = [(title, part.key) for part in _parts() for title in part.titles]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


def headings(document: Document) -> tuple[Heading, ...]:
    """Every level-one heading in order, those that fit no part included."""
    found = [
        heading
        for block, line in _lines(document)
        if (heading := _heading(document.text, line, marked=block.kind == "heading")) is not None
    ]
    if _has_second_level(found):
        found = [heading for heading in found if not heading.number.isdigit()]
    return tuple(found)


def _has_second_level(found: list[Heading]) -> bool:
    """Whether 1. 2. 3. number what stands inside the parts 一、二、三.

    A 1. follows a 一、, or every part that an Arabic number names has a 一、 of its own as well.
    """
    numbers = [heading.number for heading in found if heading.number]
    first = next((at for at, number in enumerate(numbers) if not number.isdigit()), len(numbers))
    arabic = {heading.key for heading in found if heading.number.isdigit()}
    named = {heading.key for heading in found if heading.number and not heading.number.isdigit()}
    return "1" in numbers[first:] or arabic <= named


def sections(document: Document) -> tuple[Section, ...]:
    """The parts in reading order, the preamble first; together they cover the text."""
    starts: list[Heading] = []
    for heading in _placed(headings(document)):
        running = starts[-1].key if starts else None
        if heading.key is not None and (heading.certain or heading.key != running):
            starts.append(heading)
    found = []
    first = starts[0].span.start if starts else len(document.text)
    if document.text[:first].strip():
        found.append(Section("preamble", "", "", Span(0, first), Span(0, 0)))
    ends = [*(heading.span.start for heading in starts), len(document.text)][1:]
    for heading, end in zip(starts, ends, strict=True):
        if heading.key is not None:
            span = Span(heading.span.start, end)
            found.append(Section(heading.key, heading.title, heading.number, span, heading.span))
    return tuple(found)


def _placed(found: tuple[Heading, ...]) -> list[Heading]:
    """The headings, an unknown one taken for the part that is missing right where it stands.

    Asked of it: the number of that part, the part before it earlier and none of the later ones
    before it, and two characters in a row of the standard title (主要不足与努力方向).
    """
    standard: tuple[SectionKey, ...] = get_args(SectionKey)[1:]
    known = {heading.key for heading in found}
    placed = list(found)
    for at, heading in enumerate(found):
        number = _NUMERALS.find(heading.number) if len(heading.number) == 1 else -1
        if heading.key is not None or not 0 <= number < len(standard):
            continue
        key = standard[number]
        before = {each.key for each in found[:at]}
        follows = number == 0 or standard[number - 1] in before
        if key not in known and follows and before.isdisjoint(standard[number + 1 :]):
            bare, title = _bare(heading.title), _bare(load("headings")[key]["title"])
            if any(title[i : i + 2] in bare for i in range(len(title) - 1)):
                placed[at] = heading._replace(key=key, certain=False)
    return placed


def _lines(document: Document) -> Iterator[tuple[Block, Span]]:
    for block in document.blocks:
        if block.kind not in ("heading", "paragraph"):
            continue
        start = block.span.start
        for line in block.span.of(document.text).split("\n"):
            # a title at the end of the paragraph before it: …联系。一、总体情况
            glued = _AT_END.search(line)
            title = glued.start() if glued and _named(_without_number(glued[0])) else 0
            for piece in (line[:title], line[title:]):
                if piece.strip():
                    yield block, Span(start, start + len(piece))
                start += len(piece)
            start += 1


def _heading(text: str, line: Span, *, marked: bool) -> Heading | None:
    written = simplified(line.of(text)).rstrip()
    number, start = _number(written)
    rest = written[start:]
    if not rest or rest.startswith(("（", "(")) or _LEADERS.search(written):
        return None  # a level-two title, or a line of a contents page
    found = _title(rest, number, marked=marked)
    if found is None:
        return None
    key, length, certain = found
    lead = len(written) - len(written.lstrip()) if number else 0
    indent = 0 if number else len(rest) - len(rest.lstrip())
    span = Span(line.start + lead + indent, line.start + start + length)
    return Heading(key, number, span.of(text), span, certain)


def _title(rest: str, number: str, *, marked: bool) -> tuple[SectionKey | None, int, bool] | None:
    """Key, length and certainty of the level-one title that opens a line; None where none does."""
    whole = len(rest.rstrip("。：:. "))
    if len(rest) <= _LONGEST_TITLE and (key := _named(rest)):
        return key, whole, True
    if number.isdigit() or not (number or marked):
        return None  # an Arabic number or none is no sign of level one
    if not number and _STATES.search(rest):
        return None  # 全年未出现收费及减免情况, set like a title
    if number and (inline := _inline(rest)):
        return (*inline, True)
    if len(rest) > _LONGEST_TITLE or _SENTENCE_MARK.search(rest.rstrip("。：:")):
        return None
    key = _by_words(rest)
    return (key, whole, False) if key or number else None


def _number(line: str) -> tuple[str, int]:
    if match := _NUMBER.match(line):
        return match[1] or match[2], match.end()
    if match := _ARABIC.match(line):
        return match[1], match.end()
    return "", 0


def _without_number(line: str) -> str:
    return line[_number(line)[1] :]


def _bare(title: str) -> str:
    return _NOT_WORD.sub("", title)


def _named(rest: str) -> SectionKey | None:
    """The part whose official or accepted title this is, a bracketed instruction left aside."""
    for candidate in (rest, _BRACKETED.sub("", rest)):
        bare = _bare(candidate)
        for instruction in words("headings", "numbering", "instructions"):
            bare = bare.removesuffix(instruction)
        for part in _parts():
            if bare in part.titles:
                return part.key
    return None


def _inline(rest: str) -> tuple[SectionKey, int] | None:
    """A title at the start of a line of text: the part and the title's length."""
    for title, key in _titles():
        end = _match_bare(rest, title)
        # “主动公开情况良好” is a sentence: a title ends at a mark, a space or a year.
        if end is not None and re.match(r"[\s。：:（(]|20\d\d|本年|根据|按照", rest[end:]):
            return key, end
    return None


def _match_bare(written: str, title: str) -> int | None:
    """Where `title` ends at the start of `written`, punctuation and spaces left aside."""
    position = 0
    for character in title:
        while position < len(written) and _NOT_WORD.match(written[position]):
            if written[position] in "。；！？":
                return None
            position += 1
        if position == len(written) or written[position] != character:
            return None
        position += 1
    return position


def _by_words(rest: str) -> SectionKey | None:
    bare = _bare(_BRACKETED.sub("", rest))
    for part in _parts():
        if any(word in bare for word in part.words) and not any(w in bare for w in part.never):
            return part.key
    if len(bare) < _SHORTEST_TYPO:
        return None
    # A typo: one character in six, or one in all, and nothing else as near.
    limit = max(1, len(bare) // 6)
    near = sorted(
        (distance(bare, title), key)
        for title, key in _titles()
        if abs(len(title) - len(bare)) <= limit
    )
    if (
        near
        and near[0][0] <= limit
        and all(key == near[0][1] for d, key in near if d == near[0][0])
    ):
        return near[0][1]
    return None
