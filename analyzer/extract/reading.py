"""A sentence being read, and what its paragraph has spoken of so far."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Final

from analyzer.claim import Quantity
from analyzer.document import AgencyLevel, Span
from analyzer.extract.carrying import with_carrying
from analyzer.extract.cues import Cue, cues
from analyzer.extract.quantities import in_script
from analyzer.extract.subject import Subject
from analyzer.extract.typeset import PART_OF
from analyzer.lexicon.metrics import CueKind
from analyzer.lexicon.phrases import trie_pattern
from analyzer.lexicon.script import simplified
from analyzer.lexicon.source import words
from analyzer.lexicon.units import CASE, units

# （含上年结转）, （具体见表格）: a remark without figures; what states none or all is no remark
_ASIDE: Final = re.compile(
    r"[（(](?!次|[一二三四五六七八九十])(?:[^（()）\d无未没零均全都]|未[计含包]|(?:19|20)\d\d年){1,40}[）)]"
)
WITH_CARRIED: Final = re.compile(r"(?<![不未])(?<!不包)[含括].{0,8}结转")
_REASONS: Final = ("denied_", "unable_", "refuse_")
_SUITS: Final = ("suit_direct", "suit_after")
_BLANK: Final = "\u3000"
BRACKETS: Final = re.compile("[（()）]")
OPENING_BRACKETS: Final = ("（", "(")
_RATIOS: Final = frozenset({"", "%", "倍", "个百分点"})
_FIGURE: Final = re.compile(r"\d")
_TIMES: Final = "次"
_INCLUDING: Final = ("，包括", "，包含")
_NO_CUES: Final[list[Cue]] = []


@cache
def spoken(key: str) -> re.Pattern[str]:
    """A pattern over the words of `context.toml` at `key`."""
    return re.compile(trie_pattern(words("context", key)))


def says_any(key: str, text: str) -> bool:
    """Whether a short text has any word of the list `key` of `context.toml`."""
    return any(word in text for word in words("context", key))


class Paragraph:
    """What the running paragraph speaks of (`subject`) and what its last number counted (`stated`).

    `taken` is where the words end that already named the last number of this sentence (3件维持，
    1件撤销: 维持 is not said of the 1件). `listed` are the subjects counted in this sentence so far,
    `earlier` those of the sentence
    before, `told` those of every number of it by index, `frame` the columns that all of it is about (法律服务机构新收20件，其中…), `shared` the part and whole of its last
    share, `kinds` the rows of which one kind was counted (施工许可), `held` what was stated
    before each open bracket, `all_of` the end and the part of the last universal, `home` whether it speaks of
    applications by name, `ahead` whether its next sentence lists results, `by_name` whether that counts applications by name, `own` whether it sets the agency itself apart from others, `area` whether
    it told a figure of the whole area, `own_received` how many applications the agency itself took, `own_told` whether it told any result as the agency's own,
    `of_another_time` whether its last sentence told of another time than the year,
    `theirs` whether the sentences before told of applications that others took and of nothing else, `total` whether it told how many applications came in, `main` that subject,
    `documents` the only row of 表二 that the last sentence with numbers counted,
    `totals` the totals told in this sentence with their values, `local` whether the running sentence counts what a
    government's own offices did, `of_others` whether its last number is what other agencies did, `others_took` whether they took those applications,
    `values` what the numbers of this sentence count by value and unit, `values_before` those of the one before,
    `of_a_topic` whether this sentence tells of a number of that one which no table holds,
    `again` the metrics told once for what came in and once for what was carried over,
    `elsewhere` the numbers of this sentence that are not the agency's own, by index,
    `by_channel` whether this sentence told how many applications came in one way (网上, 信函),
    `in_kinds` the rows counted in two kinds each, `disputed` the groups of disputes told by name of 信息公开, `region` the domain of its last number if that was told of the whole area,
    `agency` the name of the agency where it is known,
    `business` whether it turned from applications to another business (信访事项),
    `headed` whether a name stood alone before this sentence, `heading` whether the sentence just read was no more than a name for the next (规范性文件。).

    The only mutable values of this room; one lives as long as its paragraph is read. Written out, for
    a dataclass fills in its defaults with uncompiled code.
    """

    def __init__(
        self, subject: Subject | None = None, *, home: bool = False, agency: str = ""
    ) -> None:
        self.subject: Subject | None = subject
        self.stated: Subject | None = None
        self.taken: int = 0
        self.listed: list[Subject] = []
        self.earlier: list[Subject] = []
        self.told: dict[int, Subject | None] = {}
        self.values: dict[tuple[Decimal, str], Subject | None] = {}
        self.values_before: dict[tuple[Decimal, str], Subject | None] = {}
        self.of_a_topic: bool = False
        self.frame: tuple[str, ...] = ()
        self.kinds: list[tuple[str, ...]] = []
        self.shared: tuple[Subject, Subject] | None = None
        self.held: list[tuple[Subject | None, Subject | None, bool]] = []
        self.all_of: tuple[int, Subject] | None = None
        self.own: bool = False
        self.local: bool = False
        self.of_others: bool = False
        self.others_took: bool = False
        self.elsewhere: set[int] = set()
        self.again: set[str | None] = set()
        self.home: bool = home
        self.ahead: bool = False
        self.by_name: bool = False
        self.area: bool = False
        self.own_received: Decimal | None = None
        self.own_told: bool = False
        self.theirs: bool = False
        self.of_another_time: bool = False
        self.region: str | None = None
        self.disputed: set[str] = set()
        self.in_kinds: frozenset[str] = frozenset()
        self.business: bool = False
        self.heading: bool = False
        self.headed: bool = False
        self.by_channel: bool = False
        self.total: bool = False
        self.main: Subject | None = None
        self.documents: tuple[str, ...] = ()
        self.totals: list[tuple[tuple[str, ...], Decimal]] = []
        self.agency: str = agency

    def turn(self, *, goes_on: bool = False) -> None:
        """A new sentence: what is counted is named anew, only the topic carries on.

        Documents and decisions are named in every sentence; of a dispute the group stays. One that
        `goes_on` (。其中新公开20件) tells of what was counted last.
        """
        subject, stated, frame = self.subject, self.stated, self.frame
        self.headed = self.heading
        if self.heading:
            self.heading = False
            return
        self.stated, self.taken, self.frame, self.shared = None, 0, (), None
        self.all_of = None
        self.theirs = not self.own_told and (self.theirs or self.others_took)
        self.of_others = self.others_took = self.by_channel = self.of_a_topic = False
        self.earlier = self.listed or self.earlier
        if self.listed:
            kinds = {part.first for part in self.listed if part.domain == "disclosure"}
            self.documents = kinds.pop() if len(kinds) == 1 else ()
        self.listed, self.held, self.kinds, self.local = [], [], [], False
        self.told, self.totals, self.elsewhere = {}, [], set()
        self.values_before, self.values = self.values, {}
        self.again = set()
        if goes_on:
            if len(self.earlier) > 1:  # 答复88件：公开35件，…，重复申请3件。其中公益组织6件
                self.subject = stated = self.earlier[0]
            self.stated, self.frame = stated, frame
            return
        if subject is None:
            return
        if subject.domain == "disputes":
            self.subject = Subject("disputes", subject.first)
        else:
            self.subject = Subject("requests") if subject.domain == "requests" else None

    def bracket(self, text: str) -> None:
        """Follow the brackets of `text`: behind a closing one the words before it hold again."""
        last = len(text) - 1
        for match in BRACKETS.finditer(text):
            if match[0] in "（(":
                self.held.append((self.subject, self.stated, match.start() == last))
            elif self.held:
                self.subject, stated, numbered = self.held.pop()
                if not numbered:  # 申请总量（52件）增加三成 goes on about the 52
                    self.stated = stated


class Reading:
    """One sentence being read: its text, cues, quantities, and the report it stands in.

    `text` is in the script of the lexicon and without asides; offsets are those of the sentence.
    `with_carried` are the ends of asides that count in what was carried over, `known` what was found out about the whole sentence, `named` is where the name of a number in a row stands, `led` says where the
    clause begins that leads a row of numbers (去年分别为0件、6件), `dated` of which year each of a row is
    told (近三年分别为3件、5件、6件), None where no table has it.

    Made for every sentence, so it is written out: a frozen dataclass takes four times as long.
    """

    def __init__(  # noqa: PLR0913  # what is known of a sentence
        self,
        text: str,
        cues: list[Cue],
        quantities: list[Quantity],
        *,
        year: int | None,
        level: AgencyLevel | None,
        with_carried: tuple[int, ...],
    ) -> None:
        self.text: Final = text
        self.cues: Final = cues
        self.quantities: Final = quantities
        self.year: Final = year
        self.level: Final = level
        self.with_carried: Final = with_carried
        self.distributed: Final[dict[int, Subject]] = {}
        self.named: Final[dict[int, Span]] = {}
        self.dated: Final[dict[int, int | None]] = {}
        self.known: Final[dict[str, bool]] = {}
        self.led: Final[dict[int, int]] = {}
        self.by_kind: Final[dict[CueKind, list[Cue]]] = {}
        for cue in cues:
            for kind in cue.keys:
                self.by_kind.setdefault(kind, []).append(cue)

    def says(self, key: str) -> bool:
        """Whether the sentence has any word of the list `key` of `context.toml`; looked for once."""
        known = self.known.get(key)
        if known is None:
            known = self.known[key] = spoken(key).search(self.text) is not None
        return known

    def having(self, kind: CueKind) -> list[Cue]:
        """The cues with a meaning of this kind, in order."""
        return self.by_kind.get(kind, _NO_CUES)


def reading_of(sentence: str, year: int | None, level: AgencyLevel | None) -> Reading:
    """The reading of a sentence, nothing attributed yet."""
    text = simplified(sentence)
    found = _unless_named(text, in_script(text))
    text = _plainly(text, found)
    known = cues(text)
    asides: list[int] = []
    if ("（" in text or "(" in text) and _ASIDE.search(text):
        asides = [m.end() for m in _ASIDE.finditer(text) if WITH_CARRIED.search(m[0])]
        text = _ASIDE.sub(lambda match: _blanked(match, known, found), text)
        known = cues(text)  # a phrase may have spanned or stood in what is blank now
    named = with_carrying(known, text, year)
    return Reading(text, named, found, year=year, level=level, with_carried=tuple(asides))


def _unless_named(text: str, found: list[Quantity]) -> list[Quantity]:
    """The quantities but those that are words of a row's name: 两次提出相同申请3件 counts 3."""
    if not any(each.unit == _TIMES for each in found):
        return found
    rows = [cue for cue in cues(text) if cue.has("row") and cue.is_strong()]
    return [
        each
        for each in found
        if each.unit != _TIMES
        or not any(c.start <= each.span.start and each.span.end <= c.end for c in rows)
    ]


def _plainly(text: str, found: list[Quantity]) -> str:
    """`text` with its counts in figures and in 件: 七宗 and 7件次 are read like 7件.

    One character for one: 件次 is heard as a nought more (07件). 翻一番, 三成 stay: their words say
    what kind of number they are. 5件，包括…2件 is told as 5件，其中…2件.
    """
    alike = units().as_cases
    for each in found:
        start, end = each.number
        if end > start and each.unit not in _RATIOS and not _FIGURE.search(text, start, end):
            text = f"{text[:start]}{('1' if each.value else '0') * (end - start)}{text[end:]}"
        if each.unit in alike and text.startswith(each.unit, end):
            figures = text[start:end].rjust(end - start + len(each.unit) - 1, "0")
            text = f"{text[:start]}{figures}{CASE}{text[end + len(each.unit) :]}"
        if text.startswith(_INCLUDING, each.span.end):
            behind = each.span.end + 1
            text = f"{text[:behind]}{PART_OF}{text[behind + len(PART_OF) :]}"
    return text


def _tells(cue: Cue) -> bool:
    """Who asked or sued, why it was not given, or that some of it was: 不公开（过程性信息）7件."""
    return (
        cue.has("column")
        or cue.key("group") in _SUITS
        or cue.key("row") == "partial"
        or (cue.key("row") or "").startswith(_REASONS)
    )


def _blanked(aside: re.Match[str], known: list[Cue], found: list[Quantity]) -> str:
    """An aside as blanks, unless a phrase spans it (予以公开（含部分公开）), it counts (（维持七件）) or says who asked."""
    if any(aside.start() < each.number.start < aside.end() for each in found):
        return aside[0]
    # 属于国家秘密（涉密测绘成果）不予公开1件: the same row once more
    told = {cue.key("row") for cue in known if cue.end == aside.start()}
    spanned = any(
        cue.start < aside.start() < cue.end
        or (
            _tells(cue)
            and aside.start() < cue.start
            and cue.end < aside.end()
            and cue.key("row") not in told - {None}
        )
        for cue in known
    )
    return aside[0] if spanned else _BLANK * len(aside[0])
