"""Cues: the words of a sentence that name rows, columns, documents, scopes and periods."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from operator import attrgetter
from typing import Final

from analyzer.extract.expressions import Expression
from analyzer.lexicon.metrics import CueKind, Sense, metrics, sense_of
from analyzer.lexicon.phrases import trie_pattern
from analyzer.lexicon.source import words

_CLOSING: Final = re.compile(r"[，。；：、;,:（）()！？!?\n]")
# 2起诉讼 counts suits by 起, it does not say 起诉
_CASES_OF_SUITS: Final = re.compile(r"(?<=[\d一二两三四五六七八九十几多余])起(?=诉讼)")
# 市政府办结申请87件: what the government did, not its office 政府办
_GOVERNMENT_DID: Final = Expression(r"政府(?=办(?:[结毕完复]|理(?!科|处)))")
_FEES: Final = "收费"
# 收费 alone is a row only where rows are listed: 无处罚、收费; 强制无，收费无
_BARE_FEES: Final = Expression(
    r"(?:(?<![^，。；、：（\s无零和及与或])|(?<=没有)|(?<=未)|(?<=本[局委年])|(?<=全年))收费(?=[零无均都全为\d、，。；：]|上年|上一年|本年|没有|$)"
)
_ROWS: Final = Expression("许可|处罚|强制")
# what a phrase that says all of a number may end with
ENDS: Final = frozenset(("", "，", "。", "；", "、", "）"))
# the same, however the report sets its marks
CLOSES: Final = ENDS | {",", ";"}
_FEW: Final = 16  # are found sooner one after the other than by halves


class Boundary:
    """Marks that end something, by their regular expression; where they stand in the last text asked for.

    The numbers of a sentence ask one after the other for the last mark before them.
    """

    def __init__(self, marks: str) -> None:
        self._marks: Final = re.compile(marks)
        self._last: tuple[str, list[int]] = ("", [])

    def before(self, text: str, at: int, floor: int) -> int:
        """The end of the last mark between `floor` and `at`, else `floor`."""
        last, ends = self._last
        if last is not text:
            ends = [match.end() for match in self._marks.finditer(text)]
            self._last = (text, ends)
        known = len(ends)
        if known > _FEW:
            known = bisect_right(ends, at)
        while known and ends[known - 1] > at:
            known -= 1
        return ends[known - 1] if known and ends[known - 1] > floor else floor


_OPENING: Final = Boundary(r"[，。；：;,:（）()！？!?\n]")
_STRONG_BOUNDARY: Final = Boundary(r"[。；;！？!?\n]")


class Cue:
    """A lexicon phrase at half-open offsets of the sentence, with everything it can mean.

    No named tuple: what cues name is asked for everywhere, and methods of a class of its own are
    compiled to plain calls.
    """

    def __init__(self, start: int, end: int, surface: str, sense: Sense) -> None:
        self.start: Final = start
        self.end: Final = end
        self.surface: Final = surface
        self.sense: Final = sense
        self.keys: Final = sense.keys

    def key(self, kind: CueKind) -> str | None:
        """The axis key this cue names on `kind`, None where it names none."""
        return self.keys.get(kind)

    def is_strong(self) -> bool:
        """Whether the cue speaks of applications by itself."""
        return self.sense.strong

    def is_weak(self) -> bool:
        """Whether the cue names an applicant only where the text says that it applied."""
        return self.sense.weak

    def has(self, kind: CueKind) -> bool:
        """Whether the cue has a meaning of this kind."""
        return kind in self.keys


_START: Final = attrgetter("start")
# what a phrase must mean to stand in the name of an office; 分局, 本局 are such names themselves
_IN_NAMES: Final[frozenset[CueKind]] = frozenset({"row", "column", "foreign", "other_disputes"})
_NEAR: Final = 9
_TO_OTHERS: Final = re.compile(r"[由转交给至][^，。；、：\d]{0,8}$")


def cues(text: str) -> list[Cue]:
    """Every cue of `text`, longest first at each place, in order; none that a name of an office holds."""
    if "起诉讼" in text:
        text = _CASES_OF_SUITS.sub("\u3000", text)
    if "府办" in text:
        text = _GOVERNMENT_DID.sub("\u3000\u3000", text)
    found = metrics().surfaces.find(text)
    if _FEES in text and not _ROWS.search(text):
        found = [each for each in found if each[1] != _FEES]
    elif _FEES in text:
        found = [e for e in found if e[1] != _FEES or _BARE_FEES.match(text, e[0])]
    if found and _office().search(text):
        found = [each for each in found if not _names_an_office(text, *each)]
    return [Cue(start, start + len(words), words, sense_of(words)) for start, words in found]


@cache
def _office() -> re.Pattern[str]:
    return re.compile(
        trie_pattern((*words("context", "office_ends"), *words("context", "offices")))
    )


@cache
def _rest_of_an_office() -> re.Pattern[str]:
    middles = trie_pattern(words("context", "office_middles"))
    return re.compile(rf"(?:{middles})?{trie_pattern(words('context', 'office_ends'))}")


def _names_an_office(text: str, start: int, phrase: str) -> bool:
    """医疗 of 医疗保障局, 合作社 of 供销合作社: what an office is called, not what was done.

    由投诉举报中心办理 says that others did it.
    """
    if _IN_NAMES.isdisjoint(sense_of(phrase).keys):
        return False
    if _TO_OTHERS.search(text, max(0, start - _NEAR), start):
        return False
    end = start + len(phrase)
    if _rest_of_an_office().match(text, end):
        return True
    return any(text.endswith(office, 0, end) for office in words("context", "offices"))


def between(found: list[Cue], start: int, end: int) -> list[Cue]:
    """Those of `found`, which stand in their order, that lie wholly in the half-open range."""
    if not found:
        return []
    size = len(found)
    first = bisect_left(found, start, key=_START) if size > _FEW else 0
    while first < size and found[first].start < start:
        first += 1
    last = first
    while last < size and found[last].start < end:
        last += 1
    while last > first and found[last - 1].end > end:
        last -= 1
    return found[first:last]


def clause_start(text: str, at: int, floor: int) -> int:
    """Where the clause that contains offset `at` begins, not before `floor`.

    、 does not begin a clause: what stands before it belongs to the same number.
    """
    return _OPENING.before(text, at, floor)


def clause_end(text: str, at: int, ceiling: int) -> int:
    """Where the clause that contains offset `at` ends, at 、 too, not after `ceiling`."""
    match = _CLOSING.search(text, at, ceiling)
    return match.start() if match else ceiling


def sentence_part_start(text: str, at: int, floor: int) -> int:
    """Like `clause_start`, for boundaries that end a thought (；。)."""
    return _STRONG_BOUNDARY.before(text, at, floor)


def behind_last(text: str, at: int, marks: str) -> int:
    """Behind the last of the characters `marks` before offset `at`; 0 where there is none."""
    behind = 0
    for mark in marks:
        # what stands before the last found so far need not be looked at again
        found = text.rfind(mark, behind, at)
        if found >= 0:
            behind = found + 1
    return behind
