"""Which subject a number has: the words before it, behind it, or further before.

Where none of them decide, the number stays without a subject: abstaining beats guessing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from analyzer.claim import Quantity
from analyzer.extract import added_up, antecedent, remote
from analyzer.extract.about_disclosure import speaks_of_disclosure
from analyzer.extract.applicants import with_column_before
from analyzer.extract.behind import behind, closed_in_time
from analyzer.extract.brackets import across_bracket, within_bracket
from analyzer.extract.cues import CLOSES, Cue, between, sentence_part_start
from analyzer.extract.decisions import under_heading
from analyzer.extract.disclosure_subjects import MAYBE_ALL
from analyzer.extract.dispute_parties import as_respondent, cases_of, named_at, was_judged
from analyzer.extract.dispute_subjects import is_a_cause, of_disclosure, with_outcome_behind
from analyzer.extract.documents_around import document_behind, with_verb_behind
from analyzer.extract.documents_before import held, none_at_all, shortly_said
from analyzer.extract.enumerations import distribute
from analyzer.extract.expressions import Expression
from analyzer.extract.further_before import compared_ahead, further_before, in_a_series
from analyzer.extract.further_behind import clause_after
from analyzer.extract.given import hidden_then_given, in_part, opened_in_all
from analyzer.extract.labels import labelled, labelled_behind
from analyzer.extract.matters import items
from analyzer.extract.measures import continues, is_of_how
from analyzer.extract.money import end_of, money
from analyzer.extract.no_total import is_no_total
from analyzer.extract.one_kind import approved, is_beside_another, is_kind, names_more_kinds
from analyzer.extract.parts import in_parts
from analyzer.extract.periods import compared_with
from analyzer.extract.place import Place, at_home_in, is_near_enough, without_its_object
from analyzer.extract.reading import OPENING_BRACKETS, Paragraph, Reading
from analyzer.extract.request_subjects import narrowed
from analyzer.extract.subject import DOCUMENT_UNITS, FOREIGN, Subject, joined, keys_of
from analyzer.extract.topic import POOL, topic_before
from analyzer.extract.ways import is_by_channel
from analyzer.lexicon.metrics import CueKind
from analyzer.lexicon.units import CASE

_DECIDED: Final = ("decisions",)
_CASES: Final = re.compile(r"案件|案子|工单|信件|文件|公文|稿件|培训|目录")
_OF_A_CHANGE: Final = frozenset({"%", "倍", "‰"})
_THE_REST: Final = frozenset({"其余", "余下", "其他", "剩余", "另外", "另"})
_ALL_OF_THE_REST: Final = Expression("(?:申请)?(?:均|都|全部|皆|则|已)")
_APPLIED: Final = Expression("的?(?:政府信息公开|信息公开|公开)?申请")
_ALL_DONE: Final = Expression(
    r"(?:均|都|全部)?已?(?:按期|按时|依法)?(?:作出|作了|给予|予以|得到)?(?:书面)?(?:答复|办结|回复)"
)
_ALL_TOLD: Final = Expression(r"(?:全年|本年度?|年内|共有|一共|共计|共|总计|合计|发生|有|为)*")
_ORDINAL: Final = Expression(r"[（(]?[一二三四五六七八九十\d]{0,2}[）).．、]?\s?")
_HEADS: Final[tuple[CueKind, ...]] = ("row", "document", "group")
_EACH: Final = re.compile(r"各(?!类|种|级|项)")
_ALIKE: Final = Expression(
    r"[均都](?:[为是有]|只有)?$"
)  # 复议、诉讼均为1件; 均为0件 is none of both


def attribute(  # noqa: PLR0913  # a number in its place
    reading: Reading, at: int, start: int, floor: int, paragraph: Paragraph, *, change: bool
) -> Subject | None:
    """The subject of quantity number `at`; `start` begins its clause, `floor` ends the one before.

    `change` says that the number is a rise or fall, whose words stand between it and its subject.
    """
    floor, start = max(floor, paragraph.taken), max(start, paragraph.taken)
    if at not in reading.distributed:
        distribute(reading, at, floor, paragraph)
    if at in reading.distributed:
        return reading.distributed[at]
    text, quantity = reading.text, reading.quantities[at]
    by_channel = is_by_channel(reading, start, quantity, beside=paragraph.by_channel)
    paragraph.by_channel = paragraph.by_channel or by_channel
    if by_channel or is_no_total(reading, start, quantity) or reading.having("document_class"):
        return FOREIGN
    known = (
        _all_of(reading, at, paragraph)
        or antecedent.said_again(reading, at, paragraph)
        or labelled(reading, max(floor, start), quantity.span.start, paragraph.earlier)
    )
    if known is not None:
        return known
    ends = text[quantity.span.end : quantity.span.end + 1] in CLOSES
    pool = not ends and POOL.match(text, quantity.span.end) is not None
    passed = between(reading.cues, floor, start)
    topic = topic_before(reading, passed, start, paragraph, pool=pool)
    disputed = reading.having("group") or reading.having("outcome")
    disclosed = not disputed or speaks_of_disclosure(reading, quantity, floor, paragraph)
    unit = CASE if _counts_cases(reading, quantity, change=change) else quantity.unit
    place = Place(reading, at, start, floor, topic, disclosed, unit)
    subject, near = with_verb_behind(place, *place.named(start, quantity.span.start))
    subject = none_at_all(subject, near, quantity, MAYBE_ALL)
    told = _told_otherwise(place, subject, near) or approved(place, near, paragraph, MAYBE_ALL)
    if told is not None:
        return told
    if compared_with(text, start, quantity.span.start) and paragraph.stated is not None:
        return paragraph.stated if subject in (None, FOREIGN) else subject
    subject = antecedent.of_parts(reading, (start, quantity.span.start), near, subject, paragraph)
    if subject is not None:
        subject = with_outcome_behind(reading, quantity.span.end, subject, paragraph)
        subject = in_parts(reading, quantity, subject, paragraph)
        return _named(place, subject, near, paragraph, change=change)
    if at and continues().fullmatch(text, floor, quantity.span.start):
        return paragraph.stated
    if pool:
        return Subject("requests", ("new_received",), sure=0.9) if at_home_in(topic) else None
    return _unnamed(place, near, paragraph)


def _counts_cases(reading: Reading, quantity: Quantity, *, change: bool) -> bool:
    """Whether a unit says 件: 多3次 of a change; 收到1项依申请公开事项."""
    unit = quantity.unit
    if change and unit in _OF_A_CHANGE:
        return True
    return unit == "项" and any(c.start == quantity.span.end for c in reading.having("request"))


def _told_otherwise(place: Place, subject: Subject | None, near: list[Cue]) -> Subject | None:
    """What matters, documents behind the number, and causes of disputes make of it."""
    reading, end = place.reading, place.quantity.span.start
    if subject and subject.domain == "disclosure":
        asked = _APPLIED.match(reading.text, place.quantity.span.end)  # 涉规划许可的88件申请
        if asked or is_a_cause(reading, place.start, end):
            return FOREIGN
    if subject and subject.domain == "requests" and was_judged(reading.text, near):
        return FOREIGN
    told = items(place, near) or document_behind(place, near)
    if told is None and place.unit == CASE and subject in (None, FOREIGN):
        part = sentence_part_start(reading.text, place.start, 0)
        told = under_heading(reading.text, part, end)
    return told or of_disclosure(reading, place.start, place.quantity.span, subject)


def _all_of(reading: Reading, at: int, paragraph: Paragraph) -> Subject | None:
    """其他处理4件，均为主动撤回（4件）: the number in brackets behind a universal counts its part."""
    if paragraph.all_of is None:
        return None
    end, part = paragraph.all_of
    return (
        part if reading.text[end : reading.quantities[at].span.start] in OPENING_BRACKETS else None
    )


def _named(
    place: Place, subject: Subject, near: list[Cue], paragraph: Paragraph, *, change: bool
) -> Subject | None:
    """The subject that the words of the clause before the number name, if they are near enough."""
    reading, text, at = place.reading, place.reading.text, place.quantity.span.start
    compared = compared_with(text, near[-1].end, at)  # 新收数较2022年的71件
    if not (change and subject is not FOREIGN) and not is_near_enough(
        text, near, compared.start() if compared else at, subject
    ):
        summed = money(text[place.start : at], place.inherited) if place.unit == "元" else None
        # 收取土地闲置费、耕地开垦费等1,230万元; 9位申请人向我局提交12件申请
        return summed or behind(place, paragraph) or remote.handed_in(place) or FOREIGN
    if is_beside_another(text, place.quantity, subject):
        return FOREIGN
    if change and is_of_how(text, end_of(near), at, money="amount" in subject.second):
        return FOREIGN
    subject = without_its_object(subject, near[-1])
    subject = antecedent.carried_by_year(reading, place.start, at, subject)
    subject = antecedent.in_hand(reading, (place.start, at), subject, paragraph)
    if subject.domain == "requests" and _CASES.search(text, near[-1].end, at):
        return FOREIGN  # 办结案件88宗, 新收案件1,142件
    if subject.sure == MAYBE_ALL:
        paragraph.kinds.append(subject.first)
        # 用海审批18宗、渔船许可42宗
        again = subject.second == _DECIDED and paragraph.kinds.count(subject.first) > 1
        if again or names_more_kinds(place.reading, near, subject):
            return FOREIGN
    elif is_kind(near[-1]) and names_more_kinds(place.reading, near, subject):
        paragraph.kinds.append(subject.first)
        return FOREIGN  # 强制措施2起，强制执行1起
    if subject.first == ("other_plain",) and (
        _ALL_OF_THE_REST.match(text, place.quantity.span.end)
        or (place.quantity_before and not _counted(paragraph))
    ):
        return FOREIGN  # 其他72件都作了答复; 征地拆迁9件、村级财务3件、其他2件
    if _EACH.search(text, near[0].start, at) or (
        place.quantity.value and _ALIKE.search(text, near[0].start, at)
    ):
        subject = _first_of_each(text, near, subject)
    said = text[place.start : at]
    subject = opened_in_all(said, subject, paragraph.listed)
    subject = in_part(said, subject, text, place.quantity.span.end)
    subject = narrowed(text, subject, place.passed())
    subject = with_column_before(text, subject, between(reading.cues, place.floor, place.start))
    return _with_carried(reading, subject, place.floor, place.quantity)


def _first_of_each(text: str, near: list[Cue], subject: Subject) -> Subject:
    """商业企业、科研机构各提申请1件, 行政复议、诉讼各2件: so many of each, told of the first."""
    if subject.first == ("all",):
        return replace(subject, first=("review",))
    subject = replace(subject, first=subject.first[:1], second=subject.second[:1])
    if subject.domain != "requests":
        return subject
    rows = joined(text, keys_of(near, "row"))
    return replace(subject, first=rows[:1]) if len(rows) > 1 else subject  # 收到、办结各3件


def _counted(paragraph: Paragraph) -> bool:
    """Whether the number before was one of the tables'."""
    return paragraph.stated is not None and paragraph.stated is not FOREIGN


def _is_headed(place: Place) -> bool:
    """申请量：2021年97件；办结量：2021年95件: a name and a colon stand before the clause."""
    if place.reading.text[place.start - 1 : place.start] not in ("：", ":"):
        return False
    headed = between(place.reading.cues, place.floor, place.start)
    return any(cue.has(kind) for cue in headed for kind in _HEADS)


def _unnamed(place: Place, near: list[Cue], paragraph: Paragraph) -> Subject | None:
    """The subject of a number before which its clause names none."""
    span = place.quantity.span
    before = place.reading.text[place.start : span.start]
    if before.strip("，；、 ") in _THE_REST and _ALL_DONE.match(place.reading.text, span.end):
        return remote.rest_of_all(paragraph)
    at_home = at_home_in(place.inherited)
    further = place.reading.text[: span.start]
    if place.unit == "元":
        of_money = paragraph.stated is not None and paragraph.stated.second == ("amount",)
        goes_on = remote.of_year(before, paragraph, further) if of_money else None
        return money(before, place.inherited) or goes_on
    if paragraph.headed and not place.at and _ALL_TOLD.fullmatch(before):
        return place.inherited
    behind_ = place.reading.text[span.end :]
    return (
        as_respondent(before, place.inherited)
        or cases_of(before, place.inherited, paragraph.listed)
        or shortly_said(before, behind_, place.inherited)
        or _unless_named(place, added_up.sum_of(before, paragraph, several=True))
        or (held(before, behind_, place.inherited) if place.unit in DOCUMENT_UNITS else None)
        or antecedent.of_the_sentence_before(place, before, paragraph)
        or added_up.whole(place, before, paragraph)
        or added_up.whole_ahead(place, before)
        or _unless_named(place, added_up.sum_of(before, paragraph, opens=_opens(place)))
        or remote.left_over(before, behind_, paragraph)
        or remote.carried_over_from(before, place.reading.year, at_home=at_home)
        or (remote.of_all_periods(before, place.reading, place.at) if at_home else None)
        or remote.taken_in(before, paragraph, at_home=at_home)
        or remote.own_part(place, near, paragraph)
        or _unless_turned(place, remote.of_year(before, paragraph, further, behind_))
        or compared_ahead(place)
        or in_a_series(place)
        or closed_in_time(place, paragraph)
        or (labelled_behind(place.reading, span.end, paragraph) if at_home else None)
        or _behind(place, paragraph)
        or hidden_then_given(before, place.inherited)
        or remote.head_of(place.reading, span.start, span.end, at_home=at_home)
        or across_bracket(place, paragraph)
        or within_bracket(place, paragraph)
        or further_before(place)
    )


def _unless_named(place: Place, summed: Subject | None) -> Subject | None:
    """No sum is 依法不能公开的，共4件, nor 共7件不予公开: a row is named beside the number."""
    if summed is None:
        return None
    beside = [cue for cue in place.reading.having("row") if cue.start == place.quantity.span.end]
    named = any(cue.is_strong() and cue.has("row") for cue in (*place.passed(), *beside))
    return None if named else summed


def _unless_turned(place: Place, again: Subject | None) -> Subject | None:
    """Not the same in another year where something else is named (去年3件诉讼; 办结量：2021年95件)."""
    if again is None:
        return None
    end = place.quantity.span.end
    turned = named_at(place.reading.having("group"), end) or _is_headed(place)
    return None if turned else again


def _behind(place: Place, paragraph: Paragraph) -> Subject | None:
    """What is said behind the number: next to it, or one clause on (7件查企业登记，属行政查询)."""
    told = behind(place, paragraph)
    return told if told and told is not FOREIGN else clause_after(place, paragraph) or told


def _opens(place: Place) -> bool:
    """Whether the number is the first of a sentence that names nothing before it ((七)总计71件)."""
    return not place.at and _ORDINAL.fullmatch(place.reading.text, 0, place.start) is not None


def _with_carried(reading: Reading, subject: Subject, floor: int, quantity: Quantity) -> Subject:
    """共受理申请（含上年结转）57件: what came in and what was carried over."""
    if not reading.with_carried or subject.first != ("new_received",):
        return subject
    aside = any(floor <= end <= quantity.span.start for end in reading.with_carried)
    if not aside:
        return subject
    return replace(subject, first=("new_received", "carried_over"))
