"""What the applications were about: 申请内容主要涉及：行政许可类21件、行政处罚类12件 are no decisions made.

Topics bear the names of rows. Behind words that announce what was applied for, a document, a decision or
a dispute is a topic; a reason for an answer (执法案卷3件) may be one: told, never held against the table.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from analyzer.extract.cues import clause_start
from analyzer.extract.expressions import Expression
from analyzer.extract.reading import Reading
from analyzer.extract.subject import FOREIGN, Subject, group_of

_ASKED: Final = "申请"
# 申请内容, 申请公开的信息类别, 所申请信息分为; of 依申请政务服务事项 and 申请内容不明确 nothing is announced
_ANNOUNCES: Final = Expression(
    r"(?:(?<!依)申请|依申请公开)(?:人?(?:要求|请求)?(?:公开|获取))?(?:的|所涉及?的?|涉及的?)?(?:政府|相关)?(?:信息)?(?:公开)?的?(?:主要)?"
    r"(?:(?:内容|事项|类型|类别|种类|分类|领域|题材|主题)(?!不|未|仍|尚|经|是否|有误|含糊|模糊|笼统|(?:共|计|为|有)*\d)"
    r"|(?<=信息)(?:中|主要|共|按|，)*(?:分为|分成|包括|涉及|集中|中[，有]))"
    r"|(?<=[，。；：、])(?:主要)?内容(?:主要)?(?:涉及|包括|包含|集中)"
)
# what was done, not asked about
_DONE: Final = Expression(
    r"作出|做出|实施|办理|下达|[核颁印]发|准予|立案|查处|执行|开展|采取|制[发定]|出台|废止|完成|组织|集中采购"
)
_ANSWERED: Final = Expression(
    r"不予|未予|予以公开|同意公开|部分公开|答复|告知|处理|无法|没有|不存在|不掌握|办结|撤回|维持"
)
# 受理疫情防控类信息公开申请6件，予以公开4件: all of the year may be of one class, or these are not all
_OF_ONE_CLASS: Final = Expression(
    r"(?!公开|信息|各)[^，。；：、\d各]{2,10}(?<!公开)(?<!信息)(?<!申请)类的?(?:(?:政府)?信息公开申请|依申请公开)(?:申请|件|共|有)*"
    r"(?:\d[\d,]*[件宗份起]?，[^；。]*)?$",
    needs="类",
)
_FAR: Final = 160  # characters: what is announced farther before is told
_NEAR: Final = 60
_MAY_BE_A_TOPIC: Final = 0.8  # below what `verify` asserts


def told_about(reading: Reading, at: int, subject: Subject) -> Subject:
    """The subject of number `at`, FOREIGN where it names what applications were about."""
    text, start = reading.text, reading.quantities[at].span.start
    if _ASKED not in text or not subject.first:
        return subject
    announced = _announced(text, start)
    if announced is None:
        told = subject.domain == "requests" and _OF_ONE_CLASS.search(
            text, max(0, start - _NEAR), start
        )
        return replace(subject, sure=min(subject.sure, _MAY_BE_A_TOPIC)) if told else subject
    if subject.domain in ("disclosure", "disputes"):
        done = _DONE.search(text, clause_start(text, start, announced), start)
        return subject if done else FOREIGN
    reason = subject.domain == "requests" and all(group_of(key) for key in subject.first)
    if not reason or _ANSWERED.search(text, announced, start):
        return subject
    return replace(subject, sure=min(subject.sure, _MAY_BE_A_TOPIC))


def _announced(text: str, start: int) -> int | None:
    """Where the words end that announce topics to the number at offset `start`; None without any."""
    ends = [found.end() for found in _ANNOUNCES.finditer(text, max(0, start - _FAR), start)]
    if not ends:
        return None
    turned = text.find("；", ends[-1], start)
    counted = any(each.isdigit() for each in text[ends[-1] : turned])
    return ends[-1] if turned < 0 or counted else None
