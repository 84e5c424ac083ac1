"""Whether disputes are about 信息公开 at all: 全年行政复议31件，其中信息公开类2件 counts all of them first."""

from __future__ import annotations

import re
from typing import Final

from analyzer.claim import Quantity
from analyzer.extract.cues import clause_start, sentence_part_start
from analyzer.extract.dispute_parties import ITSELF, for_others
from analyzer.extract.expressions import Expression
from analyzer.extract.reading import Paragraph, Reading, says_any
from analyzer.extract.subject import FOREIGN
from analyzer.extract.ways import is_channel

_CAUSE: Final = re.compile(
    r"因(?!此|而|故)([^，。；、]{1,14}?)(?:被诉|被起诉|被复议|引发|引起|产生|提起|被申请|被提起)"
    r"|不服(?!(?:行政)?复议)([^，。；、]{0,14}?(?:决定|行为|认定|处罚|裁决|批复|登记|通知书?))[^，。；、\d]{0,8}?(?:申请|提起|提出|起诉)"
)
# what disputes were about, said before them
_KIND: Final = re.compile(
    r"(?:信息公开(?:案件|类)?[以之](?P<beside>外的?)[^，。；\d]{0,6}"
    r"|与(?P<matter>[^，。；、\d]{1,12}?)[有相]关的?"
    r"|不服(?!而|申请|提起|提出|向|引发|引起|(?:行政)?复议)(?P<act>[^，。；、\d]{1,14}?)(?:而?(?:申请|提起|提出|引发|引起))?的?"
    r"|(?:^|[，。；：、（的有])(?P<class>[^，。；：、（的\d]{2,10})类)(?:行政)?(?:复议|诉讼|应诉|争议)"
)
# 3件信息公开答复引发复议: the answers, not those among all disputes
_ANSWERS: Final = re.compile(r"(?:政府)?信息公开(?:答复|申请|告知)")
_OF_DISCLOSURE: Final = re.compile(r"公开|答复|申请(?!$)")
# 行政诉讼19件，其中政府信息公开类2件; 复议63件，信息公开类仅4件
_OF_ALL: Final = re.compile(
    r"(?:[之当]?中|里)?[，、（]?(?:[之当]?中|里|其中)?(?:就|与|因|涉及?|属于?|属)?(?:政府)?信息公开(?:类|有关|相关|引发|引起|答复(?:提出|引发)|的(?:只|仅)?|分别占|占|\d)"
)
# 1起涉及政府信息公开的行政诉讼: the very cases that are counted
_OF_THESE: Final = re.compile(
    r"(?:涉及?|与|属于?|因|有关)?(?:政府)?信息公开[^，。；、\d]{0,6}(?:行政)?(?:复议|诉讼)"
)
_SOME_OF_THEM: Final = Expression(r"其中|只有|仅|与|涉及|属于|无涉|非|不属|[。；]")
_ABOUT: Final = re.compile(
    r"[，：（、；]?(?=其中|主要|涉|关于)(?:其中|主要|有|为|是|涉及?|关于|属于?|因|包括)*"
)
_JOINS: Final = ("、", "和", "及", "与")
# 答复说理不充分，被复议机关责令重作1件: of what but answers to applications
_ANSWERED: Final = re.compile(
    r"(?:依申请公开|答复(?:书|文书|质量|说理|内容|程序|时限|超期|不|件))[^。；]*(?:被[^，。；]{0,8}(?:纠|撤销|责令|重|违法|败)|纠错|纠正)"
    r"|(?:责令|判令|判决)(?:我局|本局|我厅|我委|我办|其)?(?:限期|重新)(?:作出)?答复"
)
_COMPLAINTS: Final = Expression(
    r"(?:举报|投诉|信访|申诉)(?:、?(?:举报|投诉|信访|申诉))?(?:案件|事项|件)?(?:共|为)?\d+[件起宗例次][，、；]?$"
)
_PLAINLY: Final = Expression(
    r"(?:(?:19|20)\d\d年度?|全年度?|本年度?|年内|[我本][局委办镇厅乡区县市]|本机关|本单位|本街道|共|被|收到|接到|发生|产生|有关?|，)*"
)
_SUED: Final = re.compile(r"[；。](?:行政)?(?:应诉|被诉|被起诉)")


def speaks_of_disclosure(
    reading: Reading, quantity: Quantity, floor: int, paragraph: Paragraph
) -> bool:
    """Whether a dispute told here can be about 信息公开 at all (MESSINESS, look-alikes).

    全年行政复议31件，其中信息公开类2件: a number that the words 信息公开 only follow counts all.
    """
    cause = _CAUSE.search(reading.text, floor, quantity.span.start)
    elsewhere = cause is not None and _OF_DISCLOSURE.search(cause[0]) is None
    joined = reading.text[floor : floor + 1] in _JOINS and paragraph.stated is FOREIGN
    apart = [cue for cue in reading.having("other_disputes") if cue.end <= floor]
    elsewhere = elsewhere or (joined and bool(apart))  # 其他行政复议近20件、诉讼十多件
    if elsewhere or for_others(reading.text, quantity.span.start):
        return False
    if _is_of_another_kind(reading.text, (floor, quantity.span.start)):
        return False
    end = quantity.span.end
    these = _OF_THESE.match(reading.text, end)
    answers = these or _ANSWERS.match(reading.text, end)
    named = sorted(
        (*reading.having("disclosure"), *reading.having("request")), key=lambda cue: cue.start
    )
    # 涉及信息公开的复议6件，涉及信息公开的诉讼2件: one of each, not some of all
    own = any(floor <= cue.start < quantity.span.start for cue in named)
    if answers is None and not own and _OF_ALL.match(reading.text, end):
        return False
    if not named and _ANSWERED.search(reading.text, 0, quantity.span.start):
        return True
    beside = _is_behind_a_way(reading, floor) or _is_behind_complaints(reading, floor, paragraph)
    elsewhere = paragraph.stated is FOREIGN and not beside
    # 其中信息公开案件17件 may be some of what others brought, 信息公开类17件 hardly
    begin, limit = floor, end if these else quantity.span.start
    if elsewhere and not any(begin <= cue.start <= limit and not cue.has("group") for cue in named):
        # 办理信息公开复议95件，维持58件；应诉71件: sued is the agency itself
        sued = bool(named) and _SUED.search(reading.text, floor, quantity.span.start) is not None
        return sued or ITSELF.search(reading.text, floor, quantity.span.start) is not None
    if any(cue.start < quantity.span.start for cue in named):
        return True
    known = paragraph.subject is not None and paragraph.subject.domain in ("requests", "disputes")
    known = known or not (reading.having("foreign") or reading.having("narrative"))
    if not named and _is_general(reading, quantity):
        return False
    between_ = reading.text[quantity.span.end : named[0].start] if named else ""
    return known and (these is not None or not _SOME_OF_THEM.search(between_))


def _is_behind_a_way(reading: Reading, floor: int) -> bool:
    """信函申请4件，发生行政复议1件: what stood before only told how some applied."""
    before = [quantity for quantity in reading.quantities if quantity.span.end <= floor]
    if not before:
        return False
    start = before[-1].span.start
    said = reading.text[clause_start(reading.text, start, 0) : start]
    return "申请" in said and is_channel(said)


def _is_behind_complaints(reading: Reading, floor: int, paragraph: Paragraph) -> bool:
    """因信息公开被投诉0件，复议0件: all are told of disclosure, though no table counts complaints.

    Where the text speaks of such disputes anyhow, complaints that open the sentence turn it to nothing
    else; 受理信访投诉120件 would.
    """
    begin = sentence_part_start(reading.text, floor, 0)
    said = _COMPLAINTS.search(reading.text, begin, floor)
    if said is None:
        return False
    about = paragraph.subject
    at_home = paragraph.home and about is not None and about.domain == "disputes"
    if at_home and "信访" not in said[0] and _PLAINLY.fullmatch(reading.text, 0, said.start()):
        return True
    return any(begin <= cue.start < said.start() for cue in reading.having("disclosure"))


def _is_of_another_kind(text: str, span: tuple[int, int]) -> bool:
    """不服征税行为的复议, 与征迁有关的诉讼, 投诉处理类复议: what they were about is named, and it is no disclosure."""
    said = _KIND.search(text, *span)
    if said is None:
        return False
    if said["beside"]:
        return True
    about = said["matter"] or said["act"] or said["class"]
    return _OF_DISCLOSURE.search(about) is None and "复议" not in about


def _is_general(reading: Reading, quantity: Quantity) -> bool:
    """行政应诉43件，负责人出庭应诉率100%; 复议8件，其中涉及征地7件: the year's cases, whatever about."""
    if says_any("of_all_cases", reading.text):
        return True
    end = quantity.span.end
    behind = next((c for c in reading.having("other_disputes") if c.start >= end), None)
    return behind is not None and _ABOUT.fullmatch(reading.text, end, behind.start) is not None
