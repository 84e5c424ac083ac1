"""The facts of the title page: title, agency and its level, year, date of signature."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Final

from analyzer.document import Document, Span
from analyzer.ingest.agency import is_agency, level_of
from analyzer.lexicon.script import simplified
from analyzer.lexicon.source import words

_FILE: Final = "agencies"
# The title stands among the first lines, signature and date among the last.
_FIRST_LINES: Final = 14
_LAST_LINES: Final = 12
_LONGEST_TITLE: Final = 60
_LONGEST_SIGNATURE: Final = 40
_MOST_TITLE_LINES: Final = 3
_SAME_ENDING: Final = 3  # characters that two names of one agency share: 县教育局, 青岚县教育局

_CHINESE_DIGITS: Final = "〇一二三四五六七八九"
_ZEROS: Final = str.maketrans("零○ＯO０0", "〇〇〇〇〇〇")
_YEAR: Final = re.compile(
    r"(20\d{2})\s*(?:年(?:度)?|(?=\s*(?:政府信息|政务)))|(二[〇零○ＯO0][〇零○ＯO0一二三四五六七八九]{2})\s*年(?:度)?"
)
_PERIOD: Final = re.compile(r"(20\d{2})\s*年?\s*0?1\s*月\s*0?1\s*日")
_DATE: Final = re.compile(
    # The 年 may be lost where the month has kept its 月: 20231月9日 can only be one day.
    r"(20\d{2})\s*(?:[年\-./]\s*(?=\d{1,2}\s*[月\-./])|(?=\d{1,2}月))(\d{1,2})\s*[月\-./]\s*(\d{1,2})\s*[日号]?"
    r"|(二[〇零○ＯO0][〇零○ＯO0一二三四五六七八九]{2})\s*年\s*([一二三四五六七八九十]{1,2})\s*月"
    r"\s*([一二三四五六七八九十]{1,3})\s*[日号]"
)
_SPACE: Final = re.compile(r"\s+")
# The office of an agency answers for it: 教育局办公室, 街道办事处综合办公室.
_INNER_OFFICE: Final = re.compile(
    r"(局|委员会|厅|管委会|办事处|办公[厅室])[\u4e00-\u9fff]{0,8}(?:办公室|办|科|股|中心)$"
)
_SENTENCE_MARK: Final = re.compile(r"[。；，！？]")
# A line of links to where the page stands on its site (首页 > 政务公开 > 年报) is no title.
_TRAIL: Final = re.compile(r"[>＞»›]")


def identify(document: Document) -> Document:
    """The document with title, agency, level, year and date of signature where the text tells them.

    Facts the reader already supplied are kept.
    """
    lines = _lines(document)
    text = simplified(document.text)
    title_span = document.title_span or _title(text, lines[:_FIRST_LINES])
    title = document.title or (title_span and _SPACE.sub("", title_span.of(document.text)))
    signed, signed_span = _signed(text, lines[-_LAST_LINES:])
    agency, agency_span = document.agency, document.agency_span
    if agency is None:
        agency, agency_span = _agency(text, lines, title_span, signed_span)
        agency = _SPACE.sub("", agency_span.of(document.text)) if agency_span else agency
    year = document.year or _year(text, title_span, title, lines)
    return replace(
        document,
        title=title,
        title_span=title_span,
        agency=agency,
        agency_span=agency_span,
        agency_level=document.agency_level
        or (level_of(_bare(simplified(agency))) if agency else None),
        year=year,
        signed=document.signed or signed,
        signed_span=document.signed_span or signed_span,
    )


def _lines(document: Document) -> list[Span]:
    found = []
    for block in document.blocks:
        if block.kind not in ("heading", "paragraph"):
            continue
        start = block.span.start
        for line in block.span.of(document.text).split("\n"):
            lead = len(line) - len(line.lstrip())
            if line.strip():
                found.append(Span(start + lead, start + len(line.rstrip())))
            start += len(line) + 1
    return found


def _bare(name: str) -> str:
    return re.sub(r"[（(].*?[）)]", "", name)


@cache
def _title_pattern() -> re.Pattern[str]:
    mentions = "|".join(words(_FILE, "title", "mentions"))
    endings = "|".join(words(_FILE, "title", "endings"))
    return re.compile(rf".{{0,44}}(?:{mentions}).{{0,16}}(?:{endings})(?:[（(].{{1,10}}[）)])?》?")


def _title(text: str, lines: list[Span]) -> Span | None:
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
    if not _YEAR.search(title.of(text)):
        return 0
    if text[line : title.start].strip() or not _name_in_title(text, title):
        return 1
    return 3 if _names_agency(text, title) else 2


def _names_agency(text: str, title: Span) -> bool:
    named = _name_in_title(text, title)
    return is_agency(named) or level_of(_bare(named)) is not None


def _name_in_title(text: str, title: Span) -> str:
    span = _agency_of_title(text, title)
    return _SPACE.sub("", span.of(text)) if span else ""


def _title_ending(text: str, lines: list[Span], last: int) -> Span | None:
    """The longest title that ends with line `last`."""
    found: Span | None = None
    for first in range(last, max(last - _MOST_TITLE_LINES, -1), -1):
        label = _label().match(text, lines[first].start, lines[first].end)
        span = Span(label.end() if label else lines[first].start, lines[last].end)
        written = _SPACE.sub("", span.of(text))
        if (
            (found is not None and _is_of_the_site(text, lines[first], found))
            or len(written) > _LONGEST_TITLE
            or _SENTENCE_MARK.search(written)
            or _TRAIL.search(written)
            or _DATE.fullmatch(lines[first].of(text).strip(" （）()"))
            or (first < last and _title_pattern().fullmatch(_SPACE.sub("", lines[first].of(text))))
        ):
            break
        if _title_pattern().fullmatch(written) and _opens_title(lines[first].of(text)):
            found = span
    return found


@cache
def _label() -> re.Pattern[str]:
    """A label of the site before the title: 名　称：, 标题:."""
    labels = [
        r"\s*".join(_SPACE.sub("", each)) for each in words("reading", "page", "metadata_labels")
    ]
    return re.compile(rf"(?:{'|'.join(labels)})\s*[:：]\s*")


def _is_of_the_site(text: str, line: Span, title: Span) -> bool:
    """Whether a line above a title is the site's: a column's name, or the agency's once more."""
    above = _SPACE.sub("", line.of(text))
    if not is_agency(above):
        return any(word in above for word in words(_FILE, "title", "mentions"))
    named = _name_in_title(text, title)
    return is_agency(named) and (above in named or above[-_SAME_ENDING:] == named[-_SAME_ENDING:])


def _opens_title(line: str) -> bool:
    written = _SPACE.sub("", line)
    mentioned = any(word in written for word in words(_FILE, "title", "mentions"))
    return mentioned or is_agency(written) or bool(_YEAR.search(written))


def _year(text: str, title: Span | None, title_text: str | None, lines: list[Span]) -> int | None:
    """The year reported on: from the title, else the period or first year of the opening lines."""
    for written in (title_text, title.of(text) if title else None):
        if written and (match := _YEAR.search(written)):
            return _number_of_year(match)
    opening = "\n".join(line.of(text) for line in lines[:_FIRST_LINES])
    if match := _PERIOD.search(opening):
        return int(match[1])
    after_title = next((i for i, line in enumerate(lines) if title and line.start >= title.end), 0)
    for line in lines[after_title:_FIRST_LINES]:
        if match := _YEAR.search(line.of(text)):
            return _number_of_year(match)
    return None


def _number_of_year(match: re.Match[str]) -> int:
    if match[1]:
        return int(match[1])
    return int("".join(str(_CHINESE_DIGITS.index(c)) for c in match[2].translate(_ZEROS)))


def _signed(text: str, lines: list[Span]) -> tuple[str | None, Span | None]:
    """The last line that ends in a date and says little else: ISO date and where it stands."""
    for line in reversed(lines):
        written = line.of(text)
        matches = list(_DATE.finditer(written))
        if not matches:
            continue
        match = matches[-1]
        before = written[: match.start()]
        behind = written[match.end() :].strip(" ）)。")
        # 至 opens the end of the reporting period, not a signature.
        if (
            behind
            or len(before) > _LONGEST_SIGNATURE
            or _SENTENCE_MARK.search(before)
            or "至" in before
        ):
            continue
        day = _day(match)
        if day is not None:
            return day, Span(line.start + match.start(), line.start + match.end())
    return None, None


def _day(match: re.Match[str]) -> str | None:
    if match[1]:
        year, month, day = int(match[1]), int(match[2]), int(match[3])
    else:
        digits = match[4].translate(_ZEROS)
        year = int("".join(str(_CHINESE_DIGITS.index(c)) for c in digits))
        month, day = _tens(match[5]), _tens(match[6])
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _tens(written: str) -> int:
    """A number up to 99 in Chinese: 七, 十七, 三十一."""
    head, ten, tail = written.partition("十")
    if not ten:
        return _CHINESE_DIGITS.index(written) if len(written) == 1 else 0
    tens = _CHINESE_DIGITS.index(head) if len(head) == 1 else 1
    return tens * 10 + (_CHINESE_DIGITS.index(tail) if len(tail) == 1 else 0)


def _agency(
    text: str, lines: list[Span], title: Span | None, signed: Span | None
) -> tuple[str | None, Span | None]:
    from_title = _agency_of_title(text, title) if title else None
    # A title may name the place alone (南平市2012年…): that is its government.
    if title and _names_agency(text, title):
        found: Span | None = from_title
    else:
        found = _signature(text, lines, signed) or _of_preamble(text, lines, title) or from_title
    if found is None:
        return None, None
    return _SPACE.sub("", found.of(text)), found


def _agency_of_title(text: str, title: Span) -> Span | None:
    """What stands before the subject of the title, without year and function words."""
    start, end = title
    tails = "|".join(map(re.escape, words(_FILE, "title", "tails")))
    spaced = "|".join(r"\s*".join(map(re.escape, tail)) for tail in tails.split("|"))
    if match := re.search(spaced, text[start:end]):
        end = start + match.start()
    around = "|".join(map(re.escape, words(_FILE, "title", "around")))
    lead = re.compile(rf"(?:\s|[《“〔（(]|{around}|{_YEAR.pattern})+")
    if match := lead.match(text, start, end):
        start = match.end()
    # What follows the name is cut at the year; where none stands there, at the function words.
    if match := _YEAR.search(text, start, end):
        end = match.start()
    trail = re.compile(rf"(?:\s|[》”]|{around})+$")
    if match := trail.search(text[start:end]):
        end = start + match.start()
    return Span(start, end) if end - start > 1 else None


def _signature(text: str, lines: list[Span], signed: Span | None) -> Span | None:
    """The agency's name right before the date, or else as the last line."""
    near = [line for line in lines if signed is None or line.start <= signed.start]
    for line in reversed(near[-3:]):
        end = min(line.end, signed.start) if signed is not None else line.end
        name = text[line.start : end].rstrip()
        if is_agency(_SPACE.sub("", name)) and not _SENTENCE_MARK.search(name):
            return Span(line.start, line.start + len(name))
    return None


def _of_preamble(text: str, lines: list[Span], title: Span | None) -> Span | None:
    """An agency named at the start of a clause of the preamble (青岚县教育局根据…), or introduced.

    由青岚县教育局编制 and 请与青岚县教育局联系 name one of any level; elsewhere its level must be told.
    """
    after = "|".join(words(_FILE, "preamble", "after"))
    before = "|".join(words(_FILE, "preamble", "before"))
    plain = re.compile(rf"(?:^|[,，。、])(?:{before})?([\u4e00-\u9fff]{{3,25}}?)(?={after})")
    leads = "|".join(words(_FILE, "preamble", "leads"))
    follows = "|".join(words(_FILE, "preamble", "follows"))
    introduced = re.compile(rf"(?:{leads})([\u4e00-\u9fff]{{3,30}}?)(?={follows})")
    preamble = [line for line in lines[:_FIRST_LINES] if title is None or line.start >= title.end]
    for pattern, any_level in ((plain, False), (introduced, True)):
        for line in preamble:
            for match in pattern.finditer(line.of(text)):
                name = _INNER_OFFICE.sub(r"\1", match[1])
                if is_agency(name) and (any_level or level_of(name) is not None):
                    start = line.start + match.start(1)
                    return Span(start, start + len(name))
    return None
