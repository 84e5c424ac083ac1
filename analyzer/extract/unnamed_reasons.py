"""Reasons that no row of 表三 is known by: 因统计工作需要不予公开3件 is some row, no telling which."""

from __future__ import annotations

from typing import Final

from analyzer.extract.cues import Cue, behind_last
from analyzer.extract.expressions import Expression

_CAUSE: Final = Expression(
    r"(?:因|由于|鉴于|以|出于)(?!客观|各种|种种|多种|上述|法定)[^，。；、等]{3,}$|(?:属于?|系|涉及)[^，。；、等]{2,}$"
)
# 测绘公司不同意公开: another than the agency, perhaps a third party
_UNWILLING: Final = "不同意"
_BY_THE_AGENCY: Final = Expression(r"(?:其中|另|有|对|依法|依规|答复|决定|告知|审查|经|的)*")


def is_for_unnamed_reason(text: str, group: Cue) -> bool:
    """Whether the clause gives a reason before the word of a `group` of rows (不予公开, 无法提供)."""
    begin = behind_last(text, group.start, "，。；、：")
    if group.surface.startswith(_UNWILLING):
        return _BY_THE_AGENCY.fullmatch(text, begin, group.start) is None
    return _CAUSE.search(text, begin, group.start) is not None
