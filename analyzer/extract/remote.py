"""Subjects of numbers whose own clause names none: sums, parts of an area, heads of a noun, years.

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
from analyzer.extract.expressions import Expression
from analyzer.extract.place import Place
from analyzer.extract.reading import Paragraph, Reading
from analyzer.extract.subject import FOREIGN, Subject

_COUNTED: Final = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7}
_SUM: Final = re.compile(
    r"^[，；、\s]*(?P<all>以上|上述|前述)?(?:全年|本年|年内|总体)?(?P<count>[两二三四五六七])?(?:项|者|类|方面|种|部分)?(?:情形|情况)?"
    r"(?:(?:合计|合并|总和|汇总|共计|总计|相加|加起来|加总|合起来|之和|总共|一共|计|共|合)++|(?<=[种类项]情形))(?:办结|答复|收到)?(?:数|为|是|有|达|：)*$"
)
# 其中市局机关承办29件; 本机关自纠2件 tells of something else
_OWN_PART: Final = Expression(
    r"(?:机关|本身|自身|本级|直接|自行|收到|受理|作出|新收|办理|接收|承办|负责|牵头|分得|占|有|为|共|计|约|的)*"
)
_OF_GOVERNMENT: Final = re.compile(r"^[，；、\s]*(?:其中)?[省市县区州旗](?:人民)?政府[\s\u3000]*$")
_REQUEST_HEAD: Final = re.compile(
    r"的?(?:政府信息公开|信息公开|依申请公开|书面|正式|公开|新的)?(?:申请书|申请件|申请表|申请)(?![中里当复行公]|索要|要求|分别|合并|因|按|作)"
    r"|(?:的?依申请公开(?:件|事项|业务)?|(?:申请|要求)公开政府信息|申请(?:政府)?信息公开)(?=[，。；]|$)"
)
_TAKEN_IN: Final = Expression(r"(?:收到|接收|接到|受理|登记|新收)的?(?:[^，。；\d]{0,4})$")
_OF_A_MATTER: Final = re.compile(r"(?:就|对|关于|涉及|要求|索要|请求|以)[^，。；]{1,28}的?$")
_SHARED_OUT: Final = re.compile(r"占(?:全部|全年|总共|总计|本年|当年|所有|收到的|新收)?的?$")
_BEHIND_OF: Final = Expression(r"(?:申请|件申请)?的")
# 全年收53件, 共收申请31份, 今年进30件: a verb of one character, where applications are spoken of
_TOOK_IN: Final = re.compile(
    r"[，；、：（\s]*(?:(?:19|20)\d\d年度?|[本当]年度?|本期|本[局镇委办厅街区县市]|我[局镇委办厅街区县市]|全年|年内|今年|去年|上一?年度?|前一年|总?共|一共|累计|实|总|只|仅|新|另|又|还)*+"
    r"[收进接](?:了|有|到|来|的)*(?:公开)?(?:申请书?|申请表|件)?(?:共|计|为)*$"
)
_NEAR: Final = 40
_HALVES: Final = 2
_MONTHS: Final = 12
_YEAR_WORDS: Final = ("全年", "年度")
_CAME_IN: Final = ("收到", "接到", "接收", "受理", "新收", "申请")
_ALL: Final = Expression(r"(?:全部|所有|共|总共)$")
_ONLY_YEAR: Final = re.compile(
    r"^[，；、：（(\s]*(?:(?:比|较|与|同|和|是|低于|高于|由|从|自|而|同比)?"
    r"(?:(?:19|20)\d\d年(?:度|末|底)?|今年|本年度?|当年|上年度?|去年|上一年度?|前一年|同比)(?:同期)?(?:的?(?:这一|这个|该|此项?|同一)?(?:数字|数据|指标|数量|总数|数))?(?:收到|新收|也是|亦为|则为|亦是|还是|为|是|有|只有|仅|达)?的?)$"
)
_YEAR_AHEAD: Final = re.compile(
    r"(?:[比较与同是为占]|相当于)(?:(?:19|20)\d\d年|上年|去年|上一年)(?:度|同期|同类|同口径|同样|这类|该类|此类|情形|情况|总量|数量|的)*[（(]$"
)
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
_FROM: Final = frozenset({"由", "从", "自"})
_PARENTS: Final = {"denied_": "denied", "unable_": "unable", "refuse_": "refuse", "other_": "other"}
_ENOUGH: Final = 3  # results that a report lists when it lists them all
_GROUPS: Final = frozenset(
    {"granted", "granted_plain", "partial", "denied", "unable", "refuse", "other", "other_plain"}
)
_WHOLES: Final = (("all", {"review", "suit"}), ("suit", {"suit_direct", "suit_after"}))
_LEFT_OVER: Final = re.compile(
    r"(?:含|包括|内有|连同|算上|加上|外加)(?:(?P<year>20\d\d)年度?|上年度?|去年|上一年度?)[末底初]?"
    r"(?:转来|转入|移来|移入|留下|遗留|结转|收到?|接收|受理|申请|未办[完结毕]|未了|未结|跨年|带来)*的?(?:申请)?$"
)
_NOT_GIVEN: Final = frozenset({("denied",), ("unable",)})
_OPENED: Final = frozenset({"granted", "granted_plain", "partial", "granted_or_partial"})
_CLOSED: Final = frozenset({"result_total", "handled"})
_NEW: Final = Subject("requests", ("new_received",))
_INCOMING: Final = frozenset({"new_received", "carried_over", "carried_over_likely", "carried"})
# 包括上年结转的2件在内，共有48件申请
_COUNTED_IN: Final = Expression(
    r"(?:包括|含|连同|加上|算上)[^，。；]{0,12}(?:结转|遗留|转来|转入)[^，。；]{0,8}，?[^，。；]{0,4}$"
)


def sum_of(before: str, paragraph: Paragraph, *, opens: bool = False) -> Subject | None:
    """新收267件，上年结转11件，两项合计278件: the parts just counted, added up."""
    said = _SUM.match(before)
    if said is None:
        return None
    if paragraph.of_others:  # 本机关8件，所属单位2件，合计10件: of more than one body
        return FOREIGN
    if len(paragraph.kinds) > 1 and len(set(paragraph.kinds)) == 1:
        return Subject("disclosure", paragraph.kinds[0], ("decisions",), 0.93)
    # …；其他52件。共计1,108件: the sum stands in a sentence of its own
    listed = paragraph.earlier if opens else paragraph.listed
    if len(listed) < 2:
        return _sum_of_one(listed, said[0])
    if not said["count"] and _results(listed):
        return Subject("requests", ("result_total",), (), 0.93)
    count = _COUNTED.get(said["count"] or "", len(listed))
    parts = listed[-count:]
    if len(parts) < 2 or len({part.domain for part in parts}) > 1:
        return None
    first = {key for part in parts for key in part.first}
    second = {key for part in parts for key in part.second}
    if parts[0].domain == "requests":
        return _sum_of_requests(
            parts, first, second, all_told=bool(said["all"]), counted=bool(said["count"])
        )
    if parts[0].domain == "disputes":
        return _sum_of_disputes(parts, first)
    if parts[0].domain == "disclosure" and len(second) == 1 and len(first) == len(parts):
        return Subject(
            "disclosure",
            tuple(dict.fromkeys(k for p in parts for k in p.first)),
            parts[0].second,
            0.93,
        )
    return None


def sum_of_ways(before: str, paragraph: Paragraph) -> Subject | None:
    """网上105件，快递17件，合计122件: what came in by every way that was counted is all that came in."""
    if not paragraph.by_channel or paragraph.listed:
        return None
    said = _SUM.match(before)
    if said is None or said["count"]:
        return None
    return replace(_NEW, sure=0.9)


def _sum_of_disputes(parts: Sequence[Subject], first: set[str]) -> Subject | None:
    last = [part for part in parts if part.first == parts[-1].first and part.second]
    if parts[-1].second and (len(first) == 1 or len({part.second for part in last}) > 1):
        return Subject("disputes", parts[-1].first, (), 0.93)  # 维持7件、纠正1件，总计8件
    second = {part.second for part in parts}
    if len(second) > 1:
        return None
    return next(
        (Subject("disputes", (w,), second.pop(), 0.93) for w, p in _WHOLES if p <= first), None
    )


def _sum_of_one(listed: Sequence[Subject], said: str) -> Subject | None:
    """复议后起诉维持3件，总计3件: one outcome is all of the group, as the table's own last column."""
    alone = listed[0] if listed and listed[0].domain == "disputes" else None
    if alone is None or not alone.second or "总计" not in said:
        return None
    return Subject("disputes", alone.first, (), 0.93)


def _results(listed: Sequence[Subject]) -> Sequence[Subject]:
    """Of a list that begins with what came in, the results alone (总计 sums these up)."""
    results = [part for part in listed if not set(part.first) & _INCOMING]
    return results if len(results) >= _ENOUGH and len(results) < len(listed) else ()


def _sum_of_requests(
    parts: Sequence[Subject], first: set[str], second: set[str], *, all_told: bool, counted: bool
) -> Subject | None:
    if len(first) == 1 and len({part.second for part in parts}) == len(parts):
        # 自然人12件、企业3件，共15件; 企业22件、科研机构3件，共25件
        all_of_them = "natural_person" in second and not counted
        return Subject("requests", tuple(first), () if all_of_them else tuple(sorted(second)), 0.93)
    if len({part.second for part in parts}) > 1:
        return None
    columns = tuple(sorted(second))
    groups = {_group_of(key) for key in first} & _GROUPS
    if len(groups) > _ENOUGH or (all_told and len(groups) == _ENOUGH):
        return Subject("requests", ("result_total",), columns, 0.93)
    if first <= _INCOMING and "new_received" in first:
        return Subject("requests", ("new_received", "carried_over"), columns, 0.93)
    rows = tuple(dict.fromkeys(key for part in parts for key in part.first))
    union = Subject("requests", rows, columns, 0.9)
    for prefix, parent in _PARENTS.items():
        if all(key.startswith(prefix) for key in first):
            whole = Subject("requests", (parent,), columns, 0.93)
            if len(rows) >= _ENOUGH and not (all_told and counted):
                return replace(whole, also=(union,))
            return replace(union, also=(whole,))
    return union if len(rows) == len(parts) and not first & {*_INCOMING, "result_total"} else None


def _group_of(row: str) -> str:
    return next((parent for start, parent in _PARENTS.items() if row.startswith(start)), row)


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
        key = "given" if set(first) & _OPENED else "all" if set(first) & _CLOSED else ""
        if key:
            values[key] = reading.quantities[index].value + (
                values["given"] if key == "given" else 0
            )
    if not values["given"] or values["all"] - values["given"] != reading.quantities[at].value:
        return subject
    return replace(subject, first=("denied", "unable", "refuse", "other"), also=(subject,))


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


def taken_in(before: str, *, at_home: bool) -> Subject | None:
    """全年收53件, 共收申请31份: a verb too short for a cue."""
    return _NEW if at_home and _TOOK_IN.fullmatch(before) else None


@cache
def _period() -> re.Pattern[str]:
    return re.compile(r"季度|半年|(?<!个)月")


def of_all_periods(before: str, reading: Reading, at: int) -> Subject | None:
    """上半年收到20件，下半年收到26件，全年46件: the periods of the year added up."""
    named = before.lstrip("，；、 ")
    if not _HALVES <= at <= _MONTHS or not named.startswith(_YEAR_WORDS):
        return None
    if named[len(_YEAR_WORDS[0]) :].strip("合总累共计为"):
        return None
    parts, end = reading.quantities[:at], reading.quantities[at].span.start
    told = len(_period().findall(reading.text, 0, end)) == at
    summed = sum(part.value for part in parts) == reading.quantities[at].value
    came = any(word in reading.text[:end] for word in _CAME_IN)
    return replace(_NEW, sure=0.9) if told and summed and came else None


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
    both = Subject("requests", ("new_received", "carried_over"), (), 0.88, (_NEW,))
    if _ALL.search(text, max(0, start - 3), start):
        return both
    if _COUNTED_IN.search(text, max(0, start - _NEAR), start):
        return replace(both, also=())
    return Subject("requests", ("new_received",), (), 0.9)


def of_year(before: str, paragraph: Paragraph, further: str) -> Subject | None:
    """2024年40件，2025年31件; 比去年的71件; 较2023年（9件）; 与上年持平，都是62件: the same again."""
    opens = not before and _YEAR_AHEAD.fullmatch(further)
    stated = paragraph.stated or (paragraph.main if opens else None)
    if stated is None or stated.metric is None:
        return None
    if before.strip("，；、 ") in _HIGH:
        return replace(stated, sure=min(stated.sure, 0.93))
    if _BOTH_ARE.fullmatch(before):
        return stated
    from_one = before.strip("，；、 ") in _FROM  # 申请量增长一倍，由8件升至17件
    ahead = not before and _YEAR_AHEAD.search(further)
    if not (from_one or ahead or _ONLY_YEAR.match(before)):
        return None
    return replace(stated, sure=min(stated.sure, 0.93))


def left_over(before: str, after: str, paragraph: Paragraph) -> Subject | None:
    """办结58件，遗留2件; 尚余3件待次年答复: what goes on to the next year."""
    told = paragraph.listed[-1] if paragraph.listed else None
    if told is None or not _LEFT.match(before):
        return None
    counted = told.domain == "requests" and bool(set(told.first) & _COUNTED_UP)
    if told.domain != "requests" or not (counted or _GOES_ON.match(after)):
        return None
    return Subject("requests", ("carried_forward",), told.second, 0.93)
