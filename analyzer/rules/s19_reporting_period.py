"""S19: the reporting period is not told, or told wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.document import Span
from analyzer.finding import Fault
from analyzer.lexicon.source import words
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.parts import six_parts_apply, title_anchor

_PERIOD: Final = re.compile(
    r"(?P<year>(?:19|20)\d{2})?\s?(?P<mark>年)?度?\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日?"
    r"[^，。；\d]{0,6}[，,]?\s?(?:起)?(?:到|至|止|[-—–－~～]{1,2})\s?"
    r"(?:(?P<end_year>(?:19|20)\d{2})\s?(?P<end_mark>年)?|当年|本年|同年)?度?\s?"
    r"(?P<end_month>\d{1,2})\s?月\s?(?P<end_day>\d{1,2})\s?日"
)
_ABOUT_PERIOD: Final = re.compile(r"统计|期限|数据|起止|时限|本报告|年报")
_LAST_DAYS: Final = (12, 31)


@rule(
    "S19",
    name="统计期限未写或写错",
    severity="low",
    certainty="certain",
    basis="国办公开办函〔2021〕30号；统计期限为公历全年",
)
def reporting_period(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """没有写明数据的统计期限，或者写错了。

    为什么：读者要知道数据从哪天算到哪天；统计期限应是报告年度的1月1日至12月31日。
    报告：全文没有写统计期限；写的起止年份与报告年度不同、缺“年”字（如“20241月1日”）、
      起止日不是1月1日和12月31日。
    不报告：“1月至12月”“截至12月31日”等已说清的写法；说其他事情的日期；2018 年及以前的报告。
    依据：国办公开办函〔2021〕30号；年度报告的统计期为公历年度。
    例：2024 年度报告写“数据统计期限为2023年1月1日至2023年12月31日”。
    """
    if not six_parts_apply(facts):
        return
    prose = facts.prose
    year = facts.document.year
    matches = list(_periods(prose))
    for match in matches:
        wrong = _wrong(prose, match, year)
        if wrong is not None:
            yield Fault(
                message=f"统计期限“{match[0]}”{wrong}。",
                anchors=(Span(*match.span()),),
                advice=f"改为“{year or '××××'}年1月1日至{year or '××××'}年12月31日”。",
                actual=match[0],
            )
            return
    if matches or _is_stated(facts):
        return
    yield Fault(
        message="没有写明数据的统计期限。",
        anchors=(_place(facts),),
        advice=f"在导语中写明“数据统计期限为{year or '××××'}年1月1日至{year or '××××'}年12月31日”。",
    )


def _is_stated(facts: Facts) -> bool:
    """Whether the period is told in other words, in one sentence of the preamble or anywhere."""
    stated, about, span = (
        words("report_format", "period", key) for key in ("stated", "about", "span")
    )
    if any(word in facts.prose for word in stated):
        return True
    return any(
        any(word in text for word in span) and any(word in text for word in about)
        for sentence in facts.sentences_of("preamble", "other")
        for text in ["".join(facts.quote(sentence.span).split())]
    )


def _periods(prose: str) -> Iterator[re.Match[str]]:
    """Dates from … to …, looked for only in lines that name a month."""
    start = 0
    for line in prose.split("\n"):
        if "月" in line:
            yield from _PERIOD.finditer(prose, start, start + len(line))
        start += len(line) + 1


def _wrong(prose: str, match: re.Match[str], year: int | None) -> str | None:
    start, end = (
        (int(match["month"]), int(match["day"])),
        (int(match["end_month"]), int(match["end_day"])),
    )
    before = prose[max(0, match.start() - 24) : match.end() + 4]
    about = _ABOUT_PERIOD.search(before) is not None
    if start != (1, 1) or end != _LAST_DAYS:
        return "不是1月1日至12月31日" if about and _year_long(start, end) else None
    for name, mark in (("year", "mark"), ("end_year", "end_mark")):
        if match[name] and not match[mark]:
            return "缺“年”字"
        if match[name] and year is not None and int(match[name]) != year:
            return f"与报告年度 {year} 年不同"
    return None


def _year_long(start: tuple[int, int], end: tuple[int, int]) -> bool:
    """Whether the dates mean the year and miss it by a slip; other periods are other matters."""
    return (start == (1, 1) and end[0] == 12) or (end == _LAST_DAYS and start[0] == 1)


def _place(facts: Facts) -> Span:
    """The last sentence of the preamble, where the period is usually told."""
    told = [s.span for s in facts.sentences_of("preamble")]
    title = facts.document.title_span
    behind = [span for span in told if title is None or span.start >= title.end]
    return behind[-1] if behind else title_anchor(facts)
