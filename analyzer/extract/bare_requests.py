"""A bare 申请, which may be for anything: whether it is one for information, and how surely.

县长信箱收到来信914封，受理902封; 户政窗口受理申请18万件; 依申请公开受理96件: only the last are of the table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from analyzer.extract.applicants import ASKS
from analyzer.extract.cues import Cue, between, clause_start
from analyzer.extract.expressions import Expression
from analyzer.extract.reading import Paragraph, Reading
from analyzer.extract.subject import CASE_UNITS, DEALT_WITH, FOREIGN, Subject
from analyzer.lexicon.source import words

_OF_ANY_KIND: Final = re.compile(
    r"(?:各类|公民|群众|公众|社会公众|书面|网上|线上|新|的|有效|共|到|了|任何|自然人|法人|企业|组织|和|或|或者|及|其他|、|人|办公室|转办|县政府|本级|按规定|正式|合规)*"
)
_HANDED_IN: Final = ("提出", "提交", "递交", "寄来")
# 申请26件 at the head of a sentence: told, never held against the table
_BARE: Final = 0.84
# words that an office uses of calls and letters, too
_DONE_WITH: Final = DEALT_WITH | {
    *("granted", "granted_plain", "granted_or_partial", "partial", "other_misc"),
}
_TAKEN_IN: Final = frozenset({"new_received", "carried_forward", "carried", "to_handle"})
# 法律援助受理申请, 户政窗口受理申请: whose words name a business; 我局受理申请, 全年共受理申请 name none
_NO_BUSINESS: Final = Expression(
    r"(?:(?:19|20)\d\d年度?，?|全年|本年度?|今年|年内|截至[^，。；]{0,8})?"
    r"(?:[^，。；\d]{0,12}(?:[局厅委部署省市县区州镇乡院办]|街道(?:办事处)?|委员会|办公[室厅]|政府|机关|本级|单位))?"
    r"(?:(?:19|20)\d\d年度?|全年|本年度?|今年|年内|一年来|共|总共|累计|合计|直接|实际|线上|网上|当面|公民|群众|其中|依法|新|又|另)*"
)
# 收到申请417份，符合保障条件396份: what such an application is for is no information
_ENTITLED: Final = Expression(
    r"[^。；]{0,14}?(?:符合[^，。；\d]{0,6}条件|批准|核准|获批|核发|发放|通过(?:审核|审批|评审)|(?:审核|审批|评审)通过|兑付|纳入保障|予以保障|录取|录用|入围)"
)
_ASKED: Final = "申请"
_INFORMATION: Final = ("信息", "公开")
_THEN: Final = frozenset("，；。、：")
_ELSEWHERE: Final = "of_another_window"
_PART_OF: Final = ("其中", "含", "包括", "（")
_OF_A_MATTER: Final = Expression(r"(?:就|对|关于|要求|索要|请求|查询)[^，。；：\d]{2,28}的$")
# 申请人要求查询婚姻登记信息7件
_ASKS_FOR: Final = Expression("申请人(?:要求|请求|希望|想|询问|查询|索要|索取|反映|投诉)")
_OF_MATTERS: Final = Expression(r"(?<!提出|提交|递交|收到|受理)的$")
_ON_ONE_MATTER: Final = Expression(
    r"[这该此同某](?:一|个|方面|种)?(?:类|主题|方面|领域|题目|事项|问题|内容|话题)(?:的|共|就|上)?$"
)
_MATTER_OF: Final = Expression(r"[^，。；\d]{0,4}的[^，。；\d]{0,4}申请")
_ABOUT: Final = Expression(r"(?:涉|涉及|关于|有关|就)[^，。；\d]*$")
_BY_WHICH: Final = ("渠道", "平台", "系统", "窗口", "方面", "工作", "情况")
_FAR: Final = 40
_LETTERS: Final = frozenset({"来函", "来件"})


def is_of_matters(text: str, cue: Cue) -> bool:
    """关于出警记录的申请17件; 征收决定的申请公开18件, which may be what was published."""
    near = max(0, cue.start - _FAR)
    if _OF_A_MATTER.search(text, 0, cue.start) or _ASKS_FOR.search(text, near, cue.end):
        return True
    return cue.surface == "申请公开" and _OF_MATTERS.search(text, 0, cue.start) is not None


def is_on_one_matter(text: str, cue: Cue) -> bool:
    """收费依据这一主题收到17件: not all that came in."""
    return _ON_ONE_MATTER.search(text, 0, cue.start) is not None


def is_of_what_was_asked(text: str, near: Sequence[Cue], row: Cue) -> bool:
    """申请公开投诉处理结果19件, 涉贷款处置的申请47件: the word belongs to what was asked for."""
    if row.surface in _LETTERS:
        return False  # 请求公开政府信息的来函6封
    if _MATTER_OF.match(text, row.end) and _ABOUT.search(text, max(0, row.start - _FAR), row.start):
        return True
    return any(
        cue.surface.startswith(ASKS)
        and not text.startswith(_BY_WHICH, cue.end)  # 申请公开渠道收件21件
        and cue.end <= row.start
        and "，" not in text[cue.end : row.start]
        for cue in near
        if cue.has("request")
    )


def says_bare_request(text: str, near: Sequence[Cue]) -> bool:
    """收到申请, 受理公民书面申请: a bare 申请 with nothing else named between."""
    for cue, after in pairwise(near):
        if cue.has("row") and after.has("bare_request"):
            return _OF_ANY_KIND.fullmatch(text, cue.end, after.start) is not None
    for cue, after in pairwise(near):
        if cue.has("column") and after.has("bare_request"):
            return after.start - cue.end <= 1
    return False


def is_for_something_else(text: str, near: Sequence[Cue]) -> bool:
    """受理宅基地用地申请86宗: an application for something that is no information."""
    for cue in near:
        if cue.has("bare_request") and not cue.has("column"):
            return asks_for_an_object(text, cue)
    return False


def asks_for_an_object(text: str, cue: Cue) -> bool:
    """公租房申请: what the bare 申请 is for stands before it."""
    return text.endswith(words("context", "applied_for"), 0, cue.start)


def bare_request(
    text: str, cue: Cue, inherited: Subject | None, *, at_home: bool
) -> Subject | None:
    """A bare 申请: of applications where nothing else is spoken of."""
    handed_in = at_home and text.endswith(_HANDED_IN, 0, cue.start)
    if not cue.has("bare_request") or not (handed_in or _stands_alone(text, cue)):
        return None
    if not at_home and inherited is not None:
        return None
    return Subject("requests", ("new_received",), (), 0.9 if at_home else _BARE)


def _stands_alone(text: str, cue: Cue) -> bool:
    """申请26件, 共申请26件: nothing says what is applied for."""
    return (
        text[: cue.start].endswith("机关")
        or not cue.start
        or text[cue.start - 1] in "，。；：、 共计年度本县局镇办委厅区市（方级府"
    )


def doubted(text: str, near: Sequence[Cue], told: Subject | None) -> Subject | None:
    """办理城市道路挖掘申请件77件: an application for something, perhaps for no information."""
    rows = [cue for cue in near if cue.has("row")]
    if rows and any(cue.start >= rows[-1].end and cue.has("outcome") for cue in near):
        return FOREIGN  # 受理企业信息变更612件
    of_an_object = any(
        cue.has("row")
        and after.has("bare_request")
        and not any(each.has("request") for each in near)
        and _OF_ANY_KIND.fullmatch(text, cue.end, after.start) is None
        for cue, after in pairwise(near)
    )
    return replace(told, sure=min(told.sure, _BARE)) if told and of_an_object else told


def of_another_window(reading: Reading, at: int, subject: Subject, paragraph: Paragraph) -> bool:
    """户政窗口受理申请18万件，…；依申请公开受理96件: beside applications by name stand those of a business.

    What a bare 申请 was for is told by the words before it, or by what became of it; what is done
    with these is theirs as well (，已结590件).
    """
    if subject.domain != "requests" or subject.second:
        return False
    text, span = reading.text, reading.quantities[at].span
    if between(reading.having("request"), 0, span.start):
        return False
    if set(subject.first) <= _DONE_WITH | _TAKEN_IN and _ELSEWHERE in reading.known:
        return True
    if subject.first != ("new_received",):
        return False
    begin = clause_start(text, span.start, reading.quantities[at - 1].span.end if at else 0)
    asked = [
        cue
        for cue in between(reading.cues, begin, span.start)
        if cue.has("bare_request") or cue.surface.endswith(_ASKED)
    ]
    if not asked or _is_of_information(text[begin : span.start]):
        return False
    found = _ENTITLED.match(text, span.end) is not None
    if not found and (paragraph.by_name or counts_by_name(reading, span.end)):
        taken = between(reading.having("row"), begin, asked[-1].end)
        named = text[begin : taken[0].start] if taken else ""
        found = bool(named) and _NO_BUSINESS.fullmatch(named) is None
    if found:
        reading.known[_ELSEWHERE] = True
    return found


def _is_of_information(phrase: str) -> bool:
    return any(word in phrase for word in _INFORMATION)


def counts_by_name(reading: Reading, start: int = 0) -> bool:
    """Whether a clause behind offset `start` counts applications for information by name, not as a part."""
    text = reading.text
    for cue in reading.having("request"):
        if cue.start < start or not _is_of_information(cue.surface):
            continue
        begin = clause_start(text, cue.start, 0)
        follows = next((q for q in reading.quantities if q.span.start >= cue.end), None)
        if follows and follows.unit in CASE_UNITS and not text.startswith(_PART_OF, begin):
            return _THEN.isdisjoint(text[cue.end : follows.span.start])
    return False
