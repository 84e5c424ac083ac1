"""What looks like a zero statement and denies something else (没有强制要求, 没有一件申请需要延期)."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from analyzer.extract.cues import Cue
from analyzer.extract.subject import Subject
from analyzer.lexicon.source import words

STOPS: Final = ("", "，", "。", "；", "、", "）", "\n", "：", "（", "或", "和", "及", "与")
DIGIT: Final = re.compile(r"\d(?!\d{0,3}年)")  # a year is no number of cases
_ABOUT_THEM: Final = ("公开的", "信息的", "申请的")
_GIVING: Final = ("提供", "主动提供", "提供了")
_ONE: Final = ("没有一", "无一", "未有一")
_CASES: Final = re.compile(r"复议|诉讼|(?<!败)诉|法院|公开")


@cache
def _bare() -> frozenset[str]:
    return frozenset(words("metrics", "objects", "bare_documents"))


def goes_on(text: str, at: tuple[int, int, int], near: list[Cue]) -> bool:
    """没有强制要求, 没有处罚权 deny something else; a number within or behind counts something."""
    start, end, last = at
    if near and near[-1].has("foreign") and text.endswith(_ABOUT_THEM, 0, near[-1].start):
        return True  # 未收到依申请公开信息的咨询: no question, which is no application
    if near and near[-1].surface in _GIVING:
        return True  # 1件属过程性信息，没有提供: what became of the one
    if near and near[-1].surface in _bare() and text[end : end + 1] not in STOPS:
        return True
    return DIGIT.search(text, start, max(end, last)) is not None


def of_other_cases(text: str, end: int, subject: Subject, inherited: Subject | None) -> bool:
    """行政处罚案件均未败诉: nothing spoke of disputes."""
    told = inherited is not None and inherited.domain == "disputes"
    return subject.second == ("corrected",) and not told and not _CASES.search(text, 0, end)


def of_one(text: str, start: int, end: int, subject: Subject) -> bool:
    """没有一件申请需要延期, 无一引发争议: none of some, which is not that there was none."""
    said = text[start:end]
    if text.startswith("无一例外", start):
        return True
    if said.startswith("无一") and said.endswith("争议"):
        return True
    one = said.startswith(_ONE) and said.endswith("申请") and text[end : end + 1] not in STOPS
    return one and subject.first == ("new_received",)
