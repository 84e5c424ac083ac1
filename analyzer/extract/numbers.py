"""Numerals in running text: digits, Chinese numerals, fractions and vague numbers, as intervals.

余, 多, 来 inside the numeral already make an interval (430余 is 430…439); the words around it and
its unit are the business of `quantities`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from analyzer.claim import Hedge
from analyzer.extract.numerals import NUMERAL_CHARACTERS, NumeralError, multiplier, parse
from analyzer.lexicon.units import units

OPEN: Final = Decimal("Infinity")
HUNDRED: Final = Decimal(100)
_ONE: Final = Decimal(1)
_LONGEST: Final = 24  # characters of a numeral; what is longer counts nothing


@dataclass(frozen=True, slots=True)
class Number:
    """A numeral with infix hedge and multipliers, before its unit."""

    start: int
    end: int
    value: Decimal
    high: Decimal
    step: Decimal
    hedge: Hedge
    chinese: bool = False
    fraction: bool = False


@cache
def _pattern() -> re.Pattern[str]:
    numeral = NUMERAL_CHARACTERS
    return re.compile(
        rf"""
        百分之\s?(?P<percent>\d+(?:\.\d+)?|百|[{numeral}点]+)(?P<percent_infix>[余多])?
        | (?P<denominator>[{numeral}]+)分之(?P<numerator>[{numeral}]+)
        | (?P<half>一半)
        | (?P<pair>[一二两三四五六七八][二三四五六七八九](?P<pair_size>[十百千万亿]*))
          (?=\s?[^\W\d{numeral}])
        | (?P<vague>(?:十|[二三四五六七八九]十)几|(?:好)?[几数][十百千万亿]+|上[百千万亿]+)(?P<vague_infix>[余多])?
        | (?P<digits>(?<!\d)\d{{1,3}}(?:[,\s]\s?\d{{3}})+(?!\d)(?:\.\d+)?|\d+(?:[.．]\d+)?)
          (?P<infix>\s?[余多来几馀](?=\s?[十百千万萬亿億\u4e00-\u9fff]))?
          \s?(?P<small>[十百千](?=[万亿]|\s?[余多来]|\s?[\u4e00-\u9fff]))?(?P<large>[万萬亿億]*)
          (?P<late>\s?[余多来馀])?
        | (?P<chinese>[{numeral}]+(?:点[{numeral}]+)?)(?P<chinese_infix>[余多来几])?
          (?P<chinese_large>[万亿]*)(?P<chinese_late>[余多来])?
        """,
        re.VERBOSE,
    )


def numerals(text: str) -> list[re.Match[str]]:
    """Every place of `text` where a numeral may stand, in order."""
    return list(_pattern().finditer(text))


def read(match: re.Match[str]) -> Number | None:
    """The number at a match of `numerals`; None where the characters are no numeral."""
    start, end = match.span()
    try:
        if match["percent"]:
            return _percent(match, start, end)
        if match["denominator"]:
            return _fraction(match, start, end)
        if match["half"]:
            half = Decimal(50)
            return Number(start, end, half, half, _ONE, "exact", fraction=True)
        if match["pair"]:
            return _pair(match, start, end)
        if match["vague"]:
            return _vague(match, start, end)
        if match["digits"]:
            return _digits(match, start, end)
        return _chinese(match, start, end)
    except NumeralError:
        return None


def _percent(match: re.Match[str], start: int, end: int) -> Number:
    text = match["percent"]
    value = HUNDRED if text == "百" else parse(text)
    step = _last_place(value)
    hedged = bool(match["percent_infix"])
    high = value + _room(value, step) if hedged else value
    return Number(start, end, value, high, step, "over" if hedged else "exact", fraction=True)


def _fraction(match: re.Match[str], start: int, end: int) -> Number | None:
    below, above = parse(match["denominator"]), parse(match["numerator"])
    if not below:
        return None
    value = (HUNDRED * above / below).quantize(Decimal("0.0001"))
    return Number(start, end, value, value, _ONE, "exact", fraction=True)


def _pair(match: re.Match[str], start: int, end: int) -> Number | None:
    """二三十 20…39, 三五 3…5: two neighbouring digits stand for a range."""
    low, high = parse(match["pair"][0]), parse(match["pair"][1])
    if high - low not in (1, 2) or (high - low == 2 and match["pair"][0] != "三"):
        return None
    size = multiplier(match["pair_size"])
    top = (high + 1) * size - 1 if size > 1 else high
    return Number(start, end, low * size, top, size, "range", chinese=True)


def _vague(match: re.Match[str], start: int, end: int) -> Number:
    """十几 11…19, 数十 20…99, 数百 200…999; 上千 is open above."""
    text = match["vague"]
    if text.endswith("几"):
        tens = parse(text[:-1])
        return Number(start, end, tens + 1, tens + 9, Decimal(1), "range", chinese=True)
    size = multiplier(text.lstrip("好几数上"))
    if text.startswith("上"):
        return Number(start, end, size, OPEN, size, "at_least", chinese=True)
    return Number(start, end, 2 * size, 10 * size - 1, size, "range", chinese=True)


def _digits(match: re.Match[str], start: int, end: int) -> Number | None:
    if len(match["digits"]) > _LONGEST:
        return None
    mantissa = parse(match["digits"])
    size = multiplier((match["small"] or "") + match["large"])
    infix, late = match["infix"], match["late"]
    if not (match["small"] or match["large"]) and late:
        infix, late = late, None
    step = _last_place(mantissa)
    value = mantissa * size
    if not (infix or late):
        return Number(start, end, value, value, step * size, "exact")
    room = _room(mantissa, step) if infix else step
    high = value + room * size - _smallest(value, size, step)
    return Number(start, end, value, high, step * size, _infix_hedge(infix or late))


def _chinese(match: re.Match[str], start: int, end: int) -> Number | None:
    if len(match["chinese"]) > _LONGEST:
        return None
    size = multiplier(match["chinese_large"])
    mantissa = parse(match["chinese"])
    infix = match["chinese_infix"] or match["chinese_late"]
    value = mantissa * size
    step = _last_place(mantissa)
    if not infix:
        return Number(start, end, value, value, step * size, "exact", chinese=True)
    room = _room(value if size == 1 else mantissa, step) * size
    return Number(
        start, end, value, value + room - 1, step * size, _infix_hedge(infix), chinese=True
    )


def _infix_hedge(infix: str) -> Hedge:
    """余 and 多 reach upwards (430余 is 430…439), 来 both ways."""
    return "about" if infix.strip() in units().hedges["about_infix"] else "over"


def _last_place(value: Decimal) -> Decimal:
    """The unit of the last place written: 1 for 435, 0.01 for 4.35."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)


def _room(value: Decimal, step: Decimal) -> Decimal:
    """How far 余 reaches: one unit of the last non-zero place (430余 … 439, 8600余 … 8699)."""
    if step < 1:
        return step
    whole, room = int(value), 1
    while whole and whole % 10 == 0:
        whole, room = whole // 10, room * 10
    # 30299余: 余 after a non-zero digit is a slip of style, not an interval.
    return Decimal(room if whole else 1)


def _smallest(value: Decimal, size: Decimal, step: Decimal) -> Decimal:
    """The step below an open upper bound: whole things are counted in ones."""
    return Decimal(1) if value == value.to_integral_value() and (size > 1 or step >= 1) else step
