"""Which of several totals the columns of applicants are a part of: 收到32件，上年结转3件，其中个人30件."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from analyzer.extract.cues import between
from analyzer.extract.disclosure_subjects import MAYBE_ALL
from analyzer.extract.expressions import Expression
from analyzer.extract.lookalikes import FLOWS
from analyzer.extract.reading import Paragraph, Reading
from analyzer.extract.subject import CAME_IN, CARRIED_OVER, FOREIGN, Subject

AMONG: Final = ("中", "之中", "当中", "里")
# what follows a number and opens its parts
_PARTS: Final = Expression(
    r"[，,；。]?(?:其中|包括|含|在?(?:上述|以上|这些)[^，。；\d]{0,6}中)|[（(：:]|[之当]?中|里"
)
_OPENS: Final = ("，",)
_JOINED: Final = ("、", "和", "及", "与", "以及")
CARRIED: Final = frozenset({"carried_over", "carried_over_likely", "carried", "carried_forward"})


def of_an_earlier_whole(
    reading: Reading, at: int, subject: Subject, paragraph: Paragraph
) -> Subject:
    """The subject of number `at` as a part of the total that it can be a part of.

    新收60件，结转3件，其中46件由个人提出: a part greater than the 3 is of what came before. Who sent
    what was carried over is hardly ever told beside what came in, unless the numbers sum up to it.
    """
    if not subject.second:
        return subject
    before = paragraph.told.get(at - 1)
    if before and not before.second and subject.also:
        carried = set(subject.first) & set(before.first) & CARRIED
        if carried and reading.quantities[at].value > reading.quantities[at - 1].value:
            return replace(subject.also[0], also=subject.also[1:])
    if subject.first == CARRIED_OVER and _came_before(reading, at, paragraph):
        return replace(subject, first=CAME_IN, also=())
    if subject.first == CAME_IN:
        return _of_a_result(reading, at, subject, paragraph)
    return subject


def _of_a_result(reading: Reading, at: int, subject: Subject, paragraph: Paragraph) -> Subject:
    """不予公开7件（企业申请3件、个人申请4件）: who asked for what was not given, not all that they asked for."""
    whole = at - 1
    while whole >= 0 and (told := paragraph.told.get(whole)) and told.second:
        whole -= 1
    told = paragraph.told.get(whole)
    if whole >= 0 and told in (None, FOREIGN):
        unknown = reading.text.startswith(AMONG, reading.quantities[whole].span.end)
        # 公开的9件中，企业申请3件: of what nobody can tell
        return replace(subject, sure=min(subject.sure, MAYBE_ALL)) if unknown else subject
    if told is None or told.domain != "requests" or not told.first or set(told.first) & FLOWS:
        return subject
    quantities = reading.quantities
    said = reading.text[quantities[whole].span.end : quantities[whole + 1].span.start]
    if adds_up(reading, whole, at):
        return replace(subject, first=told.first, also=(subject,))
    if _PARTS.match(said):
        return replace(
            subject, first=told.first, sure=min(subject.sure, MAYBE_ALL), also=(subject,)
        )
    return subject


def _came_before(reading: Reading, at: int, paragraph: Paragraph) -> bool:
    """Whether what came in was told before what was carried over, and number `at` is no part of that."""
    floor = reading.quantities[at - 1].span.end if at else 0
    if between(reading.having("row"), floor, reading.quantities[at].span.start):
        return False
    told = paragraph.listed or paragraph.earlier
    if not any(each.first == CAME_IN and not each.second for each in told):
        return False
    carried = (
        index for index in range(at - 1, -1, -1) if is_carried_over(paragraph.told.get(index))
    )
    whole = next(carried, None)
    return whole is None or not adds_up(reading, whole, at)


def is_carried_over(told: Subject | None) -> bool:
    """Whether a number counted all that was carried over from last year."""
    return told is not None and told.first == CARRIED_OVER and not told.second


def adds_up(reading: Reading, whole: int, at: int) -> bool:
    """Whether the numbers behind the whole, `at` among them, sum up to it."""
    total = reading.quantities[whole].value
    rest = total
    for index in range(whole + 1, len(reading.quantities)):
        rest -= reading.quantities[index].value
        if rest <= 0:
            return rest == 0 and index >= at
    return False


def of_the_list(
    reading: Reading, at: int, subject: Subject | None, paragraph: Paragraph
) -> Subject | None:
    """收到300件，其中自然人280件、企业20件，同比增长5%: a change behind all parts is that of the whole.

    `subject` is what the number before counts, of which the change would be if it stood alone; where
    the parts do not make up a whole, nobody can tell which.
    """
    last = at - 1
    if last < 1 or not reading.text.startswith(_OPENS, reading.quantities[last].span.end):
        return subject
    joined = reading.text.startswith(_JOINED, reading.quantities[last - 1].span.end)
    whole, closed = _whole_of_the_list(reading, last, joined=joined)
    told = paragraph.told.get(whole) if whole is not None else None
    if told is None or told is FOREIGN or told.second:
        doubtful = joined and last in paragraph.told and subject is not None
        return _doubted(subject) if subject and doubtful else subject
    if closed and joined:
        return told
    return _doubted(told) if closed or joined else subject


def _doubted(subject: Subject) -> Subject:
    return replace(subject, sure=min(subject.sure, MAYBE_ALL))


def _whole_of_the_list(reading: Reading, last: int, *, joined: bool) -> tuple[int | None, bool]:
    """The number whose parts end with number `last`, and whether they make it up."""
    quantities, summed = reading.quantities, Decimal(0)
    for index in range(last, 0, -1):
        whole, said = quantities[index - 1], reading.text[quantities[index - 1].span.end :]
        summed += quantities[index].value
        closed = index < last and summed == whole.value
        if _PARTS.match(said) or (closed and joined and said.startswith((*_OPENS, "："))):
            return (index - 1, closed) if index < last else (None, False)
        if not said.startswith((*_JOINED, *_OPENS)):
            break
    return None, False
