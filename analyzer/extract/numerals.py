"""Chinese and Arabic numerals: text to `Decimal` and back.

Covers digits with thousands separators, decimals, multipliers (1.17万, 3千, 2千万, 1.2万亿, 3千5百),
Chinese numerals in everyday, capital and traditional forms (两百, 一千二百零三, 壹拾, 廿, 〇, 五兆) and digit
strings (二〇二四). Numbers are exact; no float is made.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Final

_DIGITS: Final = {
    **dict(zip("零一二三四五六七八九", range(10), strict=True)),
    **dict(zip("〇壹贰叁肆伍陆柒捌玖", range(10), strict=True)),
    "两": 2,
    "貳": 2,
    "兩": 2,
    "參": 3,
    "陸": 6,
    "○": 0,
    "幺": 1,
}
_SMALL: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE: Final = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
# 兆 is a number beside a numeral only: 五十兆瓦, 兆丰 and 预兆 are read elsewhere or not at all
_HUGE: Final = {"兆": 10**12}
_NO_ROOM: Final = 10**5
_NEVER: Final = ("万万", "萬萬")  # 万万不可; 四万万 is a number
_COUPLE: Final = frozenset("两兩")  # no digit behind the point
_TENS: Final = {"廿": 20, "卅": 30, "卌": 40}

DIGIT_CHARACTERS: Final = "".join(_DIGITS)
NUMERAL_CHARACTERS: Final = "".join((*_DIGITS, *_SMALL, *_LARGE, *_TENS))
SIZE_CHARACTERS: Final = "".join((*_SMALL, *_LARGE))
MULTIPLIERS: Final = {name: Decimal(size) for name, size in {**_SMALL, **_LARGE}.items()}
# 10w+, 15k: as the new media write them
_LETTERS: Final = {"k": "千", "w": "万"}

_WRITTEN: Final = frozenset((*NUMERAL_CHARACTERS, *_HUGE, "点"))

_ARABIC: Final = re.compile(r"(\d[\d,，\s]*(?:[.．]\d+)?)([十拾百佰千仟]?)([万萬亿億]*)")
_SEPARATORS: Final = re.compile(r"[,，\s]")
_PART: Final = re.compile(r"(\d+(?:\.\d+)?)([十百千万亿]*)")
_MIXED: Final = re.compile(r"(?:\d+(?:\.\d+)?[十百千万亿]+){1,4}\d{0,4}")


class NumeralError(ValueError):
    """The text is not a numeral."""


def parse(text: str) -> Decimal:
    """The value of a numeral such as `1.17万`, `18,708,325`, `一千二百零三` or `二〇二四`.

    Raises `NumeralError` for anything else.
    """
    match = _ARABIC.fullmatch(text)
    if match:
        digits = _SEPARATORS.sub("", match[1]).replace("．", ".")
        return Decimal(digits) * multiplier(match[2] + match[3])
    if _MIXED.fullmatch(text):
        return _mixed(text)
    if not text or any(character not in _WRITTEN for character in text):
        raise NumeralError(text)
    whole, point, fraction = text.partition("点")
    if point:
        return _with_fraction(whole, fraction)
    return Decimal(_chinese(whole))


@cache
def _neighbours() -> re.Pattern[str]:
    return re.compile(
        rf"([{NUMERAL_CHARACTERS}]*[{SIZE_CHARACTERS}])?([一二两三四五六七八])([二两三四五六七八九])([{SIZE_CHARACTERS}]*)"
    )


def neighbours(text: str) -> tuple[Decimal, Decimal, Decimal] | None:
    """二三十 20…30, 三五 3…5, 十七八 17…18, 七百三四十 730…740 with the step; None for what is no pair."""
    match = _neighbours().fullmatch(text)
    if match is None:
        return None
    head, first, second, size = match.groups(default="")
    apart = parse(second) - parse(first)
    if apart not in (1, 2) or (apart == 2 and first != "三"):
        return None
    low, high = parse(head + first + size), parse(head + second + size)
    return low, high, (high - low) / apart


def multiplier(text: str) -> Decimal:
    """The product of multiplier characters: 千万 is 10^7, 万亿 10^12, w 10^4, 个亿 10^8, empty 1."""
    product = Decimal(1)
    for character in text.lstrip("个"):
        product *= MULTIPLIERS[_LETTERS.get(character.lower(), character)]
    return product


def _mixed(text: str) -> Decimal:
    """3千5百, 1亿2千3百万, 1百23: parts fall, and 万 or 亿 multiplies all that stands before it since the last."""
    total = section = Decimal(0)
    room = inner = Decimal("Infinity")
    for digits, name in _PART.findall(text):
        small = multiplier(name.rstrip("万亿"))
        large = multiplier(name.lstrip("十百千"))
        section += Decimal(digits) * small
        if small >= inner or section * large >= room:
            raise NumeralError(text)
        inner = small
        if large > 1:
            total, section, room, inner = total + section * large, Decimal(0), large, large
    return total + section


def _with_fraction(whole: str, fraction: str) -> Decimal:
    digits = fraction.rstrip("".join((*_SMALL, *_LARGE)))
    if not digits or any(c not in _DIGITS or c in _COUPLE for c in digits):
        raise NumeralError(fraction)
    places = "".join(str(_DIGITS[character]) for character in digits)
    return Decimal(f"{_chinese(whole)}.{places}") * multiplier(fraction[len(digits) :])


def _chinese(text: str) -> int:
    if not text or text.startswith(_NEVER):
        raise NumeralError(text)
    if all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    total = section = digit = 0
    last_unit = 1
    room = _NO_ROOM
    for index, character in enumerate(text):
        if character in _DIGITS:
            if digit:
                raise NumeralError(text)
            digit = _DIGITS[character]
            last_unit = 1 if digit == 0 else last_unit
        elif character in _TENS:
            section += _TENS[character]
            last_unit = room = 10
        elif character in _SMALL:
            size = _SMALL[character]
            # 百 opens a numeral (百余), 十 stands for 一十; else a digit goes before, and units fall
            if size >= room or (not digit and index and size > 10):
                raise NumeralError(text)
            section += (digit or 1) * size
            digit, last_unit, room = 0, size, size
        else:
            size = _LARGE.get(character) or _HUGE[character]
            # 一亿二千万: a larger multiplier closes what stood before it; 万亿 multiplies it.
            section += digit
            if total and (total < size or text[index - 1] in _LARGE):  # 四万万
                total = (total + section) * size
            else:
                total += (section or (1 if not total else 0)) * size
            section = digit = 0
            last_unit, room = size, _NO_ROOM
    # 两千五, 一万二: a bare final digit counts in tenths of the unit before it.
    short = last_unit >= 100 and digit and not _ends_after_zero(text)
    return total + section + (digit * last_unit // 10 if short else digit)


def _ends_after_zero(text: str) -> bool:
    return len(text) > 1 and text[-2] in "零〇○"


_NAMES: Final = "零一二三四五六七八九"


def spell(value: int) -> str:
    """The everyday Chinese numeral for an integer of 0 … 10^16-1 (十五, 一千二百零三, 三万零五)."""
    if not 0 <= value < 10**16:
        raise NumeralError(str(value))
    if value == 0:
        return "零"
    text = _spell_large(value)
    return text[1:] if text.startswith("一十") else text


def _spell_large(value: int) -> str:
    for size, name in ((10**8, "亿"), (10**4, "万")):
        if value >= size:
            high, low = divmod(value, size)
            gap = "零" if low and low < size // 10 else ""
            return _spell_large(high) + name + gap + (_spell_large(low) if low else "")
    text, owed = "", False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, size)
        if digit:
            text += ("零" if owed and text else "") + _NAMES[digit] + name
        owed = not digit
    return text


def last_place(value: Decimal) -> Decimal:
    """The unit of the last place written: 1 for 435, 0.01 for 4.35."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)


def room_above(value: Decimal, step: Decimal) -> Decimal:
    """How far 余 reaches: one unit of the last non-zero place (430余 … 439, 8600余 … 8699)."""
    if step < 1:
        return step
    whole, room = int(value), 1
    while whole and whole % 10 == 0:
        whole, room = whole // 10, room * 10
    # 30299余: 余 after a non-zero digit is a slip of style, not an interval.
    return Decimal(room if whole else 1)


def smallest(value: Decimal, size: Decimal, step: Decimal) -> Decimal:
    """The step below an open upper bound: whole things are counted in ones."""
    return Decimal(1) if value == value.to_integral_value() and (size > 1 or step >= 1) else step
