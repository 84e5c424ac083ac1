"""A bare 申请, which may be for anything: whether it is one for information, and how surely."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from analyzer.extract.cues import Cue
from analyzer.extract.expressions import Expression
from analyzer.extract.subject import Subject

_OF_ANY_KIND: Final = re.compile(
    r"(?:各类|公民|群众|公众|社会公众|书面|网上|线上|新|的|有效|共|到|了|任何|自然人|法人|企业|组织|和|或|或者|及|其他|、|人|办公室|转办|县政府|本级|按规定|正式|合规)*"
)
_HANDED_IN: Final = ("提出", "提交", "递交", "寄来")
# 申请26件 at the head of a sentence: told, never held against the table
_BARE: Final = 0.84
# what stands before a bare 申请: an object of its own, not who applied or how
_OBJECT: Final = Expression(
    r"(?:用地|执照|许可证|证书|证件|牌照|签证|护照|居住证|户口|奖补|赔偿|援助|理赔|占道|装修|迁移|采伐|取水|排污|用水|开户|换证|年检|转学|助学金|退税|注册|许可|登记|复议|补贴|救助|资助|验收|核准|备案|贷款|修复|认定|建房|听证|仲裁|检测|变更|注销|设立|公积金|低保|入学|落户|退费|立项|用电|报装|调解|鉴定|复核|减免|延续|资质|职称|专利|商标)$"
)


_OF_A_MATTER: Final = Expression(r"(?:就|对|关于|要求|索要|请求|查询)[^，。；：\d]{2,28}的$")
# 申请人要求查询婚姻登记信息7件
_ASKS_FOR: Final = Expression("申请人(?:要求|请求|希望|想|询问|查询|索要|索取|反映|投诉)")
_OF_MATTERS: Final = Expression(r"(?<!提出|提交|递交|收到|受理)的$")
_ON_ONE_MATTER: Final = Expression(
    r"[这该此同某](?:一|个|方面|种)?(?:类|主题|方面|领域|题目|事项|问题|内容|话题)(?:的|共|就|上)?$"
)

_MATTER_OF: Final = re.compile(r"[^，。；\d]{0,4}的[^，。；\d]{0,4}申请")
_ABOUT: Final = re.compile(r"(?:涉|涉及|关于|有关|就)[^，。；\d]*$")
_ASKS: Final = ("申请公开", "要求公开", "请求公开", "要求获取", "请求获取", "申请获取")
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
        cue.surface.startswith(_ASKS)
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
            before = text[max(0, cue.start - 4) : cue.start]
            return _OBJECT.search(before) is not None
    return False


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
    of_an_object = any(
        cue.has("row")
        and after.has("bare_request")
        and not any(each.has("request") for each in near)
        and _OF_ANY_KIND.fullmatch(text, cue.end, after.start) is None
        for cue, after in pairwise(near)
    )
    return replace(told, sure=min(told.sure, _BARE)) if told and of_an_object else told
