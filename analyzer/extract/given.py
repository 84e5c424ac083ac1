"""What was given of what was asked for: 隐去个人信息后公开 is in part, 公开17件（含部分公开） both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from analyzer.extract.expressions import Expression
from analyzer.extract.subject import Subject

OPENED: Final = frozenset({("granted",), ("granted_plain",)})
_IN_ALL: Final = Expression(r"[，；、\s]*(?:两项|两类|二者|两者)?(?:合计|共计|总计|共)")
_HOLDS_PARTIAL: Final = re.compile(
    r"[，、（(]?(?:其中|包含|包括|内含|含|均含)(?:有|区分处理后?|作)?(?:的)?部分(?:予以)?公开"
)
_GIVEN: Final = OPENED | {("denied_third_party",)}
_REDACTED: Final = re.compile(
    r"(?:隐去|遮挡|遮盖|遮住|遮蔽|涂黑|屏蔽|脱敏|隐匿|去除|打码|删减|删去|抹去|模糊|匿名|去标识)[^，。；、]{0,14}(?:公开|提供)"
)


def in_part(said: str, subject: Subject, text: str, end: int) -> Subject:
    """隐去个人信息后公开2件 was published in part, 予以公开17件（含部分公开5件） is both together.

    `said` are the words that name what was done; `end` is where they and the number end in `text`.
    """
    if subject.domain == "requests" and subject.first in _GIVEN and _REDACTED.search(said):
        return replace(subject, first=("partial",), also=())
    if subject.first not in OPENED or _HOLDS_PARTIAL.match(text, end) is None:
        return subject
    return replace(subject, first=("granted_or_partial",), also=(replace(subject, also=()),))


def opened_in_all(said: str, subject: Subject, listed: Sequence[Subject]) -> Subject:
    """公开61宗，部分公开44宗，合计公开105宗: both together."""
    if subject.first not in OPENED or not listed or listed[-1].first != ("partial",):
        return subject
    if not _IN_ALL.match(said):
        return subject
    return replace(subject, first=("granted_or_partial",), also=())
