"""Numbers that are no total of the year, and those told but never held against a table."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from analyzer.claim import Quantity
from analyzer.extract.disclosure_subjects import MAYBE_ALL
from analyzer.extract.reading import Paragraph, Reading, spoken
from analyzer.extract.subject import FOREIGN, Subject

# 其中通过网络收到申请25件: a part; 收到2个自然人的申请: how many asked, not how often
_BY_CHANNEL: Final = re.compile(
    r"(?:其中|其中，|[，、；]|^)(?:通过|以|经)?(?:网络|网上|线上|来信|信函|邮件|电子邮件|邮寄|当面|现场|传真|窗口|平台|在线)"
    r"[^，。；、]{0,6}(?:收到|接收|受理|提交|递交|申请|寄送)[^，。；、]{0,4}$"
)
# rows whose words an office uses of its other business, too
_SAID_OF_MUCH: Final = frozenset(
    {
        *("new_received", "result_total", "handled", "granted", "granted_plain"),
        *("refuse_petition", "refuse_publication", "denied_enforcement_file", "other_misc"),
    }
)
_OF_TEXTS: Final = frozenset({"条", "次", "篇", "则", "个"})
# 发出征求意见函15份，回函同意公开9份，不同意公开6份
_CONSENT: Final = re.compile(r"(?:回函|复函|征求意见函)[^；。]*同意公开$")
_HEADS: Final = frozenset({"个", "名", "位", "家"})
_APPLICANT: Final = re.compile(r"(?:自然人|公民|居民|村民|市民|申请人|企业|律师|群众)")
_OUTSIDE: Final = re.compile(r"[^。；\d]{0,24}")


def is_no_total(reading: Reading, start: int, quantity: Quantity) -> bool:
    """A mean, a peak or a part of the year, or a number that is said to stand outside the tables."""
    text = reading.text
    says = reading.says
    if says["channels"] and _BY_CHANNEL.search(text, max(0, start - 4), quantity.span.start):
        return True
    if quantity.unit in _HEADS and _APPLICANT.match(text, quantity.span.end):
        return True
    if _CONSENT.search(text, 0, quantity.span.start):
        return True
    if says["average"] and spoken("average").search(text, start, quantity.span.start):
        return True
    if not says["not_counted"]:
        return False
    end = _OUTSIDE.match(text, quantity.span.end).end()  # type: ignore[union-attr]  # may be empty
    return spoken("not_counted").search(text, quantity.span.end, end) is not None


def cautious(
    reading: Reading, quantity: Quantity, subject: Subject | None, paragraph: Paragraph
) -> Subject | None:
    """The subject, told but never held against the table where nothing speaks of applications.

    处理信访举报投诉35件 may be a row of 表三 or the year's petitions; 120条 are no applications.
    """
    if subject is None or subject.domain not in ("requests", "disputes") or paragraph.home:
        return subject
    if subject.domain == "disputes" and reading.having("disclosure"):
        return subject
    if subject.domain == "requests" and quantity.unit in _OF_TEXTS:
        return FOREIGN
    if subject.domain == "requests" and not set(subject.first) & _SAID_OF_MUCH:
        return subject  # 逾期不补正, 无法提供 are said of nothing else
    return replace(subject, sure=min(subject.sure, MAYBE_ALL))
