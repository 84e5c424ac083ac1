"""Claims: every quantity and statement of the prose with what it is said of.

Sentences are read in order, and within them numbers and statements from left to right; what a
paragraph last spoke of is carried over to numbers that name nothing themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Final

from analyzer.claim import Claim, Quantity
from analyzer.document import AgencyLevel, Sentence, Span
from analyzer.extract.about_applications import lists_results, names_results
from analyzer.extract.antecedent import BOTH_SUITS, BOTH_TABLES
from analyzer.extract.assertions import Assertion, stated
from analyzer.extract.bare_requests import counts_by_name
from analyzer.extract.caution import only_some
from analyzer.extract.counted import claim_at
from analyzer.extract.cues import between
from analyzer.extract.disclosure_subjects import MAYBE_ALL
from analyzer.extract.expressions import Expression
from analyzer.extract.frames import enter_part
from analyzer.extract.other_business import denied
from analyzer.extract.other_times import of_the_year
from analyzer.extract.parts import told_in_kinds
from analyzer.extract.reading import BRACKETS, OPENING_BRACKETS, Paragraph, Reading, reading_of
from analyzer.extract.statements import Statement, plain, statements, within
from analyzer.extract.statements import read as read_statement
from analyzer.extract.subject import FOREIGN, Subject
from analyzer.extract.subjects import topic_after, topic_of
from analyzer.extract.typeset import PART_OF, Typeset, joined, paragraphs, typeset
from analyzer.extract.whose import is_of_others, names_itself

_TOPICS: Final = {"requests": Subject("requests"), "disputes": Subject("disputes")}
# （一）规范性文件。 names what the next sentence counts
_HEADING: Final = re.compile(
    r"(?:[（(]?[一二三四五六七八九\d]+[）)、.．])?[^，；：、]{2,14}[。：:]?\s*"
)
_ALL_OF_THEM: Final = (("new_received",), ("handled",), ("result_total",))
_EACH: Final = ("均", "都", "皆", "全", "悉数", "一律")
_NONE: Final = ("无", "未", "没")
_SUMS_UP: Final = Expression(
    r"^[）)]?$|，(?:目前|现在?|截至[^，。；]{1,8}|年内|当年|最终|最后|已|[^，。；、\d]{0,4}结果)*$"
)
_ONE_OF_TWO: Final = ("前者", "后者")


def claims(
    text: str,
    sentences: Sequence[Sentence],
    *,
    year: int | None = None,
    level: AgencyLevel | None = None,
    agency: str = "",
) -> tuple[Claim, ...]:
    """The claims of `text` in order; spans are half-open code points of `text`.

    `year` is the year reported on, `level` the agency's level, which decides whether 全市 is the
    agency's own scope; `agency`, where its name is known, whether 分局 is the agency itself.
    """
    found: list[Claim] = []
    for group in paragraphs(text, sentences):
        read = []
        for spoken_on in joined(text, group):
            body = typeset(spoken_on.text)
            read.append((spoken_on, body, reading_of(body.text, year, level)))
        topic = _TOPICS.get(read[0][0].section)
        paragraph = Paragraph(topic, home=topic is not None, agency=agency)
        # of a lone paragraph nobody knows whose report it is: 省政府本级, told further on, says it
        readings = [each[2] for each in read]
        paragraph.own = level is None and any(map(names_itself, readings))
        paragraph.in_kinds = told_in_kinds(readings)
        for place, (spoken_on, body, reading) in enumerate(read):
            following = readings[place + 1] if place + 1 < len(readings) else None
            paragraph.ahead = topic is None and following is not None and lists_results(following)
            paragraph.by_name = following is not None and counts_by_name(following)
            start = spoken_on.starts[0]
            for claim in _told(reading, paragraph, spoken_on.section):
                span = _written(claim.quantity.span, body, start)
                digits = _written(claim.quantity.number, body, start)
                sentence = spoken_on.sentence_at(span.start)
                named = claim.named and _written(claim.named, body, start)
                found.append(_placed(claim, len(found) + 1, sentence, span, digits, text, named))
    return tuple(found)


def _told(reading: Reading, paragraph: Paragraph, section: str) -> list[Assertion]:
    """The claims of one sentence, in order; offsets are those of the sentence."""
    paragraph.turn(goes_on=reading.text.startswith(PART_OF))
    if reading.level is not None:  # else every sentence was asked before the first was read
        paragraph.own = paragraph.own or names_itself(reading)
    if not paragraph.home and names_results(reading):
        paragraph.home = True
        first = reading.cues[0]
        opens = first.end <= reading.quantities[0].span.start
        if opens and (first.has("row") or first.has("column")):
            paragraph.subject = paragraph.subject or _TOPICS["requests"]
    paragraph.home = paragraph.home or bool(reading.having("request"))
    told = list(_read(reading, paragraph))
    told += _plainly_stated(reading, told)
    if len(told) > 1:
        told.sort(key=_start)
    if not reading.quantities:
        _follow(reading, paragraph, told)
    if paragraph.again:
        told = [_in_part(claim, paragraph) for claim in told]
    told = of_the_year(reading, told, paragraph) if told else told
    return [only_some(claim, reading.text, section) for claim in told]


def _in_part(claim: Assertion, paragraph: Paragraph) -> Assertion:
    """新收17件，公开13件；上年结转1件，公开1件: told, but the 13 are not all that the table counts."""
    if claim.metric not in paragraph.again:
        return claim
    return claim._replace(probability=min(claim.probability, MAYBE_ALL))


def _start(claim: Assertion) -> int:
    return claim.quantity.span.start


def _written(span: Span, body: Typeset, start: int) -> Span:
    """A span of a sentence as it is read, in the text in which that sentence begins at `start`."""
    if body.places:
        span = body.written(span)
    return Span(span.start + start, span.end + start)


def _placed(  # noqa: PLR0913, PLR0917  # a claim at its place
    claim: Assertion,
    number: int,
    sentence: int,
    span: Span,
    digits: Span,
    text: str,
    named: Span | None,
) -> Claim:
    """The claim with its number, and offsets and characters of the whole text."""
    told = claim.quantity
    return Claim(
        f"c{number}",
        Quantity(span, digits, told.value, told.low, told.high, told.unit, told.hedge, told.step),
        text[span.start : span.end],
        sentence,
        claim.kind,
        claim.metric,
        claim.period,
        claim.scope,
        claim.base,
        claim.metrics,
        claim.probability,
        claim.of_area,
        named,
    )


def _read(reading: Reading, paragraph: Paragraph) -> Iterator[Assertion]:
    text = reading.text
    bracketed = BRACKETS.search(text) is not None
    end = at = part = counted = named = 0
    for start, item in _items(reading):
        if bracketed:
            paragraph.bracket(text[at:start])
        at = max(at, start)
        if start >= part:
            part = enter_part(reading, start, paragraph)
        if isinstance(item, int):
            claim = claim_at(reading, item, paragraph)
            counted, named = counted + 1, paragraph.taken
        elif start < end or _holds_number(reading, (start, item.end())):
            continue
        else:
            passed = between(reading.cues, end, start)
            aside = text[start - 1 : start] in OPENING_BRACKETS
            # 复议3件，全部维持；诉讼2件，全部驳回: each for itself
            apart = aside or counted < len(BOTH_TABLES) or _each_ended(reading, start)
            both = None if apart else _of_both(paragraph, text[end:start], item[0])
            topic = both or topic_of(passed, paragraph.stated or paragraph.subject)
            received = next((s for s in paragraph.listed if s.first in _ALL_OF_THEM), None)
            statement = read_statement(text, item, reading.cues, topic, received)
            if statement is None or _holds_number(reading, statement.span):
                continue
            if statement.sense == "zero" and statement.span.start < named:
                continue  # 5件没有现成信息需要另行制作 counts five, it denies none
            if _is_of_some(reading, statement, paragraph) or denied(reading, statement, paragraph):
                continue
            statement = within(statement, paragraph.frame)
            claim = stated(reading, statement)
            if is_of_others(reading, claim.quantity, statement.subject.domain, paragraph):
                claim = claim.of_others()
            _note(statement, claim, paragraph)
            paragraph.taken = max(paragraph.taken, claim.span.end)
            counted = 0
        end = claim.span.end
        yield claim


def _each_ended(reading: Reading, at: int) -> bool:
    """复议1件，结果为维持；诉讼2件，结果均为未审结: an outcome stands between the two counts before `at`."""
    before = [said.span for said in reading.quantities if said.span.end <= at][-2:]
    return bool(between(reading.having("outcome"), before[0].end, before[-1].start))


def _is_of_some(reading: Reading, statement: Statement, paragraph: Paragraph) -> bool:
    """职业打假人申请39件，其中没有一件公开: none of some that no table counts."""
    start = statement.span.start
    if statement.sense != "zero" or not reading.text.endswith(PART_OF, 0, start):
        return False
    before = [at for at, said in enumerate(reading.quantities) if said.span.end <= start]
    return bool(before) and paragraph.told.get(before[-1]) in (None, FOREIGN)


def _note(statement: Statement, claim: Assertion, paragraph: Paragraph) -> None:
    """What the paragraph speaks of after a statement without a number."""
    subject = statement.subject
    if statement.sense == "zero" and subject.domain != "narrative":
        paragraph.subject = topic_after(subject, paragraph.subject)
        if subject.domain == "disclosure":
            paragraph.stated = None  # 有效88件；规章未新增，仍为14部: no longer of the 88
    if statement.sense == "unchanged":
        paragraph.stated = paragraph.stated or subject  # 与上年持平，都是62件
    if statement.sense == "all" and subject.metric is not None:
        paragraph.all_of = claim.span.end, subject
        if subject.domain == "disputes" and not subject.second:
            paragraph.subject = subject  # 均经复议后起诉，法院驳回1件


def _items(reading: Reading) -> list[tuple[int, int | re.Match[str]]]:
    """The numbers of a sentence, by their index, and what may be statements, each with its place."""
    items: list[tuple[int, int | re.Match[str]]] = [
        (quantity.span.start, at) for at, quantity in enumerate(reading.quantities)
    ]
    said = list(statements(reading.text))
    return sorted([*items, *said], key=itemgetter(0)) if said else items


def _plainly_stated(reading: Reading, told: Sequence[Assertion]) -> list[Assertion]:
    """Universals and zero statements about what the tables do not hold, beside the claims `told`.

    A universal sums up something counted, so it takes a number before it.
    """
    said = list(plain(reading.text))
    if not said:
        return []
    counted = reading.quantities[0].span.end if reading.quantities else len(reading.text)
    taken = [claim.span for claim in told]
    return [
        stated(reading, statement)
        for statement in said
        if (statement.sense == "zero" or statement.span.start >= counted)
        and not any(s.start < statement.span.end and statement.span.start < s.end for s in taken)
    ]


def _of_both(paragraph: Paragraph, before: str, said: str) -> Subject | None:
    """直接起诉1件，复议后起诉2件，均驳回: all suits, where both kinds were just counted.

    So with 复议9件，诉讼6件，均未被纠错 and …，无一被纠错, where the sentence counts nothing else.
    `before` is what stands between the claim before and the words `said`.
    """
    told = [subject.first for subject in paragraph.listed[-2:] if not subject.second]
    if not told or paragraph.stated is not paragraph.listed[-1]:
        return None  # 直接起诉3件，驳回2件；复议后起诉1件，被驳回: each for itself
    if len(told) == len(BOTH_SUITS) and before.endswith(_ONE_OF_TWO):
        return Subject("disputes", told[0 if before.endswith(_ONE_OF_TWO[0]) else 1])
    if len(told) == len(BOTH_SUITS) and set(told) == BOTH_SUITS:
        return Subject("disputes", ("suit",))
    alone = told == BOTH_TABLES and not any(subject.second for subject in paragraph.listed)
    all_of_them = _SUMS_UP.search(before) is not None and said.startswith((*_EACH, *_NONE))
    return Subject("disputes", ("all",)) if alone and all_of_them else None


def _holds_number(reading: Reading, span: tuple[int, int]) -> bool:
    return any(q.span.start < span[1] and span[0] < q.span.end for q in reading.quantities)


def _follow(reading: Reading, paragraph: Paragraph, told: Sequence[Assertion]) -> None:
    """A sentence without numbers may still change the topic for the next one."""
    topic = topic_of(reading.cues, None)
    none = bool(told) and all(claim.quantity.hedge == "zero" for claim in told)
    if topic is not None and none and topic.domain == "disputes":
        return  # 未发生行政复议。已办结8件: of cases that there are none of, nothing more is told
    if topic is not None:
        paragraph.business = paragraph.business and topic.domain != "requests"
        paragraph.subject = topic
        named = not told and _HEADING.fullmatch(reading.text) is not None
        paragraph.heading = named and topic.domain != "requests"
    elif reading.having("foreign"):
        paragraph.subject = None
