"""S06: the name of the report lacks what it must say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from analyzer.analysis import Facts
from analyzer.document import Span
from analyzer.errors import DataError
from analyzer.finding import Fault
from analyzer.lexicon.phrases import trie_pattern
from analyzer.lexicon.source import load, words
from analyzer.profile import Profile
from analyzer.rule import rule

_YEAR: Final = re.compile(r"(?:20|19)\d{2}|[二一][〇零○ＯO0九][〇零○ＯO0一二三四五六七八九]{2}")
_NOT_NAME: Final = re.compile(r"[^\u4e00-\u9fff]+")
_LONGEST_LINE: Final = 40
_SENTENCE_MARK: Final = re.compile(r"[。；，！？：]")


@cache
def _term(key: str) -> str:
    value = load("report_format").get("title", {}).get(key)
    if not isinstance(value, str):
        raise DataError(f"缺少键 title.{key}", place="report_format.toml")
    return value


@cache
def _fillers() -> re.Pattern[str]:
    return re.compile(f"{_YEAR.pattern}|{trie_pattern(words('report_format', 'title', 'fillers'))}")


@rule(
    "S06",
    name="报告名称不规范",
    severity="high",
    certainty="certain",
    basis="《政府信息公开条例》第四十九条、第五十条；国办公开办函〔2021〕30号",
)
def report_title(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """报告名称缺少规定的成分。

    为什么：名称应写明哪个机关、哪一年、是“政府信息公开工作年度报告”，才能检索、归集。
    报告：名称里缺机关、年份、“政府信息公开”或“年度报告”；只缺“工作”二字的降一级。全部缺项合为一条。
    不报告：成分齐全而次序不同（年份在机关之前、年份写在括号里）；机关或年份另起一行；
      “××县人民政府信息公开……”（连读省字）；没有认出名称的。
    依据：《政府信息公开条例》第四十九条、第五十条；国办公开办函〔2021〕30号。
    例：“2024年度青岚县教育局信息公开工作报告”缺“政府”“年度报告”。
    """
    span = facts.document.title_span
    if span is None:
        return
    lacking = _lacking(facts, span)
    if not lacking:
        return
    year = facts.document.year or "××××"
    agency = facts.document.agency or "（机关全称）"
    expected = f"{agency}{year}年{_term('subject')}{_term('work')}{_term('kind')}"
    shown = "".join(facts.quote(span).split())
    yield Fault(
        message=f"报告名称“{shown}”缺{'、'.join(lacking)}。",
        anchors=(span,),
        advice=f"名称改为“{expected}”。",
        expected=expected,
        actual=shown,
        severity="medium" if lacking == [f"“{_term('work')}”"] else None,
    )


def _lacking(facts: Facts, span: Span) -> list[str]:
    title = _NOT_NAME.sub("", facts.quote(span))
    around = _around(facts, span)
    lacking = []
    name = _NOT_NAME.sub("", _fillers().sub("", around))
    if len(name) < 2:
        lacking.append("机关名称")
    if not _YEAR.search(around):
        lacking.append("年份")
    lacking += [f"“{_term(key)}”" for key in ("subject", "kind") if _term(key) not in title]
    return lacking or ([] if _term("work") in title else [f"“{_term('work')}”"])


def _around(facts: Facts, span: Span) -> str:
    """The title with the short lines right before and behind it: agency or year may stand there."""
    before = facts.text[: span.start].rstrip().rpartition("\n")[2]
    after = facts.text[span.end :].lstrip().partition("\n")[0]
    lines = [line.strip() for line in (before, after)]
    near = [x for x in lines if len(x) <= _LONGEST_LINE and not _SENTENCE_MARK.search(x)]
    return " ".join([facts.quote(span), *(line for line in near if "、" not in line)])
