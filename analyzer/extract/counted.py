"""One quantity of a sentence as a claim: its kind, what it counts, of which year and whose."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from analyzer.claim import Kind, Quantity
from analyzer.extract.applicants import framed, with_column_of
from analyzer.extract.assertions import Assertion, build, signed
from analyzer.extract.attribution import attribute
from analyzer.extract.caution import cautious
from analyzer.extract.cues import between, clause_start
from analyzer.extract.differences import difference
from analyzer.extract.disclosure_subjects import MAYBE_ALL
from analyzer.extract.earlier_whole import of_an_earlier_whole, of_the_list
from analyzer.extract.expressions import Expression
from analyzer.extract.measures import (
    POINTS,
    compares_figures,
    in_percent,
    kind_of,
    more_than_last_year,
    says_only_change,
    sign_of_change,
)
from analyzer.extract.money import of_amount
from analyzer.extract.other_business import follow, is_of_it
from analyzer.extract.parts import told_before
from analyzer.extract.percentages import share_at
from analyzer.extract.periods import of_another_year, period_of
from analyzer.extract.reading import Paragraph, Reading
from analyzer.extract.shares_beside import echoed
from analyzer.extract.subject import CAME_IN, FOREIGN, Subject
from analyzer.extract.subjects import subject_of, topic_of
from analyzer.extract.wholes import told_of
from analyzer.extract.whose import scope_of
from analyzer.lexicon.metrics import CueKind

_NAMES: Final[tuple[CueKind, ...]] = ("row", "group", "outcome")
_LONG: Final = 40  # characters: no phrase of a name is longer
_SURE: Final = 0.9
_RELATIVE: Final = frozenset({POINTS, "倍"})
_ALL: Final = 100
_CLOSED: Final = frozenset({"requests.handled", "requests.result_total"})
_SUIT: Final = Subject("disputes", ("suit",))
_DIRECT: Final = Subject("disputes", ("suit_direct",))
_AFTER: Final = Subject("disputes", ("suit_after",))
_FEWER: Final = Expression(r"减|取消|停征|转出|(?<![级省市])下放|划出|移出|调出")


def claim_at(reading: Reading, at: int, paragraph: Paragraph) -> Assertion:
    """The claim that quantity number `at` makes; what it counts is noted in `paragraph`."""
    floor = reading.quantities[at - 1].span.end if at else 0
    start = _clause_of(reading, reading.quantities[at].span.start, floor)
    follow(reading, at, (floor, start), paragraph)
    kind, quantity, subject, base = _said_of(reading, at, (floor, start), paragraph)
    if is_of_it(subject, paragraph):
        subject = base = None
    compared = kind == "change" or quantity.unit in _RELATIVE or (base and base.earlier)
    delta = subject is not None and subject.second == ("delta",)  # a cell of its own
    if compared and not delta and of_another_year(reading, quantity.span.start):
        subject = base = None
    subject = cautious(reading, quantity, subject, paragraph)
    if kind == "share" and subject and base and quantity.value != _ALL:
        # 办理27件，其他结果占30%: less than all is not all
        one = subject.metric == base.metric or {subject.metric, base.metric} <= _CLOSED
        subject = None if one else subject
    led = (reading.led.get(at, start), quantity.span.start)
    period = reading.dated[at] if at in reading.dated else period_of(reading, led, subject, kind)
    period = (reading.year or 0) if base is not None and base.earlier else period
    if kind == "count" and subject is not None and base is None and period == (reading.year or 0):
        subject = told_before(quantity, subject, paragraph, reading.text)
    placed = scope_of(reading, (floor, start), quantity, subject, paragraph)
    if placed.scope != "agency":
        paragraph.elsewhere.add(at)
    elif kind == "count" and subject and (subject.first, subject.second) == (CAME_IN, ()):
        paragraph.own_received = None if placed.of_area else quantity.value
    countable = kind not in ("duration", "rank")
    if subject is None or period is None or placed.scope != "agency" or not countable:
        return build(quantity, kind, period=period, scope=placed.scope)
    # what the grammar doubts is not settled by other figures of the area
    of_area = placed.of_area and subject.sure > MAYBE_ALL
    if placed.sure < 1:
        subject = replace(subject, sure=subject.sure * placed.sure)
    claim = build(quantity, kind, subject, base=base, period=period)
    named = reading.named.get(at)
    return claim._replace(of_area=of_area, named=named) if of_area or named else claim


def _clause_of(reading: Reading, at: int, floor: int) -> int:
    """Where the clause of a number begins; 收到补正通知，一直未补正 is one phrase over two clauses."""
    start = clause_start(reading.text, at, floor)
    if reading.text[start - 1 : start] == "，":
        for kind in _NAMES:
            for cue in between(reading.having(kind), max(floor, start - _LONG), at):
                if cue.start < start < cue.end:
                    return clause_start(reading.text, cue.start, floor)
    return start


def _said_of(
    reading: Reading, at: int, place: tuple[int, int], paragraph: Paragraph
) -> tuple[Kind, Quantity, Subject | None, Subject | None]:
    """Kind, quantity with its sign, what it counts, and what of; `place` is floor and clause start."""
    text = reading.text
    quantity = in_percent(reading.quantities[at], text)
    floor, start = place
    before = echoed(reading, at)
    kind = kind_of(before or quantity, text)
    span = (start, quantity.span.start)
    apart = difference(reading, at, paragraph) if kind in {"count", "change"} else None
    if apart is not None:
        return "count", apart.quantity, apart.subject, apart.base
    if kind == "share" or quantity.unit == POINTS:
        quantity = signed(quantity, sign_of_change(quantity, text))
        return kind, quantity, *share_at(reading, at, span, paragraph)
    if before is not None and kind == "change":
        return kind, signed(quantity, sign_of_change(before, text)), paragraph.stated, None
    subject = attribute(reading, at, start, floor, paragraph, change=kind == "change")
    if is_of_it(subject, paragraph):
        subject = FOREIGN
    if kind == "change":
        opens = at == start == 0
        if reading.distributed.get(at) is not FOREIGN:  # of which, its row of numbers hides
            subject = _changed(reading, span, subject, quantity, paragraph, opens=opens)
        return kind, signed(quantity, sign_of_change(quantity, text)), subject, None
    subject = _counted(reading, at, floor, subject, paragraph)
    kind, quantity = _in_its_column(subject, kind, quantity, text[slice(*span)])
    return kind, quantity, subject, None


def _changed(  # noqa: PLR0913  # a change in its place
    reading: Reading,
    span: tuple[int, int],
    subject: Subject | None,
    quantity: Quantity,
    paragraph: Paragraph,
    *,
    opens: bool,
) -> Subject | None:
    """What rose or fell: what the words name, or what was counted before."""
    if compares_figures(reading.text, quantity.span.start):
        return None
    subject = of_amount(reading.text[slice(*span)], subject, paragraph.subject) or subject
    alone = says_only_change(reading.text[slice(*span)])
    if subject in (None, FOREIGN):
        before = paragraph.stated or _of_the_clause_before(reading, span, paragraph)
        subject = before if alone else None
        if subject is None and opens and alone:
            subject = paragraph.main  # 收到申请5件。比上年增加3件
    at = next(i for i, each in enumerate(reading.quantities) if each.span == quantity.span)
    if alone and at not in reading.distributed:
        subject = of_the_list(reading, at, subject, paragraph)
    if subject is not None and subject.domain == "disclosure" and quantity.unit == "项":
        subject = replace(subject, second=("delta",))
        paragraph.subject = subject  # 比上年减少2项，目前保留19项
    paragraph.stated = paragraph.stated if subject in (None, FOREIGN) else subject
    if subject and more_than_last_year(reading.text, quantity.span.start):
        return replace(subject, sure=min(subject.sure, MAYBE_ALL))
    return subject


def _of_the_clause_before(
    reading: Reading, span: tuple[int, int], paragraph: Paragraph
) -> Subject | None:
    """申请量回落明显，比上年少58件: the clause before names what it says only to have changed."""
    text, start = reading.text, span[0]
    if text[start - 1 : start] != "，" or start <= paragraph.taken:
        return None
    begin = clause_start(text, start - 1, 0)
    named = [c for c in between(reading.cues, begin, start) if not c.has("previous")]
    if not named or not says_only_change(text[named[-1].end : start - 1]):
        return None
    subject = subject_of(text, named, "件", paragraph.subject)
    return None if subject is None or not subject.first else replace(subject, sure=_SURE)


def _counted(
    reading: Reading, at: int, floor: int, subject: Subject | None, paragraph: Paragraph
) -> Subject | None:
    """What a number counts, in its column and of its whole; noted as told."""
    span = (floor, reading.quantities[at].span.start)
    if subject is not None:
        subject = _within(reading, span, subject, paragraph)
        subject = of_an_earlier_whole(reading, at, subject, paragraph)
    if paragraph.of_a_topic and subject is not None and subject.domain == "requests":
        subject = FOREIGN
    paragraph.told[at] = subject
    quantity = reading.quantities[at]
    value = (quantity.value, quantity.unit)
    paragraph.values[value] = None if value in paragraph.values else subject  # told twice: which?
    named, subject = subject, told_of(reading, at, subject, paragraph) if subject else None
    paragraph.stated = subject
    if subject is named or subject is not FOREIGN:  # 其中处罚文书13件 is still about applications
        paragraph.subject = _carried(reading, at, span, subject, paragraph)
    if subject is not None and subject.domain != "foreign":
        paragraph.listed.append(subject)
        paragraph.total = paragraph.total or subject.first == CAME_IN
        if subject.first == CAME_IN and not subject.second:
            paragraph.main = replace(subject, sure=min(subject.sure, MAYBE_ALL))
    return subject


def _in_its_column(
    subject: Subject | None, kind: Kind, quantity: Quantity, said: str
) -> tuple[Kind, Quantity]:
    """A number of matters added or dropped is a change; an amount without a unit is money."""
    if subject is not None and subject.second == ("delta",):
        return "change", signed(quantity, -1 if _FEWER.search(said) else 1)
    if subject is not None and subject.second == ("amount",) and not quantity.unit:
        return "money", replace(quantity, unit="元")
    return kind, quantity


def _within(
    reading: Reading, span: tuple[int, int], subject: Subject, paragraph: Paragraph
) -> Subject:
    """The subject within the column that the sentence, or the number before, was about."""
    before = paragraph.stated
    again = (
        before is not None
        and before.first == subject.first
        and bool(between(reading.having("row"), *span))
    )
    if paragraph.frame and not again:  # 个人来件2件，合作社来件1件
        return framed(subject, paragraph.frame)
    if again and before and before.second and not subject.second:
        subject = replace(subject, sure=min(subject.sure, MAYBE_ALL))
    return with_column_of(subject, before)


def _carried(
    reading: Reading,
    at: int,
    span: tuple[int, int],
    subject: Subject | None,
    paragraph: Paragraph,
) -> Subject | None:
    """What the text speaks of after a number: its subject, or a document named without one.

    行政处罚事项新增10项，处理决定29件: the 29 are no longer of the licensing told before.
    """
    if subject is not None and subject is not FOREIGN:
        # 直接起诉5件、复议后起诉3件，败诉1件: of both together
        before = paragraph.listed[-1] if paragraph.listed else None
        if subject == _AFTER and before == _DIRECT and "；" not in reading.text[slice(*span)]:
            # 直接起诉5件，均维持，复议后起诉2件，1件未结: each for itself
            last = reading.quantities[at - 1].span.end
            return subject if between(reading.having("outcome"), last, span[1]) else _SUIT
        return subject
    named = between(reading.having("document"), *span)
    groups = between(reading.having("group"), *span)
    asked = between(reading.having("request"), groups[-1].end, span[1]) if groups else []
    if groups and not asked and not _of_disputes(paragraph.subject):
        return Subject("disputes")  # 作为复议机关收到复议46件，办结40件: of these
    return topic_of(named, paragraph.subject)


def _of_disputes(topic: Subject | None) -> bool:
    return topic is not None and topic.domain == "disputes"
