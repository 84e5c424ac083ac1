"""T11: words of time that do not fit a report published the year after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from analyzer.analysis import Facts
from analyzer.document import Sentence, Span
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.phrasing import any_of

_CLAUSES: Final = re.compile(r"[^。；;！\n]+")
_QUOTED: Final = re.compile(r"[“‘《][^”’》]*[”’》]")
_DATE: Final = re.compile(r"(20\d\d)\s*年\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?")
_DIGIT: Final = re.compile(r"\d|[一二三四五六七八九十百]+余?[条件次场篇期]")
_BEHIND: Final = 8


@rule(
    "T11",
    name="时间表述错位",
    severity="medium",
    certainty="likely",
    basis="公文文字规范：年报在次年发布，时间应写明年份",
)
def time_words(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """报告在次年发布，却用“今年”“截至目前”称报告年度，或写了晚于落款的日期。

    为什么：读者在次年读到“今年”，会以为是次年；“截至目前”则不知道截至何时，与统计期限不符。
    报告：已做的事或数字之前用“今年”；带数字的句子用“截至目前”；已做的事所写日期晚于落款或发布日期。
    不报告：“今年”说的是打算（将、拟、下一步）；引号内的话；落款显示报告就在当年写成；日期之后是起、前、施行。
    依据：公文文字规范；条例第四十九条（年报次年公布）。
    例：2025 年 1 月落款的 2024 年报告写“今年共发布信息 300 条”，应写“2024年”或“全年”。
    """
    written = _written(facts)
    year = facts.document.year
    if year is None or (written is not None and written.year <= year):
        return
    for sentence in facts.sentences:
        yield from _this_year(facts, sentence, year)
        if written is not None:
            yield from _too_late(facts, sentence, written)


def _written(facts: Facts) -> date | None:
    """When the report was signed, else published."""
    told = facts.document.signed or facts.document.published
    return date.fromisoformat(told) if told else None


def _this_year(facts: Facts, sentence: Sentence, year: int) -> Iterator[Fault]:
    vague = (any_of("cross_checks", "time", key) for key in ("this_year", "up_to_now"))
    if not any(words.search(facts.text, *sentence.span) for words in vague):
        return
    for clause in _CLAUSES.finditer(facts.text, *sentence.span):
        text = _QUOTED.sub(lambda match: "\x00" * len(match[0]), clause[0])
        figures = _DIGIT.search(re.sub(r"20\d\d\s*年", "", text)) is not None
        word = any_of("cross_checks", "time", "this_year").search(text)
        is_past = figures or any_of("cross_checks", "time", "past").search(text)
        is_plan = any_of("cross_checks", "time", "future").search(text)
        if word and is_past and not (is_plan and not figures) and not _plans(text, word.end()):
            start = clause.start() + word.start()
            yield Fault(
                message=f"本报告是 {year} 年度报告，在次年发布，“{word[0]}”所指不明。",
                anchors=(Span(start, start + len(word[0])),),
                advice=f"改为“{year}年”或“全年”。",
            )
        word = any_of("cross_checks", "time", "up_to_now").search(text)
        if word and figures and sentence.section != "problems":
            start = clause.start() + word.start()
            yield Fault(
                message=f"“{word[0]}”没有说明截至何日，年报数据的统计期限为 {year} 年 1 月 1 日至 12 月 31 日。",
                anchors=(Span(start, start + len(word[0])),),
                advice=f"改为“截至{year}年12月31日”，并核对数据是否为该日的数。",
                certainty="hint",
            )


def _plans(text: str, end: int) -> bool:
    """今年，我局将…: the plan follows at once."""
    return any_of("cross_checks", "time", "future").search(text, end, end + _BEHIND) is not None


def _too_late(facts: Facts, sentence: Sentence, written: date) -> Iterator[Fault]:
    for match in _DATE.finditer(facts.text, *sentence.span):
        year, month, day = int(match[1]), int(match[2]), int(match[3] or 1)
        if not (1 <= month <= 12 and 1 <= day <= 31):
            continue
        clause = facts.text[match.end() : sentence.span.end]
        if (year, month, day) <= (written.year, written.month, written.day):
            continue
        if any_of("cross_checks", "time", "scheduled").match(clause.lstrip("份底")):
            continue
        nearby = re.split(r"[。；]", clause)[0]
        done = re.search(r"已|了|完成|召开了|举办了|印发了", nearby)
        if done and not any_of("cross_checks", "time", "future").search(nearby):
            yield Fault(
                message=f"“{match[0]}”晚于本报告的落款（发布）日期 {written.isoformat()}，却写成已经做过的事。",
                anchors=(Span(*match.span()),),
                advice="请核对日期；属打算的，改用“计划于”。",
            )
