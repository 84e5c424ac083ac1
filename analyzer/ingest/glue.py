"""Lines that a page or a wrap has cut apart, put together again.

A break is removed where the line before it is an unfinished sentence and the line after it begins
nothing of its own. Headings, titles, list items, signatures and dates keep their lines.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from analyzer.ingest import shapes
from analyzer.ingest.traced import Edit, Traced

_LINE: Final = re.compile("[^\n]+")
_CONTINUING: Final = frozenset("，。、；：！？）】》〉”’」』,;:!?)]%‰…")
_OPENING: Final = frozenset("，、（【《〈“‘「『(,[")
_FINISHED: Final = frozenset("。！？；：…!?;:")
_TITLE_AT_END: Final = re.compile(r"(?<=[。；）)])[一二三四五六]、[^。；，]{2,30}$")
_CLOSED: Final = re.compile("[。；：！？;:!?]|[0-9]$")
_LONGEST_HALVES: Final = 30
_QUOTED: Final = re.compile("“[^“”]*”")
_CITED: Final = "第"  # of 第（一）项, which must not be taken for a heading （一）
_CLOSING: Final = "”’」』）)"
_HAN: Final = re.compile("[\u3400-\u9fff]")
# A line of so many ideographs without any punctuation is prose, not a heading or a name.
_CLAUSE: Final = 10  # characters that make more than a label
_REST_OF_NUMBER: Final = re.compile(r"[0-9]{1,3}(?![0-9])")
_YEAR_AT_END: Final = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}$|[0-9]{5}$")
_PROSE: Final = 28
_TELLING: Final = 200
_LONGEST_PAGE_NUMBER: Final = 3
_LONGEST_SIGNATURE: Final = 30
_LONGEST_REST: Final = 12
_WIDEST_WRAP: Final = 160
_FULL: Final = 0.9


@dataclass(frozen=True, slots=True)
class _Line:
    """Consecutive physical lines taken as one; `start:end` bounds its visible characters."""

    text: str
    start: int
    end: int
    indented: bool
    full: bool = False
    parted: bool = False  # a blank line stands before it
    spaced: bool = False  # a space stands before the break at its end


def glued(source: Traced) -> Traced:
    """`source` with one line a paragraph; blank lines and indentation removed."""
    lines = _lines(source.text)
    lines = _with_fullness(lines)
    seams: list[Edit] = []
    while True:
        lines, found = _pass(lines)
        if not found:
            break
        seams = sorted([*seams, *found])
    return _rejoined(source, lines, seams)


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    end = 0
    for match in _LINE.finditer(text):
        raw = match.group()
        visible = raw.strip()
        if not visible:
            continue
        start = match.start() + len(raw) - len(raw.lstrip())
        parted = text.count("\n", end, match.start()) > 1
        lines.append(
            _Line(
                visible,
                start,
                start + len(visible),
                indented=start - match.start() > 1,
                parted=parted,
                spaced=raw[-1] == " ",
            )
        )
        end = start + len(visible)
    return lines


def _with_fullness(lines: list[_Line]) -> list[_Line]:
    """Mark the lines that reach the width at which this text is wrapped, if it is wrapped."""
    widths = [
        _width(before.text)
        for number, (before, line) in enumerate(pairwise(lines))
        if not line.parted and _belongs(before, line, _after(lines, number + 1))
    ]
    widest = max(widths, default=0)
    wrapped = sum(width >= _FULL * widest for width in widths)
    if wrapped < 3 or widest > _WIDEST_WRAP:
        return lines
    return [replace(line, full=_width(line.text) >= _FULL * widest) for line in lines]


def _width(line: str) -> int:
    """Columns the line takes in a fixed-width face."""
    if line.isascii():
        return len(line)
    return sum(2 if unicodedata.east_asian_width(each) in "WFA" else 1 for each in line)


def _after(lines: list[_Line], number: int) -> str | None:
    return lines[number + 1].text if number + 1 < len(lines) else None


def _pass(lines: list[_Line]) -> tuple[list[_Line], list[Edit]]:
    """One walk over the lines, joining what belongs together; the removed gaps beside them."""
    result: list[_Line] = []
    seams: list[Edit] = []
    number = 0
    while number < len(lines):
        line = lines[number]
        skipped = 0
        while result and _is_between(result[-1], lines, number + skipped):
            skipped += 1
        following = lines[number + skipped]
        if result and _belongs(result[-1], following, _after(lines, number + skipped)):
            seams.append(_seam(result[-1], following))
            result[-1] = _joined(result[-1], following)
            number += skipped + 1
        else:
            result.append(line)
            number += 1
    return result, seams


def _is_between(before: _Line, lines: list[_Line], number: int) -> bool:
    """Whether a line may stand between two halves of a sentence: a page number in some dress.

    A bare number is one only between blank lines and words, where no unit follows.
    """
    if number + 1 >= len(lines):
        return False
    line, after = lines[number], lines[number + 1]
    if shapes.is_furniture(line.text):
        return True
    return (
        len(line.text) <= _LONGEST_PAGE_NUMBER
        and line.text.isdecimal()
        and line.parted
        and after.parted
        and _HAN.match(before.text[-1]) is not None
        and _HAN.match(after.text) is not None
        and not after.text.startswith(shapes.terms("lines", "after_number"))
    )


def _seam(before: _Line, line: _Line) -> Edit:
    """The gap to remove; a space stays between Latin words, and where one stood beside a number."""
    tail, head = before.text[-1], line.text[0]
    latin = _is_plain(tail) and _is_plain(head) and not (tail.isdigit() or head.isdigit())
    beside = before.spaced and _is_plain(tail) != _is_plain(head)
    return Edit(before.end, line.start, " " if latin or beside else "")


def _is_plain(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _joined(before: _Line, line: _Line) -> _Line:
    text = before.text + _seam(before, line).text + line.text
    if len(text) > 2 * _TELLING:  # what lies between tells nothing more, and copying it adds up
        text = text[:_TELLING] + text[-_TELLING:]
    return _Line(
        text,
        before.start,
        line.end,
        before.indented,
        full=line.full,
        parted=before.parted,
        spaced=line.spaced,
    )


def _belongs(before: _Line, line: _Line, after: str | None) -> bool:
    """Whether `line` continues the sentence, word or number that `before` leaves open."""
    if shapes.is_furniture(before.text) or shapes.is_furniture(line.text):
        return False
    if shapes.is_of_the_site(before.text) or (line.parted and shapes.is_of_the_site(line.text)):
        return False
    title = _TITLE_AT_END.search(before.text)
    if title is not None and shapes.names_a_section(title[0]):
        return False
    if line.text[0] in _CONTINUING or before.text[-1] == _CITED:
        return True
    if shapes.stands_alone(line.text) or _is_signature(line.text, after):
        return False
    return _is_open(before, line)


def _is_open(before: _Line, line: _Line) -> bool:
    """Whether `before` is cut short, `line` being something that may continue it."""
    if before.text[-1] in _OPENING and _is_prose(before.text):
        return True
    if shapes.is_enumeration(line.text):
        return False
    if _is_cut_number(before.text, line.text) or _is_cut_word(before.text, line.text):
        return True
    if _is_finished(before.text):
        wrapped = before.full and not line.indented and not line.parted
        return wrapped and _is_prose(before.text)
    return not line.indented and _is_unfinished(before, line)


def _is_unfinished(before: _Line, line: _Line) -> bool:
    """Whether `before`, which ends without a full stop, wants more."""
    if _is_name(before.text):
        return before.full and _is_rest_of_heading(before.text, line.text)
    return before.full or _is_prose(_spoken(before.text))


def _spoken(line: str) -> str:
    """What a marked line says as a sentence: nothing where it is a heading of two halves.

    （三）“先审查，后公开”制度, 1.加强组织领导，完善工作机构.
    """
    if shapes.marker_level(line) is None:
        return line
    bare = _QUOTED.sub("", line)
    halves = len(bare) <= _LONGEST_HALVES and not _CLOSED.search(bare)
    return "" if halves else bare


def _is_rest_of_heading(before: str, line: str) -> bool:
    """A heading as wide as the page whose last characters stand on the next line."""
    return (
        shapes.marker_level(before) is not None
        and not before.endswith(shapes.terms("lines", "heading_endings"))
        and len(line) <= _LONGEST_REST
        and not shapes.has_sentence_marks(line)
    )


def _is_signature(line: str, after: str | None) -> bool:
    """An agency's name at the end: a short line without punctuation, then a date or nothing."""
    if len(line) > _LONGEST_SIGNATURE or shapes.has_sentence_marks(line):
        return False
    if after is not None:
        return shapes.is_date(after)
    return line.endswith(shapes.terms("lines", "agency_endings"))


def _is_cut_number(before: str, line: str) -> bool:
    if not before[-1].isdigit() or shapes.is_date(before):
        return False
    units = shapes.terms("lines", "after_number")
    return line.startswith(units) or _is_cut_inside(before, line, units)


def _is_cut_word(before: str, line: str) -> bool:
    return before[-1] + line[0] in shapes.terms("lines", "cut_words")


def _is_cut_inside(before: str, line: str, units: tuple[str, ...]) -> bool:
    """公开政府信息4 over 43条: one number, its digits on two lines; not a year and another number."""
    rest = _REST_OF_NUMBER.match(line)
    return (
        rest is not None
        and line.startswith(units, rest.end())
        and len(_HAN.findall(before)) >= _CLAUSE
        and _YEAR_AT_END.search(before) is None
    )


def _is_finished(line: str) -> bool:
    tail = line.rstrip(_CLOSING) or line
    return tail[-1] in _FINISHED or (tail[-1] == "." and not tail[-2:-1].isdigit())


def _is_name(line: str) -> bool:
    """A heading, title or date: complete without a full stop."""
    return shapes.stands_alone(line) and not shapes.has_sentence_marks(line)


def _is_prose(line: str) -> bool:
    if shapes.has_sentence_marks(line):
        return True
    return not _is_name(line) and len(_HAN.findall(line)) >= _PROSE


def _rejoined(source: Traced, lines: list[_Line], seams: list[Edit]) -> Traced:
    """`source` with the seams closed and every other gap one line break."""
    if not lines:
        return source.cut(0, 0)
    gaps = [
        Edit(before.end, line.start, "\n")
        for before, line in pairwise(lines)
        if source.text[before.end : line.start] != "\n"
    ]
    edits = sorted([*seams, *gaps])
    joins, shift = [], 0
    closed = set(seams)
    for edit in edits:
        if edit in closed:
            joins.append(edit.start - shift)
        shift += edit.end - edit.start - len(edit.text)
    first, last = lines[0].start, lines[-1].end
    edited = source.edited(edits)
    return edited.with_joins(sorted({*edited.joins, *joins})).cut(first, last - shift)
