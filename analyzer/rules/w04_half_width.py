"""W04: half-width punctuation in Chinese text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.document import Span
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.own_words import own_prose

_HAN: Final = r"\u4e00-\u9fff"
_BESIDE: Final = rf"{_HAN}“”《》（）〔〕、。，；："
_MARK: Final = re.compile(
    # The mark first, what stands beside it after: most characters are no marks.
    rf"[,;:?!.\"](?:(?<=[^.\"])(?:(?<=[{_BESIDE}].)(?!//)|(?=[{_HAN}“《（]))"
    rf"|(?<=[{_HAN}]\.)(?=[{_HAN}\n]|$)|(?<=\")(?:(?<=[{_HAN}].)|(?=[{_HAN}])))"
)
_BRACKETS: Final = re.compile(rf"\((?=[^()（）\n]*[{_HAN}])|\)(?<=[{_HAN}”》].)")
# The official form numbers its rows “1.”: not a fault of its own, listed with the others.
_ITEM: Final = re.compile(rf"(?<![\d.])\d{{1,2}}\. (?=[{_HAN}])")
_MOST_ANCHORS: Final = 40


@rule(
    "W04",
    name="标点全角半角混用",
    severity="low",
    certainty="likely",
    basis="《标点符号用法》（GB/T 15834—2011）",
)
def half_width(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """中文里用了半角标点。

    为什么：中文标点占一个字的位置，半角标点混在其中显得凌乱，也影响机器识别。
    报告：汉字旁的半角逗号、分号、冒号、问号、叹号、括号、引号和作句号的圆点，表格里的也算；全文合为一条。
    不报告：数字、时间、网址和外文里的半角标点；只含数字或外文的括号；单独的“1.”序号；网页自带的元数据行。
    依据：《标点符号用法》（GB/T 15834—2011）。
    例：“(单位:万元)”，应为“（单位：万元）”。
    """
    found = [
        Span(*m.span())
        for text in _texts(facts)
        for p in (_MARK, _BRACKETS)
        for m in p.finditer(text)
    ]
    if not found:
        return
    items = [Span(*match.span()) for text in _texts(facts) for match in _ITEM.finditer(text)]
    places = sorted({*found, *items})
    counts = Counter(facts.quote(place) for place in sorted(found))
    marks = "、".join(f"“{mark}”{count} 处" for mark, count in counts.most_common())
    listed = f"；另有“1. ”式序号 {len(items)} 处，点后多空格" if items else ""
    yield Fault(
        message=f"中文里用了半角标点：{marks}{listed}。第一处在“{_around(facts, min(found))}”。",
        anchors=tuple(places[:_MOST_ANCHORS]),
        advice="统一改为全角标点：，；：？！（）“”。；表格里的也一并改。",
    )


def _texts(facts: Facts) -> Iterator[str]:
    """The prose, and the tables with the prose blanked out: same offsets."""
    yield own_prose(facts)
    parts, end = [], 0
    for block in facts.document.blocks:
        if block.kind == "grid":
            parts += [" " * (block.span.start - end), facts.quote(block.span)]
            end = block.span.end
    yield "".join(parts)


def _around(facts: Facts, place: Span) -> str:
    text = facts.text[max(0, place.start - 8) : place.end + 8]
    return re.sub(r"\s+", " ", text).strip()
