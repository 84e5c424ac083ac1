"""Answers by the time they took: 按期答复146件，延期答复1件 are parts of what was answered, neither the whole."""

from __future__ import annotations

import re
from typing import Final

from analyzer.claim import Quantity
from analyzer.extract.expressions import Expression
from analyzer.extract.reading import Reading

_TIMED: Final = Expression(
    r"(?:(?P<late>延期|逾期|超期|超时|延长期限)|按期|按时|如期|期限内|期内)"
    r"[^，。；、：\d未不没]{0,6}(?:答复|办结|回复|办理)(?:申请)?(?:的|有|了|共)*$"
)
_AT_ONCE: Final = Expression(
    r"(?:当日|当天|即日|隔日|次日|即时|当场)(?:内|就|即|便)*(?:作出|予以)?(?:答复|办结|回复|提供)(?:的|了)*$"
)
_LAST: Final = frozenset("复结供的了\n")  # the last characters of what `_AT_ONCE` matches
# 10个工作日内答复88件，20个工作日内答复115件
_WITHIN_DAYS: Final = Expression(
    r"(?:(?P<days>[\d一二三四五六七八九十]+)个?(?:工作)?[日天]|[一两二三]周)之?(?:以?内|内)[^，。；、：\d]{0,4}(?:答复|办结|回复|办理)(?:完毕)?(?:申请)?(?:的|有|了|共)*$"
)
# the limits of the law, the present and the former; what was answered within them may be all
_LIMITS: Final = frozenset({"20", "二十", "15", "十五"})
_OF_ALL: Final = Expression(r"其中[^，。；\d]{0,6}$")
_SEVERAL: Final = 2
_NEAR: Final = 20


def is_by_time_taken(reading: Reading, quantity: Quantity) -> bool:
    """Whether the number counts what was answered in time, or late, where its sentence counts both."""
    start = quantity.span.start
    if reading.text[start - 1 : start] in _LAST and _AT_ONCE.search(
        reading.text, max(0, start - _NEAR), start
    ):
        return True  # 收到申请后当日答复的10件
    if "内" in reading.text and _is_by_days(reading, quantity):
        return True
    timed = "期" in reading.text or "超时" in reading.text
    late = _is_late(reading.text, quantity) if timed else None
    if late is not False:
        return late is not None  # 超期答复0件 never counts all
    return any(each.value and _is_late(reading.text, each) for each in reading.quantities)


def _is_by_days(reading: Reading, quantity: Quantity) -> bool:
    """Whether the number counts what took so many days, some of all: 5个工作日内答复88件.

    Within the limit of the law (20个工作日内办结650件) that may be all, unless the sentence tells of others.
    """
    said = _within_days(reading.text, quantity)
    if said is None:
        return False
    if said["days"] and said["days"] not in _LIMITS:
        return True
    if _OF_ALL.search(reading.text, max(0, said.start() - _NEAR), said.start()):
        return True
    told = sum(_within_days(reading.text, each) is not None for each in reading.quantities)
    late = any(each.value and _is_late(reading.text, each) for each in reading.quantities)
    return late or told >= _SEVERAL


def _within_days(text: str, quantity: Quantity) -> re.Match[str] | None:
    start = quantity.span.start
    return _WITHIN_DAYS.search(text, max(0, start - _NEAR), start)


def _is_late(text: str, quantity: Quantity) -> bool | None:
    """Whether the number counts late answers; None where it counts neither kind."""
    start = quantity.span.start
    told = _TIMED.search(text, max(0, start - _NEAR), start)
    return None if told is None else told["late"] is not None
