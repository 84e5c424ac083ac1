"""What was given of what was asked for: 隐去个人信息后公开 is in part, 公开17件（含部分公开） both."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from analyzer.extract.subject import Subject

_GRANTED: Final = (("granted",), ("granted_plain",))
_HOLDS_PARTIAL: Final = re.compile(
    r"[，、（(]?(?:其中|包含|包括|内含|含|均含)(?:有|区分处理后?|作)?(?:的)?部分(?:予以)?公开"
)
_GIVEN: Final = frozenset({("granted",), ("granted_plain",), ("denied_third_party",)})
_REDACTED: Final = re.compile(
    r"(?:隐去|遮挡|遮盖|遮住|遮蔽|涂黑|屏蔽|脱敏|隐匿|去除|打码|删减|删去|抹去|模糊|匿名|去标识)[^，。；、]{0,14}(?:公开|提供)"
)


def with_partial(text: str, end: int, subject: Subject) -> Subject:
    """予以公开17件（含部分公开5件）: both together; `end` is where number and words end."""
    if subject.first not in _GRANTED or _HOLDS_PARTIAL.match(text, end) is None:
        return subject
    return replace(subject, first=("granted_or_partial",), also=(replace(subject, also=()),))


def redacted(said: str, subject: Subject) -> Subject:
    """隐去个人信息后公开2件: published in part, whatever was hidden."""
    if subject.domain != "requests" or subject.first not in _GIVEN or not _REDACTED.search(said):
        return subject
    return replace(subject, first=("partial",), also=())
