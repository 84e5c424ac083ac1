"""Which column a part of a sentence is about: 法律服务机构新收20件，其中予以公开9件."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from analyzer.extract.applicants import applicants
from analyzer.extract.cues import Cue, between, sentence_part_start
from analyzer.extract.expressions import Expression
from analyzer.extract.reading import Paragraph, Reading
from analyzer.extract.typeset import PART_OF

_TAKES_ONE: Final = Expression(r"(?:^|；)[^，。；、\d]{0,8}(?:收到|接收|接到|受理|登记)$")
_HEADS: Final = frozenset({"家", "名", "位", "人", "户"})
_PERSONS: Final = re.compile(r"\d+(?:名|位|家|个|户)")  # 对6家渔业公司提出的15件
_TOTAL_BEFORE: Final = re.compile(
    r"收到|接收|接到|受理|登记|申请人|结果|按|共|均|全部|都|皆|其中|就|公民|\d"
)
_TAKING: Final = re.compile(r"(?:收到|接收|接到|受理|登记)$")
_POOL_BEFORE: Final = re.compile(r"^.*申请[中里]，")
_TOTAL_BEHIND: Final = re.compile(r"[^，。；]{0,4}(?:名称|信息|年报|登记|合同|档案|补贴|资质)")
# 商业企业方面，新收63件; 企业申请较多，收到9件
_CLOSED_BY: Final = Expression(
    r"(?:方面|来看|而言|一?类|部分|一栏|一列|中|里|[（(][^，；。]*[）)]|为主|所?(?:提出|提交|递交|提)?的?(?:政府信息公开|信息公开)?(?:申请|申请人|来件|件)[^，；。]{0,8})*"
)
_NUMBERED: Final = Expression(
    r"\s*(?:[（(]?[\d一二三四五六七八九十]{1,2}[)）、.．]|[①-⑳]|[二三四五六七八九十]是)"
)


def enter_part(reading: Reading, at: int, paragraph: Paragraph) -> int:
    """Note which column the part around offset `at` is about; where the part ends."""
    text = reading.text
    begin = sentence_part_start(text, at, 0)
    end = text.find("；", at) + 1 or len(text) + 1
    if reading.quantities:
        columns = between(reading.having("column"), begin, end)
        frame = None
        if columns:
            number = next(
                (
                    q.span.start
                    for q in reading.quantities
                    if q.span.start >= begin and q.unit not in _HEADS
                ),
                at,
            )  # 对6家企业提出的15件申请
            colon = text.rfind("：", begin, number) + 1
            if colon and between(columns, begin, colon):  # 自然人与法人差别不大：自然人办结28件
                begin, columns = colon, between(columns, colon, end) or columns
            beside = "；" in text and _is_beside_another(reading, (begin, end), columns[0])
            frame = _frame_of(text, columns, begin, number, beside=beside)
        if frame is None and paragraph.frame and _lists_on(text, reading.having("column"), begin):
            frame = paragraph.frame
        if frame is not None or not text.startswith(PART_OF, begin):
            paragraph.frame = frame or ()
    return end


def _is_beside_another(reading: Reading, part: tuple[int, int], first: Cue) -> bool:
    """Whether the part before or behind this one begins with another column."""
    begin, end = part
    others = [c for c in reading.having("column") if not begin <= c.start < end]
    row = first.key("column")
    return any(
        cue.key("column") != row
        and _TAKES_ONE.search(reading.text, max(0, cue.start - 12), cue.start) is not None
        for cue in others
    )


def _frame_of(
    text: str, cues: Sequence[Cue], begin: int, first_number: int, *, beside: bool = False
) -> tuple[str, ...] | None:
    """The column that the part of a sentence from `begin` on is about: 法律服务机构新收20件，其中…; () without one.

    It stands before the first number and no other is named; 收到自然人申请12件 reports the total of
    what came in, and 全部来自企业 a property of it; where another part of the sentence is about
    another column (`beside`), both are about their own. None: no column is named at all.
    """
    every = applicants(text, cues)
    found = [(cue, key) for cue, key in every if key != "organizations"]
    if not found:
        return None
    if len({key for cue, key in every if cue.start < first_number}) > 1:
        return ()  # 公民、法人和其他组织: everybody
    if len({key for _, key in found}) != 1 or found[0][0].start > first_number:
        return ()
    first = found[0][0]
    closes = text.find("，", first.end, first_number)
    if closes >= 0 and not _CLOSED_BY.fullmatch(text, first.end, closes):
        return ()  # 为企业提供便利，收到申请9件
    before = _PERSONS.sub("", _POOL_BEFORE.sub("", text[begin : first.start]))
    if beside:  # 收到自然人申请9件，答复8件；收到企业申请3件，答复3件
        before = _TAKING.sub("", before)
    if _TOTAL_BEFORE.search(before) or _TOTAL_BEHIND.match(text, first.end):
        return ()
    return (found[0][1],)


def _lists_on(text: str, columns: Sequence[Cue], begin: int) -> bool:
    """Whether the part from `begin` on is one more item of a list about one column.

    自然人申请的结果：公开5件；不予公开2件, 自然人申请中，1.公开5件；2.不予公开2件.
    """
    if begin and _NUMBERED.match(text, begin) is not None:
        return True
    before = [cue.end for cue in columns if cue.end <= begin]
    opening = text.find("：", before[-1], begin) if before else -1
    return opening >= 0 and "；" not in text[before[-1] : opening]
