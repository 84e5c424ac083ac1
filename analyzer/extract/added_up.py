"""Numbers that add up what was just counted: 新收267件，上年结转11件，两项合计278件."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from analyzer.extract.cues import between
from analyzer.extract.denominators import RECEIVED
from analyzer.extract.expressions import Expression
from analyzer.extract.place import Place
from analyzer.extract.reading import Paragraph
from analyzer.extract.subject import FOREIGN, Subject, group_of

_COUNTED: Final = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7}
_SUM: Final = re.compile(
    r"^[，；、\s]*(?P<all>以上|上述|前述)?(?:全年|本年|年内|总体)?(?P<count>[两二三四五六七])?(?:项|者|类|方面|种|部分)?(?:情形|情况|案件|争议)?"
    r"(?:(?:＝|=|等于|合并计算|合并统计|合并计|总数|总量|合计|合并|总和|汇总|共计|总计|相加|加起来|加总|合起来|加在一起|合在一起|之和|总共|一共|计|共|合)++|(?<=[种类项]情形))(?:办结|答复|收到)?(?:数|为|是|有|达|：)*$"
)
_ALL_OF_THEM: Final = Expression(
    r"[，；：、\s]*(?:这|上述|以上)?(?:全部|所有|共|总共|一共)(?:的|这)?"
)
_ENOUGH: Final = 3  # results that a report lists when it lists them all
_GROUPS: Final = frozenset(
    {"granted", "granted_plain", "partial", "denied", "unable", "refuse", "other", "other_plain"}
)
_WHOLES: Final = (("all", {"review", "suit"}), ("suit", {"suit_direct", "suit_after"}))
_TWO_GROUPS: Final = {"review", "suit"}
_OPENS_A_WHOLE: Final = Expression(
    r"[，；：、\s]*(?:全年|本年度?|年内|共有?|合计|总计|案件|总[数量]|有|为)*"
)
_SHARED_OUT: Final = Expression(r"(?:信息公开)?(?:案件|争议)?(?:[之当]?中[，：]?|，其中|：|，|（)")
_TOTAL: Final = Subject("requests", ("result_total",), (), 0.93)
_INCOMING: Final = frozenset({"new_received", "carried_over", "carried_over_likely", "carried"})


def sum_of(
    before: str, paragraph: Paragraph, *, opens: bool = False, several: bool = False
) -> Subject | None:
    """新收267件，上年结转11件，两项合计278件: the parts just counted, added up."""
    said = _SUM.match(before)
    if said is None or (several and len(paragraph.listed) < 2):
        return None
    if paragraph.of_others:  # 本机关8件，所属单位2件，合计10件: of more than one body
        return FOREIGN
    if len(paragraph.kinds) > 1 and len(set(paragraph.kinds)) == 1:
        return Subject("disclosure", paragraph.kinds[0], ("decisions",), 0.93)
    # …；其他52件。共计1,108件: the sum stands in a sentence of its own
    listed = paragraph.earlier if opens else paragraph.listed
    if len(listed) < 2:
        last = opens and "总计" in said[0] and any(set(part.first) & _GROUPS for part in listed)
        return _TOTAL if last else _sum_of_one(listed, said[0])  # （六）其他处理4件。（七）总计71件
    if not said["count"] and _results(listed):
        return _TOTAL
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


def whole(place: Place, before: str, paragraph: Paragraph) -> Subject | None:
    """All that came in: the ways it came added up, or what was new and what was carried over."""
    return _sum_of_ways(before, paragraph) or _in_and_over(place, before, paragraph)


def whole_ahead(place: Place, before: str) -> Subject | None:
    """共8件案件，其中行政复议6件，行政诉讼2件: what both of them, told next, add up to."""
    reading, at = place.reading, place.at
    parts = reading.quantities[at + 1 : at + 1 + len(_TWO_GROUPS)]
    if len(parts) < len(_TWO_GROUPS) or sum(q.value for q in parts) != place.quantity.value:
        return None
    ends = (place.quantity, *parts)
    if not _OPENS_A_WHOLE.fullmatch(before) or not _SHARED_OUT.match(
        reading.text, ends[0].span.end
    ):
        return None
    named = [
        {cue.key("group") for cue in between(reading.having("group"), a.span.end, b.span.start)}
        for a, b in pairwise(ends)
    ]
    if {key for keys in named for key in keys} != _TWO_GROUPS or not all(named):
        return None
    return Subject("disputes", ("all",), (), 0.9)


def _in_and_over(place: Place, before: str, paragraph: Paragraph) -> Subject | None:
    """新收327件，连同跨年的11件，全部338件已答复: 全部 of a number that is the sum of both."""
    if not _ALL_OF_THEM.fullmatch(before):
        return None
    wanted, told = {("new_received",), ("carried_over",)}, []
    for at, subject in paragraph.told.items():
        if subject is not None and not subject.second and subject.first in wanted:
            told.append(place.reading.quantities[at].value)
            wanted.remove(subject.first)
    if wanted or sum(told) != place.quantity.value:
        return None
    return Subject("requests", ("new_received", "carried_over"), (), 0.93)


def _sum_of_ways(before: str, paragraph: Paragraph) -> Subject | None:
    """网上105件，快递17件，合计122件: what came in by every way that was counted is all that came in."""
    if not paragraph.by_channel or paragraph.listed:
        return None
    said = _SUM.match(before)
    if said is None or said["count"]:
        return None
    return replace(RECEIVED, sure=0.9)


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
        whole = Subject("requests", tuple(first), (), 0.93)  # 自然人12件、企业3件，共15件
        if not second or "natural_person" in second or "" in second:
            return whole
        # 企业22件，公益组织1件，共23件: most who apply are natural persons, and none was counted
        return Subject("requests", tuple(first), tuple(sorted(second)), 0.93, (whole,))
    if len({part.second for part in parts}) > 1:
        return None
    if len(first) == 1:
        return FOREIGN  # 各部门收到30件，本级收到20件，合计50件: the same of several
    columns = tuple(sorted(second))
    groups = {group_of(key) or key for key in first} & _GROUPS
    if len(groups) > _ENOUGH or (all_told and len(groups) == _ENOUGH):
        return Subject("requests", ("result_total",), columns, 0.93)
    if first <= _INCOMING and "new_received" in first:
        return Subject("requests", ("new_received", "carried_over"), columns, 0.93)
    rows = tuple(dict.fromkeys(key for part in parts for key in part.first))
    union = Subject("requests", rows, columns, 0.9)
    of_reasons = {group_of(key) for key in first}
    if len(of_reasons) == 1 and (group := of_reasons.pop()):
        whole = Subject("requests", (group,), columns, 0.93)
        if len(rows) >= _ENOUGH and not (all_told and counted):
            return replace(whole, also=(union,))
        return replace(union, also=(whole,))
    return union if len(rows) == len(parts) and not first & {*_INCOMING, "result_total"} else None
