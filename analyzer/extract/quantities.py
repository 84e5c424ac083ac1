"""Numbers with hedge and unit in running text, as intervals.

One pass over the numerals of the text; what stands before and after each is matched in place, so
the cost is linear. Offsets are half-open code points of the text given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Final

from analyzer.claim import Hedge, Quantity
from analyzer.document import Span
from analyzer.extract.exclusions import exclusions
from analyzer.extract.numbers import HUNDRED, OPEN, Number, numerals, read
from analyzer.extract.numerals import parse
from analyzer.lexicon.phrases import trie_pattern
from analyzer.lexicon.units import units

_TENTH: Final = Decimal("0.1")
_PERCENT: Final = "%"
_FACTORS: Final = {
    # unit written → (unit reported, factor): money in 元, every share in per cent
    "万元": ("元", Decimal(10000)),
    "亿元": ("元", Decimal(100000000)),
    "‰": (_PERCENT, _TENTH),
    "成": (_PERCENT, Decimal(10)),
    "折": (_PERCENT, Decimal(10)),
}


@cache
def _unit() -> re.Pattern[str]:
    return re.compile(rf"\s?(?P<unit>{trie_pattern(units().kinds)})(?P<times>[（(]次[)）])?")


@cache
def _prefix() -> re.Pattern[str]:
    hedges = units().hedges
    literals = [w for name, ws in hedges.items() if name.endswith("_prefix") for w in ws]
    ordered = sorted(literals, key=len, reverse=True)
    # 预约, 最近, 赶超 end in a hedge word but are none
    return re.compile(
        rf"(?<![预签制公合节违邀履相大最附邻临赶反])(?P<hedge>{'|'.join(map(re.escape, ordered))})\s?$"
    )


@cache
def _suffix() -> re.Pattern[str]:
    hedges = units().hedges
    return re.compile(
        trie_pattern([w for name, ws in hedges.items() if name.endswith("_suffix") for w in ws])
    )


@cache
def _hedge_names() -> dict[str, Hedge]:
    names: dict[str, Hedge] = {}
    for name, literals in units().hedges.items():
        hedge = name.rpartition("_")[0]
        for literal in literals:
            names[literal] = hedge  # type: ignore[assignment]  # keys are checked by the test of units.toml
    return names


_RANGE: Final = re.compile(r"\s?(?:[-—–－~～]{1,2}|至|到)\s?")
_LIST: Final = re.compile(r"\s?[、，,和及与]\s?")
_SIMPLE_DIGITS: Final = frozenset("一二三四五六七八九")
_TAKES_MORE: Final = frozenset({"成", "倍", "元", "万元", "亿元"})
_UNIT_NOUN: Final = re.compile(r"(?P<unit>件次|人次|[件条篇份次人个期场])数\s?(?:[:：为是共]\s?)*$")
_JOINER: Final = "从由自"
_COUNTING: Final = re.compile(
    r"(?:共|计|各|了|有|达|为|收到|召开|开展|举办|组织|申请|复议|诉讼|案件|另|仅|只)\s?$"
)
_CLAUSE_END: Final = re.compile(r"\s*(?:[，。；、,;：）)]|$)")


def quantities(text: str) -> list[Quantity]:
    """Every quantity of `text`, in order and without overlap."""
    candidates = numerals(text)
    masks = exclusions(text) if candidates else []
    found: list[tuple[Number, str | None, int]] = []
    at = 0
    for match in candidates:
        start = match.start()
        while at < len(masks) and masks[at][1] <= start:
            at += 1
        if at < len(masks) and masks[at][0] <= start:
            continue
        number = read(match)
        if number is None:
            continue
        unit, after = _unit_after(text, number)
        found.append((number, unit, after))
    return list(_assemble(text, found))


def _unit_after(text: str, number: Number) -> tuple[str | None, int]:
    if number.fraction:
        return _PERCENT, number.end
    lexicon = units()
    match = _unit().match(text, number.end)
    if match is None:
        return None, number.end
    unit, end = match["unit"], match.end()
    following = text[end : end + 1]
    if following and following in lexicon.not_before.get(unit, ""):
        return None, number.end
    if text.startswith(lexicon.structure, end) or text.startswith(lexicon.structure, match.start()):
        return None, number.end
    if number.chinese and not _counts(text, number, unit, end):
        return None, number.end
    return unit + "次" if match["times"] else unit, end


def _counts(text: str, number: Number, unit: str, end: int) -> bool:
    """Whether a Chinese numeral before this unit counts things (两件) or only sounds so (一项)."""
    lexicon = units()
    if unit not in lexicon.after_chinese_numeral:
        return False
    if number.value == 1 and number.hedge == "exact" and unit in lexicon.weak_after_one:
        before = text[max(0, number.start - 4) : number.start]
        return bool(_COUNTING.search(before)) and bool(_CLAUSE_END.match(text, end))
    return True


def _assemble(text: str, found: list[tuple[Number, str | None, int]]) -> Iterator[Quantity]:
    shared = _share_units(text, found)
    skip = -1
    for index, (number, unit, end) in enumerate(shared):
        if index <= skip:
            continue
        after = shared[index + 1] if index + 1 < len(shared) else None
        if after is not None and _is_range(text, (number, unit, end), after):
            skip = index + 1
            upper, upper_unit, upper_end = after
            low = _aligned(number, upper, unit)
            spanning = replace(number, end=upper.end, value=low, high=upper.high, step=upper.step)
            if upper_unit is not None and low <= upper.high:
                yield _quantity(text, spanning, upper_unit, upper_end, is_range=True)
            continue
        counted = unit if unit is not None else _unit_before(text, number)
        if counted is not None:
            yield _quantity(text, number, counted, end, is_range=False)


def _share_units(
    text: str, found: list[tuple[Number, str | None, int]]
) -> list[tuple[Number, str | None, int]]:
    """Give the numbers of a list the unit that only its last member carries (12、15 和 30 件)."""
    shared = list(found)
    for index in range(len(shared) - 2, -1, -1):
        number, unit, _ = shared[index]
        following, unit_after, _ = shared[index + 1]
        if unit is None and unit_after and not number.chinese and not number.fraction:
            between = text[number.end : following.start]
            if _LIST.fullmatch(between):
                shared[index] = (number, unit_after, number.end)
    return shared


def _is_range(
    text: str, first: tuple[Number, str | None, int], after: tuple[Number, str | None, int]
) -> bool:
    number, unit, end = first
    upper, upper_unit, _ = after
    if not _RANGE.fullmatch(text, end, upper.start):
        return False
    rising = text[max(0, number.start - 1) : number.start] in _JOINER and number.start > 0
    return upper_unit is not None and unit in (None, upper_unit) and not rising


def _aligned(number: Number, upper: Number, unit: str | None) -> Decimal:
    """5至6万: the lower end takes the multiplier that only the upper end carries."""
    low = number.value
    if unit is None and low < upper.value and upper.step >= 1000 > number.value:
        factor = Decimal(10**8) if upper.value >= 10**8 else Decimal(10**4)
        return low * factor if low * factor <= upper.value else low
    return low


def _unit_before(text: str, number: Number) -> str | None:
    """The unit of a number that none follows: from 件数 before it, or "" where it was lost.

    A number counts without a unit only where it ends a clause (文件46政府会议信息42、) or is open
    above (10万+); anything else is left alone. None: no quantity.
    """
    if number.chinese:
        return None
    noun = _UNIT_NOUN.search(text, max(0, number.start - 8), number.start)
    if noun:
        return noun["unit"]
    before, after = text[max(0, number.start - 1) : number.start], text[number.end : number.end + 1]
    if after in ("+", "＋") and after:
        return ""
    return "" if "\u4e00" <= before <= "\u9fff" and (not after or after in "，、。；;,") else None


def _quantity(text: str, number: Number, unit: str, end: int, *, is_range: bool) -> Quantity:
    reported, factor = _FACTORS.get(unit, (unit, Decimal(1)))
    value, start = number.value * factor, number.start
    low: Decimal | None = value
    high: Decimal | None = None if number.high == OPEN else number.high * factor
    hedge: Hedge = "range" if is_range else number.hedge
    if hedge == "about":
        low, high = _around(value)
    tenth = _tenths_after(text, unit, end)
    if tenth is not None:
        value, low, high, end = value + tenth, value + tenth, value + tenth, end + 1
    if unit in ("名", "位") and text[start - 1 : start] == "第":
        start -= 1
    prefix = _prefix().search(text, max(0, start - 4), start)
    suffix = _suffix().match(text, end)
    if prefix:
        start = prefix.start()
        hedge, low, high = _hedged(prefix["hedge"], value, low, high)
    elif suffix and (suffix[0] != "多" or unit in _TAKES_MORE):
        end = suffix.end()
        hedge, low, high = _hedged(suffix[0], value, low, high, above=number.step * factor)
    elif hedge == "exact" and not value:
        hedge = "zero"
    elif hedge == "exact" and reported == _PERCENT and value == HUNDRED:
        hedge = "all"
    return Quantity(
        span=Span(start, end),
        number=Span(number.start, number.end),
        value=value,
        low=low,
        high=high,
        unit=reported,
        hedge=hedge,
        step=number.step * factor,
    )


def _tenths_after(text: str, unit: str, end: int) -> Decimal | None:
    """The 五 of 九成五, in per cent; None where 成 is not followed by a digit."""
    if unit != "成" or not text[end : end + 1]:
        return None
    if text[end] == "半":
        return Decimal(5)
    return parse(text[end]) if text[end] in _SIMPLE_DIGITS else None


def _around(value: Decimal) -> tuple[Decimal, Decimal]:
    return value * Decimal("0.9"), value * Decimal("1.1")


def _hedged(
    literal: str,
    value: Decimal,
    low: Decimal | None,
    high: Decimal | None,
    *,
    above: Decimal | None = None,
) -> tuple[Hedge, Decimal | None, Decimal | None]:
    """The interval that a hedge word makes of a value (CONTRACT, "How values are written").

    `above` is the step for 多 after a unit (六成多 is 60…70 %).
    """
    hedge = _hedge_names()[literal]
    if hedge == "about":
        if low != high:
            return "over", low, high
        # 近 only approaches from below; 约 and 左右 reach both ways.
        if "近" in literal:
            return hedge, value * Decimal("0.9"), value
        return hedge, *_around(value)
    if hedge == "at_most":
        return hedge, None, value
    if literal == "多" and above is not None:
        return hedge, value, value + above
    return hedge, value, None
