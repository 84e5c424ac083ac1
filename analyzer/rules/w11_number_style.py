"""W11: how numbers are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.document import Span
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.own_words import own_prose, times, wording_faults

_FIGURE: Final = re.compile(r"\d+(?:\.\d+)?(?=[余多]?\s*[万亿%件条次篇场期份人个户家元名项])")


@rule(
    "W11",
    name="数字写法混乱",
    severity="low",
    certainty="likely",
    basis="《出版物上数字用法》（GB/T 15835—2011）",
)
def number_style(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """数字写法不合规范。

    为什么：年报的数字要能准确读取和汇总；“3千”“299余”既不规范，也说不清是多少。
    报告：统计数量用全角数字或全角小数点；阿拉伯数字与“千”“百”混写，“余”夹在数字中间或跟在实数后，统计数量写成汉字。
    不报告：与“万”“亿”连用的数字；“300 余条”；序数、固定说法、第几百期。
    依据：《出版物上数字用法》（GB/T 15835—2011）。
    例：“公开信息 3千余条”，应为“3000 余条”。
    """
    yield from wording_faults(facts, "wording", "numeral")
    places = _wide_figures(facts)
    if places:
        first = facts.quote(places[0])
        yield Fault(
            message=f"正文的数“{first}”用了全角数字或全角小数点{times(places)}。",
            anchors=tuple(places),
            advice=f"改为半角的阿拉伯数字，如“{first}”。",
            actual=first,
        )


def _wide_figures(facts: Facts) -> list[Span]:
    """Figures with a unit behind them that the source writes full-width; dates and numbers of
    documents are left to taste.
    """
    wide = facts.document.wide
    if not wide:
        return []
    found = (Span(*match.span()) for match in _FIGURE.finditer(own_prose(facts)))
    return [span for span in found if not wide.isdisjoint(range(*span))]
