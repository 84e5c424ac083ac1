"""What others did, and what is counted together with applications: 指导镇街办理78件, 热线及信息公开申请1286件."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from analyzer.claim import Quantity
from analyzer.extract.cues import between
from analyzer.extract.expressions import Expression
from analyzer.extract.reading import Reading

_HELP: Final = "会同|引导|指导|协助|协同|督促|督办|协办|协调|帮助|配合|监督(?!管理|[局所站处])|审核(?=答复书|告知书)"
# 各类申请1286件，其中政府信息公开申请12件; 热线及政府信息公开申请1286件: more than applications
_KINDS: Final = "各类|各种|各项"
_OF_ALL_KINDS: Final = re.compile(rf"(?:{_KINDS})申请(?:事项|件)?(?:共计|共|总计|合计)?$")
_THOSE_ON_DISCLOSURE: Final = Expression(
    r"[，。；（][^。；\d]{0,12}(?:信息公开|依)申请|[^。；]{1,60}申请\d[\d,]*[件份宗]?[、，][^。；]{0,60}信息公开申请"
    r"|[，（]其中[^，。；\d]{0,12}(?:登记|许可|审批|认定|补贴|救助|资助|备案|年检|资格)(?:查询|申请|类|事项)*\d"
)
_BUSINESS: Final = "热线|信箱|来信|留言|信访|咨询|投诉|工单|诉求"
_PASSED: Final = "转由|转交|转送|转至|转往|转给|移送|移交|交由|分送|分办给|转办给"
_OTHERS: Final = re.compile(f"{_HELP}|{_PASSED}|{_KINDS}|{_BUSINESS}")
_NEAR: Final = 40  # characters: longer than what `_OF_ALL_KINDS` or `_WITH_OTHERS` matches
# 指导镇街办理78件, 协助市政府办理13件: done by others
_HELPS: Final = Expression(
    rf"(?:{_HELP})[^，。；、\d]{{0,14}}(?:办理|答复|处理|收到|受理|接收|回复|办结|提交|提出|填写)"
)
# 转由社保中心答复30件: done by others; 转交本局办理12件 is one's own
_PASSED_ON: Final = Expression(
    rf"(?:{_PASSED})(?![本我今下次明来\d])[^，。；、\d]{{2,14}}(?:答复|办理|处理|受理|承办|办结|回复)(?:的|了|共)*$"
)
# 热线及政府信息公开申请1286件: more than applications
_WITH_OTHERS: Final = Expression(
    rf"(?:{_BUSINESS})(?:件|事项|平台)?(?:及|和|与|、|以及)(?:政府)?信息公开申请[^，。；\d]{{0,4}}$"
)


def counts_others(reading: Reading, start: int, quantity: Quantity) -> bool:
    """Whether others did what is counted, or other business is counted with it; `start` begins its clause."""
    return _names_others(reading.text) and (
        is_more_than_applications(reading.text, quantity)
        or _is_done_by_others(reading, start, quantity.span.start)
    )


def _is_done_by_others(reading: Reading, start: int, at: int) -> bool:
    """指导镇街办理78件, 转由社保中心答复30件; but 引导申请人通过信访渠道办理2件, 经协调撤回2件 name rows."""
    for passed in (_HELPS, _PASSED_ON):
        said = passed.search(reading.text, start, at)
        if said and not _is_named(reading, said.start(), start, at):
            return True
    return False


def _is_named(reading: Reading, word: int, start: int, at: int) -> bool:
    """Whether the word at offset `word` is one of the name of a row or an outcome."""
    rows = (cue for cue in between(reading.having("row"), start, at) if cue.is_strong())
    names = (*rows, *between(reading.having("outcome"), start, at))
    return any(cue.start <= word < cue.end for cue in names)


@lru_cache(maxsize=16)  # every quantity of a sentence asks
def _names_others(text: str) -> bool:
    """Whether a sentence has a word that `_HELPS`, `_PASSED_ON`, `_OF_ALL_KINDS` or `_WITH_OTHERS` begins with."""
    return _OTHERS.search(text) is not None


def is_more_than_applications(text: str, quantity: Quantity) -> bool:
    """受理各类申请356件，其中不动产登记300件、信息公开56件: of whatever was applied for."""
    start, end = quantity.span
    near = max(0, start - _NEAR)
    if _OF_ALL_KINDS.search(text, near, start):
        return _THOSE_ON_DISCLOSURE.match(text, end) is not None
    return _WITH_OTHERS.search(text, near, start) is not None
