"""The numbers that Word puts before paragraphs (一、 1.), which no run of text holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS: Final = "〇一二三四五六七八九"
_LEGAL: Final = "零壹贰叁肆伍陆柒捌玖"
_ROMAN: Final = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_CHINESE: Final = frozenset(
    ["chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
     "taiwaneseCountingThousand", "ideographDigital", "japaneseDigitalTenThousand"]
)  # fmt: skip
_LAST_LEVEL: Final = 8
_LONGEST_NUMBER: Final = 6


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it counts, the text around its numbers, the first number."""

    format: str
    text: str
    start: int


@dataclass
class Numbering:
    """Counts the numbered paragraphs of a document in their order."""

    levels: Mapping[str, Mapping[int, Level]] = field(
        default_factory=dict
    )  # abstract list → levels
    lists: Mapping[str, str] = field(default_factory=dict)  # list → abstract list
    starts: Mapping[tuple[str, int], int] = field(default_factory=dict)  # restarts of a list
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _restarted: set[tuple[str, int]] = field(default_factory=set)

    def next(self, number: str, depth: int) -> str:
        """The text before the next paragraph of list `number` at level `depth`, "" for bullets."""
        abstract = self.lists.get(number)
        levels = self.levels.get(abstract or "", {})
        level = levels.get(depth)
        if abstract is None or level is None:
            return ""
        counts = self._counts.setdefault(abstract, {})
        restart = self.starts.get((number, depth))
        if restart is not None and (number, depth) not in self._restarted:
            self._restarted.add((number, depth))
            counts[depth] = restart
        else:
            counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in range(depth + 1, _LAST_LEVEL + 1):
            counts.pop(deeper, None)
        if level.format in ("bullet", "none"):
            return ""
        text = level.text
        for place in range(depth + 1):
            shown = levels.get(place, level)
            text = text.replace(
                f"%{place + 1}", _written(counts.get(place, shown.start), shown.format)
            )
        return f"{text} " if text[-1:].isalnum() else text


def numbering(root: etree._Element | None) -> Numbering:
    """The lists of a document's numbering part; none where the part is missing."""
    if root is None:
        return Numbering()
    levels = {
        _attribute(abstract, "abstractNumId"): {
            _number(_attribute(level, "ilvl"), 0): _level(level)
            for level in abstract.iter(f"{_W}lvl")
        }
        for abstract in root.iter(f"{_W}abstractNum")
    }
    lists, starts = {}, {}
    for item in root.iter(f"{_W}num"):
        number = _attribute(item, "numId")
        lists[number] = _value(item, "abstractNumId")
        for override in item.iter(f"{_W}lvlOverride"):
            start = _value(override, "startOverride")
            if start:
                starts[number, _number(_attribute(override, "ilvl"), 0)] = _number(start, 1)
    return Numbering(levels, lists, starts)


def _level(level: etree._Element) -> Level:
    return Level(
        _value(level, "numFmt") or "decimal",
        _value(level, "lvlText"),
        _number(_value(level, "start"), 1),
    )


def _number(text: str, default: int) -> int:
    return int(text) if text.isdecimal() and len(text) < _LONGEST_NUMBER else default


def _attribute(element: etree._Element, name: str) -> str:
    return element.get(f"{_W}{name}", "")


def _value(element: etree._Element, child: str) -> str:
    found = element.find(f"{_W}{child}")
    return "" if found is None else _attribute(found, "val")


def _written(number: int, style: str) -> str:
    """`number` in a Word number format; decimal where the format is unknown or too small."""
    if style in _CHINESE and 0 < number < 100:
        return _counted(number, _DIGITS, "十")
    if style == "chineseLegalSimplified" and 0 < number < 100:
        return _counted(number, _LEGAL, "拾")
    if style.startswith("decimalEnclosedCircle") and 0 < number <= 20:
        return chr(ord("①") + number - 1)
    if style in ("upperLetter", "lowerLetter") and 0 < number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter.upper() if style == "upperLetter" else letter
    if style in ("upperRoman", "lowerRoman") and 0 < number < 40:
        roman = _roman(number)
        return roman.upper() if style == "upperRoman" else roman
    return str(number)


def _counted(number: int, digits: str, ten: str) -> str:
    """A number below 100 in characters: 三, 十, 十二, 二十一."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ten if tens == 1 else digits[tens] + ten
    return head + (digits[ones] if ones else "")


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text
