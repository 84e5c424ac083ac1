"""Text as people typed or pasted it → one way of writing, with the way back.

Widths of letters, digits and a few signs, CJK radicals, spaces and line breaks are made uniform.
Chinese punctuation stays as written: how a report punctuates is the business of the wording rules.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final, NamedTuple

from analyzer.document import OffsetMap
from analyzer.ingest.glue import glued
from analyzer.ingest.traced import Edit, Traced

# Full-width letters and digits, and signs that are part of numbers and addresses.
_FULL_WIDTH: Final = "０-９Ａ-Ｚａ-ｚ％＋－／＝＆＠＃＊＿"
_SPACES: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_BREAKS: Final = "\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_IDEOGRAPHS: Final = "\u2e80-\u2eff\u2f00-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f"
_CHANGED: Final = re.compile(f"[{_FULL_WIDTH}{_SPACES}{_BREAKS}{_IDEOGRAPHS}]")
_WIDE_DIGITS: Final = re.compile("[０-９]|(?<=[0-9０-９])．(?=[0-9０-９])")
_POINT: Final = re.compile("(?<=[0-9０-９])．(?=[0-9０-９])")
# Never visible: other controls, soft hyphen, zero-width and bidi marks, byte order mark, variation
# selectors, surrogates without their partner. A carriage return before a line feed is one break.
_DROPPED: Final = re.compile(
    "\r(?=\n)|[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u180b-\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e0fff]+"
)
# Ideographs and full-width punctuation: a space between two of them is layout.
_WIDE: Final = (
    "\u2014\u2018\u2019\u201c\u201d\u2026\u3001-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff60"
    "\U00020000-\U0003ffff"
)
# The group marks a gap between two of them.
_GAP: Final = re.compile(f" (?:(?<=[{_WIDE}] ) *(?=[{_WIDE}])()| +)")
_NUMBER: Final = re.compile("[0-9]{1,3}(?:(?: ?, ?| )[0-9]{3})+(?![0-9])")
_AFTER_NUMBER: Final = re.compile(f" ?[{_WIDE}%‰]")

# The ideographs that U+2E81–2E99 and U+2E9B–2EF3 stand for; NFKC knows only two of them (Unicode,
# EquivalentUnifiedIdeograph.txt).
_SUPPLEMENT: Final = (
    "厂乛乚乙亻冂几刀刂卜㔾小小兀尣尢尣巳幺彑彐忄㣺扌攵旡日月歺母民氵氺灬爫爫丬牛犭王疋目示礻竹糹纟"
    "罓罒㓁㓁网羊羊羊耂肀聿肉臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶邑钅長镸长门阜阝雨青韦页风飞食食飠饣"
    "首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
_SUPPLEMENT_CODES: Final = (*range(0x2E81, 0x2E9A), *range(0x2E9B, 0x2EF4))


class Normalized(NamedTuple):
    """A normalised text, the map back to the text that came in, and where breaks were removed."""

    text: str
    offsets: OffsetMap
    joins: tuple[int, ...]


def normalize(text: str) -> Normalized:
    """`text` in uniform characters, spaces and lines.

    Lines of the result are whole paragraphs: a break inside a sentence, word or number is removed
    and its offset in the result recorded in `joins`. Normalising the result again changes nothing,
    except where only the indentation of a line kept it from its unfinished predecessor.
    """
    traced = prose(cleaned(Traced(text)))
    return Normalized(traced.text, traced.offsets(), traced.joins)


def cleaned(source: Traced) -> Traced:
    """Uniform characters; tabs, runs of spaces and line breaks still as they were."""
    text = source.text
    if _CHANGED.search(text):
        text = _CHANGED.sub(_uniform, text)
    if "．" in text:
        text = _POINT.sub(".", text)
    traced = source.replaced(text)
    if _DROPPED.search(text):
        traced = traced.edited([Edit(*match.span()) for match in _DROPPED.finditer(text)])
    if "\r" in traced.text:
        traced = traced.replaced(traced.text.replace("\r", "\n"))
    return traced


def wide_digits(text: str) -> list[int]:
    """Where in an uncleaned text full-width digits, and decimal points between digits, stand."""
    return [match.start() for match in _WIDE_DIGITS.finditer(text)]


def prose(source: Traced) -> Traced:
    """Cleaned text as paragraphs, one a line, with single spaces and unbroken sentences."""
    traced = _single_spaces(source.replaced(source.text.replace("\t", " ")))
    traced = glued(traced) if "\n" in traced.text else _stripped(traced)
    return _whole_numbers(traced, alone=False)


def cell(source: Traced, *, alone: bool = True) -> Traced:
    """Cleaned text of one table cell: line breaks inside it are layout.

    `alone` says that the cell is known to hold one value, so that “1 286” is one number.
    """
    text = source.text
    if " " not in text and "\t" not in text and "\n" not in text:
        return source
    text = text.replace("\t", " ").replace("\n", " ")
    traced = _stripped(_single_spaces(source.replaced(text)))
    return _whole_numbers(traced, alone=True) if alone else traced


def _uniform(match: re.Match[str]) -> str:
    return _character(match.group())


@cache
def _supplement() -> dict[int, str]:
    return dict(zip(_SUPPLEMENT_CODES, _SUPPLEMENT, strict=True))


@cache
def _character(character: str) -> str:
    """The one character that `character` is written as from here on."""
    if re.fullmatch(f"[{_SPACES}]", character):
        return " "
    if re.fullmatch(f"[{_BREAKS}]", character):
        return "\n"
    plain = _supplement().get(ord(character)) or unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character


def _single_spaces(traced: Traced) -> Traced:
    text = traced.text
    edits = []
    for match in _GAP.finditer(text):
        start, end = match.span()
        if start == 0 or text[start - 1] == "\n" or end == len(text) or text[end] == "\n":
            continue  # indentation and line ends belong to the line breaks
        edits.append(Edit(start, end, "" if match.lastindex else " "))
    return traced.edited(edits)


def _stripped(traced: Traced) -> Traced:
    text = traced.text
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    return traced.cut(min(start, end), end)


def _whole_numbers(traced: Traced, *, alone: bool) -> Traced:
    """Without the spaces inside numbers that are grouped by thousands (1 286, 18, 708).

    Between plain groups a space counts only where a unit follows (or, in a cell, nothing), so that
    two neighbouring values are not read as one.
    """
    text = traced.text
    edits: list[Edit] = []
    for match in _NUMBER.finditer(text):
        number, start, end = match.group(), *match.span()
        if " " not in number or _inside_number(text, start):
            continue
        followed = _AFTER_NUMBER.match(text, end) or (alone and end == len(text))
        if "," not in number and not followed:
            continue
        edits += [
            Edit(start + place, start + place + 1)
            for place, character in enumerate(number)
            if character == " "
        ]
    return traced.edited(edits)


def _inside_number(text: str, start: int) -> bool:
    before = text[max(0, start - 2) : start]
    return bool(re.search("[0-9.,]$|[0-9] $", before))
