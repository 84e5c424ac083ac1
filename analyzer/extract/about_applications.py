"""Whether a sentence speaks of applications though it does not say 政府信息公开: by rows that stand together in 表三 alone."""

from __future__ import annotations

import re
from typing import Final

from analyzer.extract.cues import Cue
from analyzer.extract.expressions import Expression
from analyzer.extract.reading import Reading
from analyzer.extract.subject import IN_AND_OVER

_TOGETHER: Final = 2
_APPLIED: Final = "申请"
_TAKES_UP: Final = re.compile(
    r"(?:这些|上述|以上|所有|全部|该|此)(?:政府)?信息公开(?:的)?申请|(?:政府)?信息公开申请人"
)
_KNOWN: Final = "speaks_of_applications"
# 新收申请7件, 申请总数412件: nothing stands between the verb and 申请 that may be applied for
_FREE: Final = re.compile(
    r"(?:收到|接到|接收|受理|新收|收悉|登记|办理|办结|答复|提出|递交|提交)(?:了|的|各类|书面|公民|自然人|法人|企业|群众|个人|社会|公众|网上|线上|新|有效|正式|\d+[件份宗起]的?){0,3}"
    r"申请(?:书|表|件)?(?:共|合计|总数|总量|数量|量|数|计|为|约|有|近|超|达|\s)*\d"
    r"|(?:^|[，。；：年共计])申请(?:总数|总量|数量|件数|量|数)"
    r"|\d[件份宗起]申请"
)
# 无法提供, 信访类 are results of applications; what is 不公开 may be a document
_OF_ITS_OWN: Final = ("unable", "refuse", "other_no_")
# by whom it was asked, how it was answered
_BY_KIND: Final = Expression(
    r"申请(?:人|主体|者|主力|的主)|(?:办理|答复|处理)(?:的?结果|类型|类别|种类)|(?:办结|答复)的申请"
)


def lists_results(reading: Reading) -> bool:
    """我局登记受理45宗。公开21宗，不掌握15宗: what follows can only be results of applications.

    今年登记13件。这些政府信息公开申请均已答复 says so by name.
    """
    if _TAKES_UP.match(reading.text):
        return True
    rows = reading.having("row")
    if len(rows) < _TOGETHER:
        return False
    results = {cue.key("row") for cue in rows if _is_result(cue)}
    return len(results) >= _TOGETHER and not others_spoken_of(reading)


def names_results(reading: Reading) -> bool:
    """办结58条，其中不予公开8条，不掌握9条: more than one result that only applications have.

    自然人、企业提交的申请分别为9件、3件: more than one of those who may ask, and that they did.
    """
    if len(reading.quantities) < _TOGETHER:
        return False
    rows, columns = reading.having("row"), reading.having("column")
    if len(columns) >= _TOGETHER and _APPLIED in reading.text:
        asking = {cue.key("column") for cue in columns}
        return len(asking) >= _TOGETHER and not others_spoken_of(reading)
    if len(rows) < _TOGETHER:
        return False
    results = {cue.key("row") for cue in rows if cue.is_strong()} - IN_AND_OVER
    return len(results) >= _TOGETHER and not others_spoken_of(reading)


def _is_result(cue: Cue) -> bool:
    row = cue.key("row") or ""
    return (cue.is_strong() and row not in IN_AND_OVER) or row == "granted_plain"


def speaks_of_applications(reading: Reading) -> bool:
    """Whether a sentence can only be about applications though it does not say 政府信息公开.

    收到申请26件 with nothing that else may be applied for; 新收44件，办结46件，结转1件: rows that stand
    together in 表三 alone.
    """
    if _KNOWN not in reading.known:
        reading.known[_KNOWN] = _speaks_of_applications(reading)
    return reading.known[_KNOWN]


def shares_out_applications(reading: Reading) -> bool:
    """Whether a percentage of the sentence can only be of applications (申请人主要为自然人, 按答复类型)."""
    if speaks_of_applications(reading):
        return True
    if others_spoken_of(reading):
        return False
    rows = (cue.key("row") or "" for cue in reading.having("row") if cue.is_strong())
    return any(row.startswith(_OF_ITS_OWN) for row in rows) or (
        _BY_KIND.search(reading.text) is not None
    )


def _speaks_of_applications(reading: Reading) -> bool:
    rows = {cue.key("row") for cue in reading.having("row")}
    strong = {cue.key("row") for cue in reading.having("row") if cue.is_strong()}
    if others_spoken_of(reading):
        return False
    if strong and len(rows) >= _TOGETHER and (strong & IN_AND_OVER or len(strong) >= _TOGETHER):
        return True
    return _FREE.search(reading.text) is not None


def others_spoken_of(reading: Reading) -> bool:
    """Whether the sentence names other business (calls, licences) that may be received and closed."""
    other = (*reading.having("foreign"), *reading.having("document"), *reading.having("narrative"))
    return any(not cue.has("row") for cue in other)
