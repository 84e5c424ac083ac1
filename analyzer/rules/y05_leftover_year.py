"""Y05: an earlier year left over from the report that served as template."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from analyzer.analysis import Facts
from analyzer.document import Sentence, Span
from analyzer.errors import DataError
from analyzer.finding import Fault
from analyzer.lexicon.phrases import trie_pattern
from analyzer.lexicon.source import load, words
from analyzer.profile import Profile
from analyzer.rule import rule

_FILE: Final = "continuity"
_SECTIONS: Final = ("overview", "disclosure", "other")
_SHORTEST: Final = 3
# Laws and regulations are in force every year; naming one does not tie a sentence to its year.
_STANDING_LAW: Final = re.compile(r"《(?:条例|中华人民共和国[^》]*)》")
_NUMBER: Final = r"\s*(?:[（(][一二三四五六七八九十\d]{1,3}[)）])?\s*"


@cache
def _announcing() -> re.Pattern[str]:
    value = load(_FILE).get("leftover", {}).get("announcing")
    if not isinstance(value, str):
        raise DataError("缺少键 leftover.announcing", place=f"{_FILE}.toml")
    return re.compile(value)


@cache
def _opening() -> re.Pattern[str]:
    own_work = trie_pattern(
        (*words(_FILE, "leftover", "own_work"), *words(_FILE, "leftover", "done"))
    )
    return re.compile(rf"{_NUMBER}(?P<year>20\d{{2}})\s?年度?\s?[，,]?\s?(?P<own>{own_work})?")


@rule(
    "Y05",
    name="年份残留",
    severity="high",
    certainty="likely",
    basis="公文校核：年份与报告年度一致",
)
def leftover_year(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """正文里留着往年的年份。

    为什么：套用往年报告而没有改年份，读者会以为说的是往年的事，数据也令人生疑。
    报告：导语“现将……年……报告如下”的年份不是报告年度；总体情况、主动公开、其他事项里，
      一句以往年年份开头、讲“我局”“全年”或本机关本年工作，或紧接“收到”“作出”“制发”等做法。
    不报告：与上年比较（前后一句以报告年度开头的也算）、上年结转、上年问题整改；文件名称、文号、施行日期；“……年以来”“自……年起”；
      次年的打算；存在问题部分；统计期限的年份（S19）；名称的年份（S06）。
    依据：公文校核的一般要求。
    例：2024 年度报告写“2023年，我局主动公开信息310条”。
    """
    year = facts.document.year
    if year is None:
        return
    for at, sentence in enumerate(facts.sentences):
        found = _left(facts, sentence, year)
        if found is not None and not _is_compared(facts, at, year):
            written = facts.quote(found)
            yield Fault(
                message=f"“{written}年”不是报告年度（{year} 年），疑为往年报告的年份没有改。",
                anchors=(Span(found.start, min(sentence.span.end, found.end + 12)),),
                advice=f"核对后改为“{year}年”；确指 {written} 年的，写明与本年的关系。",
                expected=str(year),
                actual=written,
            )


def _is_compared(facts: Facts, at: int, year: int) -> bool:
    """Whether the sentence before or behind tells the same of the year reported on."""
    beside = facts.sentences[max(0, at - 1) : at + 2]
    return any(
        sentence is not facts.sentences[at]
        and facts.quote(sentence.span).lstrip().startswith(str(year))
        for sentence in beside
    )


def _left(facts: Facts, sentence: Sentence, year: int) -> Span | None:
    """Where a leftover year stands in the sentence."""
    text = facts.quote(sentence.span)
    start = sentence.span.start
    if sentence.section == "preamble":
        match = _announcing().search(text)
        if match is None or int(match[1]) == year or str(year) in text[: match.end()]:
            return None
        return Span(start + match.start(1), start + match.end(1))
    if sentence.section not in _SECTIONS:
        return None
    opening = _opening().match(text)
    if opening is None or int(opening["year"]) >= year or str(year) in text:
        return None
    if not opening["own"] and not _names_agency(facts, text[opening.end() :]):
        return None
    told = _STANDING_LAW.sub("", text)
    if any(word in told for word in words(_FILE, "leftover", "legitimate")):
        return None
    return Span(start + opening.start("year"), start + opening.end("year"))


def _names_agency(facts: Facts, text: str) -> bool:
    """Whether a text begins with the agency, its place written in full, in part or not at all."""
    agency = facts.document.agency or ""
    return any(text.startswith(agency[at:]) for at in range(max(0, len(agency) - _SHORTEST + 1)))
