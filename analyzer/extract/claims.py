"""Claims: every quantity and statement of the prose with what it is said of.

Sentences are read in order, and within them numbers and statements from left to right; what a
paragraph last spoke of is carried over to numbers that name nothing themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from analyzer.claim import Claim, Quantity, Scope
from analyzer.document import AgencyLevel, Sentence, Span
from analyzer.extract.antecedent import of_an_earlier_whole
from analyzer.extract.assertions import build, signed, stated
from analyzer.extract.attribution import attribute
from analyzer.extract.caution import cautious
from analyzer.extract.cues import between, clause_start, sentence_part_start
from analyzer.extract.measures import POINTS, kind_of, says_only_change, sign_of_change
from analyzer.extract.periods import names_itself, of_own_office, period_of, scope_of
from analyzer.extract.reading import Paragraph, Reading, reading_of
from analyzer.extract.request_subjects import frame_of, framed, with_column_of
from analyzer.extract.shares import CLOSED, Share, is_of_requests, share_of
from analyzer.extract.statements import plain, statements
from analyzer.extract.statements import read as read_statement
from analyzer.extract.subject import FOREIGN, Subject
from analyzer.extract.subjects import topic_after, topic_of
from analyzer.extract.typeset import typeset

_TOPICS: Final = {"requests": Subject("requests"), "disputes": Subject("disputes")}
_RECEIVED: Final = ("new_received",)
_SUIT: Final = Subject("disputes", ("suit",))
_DIRECT: Final = Subject("disputes", ("suit_direct",))
_AFTER: Final = Subject("disputes", ("suit_after",))
_FEWER: Final = re.compile(r"减|取消|停征|转出|下放|划出")
_OF_THEM: Final = re.compile(r"(?:申请|案件)?的")
# 3件申请临近期限才答复: some of them; 12件申请均已答复: all
_SOME: Final = re.compile(
    r"(?:政府信息公开|信息公开|依申请公开)?申请(?!中|里|之?外|全部|均|都|已全|皆|一律)"
)
_WHOLE: Final = re.compile(r"全年|年内|本年|共|累计|合计|总|全部")
_MAY_BE_SOME: Final = 0.8  # below what `verify` asserts
_OWN_CLAUSE: Final = re.compile(
    r"[一二三四五]是|（[一二三四五]）|有|另有|其中|其中有|个别|\d[.、]|"
)
_AND: Final = re.compile(r"\s?(?:、|和|及|与|以及)\s?")
_WITHIN: Final = re.compile(
    r"(?:申请|案件)?(?:里面?|中间?|当中|之中|内)[，]?(?:约|共|就|也|便|已|又)?占(?:到|了|比)?"
)
_TAKES_UP: Final = re.compile(r"[，（(]?约?占")


def claims(
    text: str,
    sentences: Sequence[Sentence],
    *,
    year: int | None = None,
    level: AgencyLevel | None = None,
) -> tuple[Claim, ...]:
    """The claims of `text` in order; spans are half-open code points of `text`.

    `year` is the year reported on, `level` the agency's level, which decides whether 全市 is the
    agency's own scope.
    """
    found: list[Claim] = []
    paragraph, number = Paragraph(), -1
    for index, sentence in enumerate(sentences):
        if sentence.paragraph != number:
            number = sentence.paragraph
            topic = _TOPICS.get(sentence.section)
            paragraph = Paragraph(topic, home=topic is not None)
        body = typeset(sentence.span.of(text))
        reading = reading_of(body.text, year, level)
        paragraph.turn()
        paragraph.own = paragraph.own or names_itself(reading)
        paragraph.home = paragraph.home or bool(reading.having("request"))
        start = sentence.span.start
        told = list(_read(reading, paragraph))
        told += _plainly_stated(reading, told)
        told.sort(key=lambda claim: claim.span.start)
        told = [_not_some(claim, reading.text, sentence.section) for claim in told]
        for claim in told:
            span = _shifted(body.written(claim.quantity.span), start)
            digits = _shifted(body.written(claim.quantity.number), start)
            found.append(_placed(claim, len(found) + 1, index, span, digits, text))
        if not reading.quantities:
            _follow(reading, paragraph)
    return tuple(found)


def _not_some(claim: Claim, text: str, section: str) -> Claim:
    """The claim, no ground for an accusation where it may count only some of the applications.

    Among the problems it is an example and of no metric; elsewhere another reading stays open.
    """
    if claim.kind != "count" or not (claim.metric or "").startswith("requests."):
        return claim
    before = text[clause_start(text, claim.span.start, 0) : claim.span.start]
    behind = _SOME.match(text, claim.span.end)
    if behind is None or _WHOLE.search(before):
        return claim
    if section == "problems":
        return replace(claim, metric=None, base=None, metrics=())
    if _OWN_CLAUSE.fullmatch(before.strip()):
        return replace(claim, probability=min(claim.probability, _MAY_BE_SOME))
    return claim


def _shifted(span: Span, shift: int) -> Span:
    return Span(span.start + shift, span.end + shift)


def _placed(  # noqa: PLR0913, PLR0917  # a claim at its place
    claim: Claim, number: int, sentence: int, span: Span, digits: Span, text: str
) -> Claim:
    """The claim with its number, and offsets and characters of the whole text."""
    told = claim.quantity
    # written out: dataclasses.replace costs as much as reading the number
    return Claim(
        f"c{number}",
        Quantity(span, digits, told.value, told.low, told.high, told.unit, told.hedge, told.step),
        span.of(text),
        sentence,
        claim.kind,
        claim.metric,
        claim.period,
        claim.scope,
        claim.base,
        claim.metrics,
        claim.probability,
        claim.of_area,
    )


def _read(reading: Reading, paragraph: Paragraph) -> Iterator[Claim]:
    items: list[tuple[int, int | re.Match[str]]] = [
        *((quantity.span.start, at) for at, quantity in enumerate(reading.quantities)),
        *((match.start(), match) for match in statements(reading.text)),
    ]
    end = at = part = 0
    for start, item in sorted(items, key=lambda each: each[0]):
        paragraph.bracket(reading.text[at:start])
        at = max(at, start)
        if start >= part:
            part = _enter_part(reading, start, paragraph)
        if isinstance(item, int):
            claim = _claim(reading, item, paragraph)
        elif start < end or _holds_number(reading, item.span()):
            continue
        else:
            passed = between(reading.cues, end, start)
            topic = topic_of(passed, paragraph.stated or paragraph.subject)
            received = next((s for s in paragraph.listed if s.first == _RECEIVED), None)
            statement = read_statement(reading.text, item, reading.cues, topic, received)
            if statement is None or _holds_number(reading, statement.span):
                continue
            claim = stated(reading, statement)
            if statement.sense == "zero" and statement.subject.domain != "narrative":
                paragraph.subject = topic_after(statement.subject)
            paragraph.taken = max(paragraph.taken, claim.span.end)
        end = claim.span.end
        yield claim


def _plainly_stated(reading: Reading, told: Sequence[Claim]) -> list[Claim]:
    """Universals and zero statements about what the tables do not hold, beside the claims `told`.

    A universal sums up something counted, so it takes a number before it.
    """
    counted = reading.quantities[0].span.end if reading.quantities else len(reading.text)
    taken = [claim.span for claim in told]
    return [
        stated(reading, statement)
        for statement in plain(reading.text)
        if (statement.sense == "zero" or statement.span.start >= counted)
        and not any(s.start < statement.span.end and statement.span.start < s.end for s in taken)
    ]


def _enter_part(reading: Reading, at: int, paragraph: Paragraph) -> int:
    """Note which column the part around offset `at` is about; where the part ends."""
    text = reading.text
    begin = sentence_part_start(text, at, 0)
    end = text.find("；", at) + 1 or len(text) + 1
    if reading.quantities:
        number = next((q.span.start for q in reading.quantities if q.span.start >= begin), at)
        columns = between(reading.having("column"), begin, end)
        frame = frame_of(text, columns, begin, number)
        if frame is not None:
            paragraph.frame = frame
    return end


def _holds_number(reading: Reading, span: tuple[int, int]) -> bool:
    return any(q.span.start < span[1] and span[0] < q.span.end for q in reading.quantities)


def _follow(reading: Reading, paragraph: Paragraph) -> None:
    """A sentence without numbers may still change the topic for the next one."""
    topic = topic_of(reading.cues, None)
    if topic is not None:
        paragraph.subject = topic
    elif reading.having("foreign"):
        paragraph.subject = None


def _claim(reading: Reading, at: int, paragraph: Paragraph) -> Claim:
    text, quantity = reading.text, reading.quantities[at]
    kind = kind_of(quantity, text)
    floor = reading.quantities[at - 1].span.end if at else 0
    start = clause_start(text, quantity.span.start, floor)
    span = (start, quantity.span.start)
    base: Subject | None = None
    if kind == "share" or quantity.unit == POINTS:
        quantity = signed(quantity, sign_of_change(quantity, text))
        subject, base = _share(reading, at, span, paragraph)
    else:
        subject = attribute(reading, at, start, floor, paragraph, change=kind == "change")
        if kind == "change":
            if subject in (None, FOREIGN):
                subject = paragraph.stated if says_only_change(text[slice(*span)]) else None
            if subject is not None and subject.domain == "disclosure" and quantity.unit == "项":
                subject = replace(subject, second=("delta",))
            quantity = signed(quantity, sign_of_change(quantity, text))
            paragraph.stated = paragraph.stated if subject in (None, FOREIGN) else subject
        else:
            subject = _within(subject, paragraph) if subject else None
            subject = of_an_earlier_whole(reading, at, subject) if subject else None
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
    subject = cautious(reading, quantity, subject, paragraph)
    period = period_of(reading, span, subject, kind)
    scope, sure = scope_of(reading, start, quantity, own=paragraph.own, area=paragraph.area)
    paragraph.area = paragraph.area or sure < 1 or scope == "region"
    scope = _scope_within(reading, (floor, start), quantity, subject, paragraph) or scope
    countable = kind not in ("duration", "rank")
    if subject is None or period is None or scope != "agency" or not countable:
        return build(quantity, text, kind, period=period, scope=scope)
    if sure == 1:
        return build(quantity, text, kind, subject, base=base, period=period)
    subject = replace(subject, sure=subject.sure * sure)
    return replace(build(quantity, text, kind, subject, base=base, period=period), of_area=True)


def _share(reading: Reading, at: int, span: tuple[int, int], paragraph: Paragraph) -> Share:
    """The part and whole of a percentage; percentage points are of the one before them."""
    if reading.quantities[at].unit == POINTS:
        return paragraph.shared or (None, None)
    if _in_a_row(reading, at):
        return None, None
    near = between(reading.cues, *span)
    topic = topic_of([*between(reading.cues, 0, span[0]), *near], paragraph.subject)
    if topic is None and is_of_requests(reading, span):
        topic = _TOPICS["requests"]
    part, whole = _share_of_counted(reading, at, paragraph) or share_of(
        reading.text, span, near, topic, paragraph.stated
    )
    shared = paragraph.shared
    if shared and part and len(shared[1].first) == 1 and part.first[:1] != shared[1].first:
        of_group = part.first[0].startswith(f"{shared[1].first[0]}_")
        whole = shared[1] if of_group and whole == CLOSED else whole
    paragraph.shared = (part, whole) if part and whole else None
    return part, whole


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
    if not paragraph.local or subject is None or subject.domain not in _TOPICS:
        return None
    paragraph.stated = None
    return "subordinate"


def _in_a_row(reading: Reading, at: int) -> bool:
    """占7.7%和4.8%: one percentage each of several things, no telling of which."""
    told = reading.quantities
    return any(
        one.unit == other.unit == "%"
        and _AND.fullmatch(reading.text, one.span.end, other.span.start)
        for one, other in pairwise(told[max(0, at - 1) : at + 2])
    )


def _share_of_counted(reading: Reading, at: int, paragraph: Paragraph) -> Share | None:
    """124件，占办结309件的40.1%: the number before the last, of the last."""
    if at < 2 or len(paragraph.listed) < 2:
        return None
    before, last = reading.quantities[at - 2 : at]
    between_ = reading.text[last.span.end : reading.quantities[at].span.start]
    opening = reading.text[before.span.end : last.span.start]
    if _WITHIN.fullmatch(between_):  # 另行查询的40件，在不予公开的84件里占近一半
        whole, part = paragraph.listed[-1], paragraph.listed[-2]
        if paragraph.stated is not whole or not part.first[0].startswith(f"{whole.first[0]}_"):
            return None, None
        return part, whole
    if not _OF_THEM.fullmatch(between_) or not _TAKES_UP.match(opening):
        return None
    whole, part = paragraph.listed[-1], paragraph.listed[-2]
    return (part, whole) if paragraph.stated is whole and part != whole else None


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
