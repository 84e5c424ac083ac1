"""Numbers with hedge and unit in running text, as intervals.

One pass over the numerals of the text; what stands before and after each is matched in place, so
the cost is linear. Offsets are half-open code points of the text given.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

from analyzer.claim import Quantity
from analyzer.document import Span
from analyzer.extract import hedges, measure_words
from analyzer.extract.exclusions import exclusions
from analyzer.extract.hedges import Bounds
from analyzer.extract.measure_words import PERCENT
from analyzer.extract.numbers import HUNDRED, OPEN, Number, numerals, read
from analyzer.extract.numerals import SIZE_CHARACTERS, multiplier
from analyzer.lexicon.script import simplified

_FACTORS: Final = {
    # unit written → (unit reported, factor): money in 元, shares in per cent
    "万元": ("元", Decimal(10000)),
    "亿元": ("元", Decimal(100000000)),
    **dict.fromkeys(("元整", "圆", "圆整", "块钱"), ("元", Decimal(1))),
    "成": (PERCENT, Decimal(10)),
    "折": (PERCENT, Decimal(10)),
}
_RANGE: Final = re.compile(r"\s?(?:[（(]不?含[）)])?(?:[-—–－~～]{1,2}|至|到)\s?")
_SPREAD: Final = ("不等", "之间")
_RANGE_LONGEST: Final = 8  # characters of （不含）——
_IN_WORDS: Final = frozenset("至到~～和与")  # a dash between bare numbers may be of anything
_OF_A_HUNDRED: Final = frozenset(("", *"，。；、：）)的之以左"))
_SIZES: Final = SIZE_CHARACTERS + "kKwW"
LISTED: Final = re.compile(r"\s?[、，,和及与]\s?")
_FROM: Final = re.compile(r"[从由自][^，。；、\d]{0,4}$")
# 为-5%, 增长-3%, 负五: a sign, where the dash cannot be one of a range
_SIGN: Final = re.compile(
    r"(?:(?<=[为长降减是率：:（(])[-－−]|(?<![\w%％])[-－−]|(?<![抱担肩辜胜欺件起宗例场次])负)$"
)

_TEN: Final = Decimal(10)
_HALVES: Final = Decimal(10)  # 一半多 is as exact as 五成多
_SIGNS: Final = frozenset("-－−负")
_LARGE_SIZES: Final = "万萬亿億kKwW"
_SMALL_SIZES: Final = "十拾百佰千仟"


class _Found(NamedTuple):
    number: Number
    unit: str | None
    end: int


def quantities(text: str) -> list[Quantity]:
    """Every quantity of `text`, in order and without overlap."""
    return in_script(simplified(text))


def in_script(text: str) -> list[Quantity]:
    """Every quantity of a text in the script of the lexicon."""
    candidates = numerals(text)
    masks = exclusions(text) if candidates else []
    found: list[_Found] = []
    at = end = 0
    for match in candidates:
        start = match.start()
        if start < end:  # part of the unit before it (2个百分点, 九成五)
            continue
        while at < len(masks) and masks[at][1] <= start:
            at += 1
        if at < len(masks) and masks[at][0] <= start:
            continue
        number = read(match)
        if number is not None:
            unit, end = measure_words.after(text, number)
            if unit:
                number = measure_words.completed(text, number, unit, end)
            found.append(_Found(number, unit, end))
    if not found:
        return []
    return _joined(text, _assemble(text, found))


def _joined(text: str, told: list[Quantity]) -> list[Quantity]:
    """大于30件小于50件 as one interval; most sentences have no bound that is open above."""
    for quantity in told:
        if quantity.low is None or quantity.high is None:
            break
    else:
        return told
    joined: list[Quantity] = []
    for quantity in told:
        last = joined[-1] if joined else None
        if last is not None and (last.low is None or last.high is None):
            ends = _ends(text, last, quantity)
            if ends is not None:
                joined[-1] = ends
                continue
        joined.append(quantity)
    return joined


_RISES: Final = re.compile(
    r"(?:增加|增长|增多|增|上升|攀升|跃升|升|变|发展)(?:[至到为成]|[至到]了)?(?:[今本]年度?的?)?"
)


@cache
def _and_yet() -> re.Pattern[str]:
    return re.compile(
        r"(?:[，、]?\s?(?:的?同时|并且|且|但|而|又)(?:又|并|也|还|仍)?|(?<=[上下])[，、])?\s?"
    )


def _ends(text: str, first: Quantity, second: Quantity) -> Quantity | None:
    """Two bounds said one after the other, of which one is open above and the other below."""
    below, above = (first, second) if first.high is None else (second, first)
    if below.low is None or above.high is None or below.high or above.low:
        return None
    if first.unit not in ("", second.unit) or below.low > above.high:
        return None
    if not _and_yet().fullmatch(text, first.span.end, second.span.start):
        return None
    return replace(
        below,
        span=Span(first.span.start, second.span.end),
        number=Span(first.number.start, second.number.end),
        high=above.high,
        unit=second.unit,
        hedge="range",
    )


def _assemble(text: str, found: list[_Found]) -> list[Quantity]:
    """The quantities of the numbers found, without those that a hedge before them swallowed (12以上百分点)."""
    shared = _share_units(text, found)
    told: list[Quantity] = []
    skip = -1
    for index, (number, unit, end) in enumerate(shared):
        if index <= skip:
            continue
        if index + 1 < len(shared) and _is_range(text, shared[index], shared[index + 1]):
            skip = index + 1
            quantity = _range(text, shared[index], shared[skip])
        else:
            counted = unit if unit is not None else measure_words.lost(text, number)
            quantity = (
                None if counted is None else _quantity(text, number, counted, end, is_range=False)
            )
        if quantity is not None and (not told or quantity.span.start >= told[-1].span.end):
            told.append(quantity)
    return told


def _range(text: str, first: _Found, after: _Found) -> Quantity | None:
    """5至6万 as one interval; None where its ends are not in order."""
    number, unit, _ = first
    upper, _, end = after
    upper_unit = _upper_unit(text, first, after)
    low = _aligned(text, number, upper, unit)
    if upper_unit is None or low > upper.high:
        return None
    spanning = number._replace(end=upper.end, value=low, high=upper.high, step=upper.step)
    return _quantity(text, spanning, upper_unit, end, is_range=True)


def _share_units(text: str, found: list[_Found]) -> list[_Found]:
    """Give the numbers of a list the unit that only its last member carries (12、15 和 30 件).

    So with 由零增至2件: nothing has a unit of its own.
    """
    shared = list(found)
    for index in range(len(shared) - 2, -1, -1):
        if shared[index].unit is not None:
            continue
        number = shared[index].number
        following, unit_after, _ = shared[index + 1]
        if unit_after and not (number.fraction or following.fraction):
            between = text[number.end : following.start]
            listed = LISTED.fullmatch(between) and (not number.chinese or following.chinese)
            if listed or (text[number.start] == "零" and _RISES.fullmatch(between)):
                shared[index] = _Found(number, unit_after, number.end)
    return shared


def _is_range(text: str, first: _Found, after: _Found) -> bool:
    number, unit, end = first
    upper = after.number
    if upper.start - end > _RANGE_LONGEST:
        return False
    if not _RANGE.fullmatch(text, end, upper.start) and not (
        text.startswith(_SPREAD, after.end) and text[end : upper.start].strip() in ("和", "与")
    ):
        return False
    upper_unit = _upper_unit(text, first, after)
    # 由34件到26件 is a fall, not a range
    rising = _FROM.search(text, max(0, number.start - 6), number.start) is not None
    rising = rising and not text.startswith(_SPREAD, after.end)  # 从3天到15天不等
    return upper_unit is not None and unit in (None, upper_unit) and not rising


def _upper_unit(text: str, first: _Found, after: _Found) -> str | None:
    """The unit of the upper end of what may be a range; both may have lost theirs (一千到一千五百)."""
    number, unit, _ = first
    upper, upper_unit, _ = after
    if upper_unit is not None or number.value > upper.value:
        return upper_unit
    if number.fraction:  # 百分之三十到四十
        whole = text.startswith("百分", number.start)
        return PERCENT if whole and text[upper.end : upper.end + 1] in _OF_A_HUNDRED else None
    if unit is None and text[upper.start - 1] in _IN_WORDS:
        return measure_words.lost(text, upper)
    return None


def _aligned(text: str, number: Number, upper: Number, unit: str | None) -> Decimal:
    """5至6万, 两到三百: the lower end takes the multiplier that only the upper end carries."""
    low = number.value
    spelled = text[upper.start : upper.end]
    mantissa = spelled.rstrip(_SIZES)
    sizes = spelled[len(mantissa) :]
    if unit is not None or number.fraction or low >= upper.value or not sizes:
        return low
    written = text[number.start : number.end]
    large = sizes.lstrip(_SMALL_SIZES)
    if large and not written.endswith(tuple(_LARGE_SIZES)):
        low *= multiplier(large)
    elif not large and len(written) == 1 == len(mantissa) and sizes[0] in "百千佰仟":
        low *= multiplier(sizes)
    return low if low <= upper.value else number.value


def _quantity(text: str, number: Number, unit: str, end: int, *, is_range: bool) -> Quantity:
    value, high, step, start = number.value, number.high, number.step, number.start
    reported = unit
    if unit in _FACTORS:
        reported, factor = _FACTORS[unit]
        if unit != "折" or value <= _TEN:  # 八五折, 75折 are per cent already
            value, high, step = value * factor, high * factor, step * factor
    hedge = "range" if is_range else number.hedge
    bounds = Bounds(hedge, value, None if high == OPEN else high)
    if bounds.hedge == "about":
        low, high = hedges.around(value)
        near = "近" in text[number.start : number.end]  # 翻了近一番 only approaches from below
        bounds = Bounds("about", low, value if near else high)
    if unit in ("名", "位") and text[start - 1 : start] == "第":
        start -= 1
    signed = text[start - 1 : start] in _SIGNS and not is_range
    sign = _SIGN.search(text, max(0, start - 2), start) if signed else None
    if sign:
        start, value = sign.start(), -value
        bounds = Bounds(bounds.hedge, value, value)
    place = (start, end)
    start, end, bounds = _with_hedges(text, place, unit, value=value, bounds=bounds, step=step)
    if bounds.hedge == "exact" and not value:
        bounds = bounds._replace(hedge="zero")
    elif bounds.hedge == "exact" and unit == PERCENT and value == HUNDRED and not number.derived:
        bounds = bounds._replace(hedge="all")
    span, digits = Span(start, end), Span(number.start, number.end)
    return Quantity(span, digits, value, bounds.low, bounds.high, reported, bounds.hedge, step)


def _with_hedges(  # noqa: PLR0913  # a number in its place
    text: str, span: tuple[int, int], unit: str, *, value: Decimal, bounds: Bounds, step: Decimal
) -> tuple[int, int, Bounds]:
    """The span and bounds of a number with the hedge words before and behind it."""
    start, end = span
    prefix, suffix = hedges.before(text, start), hedges.behind(text, end, unit)
    if suffix:
        place = _HALVES if text[end - 1] == "半" else step
        bounds, end = hedges.hedged(suffix["hedge"], value, bounds, place), suffix.end()
    if prefix:
        bounds, start = hedges.hedged(prefix["hedge"], value, bounds, step), prefix.start()
        further = hedges.before(text, start)  # 至少约50件
        if further:
            bounds = hedges.hedged(further["hedge"], value, bounds, step)
            start = further.start()
    elif not suffix and bounds.hedge == "exact":
        literal = hedges.far_before(text, (start, end), share=unit in (PERCENT, "成"))
        bounds = hedges.hedged(literal, value, bounds, step) if literal else bounds
    return start, end, bounds
