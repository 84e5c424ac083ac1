"""The title of a report among its first lines, and the agency it names.

A site puts lines of its own around the title: the name of a column, the agency once more, a table of
metadata, a trail of links.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from analyzer.document import Span
from analyzer.ingest.agency import is_agency, level_of
from analyzer.lexicon.source import words

_FILE: Final = "agencies"
_LONGEST_TITLE: Final = 60
_MOST_TITLE_LINES: Final = 3
_SAME_ENDING: Final = 3  # characters that two names of one agency share: 县教育局, 青岚县教育局
YEAR: Final = re.compile(
    r"(20\d{2})\s*(?:年(?:度)?|(?=\s*(?:政府信息|政务)))|(二[〇零○ＯO0][〇零○ＯO0一二三四五六七八九]{2})\s*年(?:度)?"
)
DATE: Final = re.compile(
    # The 年 may be lost where the month has kept its 月: 20231月9日 can only be one day.
    r"(20\d{2})\s*(?:[年\-./]\s*(?=\d{1,2}\s*[月\-./])|(?=\d{1,2}月))(\d{1,2})\s*[月\-./]\s*(\d{1,2})\s*[日号]?"
    r"|(二[〇零○ＯO0][〇零○ＯO0一二三四五六七八九]{2})\s*年\s*([一二三四五六七八九十]{1,2})\s*月"
    r"\s*([一二三四五六七八九十]{1,3})\s*[日号]"
)
SPACE: Final = re.compile(r"\s+")
SENTENCE_MARK: Final = re.compile(r"[。；，！？]")
# A line of links to where the page stands on its site (首页 > 政务公开 > 年报) is no title.
_TRAIL: Final = re.compile(r"[>＞»›]")


def bare_name(name: str) -> str:
    """The name of an agency without what stands in brackets."""
    return re.sub(r"[（(].*?[）)]", "", name)


@cache
def _title_pattern() -> re.Pattern[str]:
    mentions = "|".join(words(_FILE, "title", "mentions"))
    endings = "|".join(words(_FILE, "title", "endings"))
    return re.compile(
        rf".{{0,44}}(?:{mentions}).{{0,16}}(?:{endings})(?:[（(].{{1,10}}[）)])?(?:》(?:的\w{{2}})?)?"
    )


def title_of(text: str, lines: list[Span]) -> Span | None:
    """The lines that together read like a report's title: the first with year and agency.

    Where none tells both, the first with a year, else the first. The last line alone may read so
    too; the lines above it belong to it unless one is a date, as where a covering notice with its
    own signature stands above the title. A column of the site (政府信息公开年报, 2023年信息公开年报)
    tells no year or no agency, its table of metadata repeats the title behind a label.
    """
    found = [each for last in range(len(lines)) if (each := _title_ending(text, lines, last))]
    return max(found, key=lambda span: _completeness(text, span), default=None)


def _completeness(text: str, title: Span) -> int:
    """How much of it is told: a year, a name before the subject, the name of an agency."""
    line = text.rfind("\n", 0, title.start) + 1
    if not YEAR.search(title.of(text)):
        return 0
    if _label().match(text, line, title.start) or not _name_in_title(text, title):
        return 1
    return 3 if names_agency(text, title) else 2


def names_agency(text: str, title: Span) -> bool:
    """Whether the title names an agency, or a place whose government it is (南平市2012年…)."""
    named = _name_in_title(text, title)
    return is_agency(named) or level_of(bare_name(named)) is not None


def _name_in_title(text: str, title: Span) -> str:
    span = agency_of_title(text, title)
    return SPACE.sub("", span.of(text)) if span else ""


def _title_ending(text: str, lines: list[Span], last: int) -> Span | None:
    """The longest title that ends with line `last`."""
    found: Span | None = None
    for first in range(last, max(last - _MOST_TITLE_LINES, -1), -1):
        label = _label().match(text, lines[first].start, lines[first].end)
        span = Span(label.end() if label else lines[first].start, lines[last].end)
        written = SPACE.sub("", span.of(text))
        if (
            (found is not None and _is_of_the_site(text, lines[first], found))
            or len(written) > _LONGEST_TITLE
            or SENTENCE_MARK.search(written)
            or _TRAIL.search(written)
            or DATE.fullmatch(lines[first].of(text).strip(" （）()"))
            or (first < last and _title_pattern().fullmatch(SPACE.sub("", lines[first].of(text))))
        ):
            break
        if _title_pattern().fullmatch(written) and _opens_title(lines[first].of(text)):
            found = _quoted(text, span)
    return found


def _quoted(text: str, line: Span) -> Span:
    """The title inside 关于发布《…年度报告》的公告; else the whole line."""
    start, end = text.find("《", *line) + 1, text.rfind("》", *line)
    quoted = 0 < start < end and _title_pattern().fullmatch(SPACE.sub("", text[start:end]))
    return Span(start, end) if quoted else line


@cache
def _label() -> re.Pattern[str]:
    """A label of the site before the title: 名　称：, 标题:."""
    labels = [
        r"\s*".join(SPACE.sub("", each)) for each in words("reading", "page", "metadata_labels")
    ]
    return re.compile(rf"(?:{'|'.join(labels)})\s*[:：]\s*")


def _is_of_the_site(text: str, line: Span, title: Span) -> bool:
    """Whether a line above a title is the site's: a column's name, or the agency's once more."""
    above = SPACE.sub("", line.of(text))
    if not is_agency(above):
        return any(word in above for word in words(_FILE, "title", "mentions"))
    named = _name_in_title(text, title)
    return is_agency(named) and (above in named or above[-_SAME_ENDING:] == named[-_SAME_ENDING:])


def _opens_title(line: str) -> bool:
    written = SPACE.sub("", line)
    mentioned = any(word in written for word in words(_FILE, "title", "mentions"))
    names = is_agency(written) or level_of(written) is not None
    return mentioned or names or bool(YEAR.search(written))


def agency_of_title(text: str, title: Span) -> Span | None:
    """What stands before the subject of the title, without year and function words."""
    start, end = title
    tails = "|".join(map(re.escape, words(_FILE, "title", "tails")))
    spaced = "|".join(r"\s*".join(map(re.escape, tail)) for tail in tails.split("|"))
    if match := re.search(spaced, text[start:end]):
        end = start + match.start()
    around = "|".join(map(re.escape, words(_FILE, "title", "around")))
    lead = re.compile(rf"(?:\s|[《“〔（(]|{around}|{YEAR.pattern})+")
    if match := lead.match(text, start, end):
        start = match.end()
    # What follows the name is cut at the year; where none stands there, at the function words.
    if match := YEAR.search(text, start, end):
        end = match.start()
    trail = re.compile(rf"(?:\s|[》”]|{around})+$")
    if match := trail.search(text[start:end]):
        end = start + match.start()
    return Span(start, end) if end - start > 1 else None
