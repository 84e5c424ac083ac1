"""Another agency named as the one that did what is counted: 县公安局收到12件 in the report of its county.

Only where it is known whose report it is; short names count as the agency's own (县住建局 is
云溪县住房和城乡建设局: its characters stand in the full name in this order).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from analyzer.extract.expressions import Expression

_ENDS: Final = "[局委厅署]|(?:委员会|(?<!信息公开)法院|检察院|镇|乡|街道|办事处|中学|小学|学校|学院|大学|医院|公司|支队|大队|总队|派出所|税务所|司法所|人民政府)"
_TIME: Final = r"(?:(?:19|20)\d\d年度?|全年|本?年度|年内|今年|一年来|其中|而|另外|另)"
_DID: Final = (
    r"(?:共|总共|累计|先后|分别|新|全年|年内|合计|直接)*"
    r"(?:收[到悉]?|接收|接到|受理|答复|办结|办理(?!复议)|制发|印发|(?:实施|作出)(?=[^，。；、\d]{0,6}(?:许可|处罚|强制)))"
)
_WHO: Final = Expression(
    rf"(?:^|(?<=[，。；：、\s]))(?:{_TIME}[，、]?)*(?P<who>(?![本我该全各由向对经])[\u4e00-\u9fff]{{1,16}}?(?:{_ENDS})){_DID}"
)
# the office that takes applications for the whole government, whatever it is called
_OF_ALL: Final = ("公开", "办公", "政府办", "机关", "部门", "单位", "申请")


def done_by_another(text: str, start: int, end: int, agency: str) -> bool:
    """Whether the clause from `start` up to the number at `end` names another agency than `agency`."""
    if not agency:
        return False
    named = _WHO.search(text, start, end)
    if named is None or any(word in named["who"] for word in _OF_ALL):
        return False
    return not _is_short_for(named["who"], agency)


@lru_cache(maxsize=64)
def _is_short_for(name: str, agency: str) -> bool:
    """Whether the characters of a name stand in the full one in the same order."""
    left = iter(agency)
    return all(character in left for character in name)
