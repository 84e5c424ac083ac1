"""A time that no year's table holds, said once for all that follows: 第一季度，收到12件，办结9件.

What opens a part of a sentence holds for the numbers behind it until the whole year, or another
time, is named. A time named further on (其中上半年5件、下半年3件) holds for its own number alone and is read where
that number is.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from analyzer.extract.expressions import Expression
from analyzer.extract.reading import Reading

_YEAR: Final = r"(?:(?:(?:19|20)\d\d|[今本当去上])年度?的?)?"
_MONTH: Final = r"(?:1[0-2]|0?[1-9])月(?:份|[底末]|\d{1,2}日)?"
_QUARTER: Final = r"(?:第?[一二三四1-4]|前[两二三])个?季度"
# 2023年上半年, 1—6月, 截至9月底; 1月1日至12月31日 is the whole year, 5月以来 all of it that there was
_PART: Final = (
    rf"(?P<part>(?:截[至止]到?)?{_YEAR}(?:截[至止]到?)?(?:[上下]半年|{_QUARTER}|(?:(?:1[0-2]|[1-9]|{_MONTH})[—–~～至到-]+{_YEAR})?{_MONTH}))"
    r"(?!以来|起|后|成立|划转|之?前)"
)
# 近三年, 自2008年条例施行以来, 十三五期间
_MORE: Final = (
    r"(?P<more>近[两二三四五六七八九十几]年来?|(?:自|从)?(?P<since>[^，。；：]{0,16}?)(?<!今年)(?<!本年)(?<!一年)(?<!年初)以来"
    r"|“?十[一二三四]五”?(?:期间|时期)|任期[以之]?内)"
)
# 明年力争: what is hoped for
_AHEAD: Final = r"(?P<ahead>明年|来年|下一年度?(?=[^，。；]{0,4}(?:力争|争取|计划|拟|将)))"
_OPENS: Final = Expression(
    rf"(?:^|[；。\n])\s*(?:[（(]?[一二三四五六七八九十\d]{{1,2}}[）)、.]\s?)?(?:其中|在)?(?:{_PART}|{_MORE}|{_AHEAD})"
)
_OTHER_TIME: Final = re.compile(
    r"全年|年内|[本当今去上]年|上一年|(?:19|20)\d\d年|年[末底终]|半年|季度|\d月|截至(?!目前)"
)
_DECEMBER: Final = "12月"
_FOUR_DIGITS: Final = re.compile(r"\d{4}")
# 确保按时答复率100%, but 确保了 tells what was reached
_HOPED_FOR: Final = Expression(
    r"(?:力争|争取|力求|务求|确保(?!了)|努力(?:实现|做到)|目标[是为])[^，。；]*$"
)
_MARKS: Final = (
    "季度",
    "半年",
    "月",
    "近",
    "以来",
    "期间",
    "时期",
    "任期",
    "明年",
    "来年",
    "下一年",
)


def of_another_time(reading: Reading, start: int) -> bool:
    """Whether the sentence speaks of a part of the year, of many years or of a plan at offset `start`."""
    return any(begin <= start < end for begin, end, _ in _frames(reading.text, reading.year))


def of_part_of_the_year(reading: Reading, start: int) -> bool:
    """Whether it speaks of a part of the year alone: none in it leaves open the rest."""
    return any(
        begin <= start < end and part for begin, end, part in _frames(reading.text, reading.year)
    )


def is_hoped_for(text: str, start: int, end: int) -> bool:
    """Whether the clause from `start` hopes for the figure at `end`: 确保按时答复率100%."""
    return _HOPED_FOR.search(text, start, end) is not None


@lru_cache(maxsize=16)  # every number of a sentence asks
def _frames(text: str, year: int | None) -> tuple[tuple[int, int, bool], ...]:
    """Where such a time holds, from and to which offset, and whether it is a part of the year."""
    if not any(mark in text for mark in _MARKS):
        return ()
    found = []
    for opening in _OPENS.finditer(text):
        part, since = opening["part"], opening["since"]
        if part and (_DECEMBER in part or _ends_later(part, year)):
            continue
        if since and year is not None and str(year) in since:
            continue
        other = _OTHER_TIME.search(text, opening.end())
        found.append((opening.end(), other.start() if other else len(text), bool(part)))
    return tuple(found)


def _ends_later(part: str, year: int | None) -> bool:
    """截至2025年1月底 in the report of 2024 takes the whole year in."""
    return year is not None and any(int(named) > year for named in _FOUR_DIGITS.findall(part))
