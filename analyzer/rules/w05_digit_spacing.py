"""W05: spaces between digits and Chinese, sometimes there and sometimes not."""

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

_SPACED: Final = re.compile(r"\d+ +([\u4e00-\u9fff])")
_TIGHT: Final = re.compile(r"\d+([\u4e00-\u9fff])")


@rule(
    "W05",
    name="中文与数字间空格不一致",
    severity="info",
    certainty="likely",
    basis="公文排版一致的要求",
)
def digit_spacing(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """同一篇里“2024 年”与“2024年”两种写法并存。

    为什么：同一个单位前有时空格、有时不空，多是从不同材料拼接留下的。
    报告：同一个字（年、条、件……）前，数字后带空格和不带空格的写法都有；全文合为一条。
    不报告：全文一律空格，或一律不空；只在不同的字前不一致；表格里的空格。
    依据：公文排版一致的要求。
    例：“2024 年，共答复 3 件……2024年”，统一为“2024年”。
    """
    prose = own_prose(facts)
    joins = set(facts.document.joins)
    spaced = list(_SPACED.finditer(prose))
    # Where a line break was closed up nobody knows whether a space stood.
    tight = [match for match in _TIGHT.finditer(prose) if match.start(1) not in joins]
    both = {match[1] for match in spaced} & {match[1] for match in tight}
    if not both:
        return
    places = [match for match in spaced if match[1] in both]
    other = next(match for match in tight if match[1] == places[0][1])
    yield Fault(
        message=(
            f"数字与汉字之间有时空格、有时不空：“{places[0][0]}”与“{other[0]}”并存，"
            f"带空格的有 {len(places)} 处。"
        ),
        anchors=(*(Span(*match.span()) for match in places), Span(*other.span())),
        advice="全文统一，数字与汉字之间不空格。",
        actual=places[0][0],
        expected=other[0],
    )
