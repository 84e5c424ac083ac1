"""One quantity of a sentence as a claim: its kind, what it counts, of which year and whose."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from analyzer.claim import Claim, Quantity, Scope
from analyzer.extract.antecedent import of_an_earlier_whole
from analyzer.extract.assertions import build, signed
from analyzer.extract.attribution import attribute
from analyzer.extract.caution import cautious
from analyzer.extract.cues import between, clause_start
from analyzer.extract.disclosure_subjects import MAYBE_ALL
from analyzer.extract.measures import (
    POINTS,
    compares_figures,
    kind_of,
    says_only_change,
    sign_of_change,
)
from analyzer.extract.percentages import share_at
from analyzer.extract.periods import Placed, of_own_office, period_of, scope_of
from analyzer.extract.reading import Paragraph, Reading
from analyzer.extract.request_subjects import framed, with_column_of
from analyzer.extract.subject import FOREIGN, Subject
from analyzer.extract.subjects import topic_of
from analyzer.extract.wholes import told_of

_OF_CASES: Final = frozenset({"requests", "disputes"})
_RECEIVED: Final = ("new_received",)
_SUIT: Final = Subject("disputes", ("suit",))
_DIRECT: Final = Subject("disputes", ("suit_direct",))
_AFTER: Final = Subject("disputes", ("suit_after",))
_PARTS: Final = re.compile(r"[，、；：（]?其中|、")
_OFFICE: Final = re.compile(r"政府|本级|办公[室厅]|自身")
_FEWER: Final = re.compile(r"减|取消|停征|转出|(?<![级省市])下放|划出")


def claim_at(reading: Reading, at: int, paragraph: Paragraph) -> Claim:
    """The claim that quantity number `at` makes; what it counts is noted in `paragraph`."""
    text, quantity = reading.text, reading.quantities[at]
    kind = kind_of(quantity, text)
    floor = reading.quantities[at - 1].span.end if at else 0
    start = clause_start(text, quantity.span.start, floor)
    span = (start, quantity.span.start)
    base: Subject | None = None
    if kind == "share" or quantity.unit == POINTS:
        quantity = signed(quantity, sign_of_change(quantity, text))
        subject, base = share_at(reading, at, span, paragraph)
    else:
        subject = attribute(reading, at, start, floor, paragraph, change=kind == "change")
        if kind == "change":
            subject = _of_change(reading, span, subject, quantity, paragraph)
            quantity = signed(quantity, sign_of_change(quantity, text))
            paragraph.stated = paragraph.stated if subject in (None, FOREIGN) else subject
        else:
            subject = _within(subject, paragraph) if subject else None
            subject = of_an_earlier_whole(reading, at, subject) if subject else None
            paragraph.told[at] = subject
            subject = told_of(reading, at, subject, paragraph) if subject else None
            if subject is not None and subject.second == ("delta",):
                kind, quantity = (
                    "change",
                    signed(quantity, -1 if _FEWER.search(text[slice(*span)]) else 1),
                )
            elif subject is not None and subject.second == ("amount",) and not quantity.unit:
                kind, quantity = "money", replace(quantity, unit="元")
            paragraph.stated = subject
            paragraph.subject = _carried(reading, (floor, quantity.span.start), subject, paragraph)
            if subject is not None and subject.domain != "foreign":
                paragraph.listed.append(subject)
                paragraph.total = paragraph.total or subject.first == _RECEIVED
    subject = cautious(reading, quantity, subject, paragraph)
    period = period_of(reading, span, subject, kind)
    placed = scope_of(reading, start, quantity, own=paragraph.own, area=paragraph.area)
    if _goes_on(reading, floor, quantity, paragraph):
        placed = Placed("subordinate")  # 复议机构办结93件，其中维持38件
    scope = placed.scope
    paragraph.of_others = scope == "subordinate"
    paragraph.area = paragraph.area or placed.of_area or scope == "region"
    scope = _scope_within(reading, (floor, start), quantity, subject, paragraph) or scope
    countable = kind not in ("duration", "rank")
    if subject is None or period is None or scope != "agency" or not countable:
        return build(quantity, text, kind, period=period, scope=scope)
    # what the grammar doubts is not settled by other figures of the area
    of_area = placed.of_area and subject.sure > MAYBE_ALL
    if placed.sure < 1:
        subject = replace(subject, sure=subject.sure * placed.sure)
    claim = build(quantity, text, kind, subject, base=base, period=period)
    return replace(claim, of_area=True) if of_area else claim


def _scope_within(
    reading: Reading,
    span: tuple[int, int],
    quantity: Quantity,
    subject: Subject | None,
    paragraph: Paragraph,
) -> Scope | None:
    """Whose number it is where a government counts its own offices alone, else None.

    What follows in the same sentence (，比上年少9件，办结98件) may be theirs, too.
    """
    floor, start = span
    end = quantity.span.start
    if between(reading.having("region"), floor, end) or "；" in reading.text[floor:end]:
        paragraph.local = False
    if of_own_office(reading, start, quantity, area=paragraph.area):
        paragraph.local = True
    if not paragraph.local or subject is None or subject.domain not in _OF_CASES:
        return None
    paragraph.stated = None
    return "subordinate"


def _goes_on(reading: Reading, floor: int, quantity: Quantity, paragraph: Paragraph) -> bool:
    """Whether the number is a part of what others did, told just before."""
    if not paragraph.of_others or not _PARTS.match(reading.text, floor):
        return False
    own = _OFFICE.search(reading.text, floor, quantity.span.start)
    return own is None and not between(reading.having("agency"), floor, quantity.span.start)


def _of_change(
    reading: Reading,
    span: tuple[int, int],
    subject: Subject | None,
    quantity: Quantity,
    paragraph: Paragraph,
) -> Subject | None:
    """What rose or fell: named with the change, or the number before it."""
    if compares_figures(reading.text, quantity.span.start):
        return None
    if subject in (None, FOREIGN):
        subject = paragraph.stated if says_only_change(reading.text[slice(*span)]) else None
    if subject is not None and subject.domain == "disclosure" and quantity.unit == "项":
        return replace(subject, second=("delta",))
    return subject


def _within(subject: Subject, paragraph: Paragraph) -> Subject:
    """The subject within the column that the sentence, or the number before, was about."""
    if paragraph.frame:
        return framed(subject, paragraph.frame)
    return with_column_of(subject, paragraph.stated)


def _carried(
    reading: Reading, span: tuple[int, int], subject: Subject | None, paragraph: Paragraph
) -> Subject | None:
    """What the text speaks of after a number: its subject, or a document named without one.

    行政处罚事项新增10项，处理决定29件: the 29 are no longer of the licensing told before.
    """
    if subject is not None and subject is not FOREIGN:
        # 直接起诉5件、复议后起诉3件，败诉1件: of both together
        before = paragraph.listed[-1] if paragraph.listed else None
        if subject == _AFTER and before == _DIRECT and "；" not in reading.text[slice(*span)]:
            return _SUIT
        return subject
    named = between(reading.having("document"), *span)
    return topic_of(named, paragraph.subject)
