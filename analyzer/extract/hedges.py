"""Hedge words around a number, and the interval that each makes of it (CONTRACT, "How values are written")."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

from analyzer.claim import Hedge
from analyzer.extract.expressions import Expression
from analyzer.lexicon.phrases import trie_pattern
from analyzer.lexicon.units import units

# 六成多, 2倍多, 5元多; 比上年的120条多出45条 is no hedge
_TAKES_MORE: Final = frozenset({"成", "倍", "元", "万元", "亿元", "个月", "小时", "天"})
_PARTS_FROM: Final = frozenset("的数量周月日天年 ")
_MORE_OF: Final = frozenset("收办于出发交")  # 较上年198万元多收15万元
_LONGEST_PREFIX: Final = 7
# 超期, 近三年, 约谈, 不及时, 未满足, 不到位, 最多跑一次, 申请最多的: words that begin like a hedge
_OTHER_WORDS: Final = "足时格期额标意年部跑谈束见定三五几日来位载越过出的"
_SHARED_OUT: Final = re.compile(
    r"的\s?(?:[\d.]+\s?%|百分之|[一二三四五六七八九]成|[\u4e00-\u9fff]分之|一半)"
)
# 预约, 最近, 赶超, 制约, 检索不到, 理由不足, 期限未满 end in a hedge word but are none; 行政强制近90件 is hedged
_NO_HEDGE: Final = (
    r"(?<![预签公合节违邀履相大最附邻临赶反])(?!(?<=制)(?<!强制)约)(?!(?<=[索查找寻搜翻看见系])不到)"
    r"(?!(?<=[由据料])不足)(?!(?<=[限期])未满)"
)
_HALF: Final = "半"  # 一半多 is 50…59 %


class Bounds(NamedTuple):
    """A hedge with closed bounds; None where open."""

    hedge: Hedge
    low: Decimal | None
    high: Decimal | None


def _literals(place: str) -> list[str]:
    hedges = units().hedges
    return [word for name, found in hedges.items() if name.endswith(place) for word in found]


def _hedge_and(behind: str) -> re.Pattern[str]:
    """A hedge word before a number and what may stand between, the pattern `behind`."""
    literals = sorted(_literals("_prefix"), key=len, reverse=True)
    return re.compile(rf"{_NO_HEDGE}(?P<hedge>{'|'.join(map(re.escape, literals))}){behind}")


@cache
def _prefix() -> re.Pattern[str]:
    return _hedge_and(r"\s?$")  # 约占全部申请的七成 is hedged from afar


@cache
def _ends() -> frozenset[str]:
    """The last characters of hedges before a number, tested first: nearly every number has none."""
    return frozenset((*(word[-1] for word in _literals("_prefix")), " "))


@cache
def _begins() -> frozenset[str]:
    return frozenset((*(word[0] for word in _literals("_suffix")), " "))


# 新收167件＋上年结转4件＝171件 adds up; 3000次+ is open above
_PLUS: Final = ("+", "＋")
_ADDED_UP: Final = Expression(r"[^，。；\n]{0,16}\d[^，。；\n]{0,6}[+＋=＝]")


@cache
def _distant() -> re.Pattern[str]:
    return _hedge_and(
        r"(?:占|全|总|本|办|申请|收|每)[^，。；：、]{0,14}?(?:的|总数|总量|[周月日天年])\s?$"
    )


@cache
def _suffix() -> re.Pattern[str]:
    return re.compile(rf"\s?(?P<hedge>{trie_pattern(_literals('_suffix'))})")


@cache
def _names() -> dict[str, Hedge]:
    names: dict[str, Hedge] = {}
    for name, literals in units().hedges.items():
        hedge = name.rpartition("_")[0]
        for literal in literals:
            names[literal] = hedge  # type: ignore[assignment]  # keys are checked by the test of units.toml
    return names


def before(text: str, start: int) -> re.Match[str] | None:
    """The hedge word that ends at offset `start`, if any."""
    if text[start - 1 : start] not in _ends():
        return None
    return _prefix().search(text, max(0, start - _LONGEST_PREFIX), start)


@cache
def _of_a_share() -> re.Pattern[str]:
    return _hedge_and(rf"(?![{_OTHER_WORDS}])[^，。；：、\d]{{1,10}}的\s?$")


def far_before(text: str, span: tuple[int, int], *, share: bool) -> str | None:
    """The hedge of 约占全部申请的七成 and 低于每周1条, which stands apart from its number.

    That of 不到全年402条的15% is said of the share alone.
    """
    start, end = span
    if text[start - 1 : start] not in _PARTS_FROM or _SHARED_OUT.match(text, end):
        return None
    match = _distant().search(text, max(0, start - 24), start)
    if match is None and share:
        match = _of_a_share().search(text, max(0, start - 24), start)
    return match["hedge"] if match else None


def behind(text: str, end: int, unit: str) -> re.Match[str] | None:
    """The hedge word that begins at offset `end`, after `unit`."""
    if text[end : end + 1] not in _begins():
        return None
    match = _suffix().match(text, end)
    if match is not None and match["hedge"] in _PLUS and _ADDED_UP.match(text, match.end()):
        return None
    if match is None or match["hedge"] != "多":
        return match
    more = (unit in _TAKES_MORE or text[end - 1] == _HALF) and text[
        match.end() : match.end() + 1
    ] not in _MORE_OF
    return match if more else None


def around(value: Decimal) -> tuple[Decimal, Decimal]:
    """约 and 左右 reach a tenth both ways."""
    return value * Decimal("0.9"), value * Decimal("1.1")


def hedged(literal: str, value: Decimal, bounds: Bounds, step: Decimal) -> Bounds:
    """What a hedge word makes of a value whose numeral already has `bounds`.

    `step` is the unit of the last place written, for 多 after a unit (六成多 is 60…69 %).
    """
    hedge = _names()[literal]
    if hedge == "about":
        if bounds.low != bounds.high:  # 约30余, 近20余万: the numeral says it already
            return bounds
        # 近 only approaches from below; 约 and 左右 reach both ways.
        if "近" in literal:
            return Bounds(hedge, value * Decimal("0.9"), value)
        return Bounds(hedge, *around(value))
    if hedge == "at_most":
        return Bounds(hedge, None, bounds.high if bounds.hedge == "range" else value)
    if literal == "多":
        # 六成多 is 60…69 %, but 2倍多 may be 2.9
        return Bounds(hedge, value, value + step - (1 if step > 1 else 0))
    return Bounds(hedge, value, None)
