"""The six parts of the official format: which were found, which are missing, how they are numbered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from analyzer.analysis import Facts
from analyzer.document import Loss, Section, SectionKey, Span
from analyzer.errors import DataError
from analyzer.lexicon.source import load, words

KEYS: Final[tuple[SectionKey, ...]] = (
    "overview",
    "disclosure",
    "requests",
    "disputes",
    "problems",
    "other",
)
NUMERALS: Final = "一二三四五六七八九十"
# Years whose reports follow the six parts (国办公开办函〔2019〕60号 and 〔2021〕30号).
_FIRST_YEAR: Final = 2019
_FIRST_YEAR_2021: Final = 2021
_LONGEST_TITLE: Final = 42
_NOT_WORD: Final = re.compile(r"[\W_]+")
_SENTENCE_MARK: Final = re.compile(r"[。！？；，,;!?]")
_SUB_NUMBER: Final = re.compile(
    r"\s*(?:[（(]\s*[一二三四五六七八九十\d]{1,3}\s*[)）]|\d{1,2}\s*[.．、]|[一二三四五六七八九十]是)"
)
_SHORTEST_SURE: Final = 8
# How readers call a picture in a loss.
PICTURE: Final = "图片"


def six_parts_apply(facts: Facts) -> bool:
    """Whether the official six parts were in force for the year of this report."""
    year = facts.document.year
    return bool(facts.tables) if year is None else year >= _FIRST_YEAR


def format_of_2021_applies(facts: Facts) -> bool:
    """Whether 国办公开办函〔2021〕30号 was in force for the year of this report."""
    year = facts.document.year
    return facts.edition == "2021" if year is None else year >= _FIRST_YEAR_2021


@cache
def official_title(key: str) -> str:
    """The printed title of a part without its number; raises `DataError` where there is none."""
    part: Any = load("headings").get(key)
    if not isinstance(part, Mapping) or not isinstance(part.get("title"), str):
        raise DataError(f"缺少键 {key}.title", place="headings.toml")
    return str(part["title"])


def numbered_title(key: SectionKey) -> str:
    """The printed title with its number: 六、其他需要报告的事项."""
    return f"{NUMERALS[KEYS.index(key)]}、{official_title(key)}"


def found_parts(facts: Facts) -> dict[SectionKey, Section]:
    """The first section of every part in reading order; annexes that repeat a part are left out.

    Where a part has a numbered title, a title without number is a sub-heading that names it too.
    """
    chosen: dict[SectionKey, Section] = {}
    for section in facts.sections:
        if section.key in KEYS:
            earlier = chosen.setdefault(section.key, section)
            if section.number and not earlier.number:
                chosen[section.key] = section
    return dict(sorted(chosen.items(), key=lambda item: item[1].span.start))


def overview_of(facts: Facts) -> Span | None:
    """总体情况 from the end of its title to the next part; sub-headings that look like parts belong to it."""
    parts = found_parts(facts)
    overview = parts.get("overview")
    if overview is None:
        return None
    behind = [s.span.start for s in parts.values() if s.span.start > overview.span.start]
    return Span(overview.title_span.end, min(behind, default=len(facts.text)))


def missing_parts(facts: Facts) -> list[SectionKey]:
    """Parts without a section whose title words stand in no heading-like line either."""
    found = found_parts(facts)
    absent = [key for key in KEYS if key not in found]
    if not absent:
        return []
    lines = [line for _, line in _heading_like(facts)]
    return [key for key in absent if not any(_names(line, key) for line in lines)]


def losses_in(facts: Facts, section: Section) -> list[Loss]:
    """What the reader saw in this part but could not read, and what it lost at no known place."""
    return [
        loss
        for loss in facts.document.losses
        if loss.span is None or section.span.start <= loss.span.start <= section.span.end
    ]


def number_of(written: str) -> int | None:
    """一…十 or one or two digits as a number, None for anything else: no report has a hundred parts."""
    if written.isdecimal() and len(written) <= 2:
        return int(written)
    at = NUMERALS.find(written) if len(written) == 1 else -1
    return at + 1 if at >= 0 else None


def _heading_like(facts: Facts) -> Iterator[tuple[int, str]]:
    """Short lines of the prose that could be titles, with their offsets."""
    start = 0
    for line in facts.prose.split("\n"):
        if 2 < len(line.strip()) <= _LONGEST_TITLE and not _SENTENCE_MARK.search(line.strip()[:-1]):
            yield start, line
        start += len(line) + 1


def _names(line: str, key: SectionKey) -> bool:
    """Whether a line names the part: its whole title anywhere, its key words in a main heading."""
    bare = _NOT_WORD.sub("", line)
    titles = (official_title(key), *words("headings", key, "aliases"))
    shapes = (_NOT_WORD.sub("", title) for title in titles)
    if any(len(shape) >= _SHORTEST_SURE and shape in bare for shape in shapes):
        return True
    if _SUB_NUMBER.match(line):
        return False
    never = words("headings", key, "never")
    return any(w in bare for w in words("headings", key, "words")) and not any(
        w in bare for w in never
    )


def title_anchor(facts: Facts) -> Span:
    """Where to point for something the whole report lacks: its title, else its first line."""
    if facts.document.title_span is not None:
        return facts.document.title_span
    text = facts.text
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    return Span(start, end if end >= 0 else len(text))
