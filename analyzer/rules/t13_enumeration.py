"""T13: announced numbers of items and 一是, 二是 against what is listed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from analyzer.analysis import Facts
from analyzer.document import Span
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.phrasing import any_pattern

_NUMERALS: Final = "一二三四五六七八九十"
_MARK: Final = re.compile(
    # The numeral first, what stands before it after: most characters are no numerals.
    r"([一二三四五六七八九十])是(?:(?<=[。；：，、！\s（(:;,]..)|(?<=^..))",
    re.MULTILINE,
)
_NUMBERS: Final = {"二": 2, "两": 2, **{c: i for i, c in enumerate(_NUMERALS, 1)}}
_BULLET: Final = re.compile(r"[（(]([一二三四五六七八九十])[)）]|(?<![\d.])(\d)[.、．](?!\d)")
_NEAR: Final = 60


class _Mark(NamedTuple):
    """一是, 二是 …: the ordinal and its characters."""

    ordinal: int
    span: Span


@rule(
    "T13",
    name="列举项数与实列不符",
    severity="low",
    certainty="likely",
    basis="公文文字规范：列举应当完整、连续",
)
def enumeration(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """说了几项没有列几项，或“一是”“二是”不连续。

    为什么：漏掉一项说明内容被删改而没有通读，读者不知道少了什么。
    报告：“一是”之后没有“二是”；没有“一是”就出现“二是”；跳过一个序号；写“以下三个方面”而后面用
      “一是……二是……”列出的不是三项。
    不报告：嵌套的列举；后面没有用“一是”逐项列举；“统一是”“第一是”等不是序号的字样。
    依据：公文文字规范。
    例：“主要存在以下三个方面的问题：一是……。二是……。”
    """
    for section in facts.sections:
        text = facts.prose
        marks = [
            _Mark(_NUMBERS[match[1]], Span(*match.span()))
            for match in _MARK.finditer(text, *section.span)
        ]
        yield from _broken(facts, marks)
        yield from _miscounted(facts, section.span, marks)


def _broken(facts: Facts, marks: list[_Mark]) -> Iterator[Fault]:
    """Chains that stop after 一是, begin later or skip; a chain inside a chain is followed."""
    running: list[_Mark] = []
    for mark in marks:
        if mark.ordinal == 1:
            running.append(mark)
            continue
        closed = []
        while running and running[-1].ordinal != mark.ordinal - 1:
            closed.append(running.pop())
        if not running:
            missing = f"{_NUMERALS[mark.ordinal - 2]}是"
            yield _fault(
                mark, f"出现“{_quote(facts, mark)}”，前面却没有“{missing}”。", missing, closed[:1]
            )
        else:
            running.pop()
            for lone in (m for m in closed if m.ordinal == 1):
                yield _lone(facts, lone)
        running.append(mark)
    for lone in (m for m in running if m.ordinal == 1):
        yield _lone(facts, lone)


def _quote(facts: Facts, mark: _Mark) -> str:
    return facts.text[mark.span.start : mark.span.end + 8].split("\n")[0]


def _lone(facts: Facts, mark: _Mark) -> Fault:
    return _fault(mark, f"“{_quote(facts, mark)}”之后没有“二是”。", "二是")


def _fault(mark: _Mark, message: str, missing: str, before: list[_Mark] | None = None) -> Fault:
    return Fault(
        message=f"列举不完整：{message}",
        anchors=(mark.span, *(each.span for each in before or ())),
        advice=f"补写“{missing}”一项，或改正序号；只有一项的，去掉“一是”。",
    )


def _miscounted(facts: Facts, section: Span, marks: list[_Mark]) -> Iterator[Fault]:
    """An announcement right before 一是 whose number is not the length of the chain."""
    pattern = any_pattern("cross_checks", "enumeration", "announced_pattern")
    for match in pattern.finditer(facts.prose, *section):
        written = match["number"] or match["number2"]
        announced = _NUMBERS.get(written) or int(written)
        at = next((i for i, m in enumerate(marks) if m.span.start >= match.end()), None)
        if at is None or marks[at].ordinal != 1 or marks[at].span.start - match.end() > _NEAR:
            continue
        if _BULLET.search(facts.prose, match.end(), marks[at].span.start):
            continue
        chain = [marks[at]]
        for mark in marks[at + 1 :]:
            if mark.ordinal != len(chain) + 1:
                break
            chain.append(mark)
        # 一是, 二是（一是、二是、三是）: a chain inside the last item may hide how this one goes on
        after = [mark.ordinal for mark in marks[at + len(chain) :]]
        nested = 1 in after and len(chain) + 1 in after
        if len(chain) not in (1, announced) and not nested:
            yield Fault(
                message=f"“{match[0]}”说有 {announced} 项，后面列了 {len(chain)} 项。",
                anchors=(Span(*match.span()), chain[-1].span),
                advice="请补齐缺少的一项，或改正所说的项数。",
                expected=str(announced),
                actual=str(len(chain)),
            )
