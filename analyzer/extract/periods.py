"""The year a number speaks of."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache
from typing import Final

from analyzer.claim import Kind
from analyzer.extract.cues import between, sentence_part_start
from analyzer.extract.expressions import Expression
from analyzer.extract.reading import Reading, says_any
from analyzer.extract.subject import Subject
from analyzer.lexicon.phrases import trie_pattern
from analyzer.lexicon.source import words

# 比上年的71件增加16件: the number before the change is last year's
_COMPARED_WITH: Final = re.compile(
    r"(?:同比|[比较与同跟和是于](?:(?:(?:19|20)?\d{2}年|上一?年|去年|前一年)(?:度|末|底)?(?:同期)?|同期|年初)的?)\s?$"
)
_COMPARED_ENDS: Final = frozenset("比年度末底初期的")
_IN_BRACKETS: Final = Expression(
    r"(?:[比较与同和跟]|相比|对比|相较于?|比起|高出|高于|低于|超过|不及|多于|少于|超出|好于|[是为占]|相当于)(?:(?P<year>(?:19|20)\d\d)年|上年|去年|上一年)(?:度|同期|同类|同口径|同样|这类|该类|此类|情形|情况|案件|申请|总量|数量|的)*（[^（()）]*$"
)
# 受理166件（2022年：152件）
_LABEL: Final = Expression(r"[（(](?:(?P<year>(?:19|20)\d\d)年|上年|去年|上一年)度?(?:同期)?[：:]$")
_LAST_ALONE: Final = re.compile(r"(?:上年|去年|上一年|前一年)(?:度|同期)?(?:为|是|有)?")
_YEAR: Final = re.compile(r"((?:19|20)\d{2})\s?年")
# 2021至2024年, 2023年和2024年: more than one year in one figure
_SEVERAL: Final = re.compile(r"20\d\d年?度?(?:至|到|和|与|及|、|[—–~～-])+20\d\d年")
# 自2019年以来，累计收到: of all these years
_SINCE: Final = re.compile(
    r"[自从]((?:19|20)\d\d)年[^，。；]{0,14}(?:以来|至今|[起后])(?:至今)?，?[^，。；\d]{0,14}$"
)
_CAUSE: Final = re.compile(r"因.*?(?:引发|引起|产生|导致|被诉|被起诉|被复议|被申请|提起)")
# 与上年复议2件、诉讼1件相比; 去年8件复议、1件诉讼; not 比上年多1件、办结3件, 连同上年未办完的2件、应办9件
_AND_THEN: Final = re.compile(
    r"(?:[与同较比和](?:(?P<year>(?:19|20)\d\d)年|上年|去年|上一年)[^，。；\d多少增减升降涨转留未]*\d+[件宗起次份]"
    r"|(?:^|[，；（\s])(?:(?P<alone>(?:19|20)\d\d)年|上年|去年|上一年)度?(?:同期)?(?:分别)?[为是有]?\d+[件宗起次份][^，。；\d]{0,6})"
    r"、[^，。；\d今本]*$"
)
_PREVIOUS_LAST: Final = Expression(r"[由从自较比](?:上年|去年|上一年|前一年)度?(?:同期)?的?\s?$")
_FROM: Final = re.compile(r"[由从自](?:年初的?|原来的?)?\s?$")
_TO: Final = Expression(
    r"[^，。；\d]{0,6}[到至为]\s?(?:[\d一二两三四五六七八九十百]|现|目前|今年|本年)"
)
# Words that tell the year stand no farther before a number; a sentence of many is searched once.
_REACH: Final = 120
_CARRIED: Final = frozenset({"carried_over", "carried_over_likely", "carried"})
_OVER_YEARS: Final = Expression(
    r"(?:[两二三四五六七八九十几]|\d)年(?:来|间|里|内)|近[两二三四五几]年|(?:19|20)\d\d年以来"
)
# what a rise or fall is measured from; the report of last year tells of no earlier year
_MEASURED_FROM: Final = re.compile(
    r"同比|(?:[比较与同跟和是为由从自占有在]|相当于)(?:[^，。；：\d]{1,6}的)?(?:(?P<year>(?:19|20)\d\d)年(?!度?以来)|(?:上一?|去|前一)年|同期"
    r"|(?P<other>大?前年|[两二三四五六七八九十几]年前|疫情|往年|历年|上个?月|上[一个]*季|第?[一二三四]季度|[上下]半年|“?十[一二三四]五))"
    r"|(?P<mean>年均|年平均|平均每年|年复合|环比|[比较][^，。；：\d年]{0,6}(?:(?<![目此之])前(?!一?年|期|次)|预期|计划|目标))"
)
# 2023年，…; 2023年我局通过信函受理，…; 上年度收到3件，…: but 上年结转3件，… and 2023年底… open nothing
_FRAME: Final = re.compile(
    r"(?:^|(?<=[，。；：、（）()\s]))(?:(?P<year>(?:19|20)\d\d)年|(?P<last>上一?年|去年|前一年)|(?P<this>[今本]年))度?\s?"
    r"(?P<alone>[，：]|(?=[我本](?:[局厅委办院会镇乡县市区州省部署]|街道|机关|单位)(?!的)))?"
)
_COUNTS: Final = Expression(r"(?![底末初以至到、和与及的（(—–~\-\d]|同(?!期))[^，。；\d]{1,24}\d")
_THIS_YEAR: Final = re.compile(r"[今本]年")
_OF_THIS_YEAR: Final = Expression(
    r"(?:[今本当]年度?|年初|(?P<year>(?:19|20)\d\d)年度?)以来", needs="以来"
)

# 截至6月底, 上半年, 第三季度末; of 截至12月31日, 5月以来 and 截至2025年1月 the year is told whole
_MONTH: Final = Expression(
    r".*(?<!\d)(?P<month>1[0-2]|0?[1-9])月(?!\d*日?(?:以来|起|后|成立|划转))"
)
_LAST_MONTH: Final = 12
_TILL_NOW: Final = "至今"  # of a denial; what is counted 至今 tells since when (`_SINCE`)


def is_of_part_of_the_year(before: str, year: int | None) -> bool:
    """Whether the words before a statement set a part of the year `year` apart (截至9月底)."""
    if "半年" in before or ("季度" in before and "个季度" not in before):
        return True
    last = _MONTH.match(before) if "月" in before else None
    if last is None or int(last["month"]) == _LAST_MONTH:
        return False
    named = _YEAR.findall(before[: last.start("month")])
    return not named or year is None or int(named[-1]) <= year


@cache
def _over_years() -> re.Pattern[str]:
    """The words of years added up: those up to this one, and others (历次, 任期)."""
    return re.compile(
        trie_pattern((*words("context", "up_to_now"), *words("context", "over_years")))
    )


def is_of_years_up_to_now(before: str) -> bool:
    """Whether the words before a denial tell of years that this one ends (改革以来, 近三年, 历年)."""
    return _TILL_NOW in before or says_any("up_to_now", before)


def compared_with(text: str, start: int, end: int) -> re.Match[str] | None:
    """What ends at offset `end` and tells what a number is compared with (较2022年的), from `start`."""
    last = text[end - 1 : end]
    if last not in _COMPARED_ENDS and not last.isspace():
        return None
    return _COMPARED_WITH.search(text, start, end)


def period_of(
    reading: Reading, span: tuple[int, int], subject: Subject | None, kind: Kind
) -> int | None:
    """The year the number behind `span` speaks of; None where no table can hold it.

    Without a year to report on, this year is 0.
    """
    year = reading.year or 0
    before = reading.text[slice(*span)]
    if reading.text[span[0] - 1 : span[0]] == "（" and _LAST_ALONE.fullmatch(before):
        return year - 1  # 结转2件（上年3件）
    carried = subject is not None and not _CARRIED.isdisjoint(subject.first)
    if (
        carried
        and _FROM.search(before)
        and _TO.match(reading.text, _end_of_number(reading, span[1]))
    ):
        return year - 1  # 结转由1件减至0件
    if carried and compared_with(before, 0, len(before)):
        named = _YEAR.findall(before)
        return (
            year - 1 if not named or int(named[-1]) == year - 1 else None
        )  # 上年结转15件，比2022年的9件多
    if kind == "change" or (subject is not None and _is_of_its_own_year(subject)):
        return year
    far = max(0, span[1] - _REACH)
    in_brackets = _bracketed(reading.text, (far, span[1]), before)
    if in_brackets and (in_brackets["year"] or "") not in ("", str(year - 1)):
        return None if year else year
    if not before and not in_brackets:
        return _framed(reading, span[0], before)
    in_all = subject is not None and subject.second == ("total_open",)  # 历年累计公开23件
    if not in_all and _is_of_several_years(reading, (far, span[1]), before):
        return None
    # 因2023年申请引发的复议: the year of the cause is not the year of the figure
    told = "年" in before
    named = [int(found) for found in _YEAR.findall(_CAUSE.sub("", before))] if told else []
    # 2023年申请由上年的7件增至50件
    turned = bool(named) and _PREVIOUS_LAST.search(before) is not None
    if named and not turned and reading.year is not None:
        return named[-1] if named[-1] in (year, year - 1) else year if named[-1] > year else None
    last = (
        in_brackets is not None
        or _of_last_year(reading, span)
        or _goes_on_about(reading.text, (far, span[1]), year)
        or compared_with(before, 0, len(before)) is not None
        or (_FROM.search(before) and _TO.match(reading.text, _end_of_number(reading, span[1])))
    )
    return year - 1 if last else _framed(reading, span[0], before)


def _bracketed(text: str, near: tuple[int, int], before: str) -> re.Match[str] | None:
    """What in the brackets before a number names its year: 较2022年（52件）, 新收58件（2022年：52件）."""
    if "（" not in text[slice(*near)]:
        return None
    label = None if before else _LABEL.search(text, *near)
    return label or _IN_BRACKETS.search(text, *near)


def _goes_on_about(text: str, near: tuple[int, int], year: int) -> bool:
    """较2022年的复议5次、诉讼4次: the second is of the year that the first is of."""
    found = _AND_THEN.search(text, *near) if "年" in text else None
    told = found and (found["year"] or found["alone"] or str(year - 1))
    return told == str(year - 1)


def _is_of_its_own_year(subject: Subject) -> bool:
    """Rows that are told of this year, whatever year their words name (上年结转)."""
    return "prev_items" in subject.second or not _CARRIED.isdisjoint(subject.first)


def _framed(reading: Reading, start: int, before: str) -> int | None:
    """2023年，收到3件，答复2件: the year that the words before the clause at `start` are about.

    A year that stands alone holds for its sentence, one that opens a count for the part of it.
    `before` is that clause up to its number.
    """
    year, text = reading.year or 0, reading.text
    if not year or "年" not in text or ("年" in before and _THIS_YEAR.search(before)):
        return year
    settled = _settled(text, year)
    at = bisect_left(settled, (start,))
    place, told = settled[at - 1] if at else (-1, year)
    part = sentence_part_start(text, start, 0)
    opening = _FRAME.match(text, part) if place < part < start else None
    if opening and _opens_a_count(reading, opening, start):
        told = _year_of(opening, year)
    return told if told in (year, year - 1) else None if told < year else year


@lru_cache(maxsize=16)  # every quantity of a sentence asks
def _settled(text: str, year: int) -> list[tuple[int, int]]:
    """Where a year stands alone, or this year is named, with the year that is spoken of from there."""
    frames = ((frame, _year_of(frame, year)) for frame in _FRAME.finditer(text))
    return [
        (frame.start(), told)
        for frame, told in frames
        if frame["alone"] is not None or told == year
    ]


def _year_of(frame: re.Match[str], year: int) -> int:
    if frame["this"]:
        return year
    return int(frame["year"]) if frame["year"] else year - 1


def _opens_a_count(reading: Reading, frame: re.Match[str], start: int) -> bool:
    """上年度收到3件，…: but 上年结转3件，… is a row of this year's table."""
    counted = _COUNTS.match(reading.text, frame.end(), start)
    if counted is None:
        return False
    rows = between(reading.having("row"), frame.start(), counted.end())
    return not any((cue.key("row") or "").startswith("carried") for cue in rows)


_ONE_YEAR: Final = re.compile(r"(?<![近十百二三四五六七八九])一年来")


def _this_year_aside(before: str, year: int) -> str:
    """Words without 今年以来 and 一年来, which tell of no more than the year."""
    before = _ONE_YEAR.sub("", before)
    since = _OF_THIS_YEAR.search(before) if "以来" in before else None
    return before.replace(since[0], "") if since and since["year"] in (None, str(year)) else before


def of_another_year(reading: Reading, start: int) -> bool:
    """Whether the change told at offset `start` is measured from a year before the last.

    较2022年增加8件，增幅28% in the report of 2024.
    """
    if not reading.year:
        return False
    begin = max(sentence_part_start(reading.text, start, 0), start - _REACH)
    found = _MEASURED_FROM.finditer(reading.text, begin, start)
    told = [said for said in found if said["year"] != str(reading.year)]  # 2023年和2024年分别
    if not told:  # 三年来申请量增长一倍
        return _OVER_YEARS.search(reading.text, begin, start) is not None
    last = told[-1]
    elsewhere = last["other"] or last["mean"]
    return bool(elsewhere) or (last["year"] or "") not in ("", str(reading.year - 1))


def _is_of_several_years(reading: Reading, near: tuple[int, int], before: str) -> bool:
    """近三年收到320件, 自2019年以来，累计收到320件; `near` is what stands shortly before the number."""
    several = _over_years()
    if several.search(before) and several.search(_this_year_aside(before, reading.year or 0)):
        return True
    if "20" in before and _SEVERAL.search(before):
        return True
    if "自" not in reading.text and "从" not in reading.text:
        return False
    since = _SINCE.search(reading.text, *near)
    return since is not None and int(since[1]) < (reading.year or 0)


def _of_last_year(reading: Reading, span: tuple[int, int]) -> bool:
    """Whether 上年 stands before the number, and not in its cause (因前一年答复被诉1件)."""
    previous = reading.having("previous")
    if not previous:
        return False
    named = [
        cue
        for cue in between(previous, *span)
        if not reading.text.startswith(
            ("以来", "至今", "到年", "至年"), cue.end
        )  # 年初以来 is this year
    ]
    if not named:
        return False
    cause = _CAUSE.search(reading.text, *span)
    return cause is None or any(not cause.start() < cue.start < cause.end() for cue in named)


def _end_of_number(reading: Reading, start: int) -> int:
    return next((q.span.end for q in reading.quantities if q.span.start >= start), start)
