"""Names in a row and numbers in a row: 自然人、企业、律所分别为8件、3件、1件."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from analyzer.document import Span
from analyzer.extract.again_in_a_row import (
    beside_no_change,
    of_documents,
    of_same_columns,
    of_the_told,
    of_the_whole,
)
from analyzer.extract.cues import ENDS, Cue, between, clause_start, sentence_part_start
from analyzer.extract.expressions import Expression
from analyzer.extract.measures import changes_joined, sign_of_change
from analyzer.extract.quantities import LISTED
from analyzer.extract.reading import Paragraph, Reading, spoken
from analyzer.extract.subject import FOREIGN, Subject, names
from analyzer.extract.subjects import subject_of, topic_of
from analyzer.extract.years_in_a_row import years_in_a_row
from analyzer.lexicon.metrics import CueKind

_MARKER: Final = "severally"
_PAIR: Final = 2
AND: Final = re.compile(r"\s?(?:、|和|及|与|以及)\s?")
_SUMMED: Final = Expression(r"共|合计|总计|一共|合起来")
_NAMES: Final[tuple[CueKind, ...]] = ("document", "column", "group", "row")
_OF_A_CHANGE: Final = frozenset({"%", "倍"})
_ORDERED: Final[tuple[CueKind, ...]] = ("column", "row", "outcome", "group", "document", "verb")
_SAID_OF: Final[dict[CueKind, CueKind]] = {"document": "verb", "group": "outcome"}
_BOTH: Final = ("review", "suit")
_GIVEN: Final = ("granted", "partial")
_THOSE_ON_IT: Final = Expression(
    r"，?(?:其中)?(?:由|因|属于?|涉及?|与)?(?:政府)?信息公开(?:引起|引发|有关|相关|类|产生|而起|案件)?的?(?:案件)?"
)
_OF_NUMBERS: Final = Expression(r"(?:数(?:据|字|值)?|结果|情形|情况|类型|方式)(?:依次|分别|各)")
_KINDS: Final = frozenset("项种类者个")
_SEVERALLY: Final = Expression("依次|分别|各[占有为是]")


def distribute(reading: Reading, at: int, floor: int, paragraph: Paragraph) -> None:
    """自然人、企业、律所分别为8件、3件、1件: one name each, in order."""
    text, quantity = reading.text, reading.quantities[at]
    if at and _counts_names(reading, at - 1):
        floor = reading.quantities[at - 2].span.end if at > 1 else 0  # 三个数依次是18件、17件
    marker = None
    if reading.says(_MARKER):
        part = sentence_part_start(text, quantity.span.start, floor)
        marker = spoken(_MARKER).search(text, part, quantity.span.start)
    if marker is None:
        _each_its_own(reading, at, floor, paragraph)
        return
    run = _to_its_end(reading, _alike(reading, run_from(reading, at, changes_joined())))
    if len(run) == 1:
        beside_no_change(reading, at, paragraph)
        return
    clause = clause_start(text, marker.start(), floor)
    reading.led.update(dict.fromkeys(run, clause))
    named = between(reading.cues, part, marker.start())
    if not (
        years_in_a_row(reading, run, paragraph)
        or of_the_told(reading, run, marker.start(), paragraph)
        or of_the_whole(reading, run, marker.start(), paragraph)
        or _of_given(reading, run, named)
        or of_same_columns(reading, run, named, paragraph)
        or of_documents(reading, run, named, paragraph)
        or _of_disputes(reading, run, named, paragraph)
    ):
        _severally(reading, run, named, paragraph)


def _counts_names(reading: Reading, at: int) -> bool:
    """三个数依次是18件、17件; 公开、部分公开两项分别是3件、1件: how many there are in the list."""
    quantity = reading.quantities[at]
    if _OF_NUMBERS.match(reading.text, quantity.span.end):
        return True
    return quantity.unit in _KINDS and _SEVERALLY.match(reading.text, quantity.span.end) is not None


def _alike(reading: Reading, run: list[int]) -> list[int]:
    """分别为25件、31件，增长24%: the numbers of the row, without the change told of the last."""
    changes = [bool(sign_of_change(reading.quantities[index], reading.text)) for index in run]
    return run[: next((n for n, each in enumerate(changes) if each != changes[0]), len(run))]


def _to_its_end(reading: Reading, run: list[int]) -> list[int]:
    """分别为13件和68件，55件结转下年: a number behind a comma, with words of its own, is none of the row."""
    text, last = reading.text, reading.quantities[run[-1]].span
    if len(run) <= _PAIR or text[last.end : last.end + 1] in ENDS:
        return run
    before = reading.quantities[run[-2]].span.end
    return run[:-1] if "，" in text[before : last.start] else run


def _severally(
    reading: Reading, run: Sequence[int], named: Sequence[Cue], paragraph: Paragraph
) -> None:
    """One name for each number of the run; where they do not match, nobody can tell whose each is."""
    for kind in _ORDERED:
        axis = names(reading.text, named, kind, len(run))
        if len(axis) != len(run):
            continue
        before = [cue for cue in named if cue.end <= axis[0].start]
        # 规章、规范性文件制发数分别为1件、8件: said of each
        told = _SAID_OF.get(kind)
        said = [c for c in named if told and c.start >= axis[-1].end and c.has(told)]
        topic = _topic(axis, named, paragraph)
        for index, cue in zip(run, axis, strict=True):
            unit = reading.quantities[index].unit
            unit = "件" if unit in _OF_A_CHANGE else unit
            subject = subject_of(reading.text, [*before, cue, *said], unit, topic)
            reading.distributed[index] = subject or FOREIGN
            reading.named[index] = Span(cue.start, cue.end)
        return
    changed = sign_of_change(reading.quantities[run[0]], reading.text)
    if changed or any(cue.has(kind) for cue in named for kind in _NAMES):
        reading.distributed.update(dict.fromkeys(run, FOREIGN))


def _topic(axis: Sequence[Cue], named: Sequence[Cue], paragraph: Paragraph) -> Subject | None:
    """What a list speaks of: 予以公开、部分公开 are said together of applications alone."""
    results = {cue.key("row") for cue in axis if cue.is_strong()}
    return topic_of(named, paragraph.subject) or (Subject("requests") if len(results) > 1 else None)


def _of_given(reading: Reading, run: Sequence[int], named: Sequence[Cue]) -> bool:
    """予以公开及部分公开分别为19件、10件: one cue names both rows."""
    if len(run) != len(_GIVEN) or not named or named[-1].key("row") != "granted_or_partial":
        return False
    for index, row in zip(run, _GIVEN, strict=True):
        reading.distributed[index] = Subject("requests", (row,))
    return True


def _of_disputes(
    reading: Reading, run: Sequence[int], named: Sequence[Cue], paragraph: Paragraph
) -> bool:
    """复议、诉讼分别为5件、2件; 其中被纠错分别为23件、6件 after both were counted."""
    both = any(cue.key("group") == "all" for cue in named)
    outcomes = [key for cue in named if (key := cue.key("outcome")) is not None]
    told = [subject.first for subject in paragraph.listed[-len(run) :]]
    second: tuple[str, ...] = ()
    both = both or _on_disclosure(reading, run[0])
    if not both or len(run) != len(_BOTH):
        if not outcomes or told != [("review",), ("suit",)]:
            return False
        second = (outcomes[-1],)
    if _THOSE_ON_IT.match(reading.text, reading.quantities[run[-1]].span.end):
        reading.distributed.update(dict.fromkeys(run, FOREIGN))
        return True  # 分别为1222件和101件，其中信息公开类…: the former are of everything
    for index, group in zip(run, _in_order(named), strict=True):
        reading.distributed[index] = Subject("disputes", (group,), second)
    return True


def _in_order(named: Sequence[Cue]) -> Sequence[str]:
    """行政诉讼、行政复议分别为: the groups as they are named."""
    said = next((cue.surface for cue in named if cue.key("group") == "all"), "")
    suits_first = 0 <= said.find("诉") < said.find("复议")
    return tuple(reversed(_BOTH)) if suits_first else _BOTH


def _on_disclosure(reading: Reading, first: int) -> bool:
    """复议64件、诉讼39件，其中由信息公开引起的分别为13件和6件: of all cases those that are counted."""
    if not first:
        return False
    begin, end = reading.quantities[first - 1].span.end, reading.quantities[first].span.start
    groups = [cue.key("group") for cue in reading.having("group") if cue.end <= begin]
    told = [key for key, before in zip(groups, [None, *groups], strict=False) if key != before]
    both = told[-2:] == [*_BOTH] or told[-1:] == ["all"]
    return both and _THOSE_ON_IT.match(reading.text, begin, end) is not None


def _each_its_own(reading: Reading, at: int, floor: int, paragraph: Paragraph) -> None:
    """规章、规范性文件累计为22件和371件: as many numbers as names, joined alike, without 分别."""
    text, run = reading.text, run_from(reading, at, AND)
    if len(run) == 1 or years_in_a_row(reading, run, paragraph):
        return
    start = reading.quantities[at].span.start
    if of_the_told(reading, run, start, paragraph):
        reading.led.update(dict.fromkeys(run, floor))
        return
    clause = clause_start(text, start, floor)
    found = between(reading.cues, clause, start)
    units = {reading.quantities[index].unit for index in run}
    if len(units) > 1 or _SUMMED.search(text, clause, start):
        return
    if of_documents(reading, run, found, paragraph) or _of_disputes(reading, run, found, paragraph):
        return
    for kind in _NAMES:
        axis = names(text, found, kind, len(run))
        joined = all(LISTED.fullmatch(text, a.end, b.start) for a, b in pairwise(axis))
        if len(axis) != len(run) or not joined:
            continue
        rest = [cue for cue in found if not cue.has(kind)]
        topic = _topic(axis, found, paragraph)
        for index, cue in zip(run, axis, strict=True):
            near = sorted([*rest, cue], key=lambda each: each.start)
            subject = subject_of(text, near, reading.quantities[at].unit, topic)
            if subject is not None:
                reading.distributed[index] = subject
                reading.named[index] = Span(cue.start, cue.end)
        return


def run_from(reading: Reading, at: int, joint: re.Pattern[str] | Expression) -> list[int]:
    """The quantities from `at` on that follow each other with nothing but a `joint` between."""
    run = [at]
    while run[-1] + 1 < len(reading.quantities):
        end = reading.quantities[run[-1]].span.end
        following = reading.quantities[run[-1] + 1].span.start
        if joint.fullmatch(reading.text, end, following) is None:
            break
        run.append(run[-1] + 1)
    return run
