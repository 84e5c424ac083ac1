"""Numerals in running text: digits, Chinese numerals, fractions and vague numbers, as intervals.

余, 多, 来 inside the numeral already make an interval (430余 is 430…439); the words around it and
its unit are the business of `quantities`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

from analyzer.claim import Hedge
from analyzer.extract.numerals import (
    NUMERAL_CHARACTERS,
    SIZE_CHARACTERS,
    NumeralError,
    last_place,
    multiplier,
    neighbours,
    parse,
    room_above,
    smallest,
)
from analyzer.lexicon.units import units

OPEN: Final = Decimal("Infinity")
HUNDRED: Final = Decimal(100)
_ONE: Final = Decimal(1)
_HALF: Final = Decimal(50)
_THOUSANDS_OF: Final = ("米", "克", "瓦", "卡")
_LONGEST: Final = 24  # characters of a numeral; what is longer counts nothing
_SIZED: Final = re.compile(r"[^一二三四五六七八九两兩壹贰叁肆伍陆柒捌玖]")
_VAGUE: Final = ("好", "几", "数", "上", "成", "过")
_FRACTION_PLACES: Final = Decimal("0.0001")


class Number(NamedTuple):
    """A numeral with infix hedge and multipliers, before its unit.

    `fraction` says that the words themselves make it a share (百分之五, 三分之一, 过半): its unit is %;
    `derived` that they name no percentage (过半, 翻番).
    """

    start: int
    end: int
    value: Decimal
    high: Decimal
    step: Decimal
    hedge: Hedge
    chinese: bool = False
    fraction: bool = False
    derived: bool = False


@cache
def _pattern() -> re.Pattern[str]:
    numeral, size = NUMERAL_CHARACTERS, SIZE_CHARACTERS
    return re.compile(
        rf"""
        # most characters begin none, and of those that might the next tells
        (?=[\d{numeral}半]|[好几数上成过对翻减][几数十百千万亿半折了近一两三番])(?:
        百分(?:之\s?|(?=百|[二三四五六七八九]十))(?P<percent>\d{{1,3}}(?:,\d{{3}})++(?!\d)|\d+(?:\.\d+)?|百|[{numeral}点]+)
          (?P<percent_infix>[余多几])?
        | (?=[\d{numeral}又]{{1,24}}+分之)(?:(?P<whole>\d{{1,4}}|[{numeral}]{{1,12}})又)?(?P<denominator>\d{{1,4}}|[{numeral}]{{1,9}})分之(?P<numerator>\d{{1,4}}(?!\.?\d)|[{numeral}]{{1,9}})
        | (?=\d)(?:
        (?=\d\d?[/／])(?:(?<=[占近约超过逾足达的])|(?<=[例率重][为是])|(?<=达到))(?P<slash>[1-9]\d?[/／][1-9]\d?)(?![\d/])
        | (?P<mixed>(?=\d{{1,4}}(?:\.\d+)?[亿万千百]\d)(?:\d{{1,4}}(?:\.\d+)?亿)?(?:\d{{1,4}}[千百]?万|\d千\d百万)?
          (?:\d千)?(?:\d百)?(?:(?<=[百千])\d{{1,3}})?)(?=[\s余多]?[\u4e00-\u9fff，。；]|$)(?P<mixed_infix>[余多])?
        | (?P<digits>(?<![\d.])(?:\d{{1,3}}(?:[,\s]\s?\d{{3}})+|\d{{1,3}}(?:，\d{{3}})+(?=(?:[.．]\d+)?\s?[\u4e00-\u9fff])
            |\d(?:\ \d)+(?=\ ?[\u4e00-\u9fff])|\d(?:\ \d){{0,2}}[,，]\ ?\d\ \d\ \d)(?!\d)(?:[.．]\d+)?
            |\d+(?:[.．]\d+)?)
          (?P<infix>\s?[余多来几馀](?=\s?[十百千万亿\u4e00-\u9fff]))?
          \s?(?P<small>[kKwW]|[百佰十拾](?=[万亿]|\s?[余多来]|\s?[\u4e00-\u9fff])|[千仟](?=[万亿]|\s?[余多来]|\s?(?![米克瓦卡赫])[\u4e00-\u9fff]))?
          (?P<large>(?:个(?=亿(?![元级吨斤人])))?[万亿]*)
          (?P<late>\s?[余多来馀])?
        ) | (?!\d)(?:
        (?P<half>过半数?|[一对]半|(?<=打)对折|半数|(?<=[近占])半(?=[数，。；、的以]|$))
        | (?P<multiple>翻了?(?P<near>近)?[一两三]?番|减半)
        # 总数十八件 counts 18; 三五件; 三、四件 too, but neither a numbered heading nor a list (分别为三、四件)
        | (?P<pair>(?P<pair_head>[{numeral}]{{0,8}}[{size}])?[一二两三四五六七八]
          (?:(?<=[\u4e00-\u9fff，：].)(?<![别次第].)(?<![别次]..)、)?[二两三四五六七八九](?P<pair_size>[十百千万亿]*))
          (?=\s?[^\W\d{numeral}分点])
        | (?P<vague>(?:十|[二三四五六七八九]十)几[万亿]*|[{numeral}]{{1,6}}+几[十百千]|(?:好)?(?:几|(?<!总)数(?![十百千万]+[零一二三四五六七八九]))[十百千万亿]+|[上成][百千万亿]+|(?<![超通经不])过[百千万亿]+(?=[\u4e00-\u9fff]))(?P<vague_infix>[余多])?
        | (?P<chinese>[{numeral}]+(?:兆(?=[{numeral}]|[美港日欧]?元)[{numeral}]*)?(?:点[{numeral}]+)?)(?P<chinese_infix>[余多来几])?
          (?P<chinese_large>(?:个(?=亿(?![元级吨斤人])))?[万亿]*)(?P<chinese_late>[余多来])?
        ))
        """,
        re.VERBOSE,
    )


def numerals(text: str) -> list[re.Match[str]]:
    """Every place of `text` where a numeral may stand, in order."""
    return list(_pattern().finditer(text))


def read(match: re.Match[str]) -> Number | None:
    """The number at a match of `numerals`; None where the characters are no numeral."""
    start, end = match.span()
    digits = match["digits"]
    if digits and end - start == len(digits) <= _LONGEST and digits.isdecimal():
        value = Decimal(digits)  # most numbers are nothing but digits
        return Number(start, end, value, value, _ONE, "exact")
    for name, reader in _READERS.items():
        if match[name]:
            try:
                return reader(match, start, end)
            except NumeralError:
                return None
    return None


def _percent(match: re.Match[str], start: int, end: int) -> Number:
    text = match["percent"]
    between = None if text[0].isdecimal() else neighbours(text)
    if between:  # 百分之二三十
        low, high, step = between
        return Number(start, end, low, high, step, "range", fraction=True)
    value = HUNDRED if text == "百" else parse(text)
    step = last_place(value)
    infix = match["percent_infix"]
    if infix == "几":
        return Number(start, end, value + 1, value + 9, step, "range", fraction=True)
    high = value + room_above(value, step) - step if infix else value
    return Number(start, end, value, high, step, "over" if infix else "exact", fraction=True)


def _fraction(match: re.Match[str], start: int, end: int) -> Number | None:
    below, above = parse(match["denominator"]), parse(match["numerator"])
    if not match["whole"]:
        return _share(above, below, start, end)
    if not below:
        return None
    value = parse(match["whole"]) + (above / below).quantize(_FRACTION_PLACES)  # 三又二分之一
    return Number(start, end, value, value, _ONE, "exact", chinese=not match["whole"].isdigit())


def _slash(match: re.Match[str], start: int, end: int) -> Number | None:
    above, _, below = match["slash"].replace("／", "/").partition("/")
    proper = Decimal(above) < Decimal(below)  # 5/4 is a day or a page
    return _share(Decimal(above), Decimal(below), start, end) if proper else None


def _share(above: Decimal, below: Decimal, start: int, end: int) -> Number | None:
    if not below:
        return None
    value = (HUNDRED * above / below).quantize(_FRACTION_PLACES)
    return Number(start, end, value, value, _ONE, "exact", fraction=True)


def _half(match: re.Match[str], start: int, end: int) -> Number:
    if match["half"].startswith("过"):
        return Number(start, end, _HALF, OPEN, _ONE, "over", fraction=True, derived=True)
    return Number(start, end, _HALF, _HALF, _ONE, "exact", fraction=True, derived=True)


def _multiple(match: re.Match[str], start: int, end: int) -> Number:
    """翻番 is a rise by 100 %, 翻两番 by 300 %, 减半 a fall by 50 %."""
    text = match["multiple"]
    times = {"两": 3, "三": 7}.get(text[-2], 1)
    value = _HALF if text == "减半" else HUNDRED * times
    hedge: Hedge = "about" if match["near"] else "exact"
    return Number(start, end, value, value, _ONE, hedge, fraction=True, derived=True)


def _pair(match: re.Match[str], start: int, end: int) -> Number | None:
    text = match["pair"].replace("、", "")
    between = neighbours(text)
    if between is None and _is_rebate(match, text):
        return Number(start, end, parse(text), parse(text), _ONE, "exact", chinese=True)
    if between is None:
        return None
    low, high, step = between
    return Number(start, end, low, high, step, "range", chinese=True)


def _vague(match: re.Match[str], start: int, end: int) -> Number:
    """十几 11…19, 二十几万 210000…299999, 数十 20…99, 数百 200…999; 上千 is open above."""
    text = match["vague"]
    tens, several, large = text.partition("几")
    if tens and several and tens not in _VAGUE:  # 十几, 二十几万
        size, ten = multiplier(large), parse(tens)
        if size < ten and large:  # 一百几十
            return Number(start, end, ten + size, ten + 10 * size - 1, size, "range", chinese=True)
        low, high = (ten + 1) * size, (ten + 10) * size - 1
        return Number(start, end, low, high, size, "range", chinese=True)
    size = multiplier(text.lstrip("".join(_VAGUE)))
    if text[0] == "过":
        return Number(start, end, size, OPEN, size, "over", chinese=True)
    if text[0] in "上成":
        return Number(start, end, size, OPEN, size, "at_least", chinese=True)
    return Number(start, end, 2 * size, 10 * size - 1, size, "range", chinese=True)


def _mixed(match: re.Match[str], start: int, end: int) -> Number:
    text = match["mixed"]
    value = parse(text)
    step = multiplier(text[len(text.rstrip(SIZE_CHARACTERS)) :])
    hedged = bool(match["mixed_infix"])
    high = value + step - 1 if hedged else value
    return Number(start, end, value, high, step, "over" if hedged else "exact")


def _digits(match: re.Match[str], start: int, end: int) -> Number | None:
    if len(match["digits"]) > _LONGEST:
        return None
    mantissa = parse(match["digits"])
    size = multiplier((match["small"] or "") + match["large"])
    infix, late = match["infix"], match["late"]
    if not (match["small"] or match["large"]) and late:
        infix, late = late, None
    step = last_place(mantissa)
    value = mantissa * size
    if not (infix or late):
        return Number(start, end, value, value, step * size, "exact")
    room = room_above(mantissa, step) if infix else step
    high = value + room * size - smallest(value, size, step)
    return Number(start, end, value, high, step * size, _infix_hedge(infix or late))


def _chinese(match: re.Match[str], start: int, end: int) -> Number | None:
    if len(match["chinese"]) > _LONGEST:
        return None
    text = match["chinese"]
    if len(text) > 1 and not _SIZED.search(text) and not _is_rebate(match, text):
        return None  # 一二三产业: digits side by side are no number, 二〇 and 一点五 are
    if end == match.end("chinese") and _ends_in_unit(text, match.string[end : end + 1]):
        text, end = text[:-1], end - 1
    size = multiplier(match["chinese_large"])
    infix = match["chinese_infix"] or match["chinese_late"]
    if infix == "几" and text[-1] in "零〇十":  # 一百零几万, 一百二十几亿
        whole = parse(text.rstrip("零〇"))
        low, high = (whole + 1) * size, (whole + 10) * size - 1
        return Number(start, end, low, high, size, "range", chinese=True)
    mantissa = parse(text)
    value = mantissa * size
    step = last_place(mantissa)
    if not infix:
        return Number(start, end, value, value, step * size, "exact", chinese=True)
    room = room_above(value if size == 1 else mantissa, step) * size
    return Number(
        start, end, value, value + room - 1, step * size, _infix_hedge(infix), chinese=True
    )


def _is_rebate(match: re.Match[str], text: str) -> bool:
    """八五折 is 85 %, though 八五 is no number elsewhere."""
    return len(text) == len("八五") and match.string.startswith("折", match.end())


def _ends_in_unit(text: str, following: str) -> bool:
    """三十两 are of silver, 二十五千克 kilograms: the last character begins the unit."""
    if len(text) < 2 or text[-1] not in "两兩千":
        return False
    if text[-1] != "千":
        return text[-2] in SIZE_CHARACTERS
    try:
        parse(text)  # 三千克, 一万三千米
    except NumeralError:
        return following in _THOUSANDS_OF
    return False


_READERS: Final[dict[str, Callable[[re.Match[str], int, int], Number | None]]] = {
    "digits": _digits,
    "chinese": _chinese,
    "percent": _percent,
    "denominator": _fraction,
    "slash": _slash,
    "half": _half,
    "multiple": _multiple,
    "pair": _pair,
    "vague": _vague,
    "mixed": _mixed,
}


def _infix_hedge(infix: str) -> Hedge:
    """余 and 多 reach upwards (430余 is 430…439), 来 both ways."""
    return "about" if infix.strip() in units().hedges["about_infix"] else "over"
