"""Numbers told of several years in their order: 2022年、2023年收件分别为31件、44件; 近三年依次是8件、9件、7件."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from analyzer.extract.cues import Cue, between
from analyzer.extract.expressions import Expression
from analyzer.extract.measures import sign_of_change
from analyzer.extract.place import gap, ranked
from analyzer.extract.reading import Paragraph, Reading
from analyzer.extract.subject import FOREIGN, Subject, names
from analyzer.extract.subjects import subject_of, topic_of
from analyzer.lexicon.metrics import CueKind

_YEARS: Final = Expression(
    r"(?P<listed>(?:(?:19|20)\d\d年?度?\s?(?:、|，|和|及|与|以及)\s?){1,5}(?:19|20)\d\d年度?)"
    r"|(?P<first>(?:19|20)\d\d)年?(?:至|到|[—–~～-]+)(?P<last>(?:19|20)\d\d)年"
    r"|(?P<pair>(?:上一?|去)年度?(?:、|和|与|及)[今本]年度?)"
    r"|(?:最?近)(?P<few>[两二三四五])年(?:来|间)?"
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_OTHER_YEAR: Final = Expression(r"[上去今本前]年|(?:19|20)\d\d年")
_FEW: Final = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
_AXES: Final[tuple[CueKind, ...]] = ("column", "document", "group", "outcome")
_LISTED: Final[tuple[CueKind, ...]] = (*_AXES, "row")
_PAIR: Final = 2
_REACH: Final = 120  # characters before the row in which its years are named
_SURE: Final = 0.93


def years_in_a_row(reading: Reading, run: Sequence[int], paragraph: Paragraph) -> bool:
    """Whether the numbers of `run` are one thing in as many years; what it is, and the years, noted."""
    text, start = reading.text, reading.quantities[run[0]].span.start
    begin = max(0, start - _REACH)
    if reading.year is None or "年" not in text[begin:start]:
        return False
    told = [*_YEARS.finditer(text, begin, start)]
    years = _years(told[-1], reading.year) if told else []
    if len(years) != len(run) or _OTHER_YEAR.search(text, told[-1].end(), start):
        return False
    if _has_names_of_its_own(reading, run, told[-1].end()):
        return False
    subject = _counted(reading, run, told[-1].end(), paragraph)
    for index, year in zip(run, years, strict=True):
        reading.distributed[index] = subject
        reading.dated[index] = year if year in (reading.year, reading.year - 1) else None
    return True


def _has_names_of_its_own(reading: Reading, run: Sequence[int], years: int) -> bool:
    """上年、本年分别收到5件、8件；自然人、企业分别为6件、2件: the second row is of names, not of years."""
    before = reading.quantities[run[0] - 1].span.end if run[0] else 0
    if before <= years:
        return False
    named = between(reading.cues, before, reading.quantities[run[0]].span.start)
    if len(run) == _PAIR and any(cue.key("group") == "all" for cue in named):
        return True  # 行政复议、行政诉讼分别为
    return any(len(names(reading.text, named, kind, len(run))) == len(run) for kind in _LISTED)


def _years(said: re.Match[str], year: int) -> list[int]:
    """The years that the words name, in their order."""
    if said["listed"]:
        return [int(each) for each in _YEAR.findall(said["listed"])]
    if said["pair"]:
        return [year - 1, year]
    if said["few"]:  # the years up to the one reported on
        return list(range(year - _FEW[said["few"]] + 1, year + 1))
    return list(range(int(said["first"]), int(said["last"]) + 1))


def _counted(reading: Reading, run: Sequence[int], begin: int, paragraph: Paragraph) -> Subject:
    """What is told of every year: named behind the years, else what was counted last."""
    text, quantity = reading.text, reading.quantities[run[0]]
    start = quantity.span.start
    if run[0]:  # …分别为18件、25件，办结数分别为17件、25件
        begin = max(begin, reading.quantities[run[0] - 1].span.end)
    if sign_of_change(quantity, text):
        return FOREIGN
    named = between(reading.cues, begin, start)
    if not named:
        only = gap().covers(text, begin, start) or ranked().covers(text, begin, start)
        return (paragraph.stated if only else None) or FOREIGN
    if not gap().covers(text, named[-1].end, start) or _names_several(named):
        return FOREIGN
    subject = subject_of(text, named, quantity.unit, topic_of(named, paragraph.subject))
    if subject is None or subject.domain == "foreign" or not subject.first:
        return FOREIGN
    return Subject(
        subject.domain, subject.first, subject.second, min(subject.sure, _SURE), subject.also
    )


def _names_several(named: Sequence[Cue]) -> bool:
    """Whether a row of names stands there, each of which may have its number: 自然人、企业分别为."""
    return any(len({cue.key(kind) for cue in named if cue.has(kind)}) > 1 for kind in _AXES)
