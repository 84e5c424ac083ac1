"""W09: quotation marks and brackets without their partner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.document import Span
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.own_words import own_prose

_PAIRS: Final = {"“": "”", "《": "》", "（": "）", "〔": "〕", "【": "】", "「": "」"}
_MARK: Final = re.compile(f"[{''.join(_PAIRS)}{''.join(_PAIRS.values())}]")
# “1）” and “一)” number an item; their bracket has no partner.
_ITEM: Final = re.compile(
    r"[\n。；;：:](?<!\d[：:])[ \t]*(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[①-⑳])[)）]"
)
_MOST: Final = 4


@rule(
    "W09",
    name="引号/书名号/括号不配对",
    severity="low",
    certainty="likely",
    basis="《标点符号用法》（GB/T 15834—2011）",
)
def unpaired_marks(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """引号、书名号、括号缺一半。

    为什么：缺了一半，引文、文件名称到哪里为止就不清楚。
    报告：有左无右、有右无左的“”《》（）〔〕【】；全文合为一条，列出每一处。
    不报告：跨段配对的；全角半角搭配的括号（由 W04 报告）；“1）”式序号；表格里的；缺漏太多、疑为读取所致的。
    依据：《标点符号用法》（GB/T 15834—2011）。
    例：“印发《政务公开要点的通知”，缺“》”。
    """
    prose = own_prose(facts).replace("(", "（").replace(")", "）")
    prose = _ITEM.sub(lambda match: " " * len(match[0]), f"\n{prose}")[1:]
    lone = _unpaired(prose)
    if not lone or len(lone) > _MOST:
        return
    shown = "、".join(
        f"“…{_around(facts, place)}…”中的 {facts.text[place]}" for place in sorted(lone)
    )
    yield Fault(
        message=f"标点不成对，共 {len(lone)} 处：{shown}。",
        anchors=tuple(Span(place, place + 1) for place in sorted(lone)),
        advice="补上缺少的一半，或删去多余的一半。",
    )


def _unpaired(prose: str) -> list[int]:
    """Marks without a partner in the whole text: a pair may span a paragraph that was cut in two."""
    lone: list[int] = []
    opened: dict[str, list[int]] = {right: [] for right in _PAIRS.values()}
    for match in _MARK.finditer(prose):
        if match[0] in _PAIRS:
            opened[_PAIRS[match[0]]].append(match.start())
        elif opened[match[0]]:
            opened[match[0]].pop()
        else:
            lone.append(match.start())
    return lone + [place for places in opened.values() for place in places]


def _around(facts: Facts, place: int) -> str:
    return re.sub(r"\s+", " ", facts.text[max(0, place - 8) : place + 9]).strip()
