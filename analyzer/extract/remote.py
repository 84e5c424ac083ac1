"""Subjects of numbers whose own clause names none: parts of an area, heads of a noun, years.

Each function answers one turn of phrase and is None where the text does not take it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Final

from analyzer.extract.cues import Cue
from analyzer.extract.denominators import RECEIVED
from analyzer.extract.expressions import Expression
from analyzer.extract.place import Place
from analyzer.extract.reading import Paragraph, Reading
from analyzer.extract.subject import DEALT_WITH, FOREIGN, Subject

# 其中市局机关承办29件; 本机关自纠2件 tells of something else
_OWN_PART: Final = Expression(
    r"(?:机关|本身|自身|本级|直接|自行|收到|受理|作出|新收|办理|接收|承办|负责|牵头|分得|占|有|为|共|计|约|的)*"
)
_OF_GOVERNMENT: Final = re.compile(r"^[，；、\s]*(?:其中)?[省市县区州旗](?:人民)?政府[\s\u3000]*$")
_REQUEST_HEAD: Final = re.compile(
    r"的?(?:政府信息公开|信息公开|依申请公开|书面|正式|公开|新的)?(?:申请书|申请件|申请表|申请)(?![中里当复行公者]|终止|终结|停止|不再|视为|人(?!满意)|索要|要求|分别|合并|因|按|作)"
    r"|(?:的?依申请公开(?:件|事项|业务)?|(?:申请|要求)公开政府信息|申请(?:政府)?信息公开)(?=[，。；]|$)"
)
_TAKEN_IN: Final = Expression(r"(?:收到|接收|接到|受理|登记|新收)的?(?:[^，。；\d]{0,4})$")
_OF_A_MATTER: Final = re.compile(r"(?:就|对|关于|涉及|要求|索要|请求|以)[^，。；]{1,28}的?$")
_SHARED_OUT: Final = re.compile(r"占(?:全部|全年|总共|总计|本年|当年|所有|收到的|新收)?的?$")
_BEHIND_OF: Final = Expression(r"(?:申请|件申请)?的")
# 全年收53件, 共收申请31份, 今年进30件: a verb of one character, where applications are spoken of;
# 新增17件 without 全年 may be a rise
_TOOK_IN: Final = re.compile(
    r"[，；、：（\s]*(?:(?:19|20)\d\d年度?|从?年[初头]到年[尾末底]|[本当]年度?|本期|本[局镇委办厅街区县市]|我[局镇委办厅街区县市]|全[局委厅镇乡街办院]|全年|年内|今年|去年|上一?年度?|前一年|总?共|一共|累计|实|总|只|仅|新(?!增)|另|又|还)*+"
    r"(?:(?<=[年内度])新增|[收进接])(?:了|有|到|来|的)*(?:公开)?(?:申请书?|申请表|件)?(?:共|计|为)*$"
)
_IN_AND_OVER: Final = frozenset({"new_received", "carried_over", "carried_forward"})
_DID: Final = Expression(r"[，；、\s]*(?:共|实|已|年内|当年|全年)*[办结答]了?")
_HANDED_IN: Final = Expression(
    r"[，；、：（\s]*(?:今年|本年度?|当年|年内|全年|共)*新?(?:提出|提交|递交|提)(?:了|的)?(?:申请)?(?:共|有)*"
)
# 省政府收到918件 of 全省21200件: a government's own offices beside its area
_OWN_OFFICE: Final = Expression(
    r"(?:^|[，。；：、（]|其中|由)[^，。；：、（\d]{0,8}?(?<!全)[省市州县区旗盟](?:(?:人民)?政府|级|直|属|本级)"
    r"(?:本级|本身|机关|办公[厅室]|各|直属)*(?:部门|机关|单位)?"
    r"\s*(?:直接|自行|自身|自己|共|本年|全年|新|另)*(?:收到|收|接到|接收|受理|办理|办结|答复|承办|处理|为|有)?[^，。；、：\d]{0,8}$"
)
_AREA: Final = Expression("[省市州县区旗盟]")
_LEVEL_ITSELF: Final = Expression(
    r"政府(?:本级|办公[厅室])|[省市州县区旗盟](?:本级|[级直]机关|[级直]各?部门)"
)
_NEAR: Final = 40
_HALVES: Final = 2
_MONTHS: Final = 12
_YEAR_WORDS: Final = ("全年", "年度", "总共", "共计", "合计", "总计", "一共")
_CAME_IN: Final = ("收到", "接到", "接收", "受理", "新收", "申请")
_ALL: Final = Expression(r"(?:全部|所有|共|总共)$")
_ONLY_YEAR: Final = re.compile(
    r"^[，；、：（(\s]*(?:(?:比|较|与|同|和|是|低于|高于|由|从|自|而|同比)?"
    r"(?:(?:19|20)\d\d年(?:度|末|底)?|今年|本年度?|当年|上年度?|去年|上一年度?|前一年|同比)(?:同期)?(?:的?(?:这一|这个|该|此项?|同一)?(?:数字|数据|指标|数量|总数|数))?(?:收到|新收|也是|亦为|则为|亦是|还是|为|是|有|只有|仅|达)?的?)$"
)
_YEAR_AHEAD: Final = re.compile(
    r"(?:[比较与同是为占]|相当于)(?:(?:19|20)\d\d年|上年|去年|上一年)(?:度|同期|同类|同口径|同样|这类|该类|此类|情形|情况|总量|数量|的)*[（(]$"
    r"|[（(](?:(?:19|20)\d\d年|上年|去年|上一年)度?(?:同期)?[：:]$"
)
_TO_US: Final = Expression(
    r"申请[人者](?:共|先后|累计|一共)*(?:向[本我][^，。；、\d]{1,4})?(?:共|先后|累计|一共)*(?:提交|提出|递交|提起|寄来|送来|提)(?:了|的)?$"
)
# 在上年205件的基础上回落8.3%
_ON_TOP_OF: Final = Expression(r"[，；（]?在(?:(?:19|20)\d\d年|上年|去年|上一年)度?(?:同期)?的?")
_BASIS: Final = Expression(r"的?(?:申请)?基础上", needs="基础上")
_BOTH_ARE: Final = Expression(r"[，；（]?(?:两年|两个年度)?(?:都|均|同|同样|皆)(?:是|为|有)")
_HIGH: Final = frozenset(
    {"首次", "历史性", "一举", "再次", "再度", "首度"}
)  # 收到531件，首次突破500件
_LEFT: Final = re.compile(
    r"^[，；、。\s]*(?:年末|年底|期末|至年末|至年底|截至年底|截至年末|最后)?(?:还|尚|仍|仅|只)?(?:余下?|剩余?|剩下|遗留|结余)(?:有|的)?$"
)
_COUNTED_UP: Final = frozenset({"result_total", "handled", "carried_over"})
_GOES_ON: Final = Expression(
    r"[，]?(?:申请)?(?:的)?(?:因|由于)?[^，。；\d]{0,12}(?:待|跨年|次年|下年|下一年|结转|未办|在办|未到|办理中|20\d\d年)"
)
# 办结4件，公开1件，余3件给了复印件: what is said of the rest is what became of it
_SETTLED: Final = Expression(
    r"(?:申请)?(?:则|已|均|都|皆|全部|也)*(?:给|公开|提供|不予|告知|答复(?!期|时限)|办结|撤回|拒)"
)
_FROM: Final = frozenset({"由", "从", "自"})
_LEFT_OVER: Final = re.compile(
    r"(?:含|包括|内有|连同|算上|加上|外加|(?<!增)加)(?:(?P<year>20\d\d)年度?|上年度?|去年|上一年度?)[末底初]?"
    r"(?:转来|转入|移来|移入|留下|遗留|结转|收到?|接收|受理|申请|未办[完结毕]|未了|未结|跨年|带来)*的?(?:申请)?$"
)
_NOT_GIVEN: Final = frozenset({("denied",), ("unable",)})
_OPENED: Final = frozenset({"granted", "granted_plain", "partial", "granted_or_partial"})
# 包括上年结转的2件在内，共有48件申请
_COUNTED_IN: Final = Expression(
    r"(?:包括|含|连同|加上|算上)[^，。；]{0,12}(?:结转|遗留|转来|转入)[^，。；]{0,8}，?[^，。；]{0,4}$"
)


def carried_over_from(before: str, year: int | None, *, at_home: bool) -> Subject | None:
    """含上年11件, 内有2023年收的2份, 连同去年未了的12件: of those handled, what last year left over."""
    said = _LEFT_OVER.search(before) if at_home else None
    if said is None or (said["year"] and year is not None and int(said["year"]) >= year):
        return None
    return Subject("requests", ("carried_over",), (), 0.93)


def rest_of_results(reading: Reading, at: int, subject: Subject, paragraph: Paragraph) -> Subject:
    """办结16件；公开9件、部分公开2件，其余5件无法提供: all that was not given, if the sum says so."""
    if subject.first not in _NOT_GIVEN or subject.second:
        return subject
    values = {"given": Decimal(0), "all": Decimal(0)}
    for index, told in paragraph.told.items():
        first = told.first if told is not None and not told.second else ()
        key = "given" if set(first) & _OPENED else "all" if set(first) & DEALT_WITH else ""
        if key:
            values[key] = reading.quantities[index].value + (
                values["given"] if key == "given" else 0
            )
    if not values["given"] or values["all"] - values["given"] != reading.quantities[at].value:
        return subject
    return replace(subject, first=("denied", "unable", "refuse", "other"), also=(subject,))


def rest_of_all(paragraph: Paragraph) -> Subject:
    """收到59件，结转下年7件，其余52件已答复: all that were closed; behind 14件未能提供 those were as well."""
    told = {row for subject in paragraph.listed for row in subject.first}
    if "carried_forward" in told and told <= _IN_AND_OVER:
        return Subject("requests", ("result_total",), (), 0.93)
    return FOREIGN


def own_part(place: Place, near: Sequence[Cue], paragraph: Paragraph) -> Subject | None:
    """全市收到94件，其中市局29件: the same, of the agency itself."""
    if near and not all(cue.has("agency") for cue in near):
        return None
    text, at = place.reading.text, place.quantity.span.start
    told = (
        _OWN_PART.fullmatch(text, near[-1].end, at)
        if near
        else _OF_GOVERNMENT.match(text[place.start : at])
    )
    return paragraph.stated if told else None


def of_own_office(text: str, start: int, end: int, *, area: bool) -> bool:
    """Whether a government counts here what its own offices did, not its whole area.

    `area` says that the paragraph spoke of the area (全市) before; without it 市政府 may mean all.
    """
    span = max(0, start - 1), end
    if _AREA.search(text, *span) is None:  # most clauses name none
        return False
    said = _OWN_OFFICE.search(text, *span)
    if said is None:
        return False
    return area or _LEVEL_ITSELF.search(said[0]) is not None


def taken_in(before: str, paragraph: Paragraph, *, at_home: bool) -> Subject | None:
    """全年收53件, 共收申请31份: a verb too short for a cue; of one kind of applicant 今年提出13件, too."""
    if not at_home:
        return None
    if _DID.fullmatch(before) and any(RECEIVED.first == told.first for told in paragraph.listed):
        return Subject("requests", ("result_total",), (), 0.9)  # 收61件，办63件
    handed_in = paragraph.frame and _HANDED_IN.fullmatch(before)
    return RECEIVED if handed_in or _TOOK_IN.fullmatch(before) else None


@cache
def _period() -> re.Pattern[str]:
    return re.compile(r"季度|半年|(?<!个)月(?!份?(?:统计|分布|来看|看|度))")


def of_all_periods(before: str, reading: Reading, at: int) -> Subject | None:
    """上半年收到20件，下半年收到26件，全年46件: the periods of the year added up."""
    named = before.lstrip("，；、 ")
    if not _HALVES <= at <= _MONTHS or not named.startswith(_YEAR_WORDS):
        return None
    if named[len(_YEAR_WORDS[0]) :].strip("合总累共计为收到"):
        return None
    parts, end = reading.quantities[:at], reading.quantities[at].span.start
    told = len(_period().findall(reading.text, 0, end)) == at
    summed = sum(part.value for part in parts) == reading.quantities[at].value
    came = any(word in reading.text[:end] for word in _CAME_IN)
    return replace(RECEIVED, sure=0.9) if told and summed and came else None


def head_of(reading: Reading, start: int, end: int, *, at_home: bool) -> Subject | None:
    """9人提交11件申请, 占全年13件申请的76.9%: the number stands before what it counts."""
    text = reading.text
    if _OF_A_MATTER.search(text, max(0, start - 30), start):
        return None
    behind = _REQUEST_HEAD.match(text, end)
    if behind is None:
        shared = _SHARED_OUT.search(text, max(0, start - 8), start)
        whole = shared and _BEHIND_OF.match(text, end)
        return Subject("requests", ("new_received",), (), 0.88) if whole and at_home else None
    if not at_home and not reading.having("request") and not _TAKEN_IN.search(text, 0, start):
        return None
    both = Subject("requests", ("new_received", "carried_over"), (), 0.88, (RECEIVED,))
    if _ALL.search(text, max(0, start - 3), start):
        return both
    if _COUNTED_IN.search(text, max(0, start - _NEAR), start):
        return replace(both, also=())
    return Subject("requests", ("new_received",), (), 0.9)


def handed_in(place: Place) -> Subject | None:
    """9位申请人向我局提交12件申请: what those named before the number handed in."""
    text, (start, end) = place.reading.text, place.quantity.span
    if not _TO_US.search(text, place.start, start):
        return None
    return head_of(place.reading, start, end, at_home=True)


def of_year(before: str, paragraph: Paragraph, further: str, after: str = "") -> Subject | None:
    """2024年40件，2025年31件; 比去年的71件; 较2023年（9件）; 与上年持平，都是62件: the same again."""
    opens = not before and _YEAR_AHEAD.fullmatch(further)
    stated = paragraph.stated or (paragraph.main if opens else None)
    if stated is None and further == before:
        stated = _all_counted_before(paragraph)
    if stated is None or stated.metric is None:
        return None
    if before.strip("，；、 ") in _HIGH:
        return replace(stated, sure=min(stated.sure, 0.93))
    if _BOTH_ARE.fullmatch(before):
        return stated
    if _ON_TOP_OF.fullmatch(before):
        return replace(stated, sure=min(stated.sure, 0.93)) if _BASIS.match(after) else None
    from_one = before.strip("，；、 ") in _FROM  # 申请量增长一倍，由8件升至17件
    ahead = not before and _YEAR_AHEAD.search(further)
    if not (from_one or ahead or _ONLY_YEAR.match(before)):
        return None
    return replace(stated, sure=min(stated.sure, 0.93))


def _all_counted_before(paragraph: Paragraph) -> Subject | None:
    """收到申请13件。去年是10件: what the sentence before counted, where it counted nothing else."""
    counted = tuple(paragraph.values_before.values())
    only = counted[0] if len(counted) == 1 else None
    if only is None or only is FOREIGN or paragraph.earlier != [only]:
        return None
    return only


def left_over(before: str, after: str, paragraph: Paragraph) -> Subject | None:
    """办结58件，遗留2件; 尚余3件待次年答复: what goes on to the next year."""
    told = paragraph.listed[-1] if paragraph.listed else None
    if told is None or not _LEFT.match(before):
        return None
    counted = bool(set(told.first) & _COUNTED_UP) and not _SETTLED.match(after)
    if told.domain != "requests" or not (counted or _GOES_ON.match(after)):
        return None
    return Subject("requests", ("carried_forward",), told.second, 0.93)
