"""Faults of substance: problems without measures, empty words, figures that say too little."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Final

from analyzer.training.generate.faults.edits import (
    added,
    phrases,
    place,
    unmarked,
    with_paragraph,
)
from analyzer.training.generate.faults.fault import Injected
from analyzer.training.generate.faults.texts import another
from analyzer.training.generate.report import Report

_FILE: Final = "substance"
_FIGURE: Final = re.compile(r"(?<![\d.])(\d{2,})(?=[件条篇次人个项期])")
# In a sentence of its own; the main figures are kept, told of an account instead.
_OWN_PLATFORM: Final = re.compile("栏|专区|查阅|公报|网上|文件库")
# What one website published may well be less than what was published in all.
_OF_ALL_CHANNELS: Final = re.compile(
    r"(?<=[。：])(?![^，。；]*(?:网站|门户|平台))([^，。；]*主动公开政府信息)(\d+)条"
)
_WEBSITE: Final = re.compile("[^，。；、：（）“”]{0,20}?网站")
_TOPICS: Final = ("财政资金", "社会救助", "办事指南", "统计数据")


def _say(report: Report, chance: Random, key: str) -> str:
    return phrases(report, chance, _FILE).say(
        key, topic=chance.choice(_TOPICS), month=chance.randint(2, 11), short="政务微信"
    )


def _emptied(
    code: str, aspect: str, key: str, also: frozenset[str]
) -> Callable[[Report, Random], Injected | None]:
    """All that is told on one aspect becomes empty words; heading and number stay."""

    def inject(report: Report, chance: Random) -> Injected | None:
        index = place(report, "overview", aspect)
        if index is None:
            return None
        text = report.part("overview").paragraphs[index]
        heading = re.match(r"（.）[^。：]{2,12}[。：]", text)
        empty = _say(report, chance, key)
        written = (heading[0] if heading else "") + empty
        faulty = with_paragraph(report, "overview", index, written)
        return Injected(faulty, code, also=also)

    return inject


supervision_empty = _emptied("P08", "supervision", "supervision", frozenset({"S21", "B02"}))
management_empty = _emptied("P10", "management", "management", frozenset({"C17", "B02", "S09"}))


def only_new_media(report: Report, chance: Random) -> Injected | None:
    """P09: accounts on other people's platforms, and no word of a website or any place of its own."""
    index = place(report, "overview", "platform")
    if index is None:
        return None
    text = report.part("overview").paragraphs[index]
    heading = re.match(r"（.）[^。：]{2,12}[。：]", text)
    told = _say(report, chance, "platform")
    faulty = with_paragraph(report, "overview", index, (heading[0] if heading else "") + told)
    if _OWN_PLATFORM.search("".join(report.part("problems").paragraphs)):
        return None
    parts = tuple(
        replace(part, paragraphs=tuple(filter(None, map(_without_own_platforms, part.paragraphs))))
        for part in faulty.manuscript.parts
    )
    return Injected(faulty.with_parts(parts), "P09", also=frozenset({"S09", "P10", "C17", "Y08"}))


def _without_own_platforms(line: str) -> str:
    kept = [s for s in re.split(r"(?<=。)", line) if not _OWN_PLATFORM.search(s)]
    renamed = [_WEBSITE.sub("政务微信", sentence) for sentence in kept]
    return "".join(renamed)


def no_figures(report: Report, chance: Random) -> Injected:
    """B01: 总体情况 without a figure."""
    part = report.part("overview")
    lines = tuple(
        "。".join(s for s in line.split("。") if not re.search(r"\d|均|没有|未|无", s))
        for line in part.paragraphs
    )
    kept = tuple(
        line if len(line) > 12 else f"{line}{'' if line.endswith('：') else '。'}按要求开展工作。"
        for line in lines
    )
    faulty = report.with_part(replace(part, paragraphs=kept))
    also = {"P07", "P08", "P09", "P10", "S09", "S21", "C17", "B02", "L11", "L05"}
    return Injected(faulty, "B01", also=frozenset(also))


def boilerplate(report: Report, chance: Random) -> Injected | None:
    """B02: more empty sentences than others."""
    part = report.part("overview")
    count = "".join(part.paragraphs).count("。")
    pool = phrases(report, chance, _FILE).several("empty", 8)
    lines = []
    for number, line in enumerate(part.paragraphs):
        more = "".join(chance.sample(pool, min(8, 2 + count // len(part.paragraphs))))
        lines.append(line + more if "。" in line[6:] or number == 0 else line)
    faulty = report.with_part(replace(part, paragraphs=tuple(lines)))
    return Injected(faulty, "B02", also=frozenset({"P11"}))


def approximate_figures(report: Report, chance: Random) -> Injected | None:
    """B04: most figures of the prose are rounded and hedged, rightly so by the tables."""
    part = report.part("overview")
    lines = tuple(_FIGURE.sub(_hedged, line) for line in part.paragraphs)
    if sum(line.count("余") for line in lines) < 8:
        return None
    faulty = report.with_part(replace(part, paragraphs=lines))
    also = {"C19", "T02", "T03", "W11", "C05", "C06", "C07"}
    return Injected(faulty, "B04", also=frozenset(also))


def _hedged(match: re.Match[str]) -> str:
    value = int(match[0])
    step = 10 ** (len(match[0]) - 1) if value < 100 else 10 ** (len(match[0]) - 2)
    return f"{value // step * step}余" if value % step else match[0]


def far_approximation(report: Report, chance: Random) -> Injected | None:
    """C19: a hedged number that the cell lies outside of."""
    patterns = (r"行政许可决定(\d{2,})件", r"政府信息公开申请(\d{2,})件")
    part = report.part("overview")
    for pattern in chance.sample(patterns, 2):
        for index, line in enumerate(part.paragraphs):
            match = re.search(pattern, line)
            if match is None:
                continue
            figure = another(match[1], chance)
            rounded = int(figure) // 10 * 10
            if not rounded or rounded <= int(match[1]) < rounded + 10:
                return None
            quote = f"{rounded}余件"
            text = line[: match.start(1)] + f"{rounded}余" + line[match.end(1) :]
            faulty = with_paragraph(report, "overview", index, text)
            also = frozenset({"C01", "C15", "T03", "T04"})
            return Injected(faulty, "C19", quote=quote, also=also)
    return None


def told_twice(report: Report, chance: Random) -> Injected | None:
    """T01: the same metric with another number, elsewhere in the report."""
    prose = "".join(report.part("overview").paragraphs)
    match = _OF_ALL_CHANNELS.search(prose)
    if match is None:
        return None
    quote = f"{another(match[2], chance)}条"
    text = match[1] + chance.choice((f"{quote}。", f"{quote}，均已归档。"))
    faulty = added(report, chance.choice(("disclosure", "other")), text)
    return Injected(faulty, "T01", quote=quote) if faulty else None


def same_fact(report: Report, chance: Random) -> Injected | None:
    """T02: the same publications once exactly in 条, once about so many in 篇."""
    prose = "".join(report.part("overview").paragraphs)
    match = re.search(r"主动公开政府信息(\d+)条", prose)
    if match is None or int(match[1]) % 10 == 0:
        return None
    quote = f"{int(match[1]) // 10 * 10}余篇"
    text = chance.choice((f"全年发布各类政府信息{quote}。", f"{{}}共发布政府信息{quote}。"))
    text = text.format("本机关")
    faulty = added(report, "disclosure", text)
    return Injected(faulty, "T02", quote=quote) if faulty else None


def contradiction(report: Report, chance: Random) -> Injected | None:
    """T08: timely in part one, late in part five."""
    claimed = chance.choice(
        ("全年及时、准确公开各类信息。", "各类信息均已及时准确公开。", "第一时间公开了各类信息。")
    )
    quote = chance.choice(("信息公开不及时、不准确", "部分信息公布滞后", "信息更新不及时"))
    first = added(report, "overview", claimed, "disclosure")
    if first is None:
        return None
    next_year = report.manuscript.year + 1
    measure = f"{next_year}年4月起由办公室每周核对一次台账。"
    faulty = added(first, "problems", f"此外，{quote}的情况仍然存在。{measure}")
    also = frozenset({"P05"})
    return Injected(faulty, "T08", quote=quote, also=also) if faulty else None


def no_problems(report: Report, chance: Random) -> Injected:
    """P01: part five names no problem."""
    part = report.part("problems")
    text = _say(report, chance, "no_problems")
    also = frozenset({"Y08", "P02"})
    faulty = report.with_part(replace(part, paragraphs=(text,)))
    return Injected(faulty, "P01", quote=part.heading, also=also)


def _problem_part(report: Report, stated: list[str], measures: list[str]) -> Report:
    part = report.part("problems")
    year = report.manuscript.year
    numbers = "一二三四"
    lines = [part.paragraphs[0]]
    listed = [f"{n}是{s}" for n, s in zip(numbers, stated, strict=False)]
    lines.append(f"{year}年存在的主要问题：{'；'.join(listed)}。")
    if measures:
        listed = [f"{n}是{m}" for n, m in zip(numbers, measures, strict=False)]
        lines.append(f"改进措施：{'；'.join(listed)}。")
    return report.with_part(replace(part, paragraphs=tuple(lines)))


def no_measure(report: Report, chance: Random) -> Injected:
    """P02: problems with wishes in place of measures."""
    say = phrases(report, chance, _FILE)
    told = [unmarked(t) for t in say.several("no_measure", 2, topic=chance.choice(_TOPICS))]
    faulty = _problem_part(report, [text for text, _ in told], [])
    return Injected(faulty, "P02", quote=told[0][1], also=frozenset({"P05", "T08"}))


def unanswered(report: Report, chance: Random) -> Injected:
    """P03: measures that are concrete and have nothing to do with the problem."""
    say = phrases(report, chance, _FILE)
    text, quote = unmarked(say.say("unanswered"))
    measures = say.several("foreign_measure", 2)
    faulty = _problem_part(report, [say.say("answered"), text], measures)
    also = frozenset({"P05", "P02", "T08"})
    return Injected(faulty, "P03", quote=quote, also=also)


def generic_problem(report: Report, chance: Random) -> Injected:
    """P05: a problem that fits every agency and year."""
    say = phrases(report, chance, _FILE)
    text, quote = unmarked(say.say("generic"))
    stated = [say.say("answered"), text]
    faulty = _problem_part(report, stated, say.several("foreign_measure", 2))
    return Injected(faulty, "P05", quote=quote, also=frozenset({"P03", "P02", "P01"}))


def foreign_problem(report: Report, chance: Random) -> Injected:
    """P04: a problem of gathering news, not of publishing information."""
    say = phrases(report, chance, _FILE)
    text, quote = unmarked(say.say("foreign"))
    stated = [say.say("answered"), text]
    faulty = _problem_part(report, stated, say.several("foreign_measure", 2))
    return Injected(faulty, "P04", quote=quote, also=frozenset({"P03", "P05"}))


def other_place(report: Report, chance: Random) -> Injected | None:
    """W10: a sentence about a place of another province, left from a copied report."""
    say = phrases(report, chance, _FILE)
    own = report.manuscript
    place = own.agency[:3]
    home = f"{say.say('home')}{place}"

    def at_home(text: str) -> str:
        return text.replace(place, home)

    parts = tuple(
        replace(part, paragraphs=tuple(map(at_home, part.paragraphs))) for part in own.parts
    )
    if own.agency_level not in {"county_department", "county_government", "township"}:
        return None
    moved = replace(own, agency=at_home(own.agency), title=at_home(own.title), parts=parts)
    text, quote = unmarked(say.say("elsewhere"))
    faulty = added(replace(report, manuscript=moved), "overview", text, "supervision")
    return Injected(faulty, "W10", quote=quote) if faulty else None


def too_long(report: Report, chance: Random) -> Injected | None:
    """P11: 总体情况 of more than a thousand characters."""
    faulty: Report | None = report
    while faulty and sum(map(len, faulty.part("overview").paragraphs)) < 1500:
        faulty = added(faulty, "overview", _say(report, chance, "long"), "disclosure")
    return Injected(faulty, "P11") if faulty else None
