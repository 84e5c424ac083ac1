"""The facts of the title page: title, agency and its level, year, date of signature."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Final

from analyzer.document import Document, Span
from analyzer.ingest.agency import is_agency, level_of
from analyzer.ingest.title_line import (
    DATE,
    SENTENCE_MARK,
    SPACE,
    YEAR,
    agency_of_title,
    bare_name,
    names_agency,
    title_of,
)
from analyzer.lexicon.script import simplified
from analyzer.lexicon.source import words

_FILE: Final = "agencies"
# The title stands among the first lines, signature and date among the last.
_FIRST_LINES: Final = 14
_LAST_LINES: Final = 12
_LONGEST_SIGNATURE: Final = 40

_CHINESE_DIGITS: Final = "〇一二三四五六七八九"
_ZEROS: Final = str.maketrans("零○ＯO０0", "〇〇〇〇〇〇")
_PERIOD: Final = re.compile(r"(20\d{2})\s*年?\s*0?1\s*月\s*0?1\s*日")
# The office of an agency answers for it: 教育局办公室, 街道办事处综合办公室.
_INNER_OFFICE: Final = re.compile(
    r"(局|委员会|厅|管委会|办事处|办公[厅室])[\u4e00-\u9fff]{0,8}(?:办公室|办|科|股|中心)$"
)


def identify(document: Document) -> Document:
    """The document with title, agency, level, year and date of signature where the text tells them.

    Facts the reader already supplied are kept.
    """
    lines = _lines(document)
    text = simplified(document.text)
    title_span = document.title_span or title_of(text, lines[:_FIRST_LINES])
    title = document.title or (title_span and SPACE.sub("", title_span.of(document.text)))
    signed, signed_span = _signed(text, lines[-_LAST_LINES:])
    agency, agency_span = document.agency, document.agency_span
    if agency is None:
        agency, agency_span = _agency(text, lines, title_span, signed_span)
        agency = SPACE.sub("", agency_span.of(document.text)) if agency_span else agency
    year = document.year or _year(text, title_span, title, lines)
    return replace(
        document,
        title=title,
        title_span=title_span,
        agency=agency,
        agency_span=agency_span,
        agency_level=document.agency_level
        or (level_of(bare_name(simplified(agency))) if agency else None),
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


def _year(text: str, title: Span | None, title_text: str | None, lines: list[Span]) -> int | None:
    """The year reported on: from the title, else the period or first year of the opening lines."""
    for written in (title_text, title.of(text) if title else None):
        if written and (match := YEAR.search(written)):
            return _number_of_year(match)
    opening = "\n".join(line.of(text) for line in lines[:_FIRST_LINES])
    if match := _PERIOD.search(opening):
        return int(match[1])
    after_title = next((i for i, line in enumerate(lines) if title and line.start >= title.end), 0)
    for line in lines[after_title:_FIRST_LINES]:
        if match := YEAR.search(line.of(text)):
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
        matches = list(DATE.finditer(written))
        if not matches:
            continue
        match = matches[-1]
        before = written[: match.start()]
        behind = written[match.end() :].strip(" ）)。")
        # 至 opens the end of the reporting period, not a signature.
        if (
            behind
            or len(before) > _LONGEST_SIGNATURE
            or SENTENCE_MARK.search(before)
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
    from_title = agency_of_title(text, title) if title else None
    # A title may name the place alone (南平市2012年…): that is its government.
    if title and names_agency(text, title):
        found: Span | None = from_title
    else:
        found = _signature(text, lines, signed) or _of_preamble(text, lines, title) or from_title
    if found is None:
        return None, None
    return SPACE.sub("", found.of(text)), found


def _signature(text: str, lines: list[Span], signed: Span | None) -> Span | None:
    """The agency's name right before the date, or else as the last line."""
    near = [line for line in lines if signed is None or line.start <= signed.start]
    for line in reversed(near[-3:]):
        end = min(line.end, signed.start) if signed is not None else line.end
        name = text[line.start : end].rstrip()
        if is_agency(SPACE.sub("", name)) and not SENTENCE_MARK.search(name):
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
