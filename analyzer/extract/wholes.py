"""Of which whole a result is told: of all applications, of one topic's alone, or of something else.

收到申请320件，其中征地类112件，其中予以公开71件: the 71 are of the 112, which no table counts.
热线咨询63件，当天答复59件: of the calls. Such numbers are never held against the table.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from analyzer.extract.asked_about import told_about
from analyzer.extract.bare_requests import of_another_window
from analyzer.extract.cues import between, clause_end, clause_start, sentence_part_start
from analyzer.extract.earlier_whole import adds_up, is_carried_over
from analyzer.extract.expressions import Expression
from analyzer.extract.lookalikes import is_lookalike
from analyzer.extract.reading import Paragraph, Reading
from analyzer.extract.subject import CAME_IN, CARRIED_OVER, CASE_UNITS, DEALT_WITH, FOREIGN, Subject
from analyzer.extract.ways import is_by_channel

_INCOMING: Final = frozenset(
    {"new_received", "carried_over", "carried_over_likely", "carried", "to_handle"}
)
_FLOWS: Final = _INCOMING | {"carried_forward"}
_THIRD: Final = 2  # the first is the whole, the second its part
_NEAR: Final = 12  # numbers; a topic told farther before is past
_MAY_BE_OF_ALL: Final = 0.8  # below what `verify` asserts
# 征地拆迁类112件, 规划许可方面60件; 涉及征地补偿的112件, 要求公开项目批文的30件
_NAMES_TOPIC: Final = re.compile(
    r"(?:类|方面|领域|题材|题目|主题|内容|热点|话题|问题|业务|信息|资料|材料|档案|政策|案件|事宜)"
    r"(?:的|有|为|共|约|达|占|共计|合计|申请|公开|政府信息公开|信息公开)*[（(]?\s?$"
    r"|(?:涉及|涉|关于|有关|反映|针对|围绕|要求公开|申请公开|要求获取|索要|索取)[^，。；：\d]{2,}$"
)
# 112件涉及征地拆迁, 30件是关于项目批文的
_TOPIC_BEHIND: Final = re.compile(
    r"(?:的?申请)?(?:均|都|则|主要)?(?:是|为|系)?(?:涉及|关于|有关|反映|针对|围绕|要求公开|申请公开|要求获取|索要|索取)"
)
_INTRODUCES: Final = re.compile(
    r"(?:题目|主题|内容|事项|领域|类别|热点|方面|题材|话题)[^，。；\d]{0,6}?(?:是|为|有|以|在|属)"
    r"[^，。；\d]{1,24}(?:，[^，。；\d]{0,6})?$"
    r"|一类(?:的|申请)*(?:占|最|居)[^，。；]{1,16}，[^，。；\d]{0,6}$"  # 征地补偿一类占六成多，共17件
)
_CLASS: Final = re.compile(
    r"(?<![各种此分])类(?:的|申请|信息公开申请|政府信息公开申请)*(?:有|为|共)?$"
    r"|(?:其中|、)[^，。；、\d]{2,6}登记(?:的|有|为|共)*$"  # 其中林权登记3宗
)
_BREAKS_UP: Final = re.compile(
    r"^[，、；：\s]*(?:其中|主要|分别|内容|申请|所申请|公开|的|事项)*(?:其中|涉及|包括|内容|主要)"
)
_IN_IT: Final = re.compile(r"(?:的?申请)?[之当]?[中里]|[，、：]?其中|（")
_CLOSES_THEM: Final = Expression(
    r"(?:申请)?[之当]?[中里]?(?:已|共|当年|年内|实际)*[办答回]\w{1,2}(?:了)?"
)
_JOINED: Final = ("、", "，", "和")
_IN_LIST: Final = ("、", "和", "及", "与", "以及")
# 企业欠税8件，行政处罚4件，人事招录3件: names alone; 作出行政处罚4件 tells of something else
_NAMED_IN_LIST: Final = Expression(r"，[^，。；、：\d作出实施办下制发共全本年其涉]{2,8}")
_OF_IT: Final = re.compile(r"^[，、；：\s]*(?:其中|这些|此类|该类|上述|对此|这类)")


def told_of(reading: Reading, at: int, subject: Subject, paragraph: Paragraph) -> Subject:
    """The subject of number `at`, FOREIGN where it is a part of what no table counts.

    Where it may be told of one topic or of all applications, it is told but never asserted.
    """
    if is_lookalike(reading, at, subject, paragraph) or of_another_window(
        reading, at, subject, paragraph
    ):
        return FOREIGN
    subject = told_about(reading, at, subject)
    if subject.domain == "disclosure" and paragraph.total:
        if _counts_topic(reading, at) or _listed_with_topics(reading, at, paragraph):
            return FOREIGN  # 规划许可方面60件; 其中环评批复29件、处罚文书13件
        return subject
    if subject.domain != "requests" or not subject.first or not at:
        return subject
    if _again(reading, at, subject, paragraph) or _of_those_alone(reading, at, subject, paragraph):
        return FOREIGN
    told = _of_a_way(reading, at, subject, paragraph)
    if told is not None:
        return told
    if subject.first == CAME_IN and paragraph.total and _is_class(reading, at):
        return FOREIGN  # 其中登记类申请8件
    if subject.first == CAME_IN and subject.second:
        subject = _of_a_part(reading, at, subject, paragraph)
    subject = _of_the_new(reading, at, subject, paragraph)
    if set(subject.first) & _FLOWS or subject.sure < _MAY_BE_OF_ALL or subject is FOREIGN:
        return subject
    return _within_topics(reading, at, subject, paragraph)


def _of_a_way(reading: Reading, at: int, subject: Subject, paragraph: Paragraph) -> Subject | None:
    """网上收到2件，办结2件: what became of those that came in one way, or perhaps of all."""
    if not paragraph.by_channel or paragraph.stated is not FOREIGN:
        return None
    counts = [each for each in reading.quantities[:at] if each.unit in CASE_UNITS]
    if not counts or reading.quantities[at].value > counts[-1].value:
        return None
    if _OF_IT.match(_said(reading, at)) and not set(subject.first) & _FLOWS:
        return FOREIGN  # 网上申请612件，占75.4%，其中予以公开300件
    doubtful = set(subject.first) <= DEALT_WITH
    return replace(subject, sure=min(subject.sure, _MAY_BE_OF_ALL)) if doubtful else None


def _may_be_of_the_part(reading: Reading, at: int, paragraph: Paragraph) -> bool:
    """收到30件，其中某支队12件，办结11件: of the twelve or of all, nobody can tell."""
    if at < _THIRD or paragraph.told.get(at - 1) not in (None, FOREIGN):
        return False
    if not _OF_IT.match(_said(reading, at - 1)) or not _said(reading, at).startswith("，"):
        return False
    number, part = reading.quantities[at], reading.quantities[at - 1]
    return number.unit == part.unit and number.value <= part.value


def _again(reading: Reading, at: int, subject: Subject, paragraph: Paragraph) -> bool:
    """新收17件，公开13件；上年结转1件，公开1件: a row told again is of what was carried over alone."""
    carried = paragraph.stated is not None and paragraph.stated.first == CARRIED_OVER
    if not carried or subject.second or set(subject.first) & _FLOWS:
        return False
    told = [s for s in paragraph.listed if s.first == subject.first and not s.second]
    if not told or reading.quantities[at].value > reading.quantities[at - 1].value:
        return False
    paragraph.again.add(subject.metric)
    return True


def _of_those_alone(reading: Reading, at: int, subject: Subject, paragraph: Paragraph) -> bool:
    """收到45件。…上年结转4件，其中予以公开3件、部分公开1件: of the four, which open their sentence."""
    if not paragraph.total or set(subject.first) & _FLOWS:
        return False
    whole = next((i for i in range(at) if _is_of_requests(paragraph.told.get(i))), None)
    if whole is None:
        return False
    if not is_carried_over(paragraph.told.get(whole)):
        return False
    between = (paragraph.told.get(i) for i in range(whole + 1, at))
    if any(told is not None and set(told.first) & _FLOWS for told in between):
        return False
    quantities = reading.quantities
    said = reading.text[quantities[whole].span.end : quantities[whole + 1].span.start]
    parts = sum((each.value for each in quantities[whole + 1 : at + 1]), Decimal(0))
    return _OF_IT.match(said) is not None and parts <= quantities[whole].value


def _is_of_requests(told: Subject | None) -> bool:
    return told is not None and told.domain == "requests"


def _of_the_new(reading: Reading, at: int, subject: Subject, paragraph: Paragraph) -> Subject:
    """新收的35件办结34件: of these, which are not all that were closed where some were carried over."""
    before = paragraph.stated
    if subject.second or not set(subject.first) <= DEALT_WITH:
        return subject
    if before is None or before.first != CAME_IN or before.second:
        return subject
    if not _CLOSES_THEM.fullmatch(_said(reading, at)):
        return subject
    carried = any(each.first == CARRIED_OVER for each in paragraph.listed)
    return FOREIGN if carried else replace(subject, sure=min(subject.sure, _MAY_BE_OF_ALL))


def _of_a_part(reading: Reading, at: int, subject: Subject, paragraph: Paragraph) -> Subject:
    """征地类申请12件，其中自然人11件; 网上申请30件，自然人28件: who applied, of a part of what came in."""
    before, last = reading.quantities[at - 1], paragraph.stated
    if last is not None and last.second and last.sure <= _MAY_BE_OF_ALL:
        joined = _said(reading, at).startswith(_JOINED)
        return replace(subject, sure=min(subject.sure, last.sure)) if joined else subject
    if last not in (None, FOREIGN) or before.unit not in CASE_UNITS:
        return subject
    said, value = _said(reading, at), reading.quantities[at].value
    if (
        value > before.value
        or sentence_part_start(reading.text, before.span.end + 1, 0) > before.span.start
    ):
        return subject
    dropped = paragraph.told.get(at - 1)
    if dropped is not None and dropped.second and last is FOREIGN:
        return FOREIGN if said.startswith(_JOINED) else subject
    start = clause_start(reading.text, before.span.start, 0)
    part = _counts_topic(reading, at - 1) or _is_class(reading, at - 1)
    if not part and not is_by_channel(reading, start, before):
        return subject
    if _IN_IT.match(said):
        return FOREIGN
    return replace(subject, sure=min(subject.sure, _MAY_BE_OF_ALL))


def _within_topics(reading: Reading, at: int, subject: Subject, paragraph: Paragraph) -> Subject:
    """The subject of a result that follows the numbers of single topics."""
    topics = _topics_before(reading, at, paragraph)
    if not topics:
        if _may_be_of_the_part(reading, at, paragraph):
            return replace(subject, sure=min(subject.sure, _MAY_BE_OF_ALL))
        return subject
    if topics[-1] == at - 1 and _said(reading, at).startswith("、"):
        return FOREIGN  # 涉及监控视频76件、案件卷宗58件
    value = reading.quantities[at].value
    count = reading.quantities[topics[-1]].value
    goes_on = _OF_IT.match(_said(reading, at)) is not None
    if value > count or (len(topics) > 1 and not goes_on):
        return subject  # 征地9件、村务5件，予以公开10件: of all of them
    # what came in was told in this sentence: the results may be told of it as well
    here = any(told.first == CAME_IN for told in paragraph.listed)
    if _introduced(reading, topics[-1]) or (
        paragraph.total and (goes_on or not here or adds_up(reading, topics[-1], at))
    ):
        return FOREIGN
    return replace(subject, sure=min(subject.sure, _MAY_BE_OF_ALL))


def _listed_with_topics(reading: Reading, at: int, paragraph: Paragraph) -> bool:
    """Whether number `at` stands in a list that breaks up what came in: 其中批复29件、处罚文书13件."""
    first = at
    while first and _BREAKS_UP.match(_said(reading, first)) is None:
        said = _said(reading, first)
        if not said.startswith(_IN_LIST) and not _NAMED_IN_LIST.fullmatch(said):
            return False
        first -= 1
    if not first:
        return False
    # 收到14件，其中网上9件，涉及道路规划6件: how they came in is passed over
    before = (paragraph.told.get(i) for i in range(first - 1, -1, -1))
    whole = next((told for told in before if told not in (None, FOREIGN)), None)
    return whole is not None and whole.domain == "requests"


def _said(reading: Reading, at: int) -> str:
    """What is said between number `at` and the one before it."""
    return reading.text[reading.quantities[at - 1].span.end : reading.quantities[at].span.start]


def _topics_before(reading: Reading, at: int, paragraph: Paragraph) -> list[int]:
    """The numbers that count one topic's applications each and that number `at` may be a part of.

    They stand in the same part of the sentence; what came in or was closed in all ends the search.
    """
    begin = sentence_part_start(reading.text, reading.quantities[at].span.start, 0)
    if _OF_IT.match(_said(reading, at)):
        begin = min(begin, reading.quantities[at - 1].span.start)
    found: list[int] = []
    for index in range(at - 1, max(-1, at - _NEAR), -1):
        quantity = reading.quantities[index]
        told = paragraph.told.get(index)
        if quantity.span.start < begin:
            break
        if told is not None and told.domain == "requests":
            if found or set(told.first) & (_FLOWS | DEALT_WITH):
                break
            continue
        if quantity.unit in CASE_UNITS:
            found.insert(0, index)
        elif found:
            break
    return found if any(_counts_topic(reading, index) for index in found) else []


def _counts_topic(reading: Reading, at: int) -> bool:
    """Whether the words around number `at` name a topic: 征地类112件, 涉及征地的112件, 112件涉及征地."""
    text, span = reading.text, reading.quantities[at].span
    floor = reading.quantities[at - 1].span.end if at else 0
    start = clause_start(text, span.start, floor)
    if any(cue.is_strong() for cue in between(reading.having("row"), start, span.start)):
        return False  # 涉及第三方权益的77件: a row of the table
    before = text[start : span.start]
    if _NAMES_TOPIC.search(before) or _TOPIC_BEHIND.match(
        text, span.end, clause_end(text, span.end, len(text))
    ):
        return True
    return _introduced(reading, at)


def _is_class(reading: Reading, at: int) -> bool:
    """Whether number `at` counts one class of applications: 不动产登记类8件, 征地类申请41件; not 个人类8件."""
    text, span = reading.text, reading.quantities[at].span
    floor = reading.quantities[at - 1].span.end if at else 0
    said = _CLASS.search(text, clause_start(text, span.start, floor), span.start)
    return said is not None and not any(
        cue.start <= said.start() < cue.end for cue in reading.having("column")
    )


def _introduced(reading: Reading, at: int) -> bool:
    """申请最集中的题目是土地征收，共112件: the topic stands in a clause of its own."""
    text, start = reading.text, reading.quantities[at].span.start
    return _INTRODUCES.search(text, sentence_part_start(text, start, 0), start) is not None
