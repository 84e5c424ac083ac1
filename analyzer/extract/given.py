"""What was given of what was asked for, and whether it is known why something was not.

隐去个人信息后公开 is in part, 公开17件（含部分公开） both; 因统计工作需要不予公开3件 is some row of the
table, no telling which.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from analyzer.extract.cues import Cue, behind_last
from analyzer.extract.expressions import Expression
from analyzer.extract.subject import Subject

OPENED: Final = frozenset({("granted",), ("granted_plain",)})
RESULTS: Final = re.compile(r"部分公开|不予公开|无法提供|不公开|不掌握|不予处理|执法案卷")
# 上年结转7件，公开答复274件: answers, where no outcome is listed beside them
_ANSWERED: Final = "公开答复"
_BEFORE_ANSWERS: Final = frozenset({("new_received",), ("carried_over",), ("carried_over_likely",)})
_IN_ALL: Final = Expression(r"[，；、\s]*(?:两项|两类|二者|两者)?(?:合计|共计|总计|共)")
_HOLDS_PARTIAL: Final = re.compile(
    r"[，、（(]?(?:其中|包含|包括|内含|含|均含)(?:有|区分处理后?|作)?(?:的)?部分(?:予以)?公开"
)
_EITHER: Final = ("granted_or_partial",)
_GIVEN: Final = OPENED | {("denied_third_party",), ("denied_state_secret",)}
_REDACTED: Final = re.compile(
    r"(?:隐去|隐藏|隐匿|遮[挡盖住蔽掉去]|涂[黑掉]|屏蔽|脱敏|去[除掉]|打码|删[减去掉除]|剔除|抹[去掉]|模糊|匿名|去标识)"
    r"[^，。；]{0,18}(?:公开|提供|给)"
)
_HIDDEN: Final = Expression(
    rf"{_REDACTED.pattern}(?:公开|提供|给|出|申请人|对方|其|了|的)*(?:有|共|为)?$"
)
_CAN_BE: Final = Expression("(?:能够?|可以)公开|公开类")
_OF_IT: Final = Expression("[，（(]?(?:其中|含|包括|内)|[（(][^）)]*部分")
_IN_PART: Final = re.compile("部分(?:予以|给予)?(?:公开|提供)")
# 漆刷后提供: done to it first, and no telling whether all was given then
_AFTER: Final = Expression(
    r"(?P<done>[^，。；、\d]{2})[之以]?后[再才]?(?:予以|给予)?(?:公开|提供|给)"
)
_NOTHING_TAKEN_OUT: Final = Expression(
    "审[查核批]|研究|[检查][索找]|协[商调]|沟通|延期|征求|意见|受理|补正|缴费|同意|核实|核查|解密|评估|[请申]"
)
_OPENS: Final = Expression(
    r"(?:^|[，；：])(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]\s?)?(?:已|共|依法|全文)?$"
)
_TOLD: Final = 0.84  # never held against the table
_MAYBE_IN_PART: Final = 0.8
_CAUSE: Final = Expression(
    r"(?:因|由于|鉴于|以|出于)(?!客观|各种|种种|多种|上述|法定)[^，。；、等]{3,}$|(?:属于?|系|涉及?)[^，。；、等]{2,}$"
)
# 测绘公司不同意公开: another than the agency, perhaps a third party
_UNWILLING: Final = "不同意"
_BY_THE_AGENCY: Final = Expression(r"(?:其中|另|有|对|依法|依规|答复|决定|告知|审查|经|的)*")


def in_part(said: str, subject: Subject, text: str, end: int) -> Subject:
    """隐去个人信息后公开2件 was published in part, 予以公开17件（含部分公开5件） is both together.

    可以公开46件, 公开类46件 is all of it where the text tells apart what was published in part.
    `said` are the words that name what was done; `end` is where they and the number end in `text`.
    """
    if subject.domain == "requests" and subject.first in _GIVEN and _REDACTED.search(said):
        return replace(subject, first=("partial",), also=())
    if subject.first == _EITHER and _CAN_BE.search(said) and not _OF_IT.match(text, end):
        apart = _IN_PART.search(text) or _REDACTED.search(text)
        told = replace(subject, first=("granted",), also=(), sure=_MAYBE_IN_PART)
        return told if apart else subject
    done = _AFTER.search(said) if subject.first in OPENED else None
    if done and not _NOTHING_TAKEN_OUT.search(done["done"]):
        subject = replace(subject, sure=min(subject.sure, _MAYBE_IN_PART))
    if subject.first not in OPENED or _HOLDS_PARTIAL.match(text, end) is None:
        return subject
    return replace(subject, first=("granted_or_partial",), also=(replace(subject, also=()),))


def hidden_then_given(before: str, inherited: Subject | None) -> Subject | None:
    """遮住身份证号和电话再给的1件: what was hidden has no name in the lexicon."""
    if inherited is None or inherited.domain != "requests" or not _HIDDEN.search(before):
        return None
    return Subject("requests", ("partial",), (), 0.9)


def opened_in_all(said: str, subject: Subject, listed: Sequence[Subject]) -> Subject:
    """公开61宗，部分公开44宗，合计公开105宗: both together."""
    if subject.first not in OPENED or not listed or listed[-1].first != ("partial",):
        return subject
    if not _IN_ALL.match(said):
        return subject
    return replace(subject, first=("granted_or_partial",), also=())


def is_for_unnamed_reason(text: str, group: Cue) -> bool:
    """Whether the clause gives a reason before the word of a `group` of rows (不予公开, 无法提供)."""
    begin = behind_last(text, group.start, "，。；、：")
    if group.surface.startswith(_UNWILLING):
        return _BY_THE_AGENCY.fullmatch(text, begin, group.start) is None
    return _CAUSE.search(text, begin, group.start) is not None


def opened_alone(text: str, cue: Cue) -> Subject | None:
    """收到申请33件。公开12件: a clause of its own behind what came in tells what became of it."""
    alone = _OPENS.search(text, 0, cue.start) and text[cue.end : cue.end + 1].isdecimal()
    return Subject("requests", ("granted_plain",), (), _TOLD) if alone else None


def all_answered(
    text: str, cue: Cue, told: Subject | None, inherited: Subject | None
) -> Subject | None:
    """收到276件，上年结转7件，公开答复274件: of all of them; 其中公开答复3件 is one outcome."""
    if told is None or inherited is None or cue.surface != _ANSWERED:
        return told
    if inherited.first not in _BEFORE_ANSWERS or "其中" in text or RESULTS.search(text):
        return told
    return replace(told, first=("result_total",), sure=0.9, also=(replace(told, sure=0.9),))
