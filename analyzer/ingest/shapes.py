"""What a line of text is by its shape: heading, title, date, page number, or plain prose."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from analyzer.lexicon.script import simplified
from analyzer.lexicon.source import words

_ORDINAL: Final = "[一二三四五六七八九十]{1,3}"
# Marker of a heading and its level. “（一）项” belongs to a citation, “1.2” to a number.
_MARKERS: Final = (
    (1, re.compile(f"(?:{_ORDINAL} ?[、.．]|第{_ORDINAL}(?:部分|章|节))")),
    (2, re.compile(f"[（(] ?{_ORDINAL} ?[）)](?![项款目条])")),
    (3, re.compile("[0-9]{1,2} ?[.．、](?![0-9])")),
    (4, re.compile("[（(] ?[0-9]{1,2} ?[）)]|[①-⑳⑴-⒇]")),
)
_BULLET: Final = re.compile("[●■◆▪•·★☆※◇□○►➤]|[-*+] ")
_SENTENCE_MARKS: Final = re.compile("[，。；！？,;!?：:]")
_SENTENCE_END: Final = re.compile("[。；！？]")
_DAY: Final = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_DATE: Final = re.compile(
    "[（(]?(?:[0-9]{4}|[二〇○零一三四五六七八九]{4}) ?[年./-] ?"
    f"{_DAY} ?[月./-] ?(?:{_DAY} ?日?)?[）)]?"
)
_PAGE: Final = "[0-9]{1,3}"
_DASHES: Final = "[-—–－―~·_ ]+"
_FURNITURE: Final = re.compile(
    f"{_DASHES} ?{_PAGE} ?{_DASHES}|{_PAGE} ?/ ?{_PAGE}|[Pp]age ?{_PAGE}(?: ?of ?{_PAGE})?"
    f"|第 ?{_PAGE} ?页(?: ?[/,，、]? ?共 ?{_PAGE} ?页)?|共 ?{_PAGE} ?页 ?[/,，、]? ?第 ?{_PAGE} ?页"
)
_FURNITURE_ENDS: Final = frozenset("0123456789页-—–－―~·_")
_LEADER: Final = re.compile("[.…·．]{2,} ?[0-9]{1,3}$")
_PAGE_AFTER: Final = re.compile("[^0-9] [0-9]{1,3}$")
_LONGEST_CONTENTS: Final = 60
_LONGEST_HEADING: Final = 40
_LONGEST_SITE_LINE: Final = 80


@cache
def terms(table: str, key: str) -> tuple[str, ...]:
    """The list `key` of table `table` of `lexicon/reading.toml`."""
    return words("reading", table, key)


def heading_level(line: str) -> int | None:
    """The level of a heading (title 0, 一、 1, （一） 2, 1. 3), None for prose and the rest."""
    if len(line) > _LONGEST_HEADING or _SENTENCE_END.search(line[:-1]):
        return None
    level = marker_level(line)
    if level is not None:
        return None if line[-1] in "；;，,：:。" and level > 1 else level
    if is_title(line):
        return 0
    return 1 if _is_plain_heading(line) else None


def marker_level(line: str) -> int | None:
    """The level that the marker at the start of `line` stands for, None without a marker."""
    return next((level for level, marker in _MARKERS if marker.match(line)), None)


def is_title(line: str) -> bool:
    """Whether the line is the title of a report: no sentence, and 报告 or 年报 at its end."""
    return (
        len(line) <= 60
        and simplified(line).rstrip("）)").endswith(terms("lines", "title_endings"))
        and not _SENTENCE_MARKS.search(line)
    )


def is_date(line: str) -> bool:
    """Whether the line is a date and nothing else."""
    return len(line) <= 24 and _DATE.fullmatch(line) is not None


def is_furniture(line: str) -> bool:
    """Whether the line is a page number (— 5 —, 第 3 页 共 6 页) or of a table of contents."""
    if line[-1:] not in _FURNITURE_ENDS:  # most lines: asked for every pair of them
        return False
    if len(line) <= 24 and _FURNITURE.fullmatch(line) is not None:
        return True
    return len(line) <= _LONGEST_CONTENTS and _is_contents(line)


def _is_contents(line: str) -> bool:
    """A line of a table of contents: a section title, a leader or a space, a page number."""
    if not names_a_section(line) or _SENTENCE_MARKS.search(line):
        return False
    return bool(_LEADER.search(line) or (marker_level(line) == 1 and _PAGE_AFTER.search(line)))


@cache
def _of_the_site() -> re.Pattern[str]:
    labels = "|".join(
        r" ?".join(each.replace(" ", "")) for each in terms("page", "metadata_labels")
    )
    starts = "|".join(map(re.escape, terms("page", "chrome_starts")))
    return re.compile(f".*(?:{labels}) ?[:：]|[【\\[［（(]? ?(?:{starts})")


def is_of_the_site(line: str) -> bool:
    """Whether a line of pasted text is the page's around the report: 发布时间：…, 浏览次数：….

    Such a line is no sentence, whatever colons it holds.
    """
    return (
        len(line) <= _LONGEST_SITE_LINE
        and not re.search("[，。；]", line)
        and _of_the_site().match(line) is not None
    )


def stands_alone(line: str) -> bool:
    """Whether the line begins something of its own and never continues the line before it."""
    return (
        marker_level(line) is not None
        or _BULLET.match(line) is not None
        or line.startswith(terms("lines", "standalone"))
        or is_date(line)
        or is_furniture(line)
        or is_title(line)
        or _is_plain_heading(line)
    )


def is_enumeration(line: str) -> bool:
    """Whether the line begins with 一是, 首先 and the like."""
    return line.startswith(terms("lines", "enumerations"))


def has_sentence_marks(line: str) -> bool:
    """Whether the line holds punctuation that only sentences have."""
    return _SENTENCE_MARKS.search(line) is not None


def names_a_section(line: str) -> bool:
    """Whether the line holds a word of the section titles."""
    return _section_words().search(simplified(line)) is not None


@cache
def _section_words() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, terms("report", "headings"))))


def _is_plain_heading(line: str) -> bool:
    return (
        len(line) <= 24
        and simplified(line).endswith(terms("lines", "heading_endings"))
        and names_a_section(line)
        and not _SENTENCE_MARKS.search(line)
    )
