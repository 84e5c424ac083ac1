"""Applications: which row and column of 表三 the cues near a number name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from analyzer.extract.applicants import APPLIED, applicants, columns_of, of_particular
from analyzer.extract.bare_requests import (
    bare_request,
    doubted,
    is_for_something_else,
    is_of_matters,
    is_of_what_was_asked,
    is_on_one_matter,
    says_bare_request,
)
from analyzer.extract.carrying import carried
from analyzer.extract.cues import Cue, behind_last
from analyzer.extract.expressions import Expression
from analyzer.extract.given import RESULTS, all_answered, is_for_unnamed_reason, opened_alone
from analyzer.extract.lookalikes import is_registration_of_else
from analyzer.extract.subject import DEALT_WITH, FOREIGN, Subject, group_of, joined, keys_of
from analyzer.extract.typeset import PART_OF

_FAR: Final = 40
# 因不掌握等原因无法提供, 因不掌握、说不清而无法提供: for one more reason than is known
_IN_BRACKETS: Final = Expression("（[^（）]*、")  # 无法提供（不掌握、说不清）38件: for all of these
_AND_MORE_REASONS: Final = Expression(r"等|、[^，。；、\d]{2,8}而(?:依法|均|都)?$")
# rows named by a word too common to trust unless results are being listed
_PLAIN: Final = frozenset({"other_plain", "granted_plain"})
_ASKED: Final = ("要求", "请求")  # 其中要求公开案件信息的121件
_OF_THESE: Final = Expression(
    r"(?:完毕)?的?(?:政府信息公开|信息公开)?申请(?:总数|总量|数量|件数|数|量)"
)
# published unasked, whatever was told of applications before
_UNASKED: Final = re.compile(
    r"(?:网上|网站|平台|公众号|微信|微博|新媒体|公报|主动|专栏|公示栏|公开栏|渠道|对外|累计)(?:上|里)?$"
)
# 公开 behind these was not done, or only asked for, or is another's to do
_NOT_GIVEN: Final = re.compile(
    r"(?:不|未|不许|不准|没有?|豁免|免[予于]|否定|无法|无权|难以|没法|拒绝|禁止|要求|索要|请求|希望|责令|负责)(?:予以|再|能|便|宜|应|得|曾|重新|对外|主动|向其|向申请人)?$"
)
# 申请内容不明确，告知补正，逾期未补正
_NOT_MENDED: Final = r"[^；。\d、]{0,20}(?:逾期|未|不|没有)[^；。\d、]{0,8}补正"
_NOT_DONE: Final = ("不再", "没", "还没有", "尚未", "为由", "肯定", "否定", "性")
_IN_AND_OVER: Final = (
    ("new_received", "carried_over"),
    ("new_received", "carried"),
    ("carried_over", "new_received"),
)
_SHORT: Final = 6  # characters of 要求重新
_NO_ROW: Final = ("申请", "机关", "部门", "单位", "渠道", "途径", "来源")  # 其他渠道占0.7%
_TWO: Final = 2
# a list that names these leaves 其他 to 其他处理; one that does not may mean the rest by it
_WHOLE_LIST: Final = (
    re.compile(r"不予公开|不公开"),
    re.compile(r"无法提供|不能提供|不掌握|不存在"),
    re.compile(r"不予处理|不作处理|不作为"),
)
# 12件为咨询或其他处理: of something beside the row as well
_AND_MORE: Final = Expression(r"[^，。；：、\d为][或及和与]$")
_LISTED_OTHER: Final = frozenset({"other_no_correction", "other_no_fee"})
_MAYBE_REST: Final = 0.84  # told, never held against the table
# 因涉及第三方正在征求意见: what goes on to next year is no result as well
_STAND_ALONE: Final = frozenset({"carried_over", "carried_forward", "result_total"})
# 公开 is said of what is published unasked, too
_ALSO_PROACTIVE: Final = frozenset({"granted"})
GROUPS: Final = frozenset({("denied",), ("unable",), ("refuse",), ("other",)})
# 逾期不缴费而终止办理: what it led to, no row beside it
_LED_TO: Final = ("视为放弃", "终止", "终结", "放弃")
_PETITIONS: Final = frozenset({"信访", "投诉", "举报", "来访"})
_OR: Final = Expression(r"[或及和、]|或者")


def request(text: str, near: Sequence[Cue], inherited: Subject | None) -> Subject | None:
    """The row and column that the cues name, with what the text spoke of before."""
    columns = applicants(text, near)
    told = _request(text, near, columns, inherited)
    return of_particular(text, told, columns) if told and columns else told


def _request(
    text: str,
    near: Sequence[Cue],
    columns: list[tuple[Cue, str]],
    inherited: Subject | None,
) -> Subject | None:
    rows = [row for row in keys_of(near, "row") if not _is_adjective(row, columns)]
    strong = [(cue, key) for cue, key in rows if cue.is_strong()]
    spoken = any(cue.has("request") for cue in near) or says_bare_request(text, near)
    if not spoken and not strong and is_for_something_else(text, near):
        return FOREIGN
    at_home = spoken or (inherited is not None and inherited.domain == "requests")
    foreign = any(cue.has("foreign") and not cue.has("row") for cue in near)
    if strong:
        elsewhere = inherited is not None and inherited.domain in ("disclosure", "foreign")
        elsewhere = elsewhere or (inherited is None and strong[-1][1] in _ALSO_PROACTIVE)
        if not spoken and (elsewhere or (foreign and not at_home)):
            return FOREIGN
        chosen = _strong_row(text, near, strong, rows[-1], inherited)
    elif foreign and not spoken:
        return FOREIGN
    elif rows and at_home and is_of_what_was_asked(text, near, rows[-1][0]):
        return None
    elif rows and at_home:
        told = _weak_row(text, rows[-1], columns, inherited, spoken=spoken)
        return doubted(text, near, all_answered(text, rows[-1][0], told, inherited))
    elif spoken and not columns:
        if near[-1].surface.startswith(_ASKED) or is_of_matters(text, near[-1]):
            return None
        chosen = ("new_received",)
    elif columns and (at_home or spoken):
        return _column_alone(text, columns, inherited)
    else:
        return bare_request(text, near[-1], inherited, at_home=at_home)
    return _chosen(text, near, chosen, columns_of(text, columns) if columns else ())


def _chosen(
    text: str, near: Sequence[Cue], chosen: tuple[str, ...], columns: tuple[str, ...]
) -> Subject:
    """The subject of the rows that were chosen; none that is known where there are none."""
    if not chosen:
        return FOREIGN
    more = chosen == ("other",) and _AND_MORE.search(text, 0, near[-1].start) is not None
    return Subject("requests", chosen, columns, _MAYBE_REST if more else 0.97)


def _is_adjective(row: tuple[Cue, str], columns: list[tuple[Cue, str]]) -> bool:
    """律师事务所及其他法律服务机构: 其他 there says which, it is no row."""
    return row[1] == "other_plain" and any(cue.start == row[0].end for cue, _ in columns)


def _strong_row(
    text: str,
    near: Sequence[Cue],
    strong: list[tuple[Cue, str]],
    last: tuple[Cue, str],
    inherited: Subject | None,
) -> tuple[str, ...]:
    """The rows that phrases name which speak of applications by themselves."""
    if last[1] == "other_plain" and not _is_within_other(text, strong[-1], last):
        return joined(text, [strong[-1], last])  # 不予处理及其他48件
    if (
        len(strong) > 1
        and strong[-2][1] in _LISTED_OTHER
        and strong[-1][0].surface.startswith(_LED_TO)
    ):
        return (strong[-2][1],)
    both = joined(text, two := _without_their_number(text, near)[-2:])
    if both in _IN_AND_OVER and two[0][0].end < two[1][0].start:
        return ("new_received", "carried_over")  # 新收及上年结转, 新收、结转合计
    chosen = _specific(text, [row for row in _without_their_number(text, near) if row in strong])
    before = [row for row in keys_of(near, "row") if row[0].end <= strong[-1][0].start]
    if chosen == ("new_received",) and before and _OF_THESE.match(text, before[-1][0].end):
        return (before[-1][1],)  # 已答复的申请总数
    if chosen == ("unable_unclear",) and re.match(_NOT_MENDED, text[strong[-1][0].end :][:_FAR]):
        return ("other_no_correction",)
    if chosen == ("carried",):
        return carried(text, strong[-1][0], inherited)
    if strong[-1][1] == "refuse":
        return _refused(text, near) or chosen
    if chosen in GROUPS and is_for_unnamed_reason(text, strong[-1][0]):
        return ()
    return chosen


def _without_their_number(text: str, near: Sequence[Cue]) -> list[tuple[Cue, str]]:
    """上年结转申请数9件: the rows named, without a 申请数 that only says what of the row is counted."""
    rows = keys_of(near, "row")
    if len(rows) < _TWO or rows[-1][1] != "new_received" or not rows[-2][0].is_strong():
        return rows
    of_it = _OF_THESE.match(text, rows[-2][0].end)
    if of_it is None or of_it.end() < rows[-1][0].end:
        return rows
    return rows[:-1]


def _refused(text: str, near: Sequence[Cue]) -> tuple[str, ...]:
    """信访举报不予处理3件: of one reason; 信访举报、重复申请等情形不予处理24件: of the group."""
    reasons = [
        ("refuse_petition" if cue.surface in _PETITIONS else key, cue.end)
        for cue in near
        if (key := cue.key("row") or "").startswith("refuse_") or cue.surface in _PETITIONS
    ]
    if not reasons or text.startswith("等", reasons[-1][1]):
        return ()
    return tuple(dict.fromkeys(key for key, _ in reasons))


def _weak_row(
    text: str,
    last: tuple[Cue, str],
    columns: list[tuple[Cue, str]],
    inherited: Subject | None,
    *,
    spoken: bool,
) -> Subject | None:
    """The row that a common word names (收到, 答复, 公开), where applications are spoken of."""
    cue, row = last
    if cue.surface == "登记" and is_registration_of_else(text, cue):
        return FOREIGN  # 办理不动产登记20件
    if row == "new_received" and is_on_one_matter(text, cue):
        return FOREIGN
    if row == "other_plain" and text.startswith(_NO_ROW, cue.end):
        return FOREIGN  # 涉拆迁的申请47件，另有其他申请6件; 指引到其他机关
    if row in _PLAIN and not _passes_on(inherited) and not RESULTS.search(text):
        return opened_alone(text, cue) if row == "granted_plain" and inherited else None
    if row == "granted_plain" and _UNASKED.search(text, 0, cue.start):
        return FOREIGN  # 依申请公开0件，网上公开了21件
    not_given = row == "granted_plain" and _NOT_GIVEN.search(
        text, max(0, cue.start - _SHORT), cue.start
    )
    if not_given or (row in DEALT_WITH and text.endswith(_NOT_DONE, 0, cue.start)):
        return FOREIGN  # 无法公开, 要求提供政府公报, 由其他机关负责公开, 不再处理
    if row == "other_plain" and inherited is not None and set(inherited.first) & _LISTED_OTHER:
        # 逾期不缴费0件、逾期不补正4件、其他0件: the last row of the group
        return Subject("requests", ("other_misc",), columns_of(text, columns), 0.93)
    if row == "other_plain" and inherited is not None and inherited.second:
        return Subject("requests", inherited.first, ("other_org",), 0.9)
    second = columns_of(text, columns) if columns else ()
    if row == "other_plain" and not all(named.search(text) for named in _WHOLE_LIST):
        return Subject("requests", (row,), second, _MAYBE_REST)
    return Subject("requests", (row,), second, 0.97 if spoken else 0.93)


def _is_within_other(text: str, row: tuple[Cue, str], plain: tuple[Cue, str]) -> bool:
    """撤回等其他6件: the last row of the group, not the group."""
    return row[1] == "other_misc" and text[row[0].end : plain[0].start] == "等"


def _column_alone(text: str, columns: list[tuple[Cue, str]], inherited: Subject | None) -> Subject:
    """自然人9件 after 办结11件: of what was closed, or of all that came in; both may be meant."""
    second = columns_of(text, columns)
    received = Subject("requests", ("new_received",), second, 0.93)
    begin = behind_last(text, columns[0][0].start, "，。；：")
    applied = APPLIED.match(text, columns[-1][0].end) and not text.startswith(PART_OF, begin)
    if applied or text.startswith("另", begin):
        return received  # 自然人申请31件, whatever was told of others before
    if inherited is None or not _passes_on(inherited) or inherited.first == received.first:
        return received
    return Subject("requests", inherited.first, second, 0.9, (received,))


def narrowed(text: str, subject: Subject, passed: Sequence[Cue]) -> Subject:
    """因属过程性信息，不予公开1件: the reason before the comma names the row of the group."""
    if subject.domain != "requests" or len(subject.first) != 1:
        return subject
    if subject.first == ("other_misc",) and passed and passed[-1].key("row") in _LISTED_OTHER:
        return replace(subject, first=(passed[-1].key("row") or "",))  # 因逾期不补正，终止2件
    named = keys_of(passed, "row")
    children = [(cue, key) for cue, key in named if group_of(key) == subject.first[0]]
    if not children or text.startswith("等", children[-1][0].end):
        return subject
    return replace(subject, first=joined(text, children))


def _passes_on(inherited: Subject | None) -> bool:
    return inherited is not None and inherited.domain == "requests" and bool(inherited.first)


def _specific(text: str, strong: list[tuple[Cue, str]]) -> tuple[str, ...]:
    """因属国家秘密不予公开 is the row, 因本机关不掌握等原因无法提供 the sub-total of its group."""
    last_cue, last = strong[-1]
    first_cue, first = strong[0]
    if (first,) in GROUPS and _IN_BRACKETS.match(text, first_cue.end, last_cue.end + 1):
        return (first,)
    children = [(cue, key) for cue, key in strong[:-1] if group_of(key) == last]
    if children:
        if _AND_MORE_REASONS.search(text, children[-1][0].end, last_cue.start):
            return (last,)
        return joined(text, children)
    if last in _STAND_ALONE:
        told = tuple(key for key in joined(text, strong) if key in _STAND_ALONE)
        # 结转上年度继续办理1件: where it comes from, not where it goes
        return ("carried_over",) if {"carried_over", "carried_forward"} <= set(told) else told
    before, group = strong[-2] if len(strong) > 1 else strong[-1]
    if last == "denied" and last_cue.surface.endswith("提供") and group.startswith("unable_"):
        return (group,)  # 需要汇总加工，不予提供
    if last == "partial" and group.startswith("denied_") and before.end == last_cue.start:
        return (last,)  # 涉及个人隐私部分公开: why only in part
    if group_of(last) == group and _OR.fullmatch(text, before.end, last_cue.start):
        return (group,)  # 无法提供或不掌握
    same = [(cue, key) for cue, key in strong if key != group_of(last)]
    return joined(text, same)
