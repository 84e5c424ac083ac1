"""The reporting period as the prose tells it: 2024年1月1日至12月31日 and other words for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from analyzer.analysis import Facts
from analyzer.document import Span
from analyzer.lexicon.source import words

_PERIOD: Final = re.compile(
    r"(?P<year>(?:19|20)\d{2})?\s?(?P<mark>年)?度?\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日?"
    r"[^，。；\d]{0,6}[，,]?\s?(?:起)?(?:到|至|止|[-—–－~～]{1,2})\s?"
    r"(?:(?P<end_year>(?:19|20)\d{2})\s?(?P<end_mark>年)?|当年|本年|同年)?度?\s?"
    r"(?P<end_month>\d{1,2})\s?月\s?(?P<end_day>\d{1,2})\s?(?P<end_day_mark>日)?(?!\d)"
)
_DAY: Final = re.compile(r"\d\s?月\s?\d")
_DOTTED: Final = re.compile(r"20\d\d([./-])0?1\1 ?0?1\D{1,4}(?:20\d\d\1)?12\1 ?31")
_ABOUT: Final = re.compile(r"统计|期限|数据|起止|时限|本报告|年报")
_DIGITS: Final = re.compile(r"\d{4}")
_CONTEXT: Final = 24
_FIRST_DAY: Final = (1, 1)
_LAST_DAY: Final = (12, 31)


class Period(NamedTuple):
    """Dates from … to … that mean the whole year; `fault` says what is wrong with them, if anything."""

    span: Span
    fault: str | None


def periods(prose: str, year: int | None) -> Iterator[Period]:
    """Every period of a whole year in the prose; spans of other months are other matters."""
    start = 0
    for line in prose.split("\n"):
        if len(_DAY.findall(line)) > 1:
            for match in _PERIOD.finditer(prose, start, start + len(line)):
                if _is_year_long(prose, match):
                    yield Period(Span(*match.span()), _fault(match, year))
        start += len(line) + 1


def is_told_otherwise(facts: Facts) -> bool:
    """Whether the period is told in other words: 1月至12月, 统计到2024年12月31日, 2024.1.1—12.31."""
    stated, about, span = (
        words("report_format", "period", key) for key in ("stated", "about", "span")
    )
    if any(word in facts.prose for word in stated) or _DOTTED.search(facts.prose):
        return True
    return any(
        any(word in text for word in span) and any(word in text for word in about)
        for sentence in facts.sentences_of("preamble", "other")
        for text in ["".join(facts.quote(sentence.span).split())]
    )


def illegible(facts: Facts) -> Span | None:
    """The sentence that tells the period, where its dates cannot be read (自201911日起至20191231日止)."""
    named = words("report_format", "period", "named")
    for sentence in facts.sentences_of("preamble", "overview", "other"):
        text = facts.quote(sentence.span)
        if any(word in text for word in named) and _DIGITS.search(text):
            return sentence.span
    return None


def _days(match: re.Match[str]) -> tuple[tuple[int, int], tuple[int, int]]:
    return (int(match["month"]), int(match["day"])), (
        int(match["end_month"]),
        int(match["end_day"]),
    )


def _is_year_long(prose: str, match: re.Match[str]) -> bool:
    """Whether the dates are the year, or miss it by a slip in a sentence on the period."""
    start, end = _days(match)
    if start == _FIRST_DAY and end == _LAST_DAY:
        return True
    slip = (start == _FIRST_DAY and end[0] == 12) or (end == _LAST_DAY and start[0] == 1)
    return slip and bool(_ABOUT.search(prose[max(0, match.start() - _CONTEXT) : match.end()]))


def _fault(match: re.Match[str], year: int | None) -> str | None:
    if _days(match) != (_FIRST_DAY, _LAST_DAY):
        return "不是1月1日至12月31日"
    for name, mark in (("year", "mark"), ("end_year", "end_mark")):
        if match[name] and not match[mark]:
            return "缺“年”字"
        if match[name] and year is not None and int(match[name]) != year:
            return f"与报告年度 {year} 年不同"
    return None if match["end_day_mark"] else "缺“日”字"
