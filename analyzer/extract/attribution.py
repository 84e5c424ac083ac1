"""Which subject a number has: the words before it, behind it, or further before.

Where none of them decide, the number stays without a subject: abstaining beats guessing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final

from analyzer.claim import Kind, Quantity, Scope
from analyzer.document import AgencyLevel
from analyzer.extract.cues import Cue, between, clause_end, sentence_part_start
from analyzer.extract.subjects import (
    FOREIGN,
    Subject,
    narrowed,
    subject_of,
    topic_of,
    with_column_before,
)
from analyzer.lexicon.metrics import CueKind
from analyzer.lexicon.phrases import trie_pattern
from analyzer.lexicon.source import words

_CONTEXT: Final = "context"

_ENDS: Final = frozenset(("", "，", "。", "；", "、", "）", ",", ";"))
_POOL: Final = re.compile(r"\s?的?(?:依申请公开|政府信息公开|信息公开)?申请件?(?:中|里|当中|内)")
# 比上年的71件增加16件: the number before the change is last year's
_COMPARED_WITH: Final = re.compile(
    r"[比较与同是](?:19|20)?\d{0,2}(?:上|去|前一|上一)?年度?(?:同期)?的?\s?$"
)
_SEVERALLY: Final = re.compile(r"分别|依次")
_IN_LIST: Final = re.compile(r"\s?[、，,和及与]\s?")
_YEAR: Final = re.compile(r"((?:19|20)\d{2})\s?年")
_CAUSE: Final = re.compile(r"因.*?(?:引发|引起|产生|导致)")
_FROM: Final = re.compile(r"[由从自](?:年初的?|原来的?)?\s?$")
_TO: Final = re.compile(r"[^，。；\d]{0,6}[到至为]\s?\d")
_ORDERED: Final[tuple[CueKind, ...]] = ("column", "row", "outcome", "group", "document", "verb")
_BOTH: Final = ("review", "suit")
_CARRIED: Final = frozenset({"carried_over", "carried"})
# A region's figure beside the agency's own is not what the tables count; alone it may be.
_UNSURE_SCOPE: Final = 0.8


_LAYOUT: Final = r"\s"
_FIGURE: Final = r"(?:19|20)\d{2}年度?"


@cache
def _filler() -> re.Pattern[str]:
    return re.compile(rf"(?:{_FIGURE}|{trie_pattern(words(_CONTEXT, 'filler'))}|{_LAYOUT})*")


@cache
def _gap() -> re.Pattern[str]:
    return re.compile(rf"(?:{trie_pattern(words(_CONTEXT, 'between'))}|\d{{4}}|{_LAYOUT})*")


@cache
def _continues() -> re.Pattern[str]:
    """由34件降到26件, 比上年多366件，为4120件: the number goes on about what was just said."""
    on = trie_pattern(words(_CONTEXT, "continuing"))
    to = trie_pattern(words(_CONTEXT, "continued_to"))
    return re.compile(rf"[，\s]*(?:{_FIGURE})?(?:{on})*(?:{to})\s?")


@cache
def _said(key: str) -> re.Pattern[str]:
    return re.compile(trie_pattern(words(_CONTEXT, key)))


@dataclass
class Paragraph:
    """What the running paragraph speaks of (`subject`) and what its last number counted.

    `taken` is where the words end that already named the last number of this sentence (3件维持，
    1件撤销: 维持 is not said of the 1件).

    The only mutable values of this room; one lives as long as its paragraph is read.
    """

    subject: Subject | None = None
    stated: Subject | None = None
    taken: int = 0


@dataclass(frozen=True)
class Reading:
    """One sentence being read: its text, cues, quantities, and the report it stands in."""

    text: str
    cues: list[Cue]
    quantities: list[Quantity]
    year: int | None
    level: AgencyLevel | None
    listed: dict[int, Subject] = field(default_factory=dict)


@dataclass(frozen=True)
class _Place:
    """Where a number stands: its clause begins at `start`, what precedes it ends at `floor`."""

    reading: Reading
    at: int
    start: int
    floor: int
    inherited: Subject | None
    disclosed: bool

    @property
    def quantity(self) -> Quantity:
        return self.reading.quantities[self.at]

    def named(self, start: int, end: int) -> tuple[Subject | None, list[Cue]]:
        """The subject that the cues of a range name, and these cues."""
        found = between(self.reading.cues, start, end)
        subject = subject_of(
            self.reading.text, found, self.quantity.unit, self.inherited, disclosed=self.disclosed
        )
        return subject, found


def attribute(
    reading: Reading, at: int, start: int, floor: int, paragraph: Paragraph
) -> Subject | None:
    """The subject of quantity number `at`; `start` begins its clause, `floor` ends the one before."""
    floor, start = max(floor, paragraph.taken), max(start, paragraph.taken)
    if at not in reading.listed:
        _distribute(reading, at, floor, paragraph)
    if at in reading.listed:
        return reading.listed[at]
    text, quantity = reading.text, reading.quantities[at]
    averaged = _said("average").search(text, start, quantity.span.start) is not None
    if averaged or any(cue.has("document_class") for cue in reading.cues):
        return FOREIGN
    pool = _POOL.match(text, quantity.span.end) is not None
    passed = between(reading.cues, floor, start)
    topic = topic_of(passed, paragraph.subject) or _topic_ahead(reading, pool=pool)
    disclosed = _speaks_of_disclosure(reading, quantity, floor, paragraph)
    place = _Place(reading, at, start, floor, topic, disclosed)
    subject, near = place.named(start, quantity.span.start)
    if _COMPARED_WITH.search(text, start, quantity.span.start) and paragraph.stated is not None:
        return paragraph.stated if subject in (None, FOREIGN) else subject
    if subject is not None:
        if not _near_enough(text, near[-1].end, quantity.span.start, subject):
            return _behind(place, paragraph) or FOREIGN
        return with_column_before(text, narrowed(text, subject, passed), passed)
    if at and _continues().fullmatch(text, floor, quantity.span.start):
        return paragraph.stated
    if pool:
        return Subject("requests", ("new_received",), sure=0.9) if _at_home(topic) else None
    return _behind(place, paragraph) or _further_before(place)


def _behind(place: _Place, paragraph: Paragraph) -> Subject | None:
    """The subject named after the number: 3件维持, 1件不予公开."""
    end = place.quantity.span.end
    subject, behind = place.named(end, _after(place.reading, place.at))
    if subject is None or subject.first == ("new_received",):
        return None
    text = place.reading.text
    if _gap().fullmatch(text, end, behind[0].start) is None:
        return None
    # 有8件行政处罚决定超期公示 tells of some decisions, not of the year's
    if subject.domain == "disclosure" and text[behind[-1].end : behind[-1].end + 1] not in _ENDS:
        return None
    paragraph.taken = behind[-1].end
    return subject


def _further_before(place: _Place) -> Subject | None:
    """The subject before the clause, where the clause itself holds only filler (，共12件)."""
    text, start = place.reading.text, place.start
    if _filler().fullmatch(text, start, place.quantity.span.start) is None:
        return None
    return place.named(sentence_part_start(text, start, place.floor), start)[0]


def _near_enough(text: str, end: int, start: int, subject: Subject) -> bool:
    """Whether only known words part the last cue from the number; none may after a bare 公开."""
    if subject.first == ("granted_plain",) and end != start:
        return False
    return subject is not FOREIGN and _gap().fullmatch(text, end, start) is not None


def _topic_ahead(reading: Reading, *, pool: bool) -> Subject | None:
    """作出答复13件，同意公开5件: the rest of the sentence tells what its first number is about."""
    ahead = pool or any(c.has("request") or (c.has("row") and c.is_strong()) for c in reading.cues)
    return Subject("requests", sure=0.88) if ahead else None


def _at_home(inherited: Subject | None) -> bool:
    return inherited is not None and inherited.domain == "requests"


def _speaks_of_disclosure(
    reading: Reading, quantity: Quantity, floor: int, paragraph: Paragraph
) -> bool:
    """Whether a dispute told here can be about 信息公开 at all (MESSINESS, look-alikes).

    全年行政复议31件，其中信息公开类2件: a number that the words 信息公开 only follow counts all.
    """
    spoken = [c for c in reading.cues if c.has("disclosure") or c.has("request")]
    if paragraph.stated is FOREIGN and not any(cue.start >= floor for cue in spoken):
        return False
    if any(cue.start < quantity.span.start for cue in spoken):
        return True
    known = paragraph.subject is not None and paragraph.subject.domain in ("requests", "disputes")
    return known and not spoken


def _after(reading: Reading, at: int) -> int:
    quantity = reading.quantities[at]
    last = at + 1 >= len(reading.quantities)
    ceiling = len(reading.text) if last else reading.quantities[at + 1].span.start
    return clause_end(reading.text, quantity.span.end, ceiling)


def _distribute(reading: Reading, at: int, floor: int, paragraph: Paragraph) -> None:
    """自然人、企业、律所分别为8件、3件、1件: one name each, in order."""
    text, quantity = reading.text, reading.quantities[at]
    part = sentence_part_start(text, quantity.span.start, floor)
    marker = _SEVERALLY.search(text, part, quantity.span.start)
    run = _run(reading, at) if marker else [at]
    if marker is None or len(run) == 1:
        return
    named = between(reading.cues, part, marker.start())
    both = [cue for cue in named if cue.key("group") == "all"]
    if both and len(run) == len(_BOTH):
        for index, group in zip(run, _BOTH, strict=True):
            reading.listed[index] = Subject("disputes", (group,))
        return
    for kind in _ORDERED:
        axis = [cue for cue in named if cue.has(kind)]
        if len(axis) != len(run):
            continue
        before = between(reading.cues, part, axis[0].start)
        topic = topic_of(named, paragraph.subject)
        for index, cue in zip(run, axis, strict=True):
            subject = subject_of(text, [*before, cue], quantity.unit, topic)
            if subject is not None:
                reading.listed[index] = subject
        return


def _run(reading: Reading, at: int) -> list[int]:
    """The quantities from `at` on that follow each other with nothing but 、 and 和 between."""
    run = [at]
    while run[-1] + 1 < len(reading.quantities):
        end = reading.quantities[run[-1]].span.end
        following = reading.quantities[run[-1] + 1].span.start
        if _IN_LIST.fullmatch(reading.text, end, following) is None:
            break
        run.append(run[-1] + 1)
    return run


def with_column_of(subject: Subject, before: Subject | None) -> Subject:
    """企业新收63件，予以公开18件: the 18 may be the enterprises' or everybody's; keep both."""
    if subject.domain != "requests" or before is None or subject.second or not subject.first:
        return subject
    columns = before.second or (before.also[0].second if before.also else ())
    if before.domain != "requests" or not columns or before.first == subject.first:
        return subject
    return replace(subject, also=(*subject.also, replace(subject, second=columns, also=())))


def period_of(
    reading: Reading, span: tuple[int, int], subject: Subject | None, kind: Kind
) -> int | None:
    """The year the number behind `span` speaks of; None where no table can hold it.

    Without a year to report on, this year is 0.
    """
    year = reading.year or 0
    before = reading.text[slice(*span)]
    own = subject is not None and (_CARRIED & set(subject.first) or "prev_items" in subject.second)
    if kind == "change" or own:
        return year
    if _said("over_years").search(before):
        return None
    # 因2023年申请引发的复议: the year of the cause is not the year of the figure
    named = [int(found) for found in _YEAR.findall(_CAUSE.sub("", before))]
    if named and reading.year is not None:
        return named[-1] if named[-1] in (year, year - 1) else year if named[-1] > year else None
    if any(cue.has("previous") for cue in between(reading.cues, *span)):
        return year - 1
    if _COMPARED_WITH.search(before):
        return year - 1
    if _FROM.search(before) and _TO.match(reading.text, _end_of_number(reading, span[1])):
        return year - 1
    return year


def _end_of_number(reading: Reading, start: int) -> int:
    return next((q.span.end for q in reading.quantities if q.span.start >= start), start)


def scope_of(reading: Reading, start: int, quantity: Quantity) -> tuple[Scope, float]:
    """Whose number it is, and how sure: the last of 全市, 各学校, 本机关 in the same thought."""
    part = sentence_part_start(reading.text, start, 0)
    own = any(cue.has("agency") for cue in reading.cues)
    for cue in reversed(between(reading.cues, part, quantity.span.start)):
        if cue.has("agency"):
            return "agency", 1.0
        if cue.has("subordinate") and cue.start >= start:
            return "subordinate", 1.0
        if cue.has("region"):
            if own or _has_larger_area(reading.level):
                return "region", 1.0
            return "agency", _UNSURE_SCOPE
    return "agency", 1.0


def _has_larger_area(level: AgencyLevel | None) -> bool:
    """A government reports for its whole area; to a department 全市 is more than itself."""
    return level is not None and (level.endswith("department") or level == "ministry")
