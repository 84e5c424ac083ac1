"""Whose number it is: the agency's own, a subordinate body's, or that of the whole area."""

from __future__ import annotations

import re
from functools import lru_cache
from operator import attrgetter
from typing import Final, NamedTuple

from analyzer.claim import Quantity, Scope
from analyzer.extract.bodies import (
    BEFORE_WHO,
    CASES,
    OWN,
    is_still_theirs,
    names_another_body,
    names_the_whole_area,
    placing,
)
from analyzer.extract.cues import (
    Cue,
    behind_last,
    between,
    clause_start,
    sentence_part_start,
)
from analyzer.extract.expressions import Expression
from analyzer.extract.going_on import CAME_IN, is_more_than_own, is_of_others_still
from analyzer.extract.reading import Paragraph, Reading
from analyzer.extract.remote import of_own_office
from analyzer.extract.subject import Domain, Subject

# A region's figure beside the agency's own is not what the tables count; alone it may be.
_OF_REGION: Final = 0.8
# What a government's own offices did, in a sentence of which nobody knows what report it stands in.
_OF_OFFICE: Final = 0.84
# 31个部门共收到271件
_OTHERS: Final = re.compile(
    r"\d(?:个|家)?(?:乡镇|镇街|部门|单位|街道|县区|区县|市县|县直|执法部门|直属机构|派出机构|分支机构|下级|基层|分局|支局|县市|县级|市州|院校|学校|[省市县区州][级直]?[局厅委]|省[份区（]|(?:地级|设区的?)市|直属|驻外|[^，。；、\d]{0,4}[所站村])[^，。；转]{0,16}$"
)
# 全省收到…，省级部门收到3307件: other agencies
_ITS_DEPARTMENTS: Final = Expression(r"[省市县区州][级直]各?(?:部门|(?:行政)?机关|单位)")
# 城东分局收到申请3件; not 各分局, 下属分局, 其中城东分局
_BRANCH: Final = "分局"
_ONE_BRANCH: Final = re.compile(
    r"^(?!.*(?:[省市][局厅]|机关|全局|全市)).*?(?:^|[，。；：、\s年度])(?!其中)[^，。；：、（）\d各属辖下等及和与]{0,12}$"
)
# 其中县政府（含办公室）46件, behind 全县318件: the area's figure is more than the report's
_APART: Final = re.compile(
    r"(?:其中|[，；。])\s*[省市州县区旗盟](?:人民)?政府(?!网|门户|公报|部门|各)"
)
# 在全市各部门中位列第三, 为全市高质量发展提供支撑: a rank, a phrase, no figure of the area
_RANKED: Final = re.compile(
    r"[^，。；\d]{0,12}?(?:发展|大局|稳定|营商环境|位列|排名|排在|排第|名列|居于|位居|居第|领先|首位|前列|第[一二三四五六七八九十\d])"
)
# 总量583件：县政府96件，县直部门341件，乡镇146件: of the whole area, by the bodies in it
_BY_BODIES: Final = Expression(
    r"[：（][^，。；、：\d]{0,4}[省市县区州旗](?:人民)?(?:政府|本级)[^。；：\d]{0,16}\d[^。；：]*?(?:部门|乡镇|街道|镇街|县区|市县)[^。；：\d]{0,6}\d"
)
_OF_THESE: Final = ("其中", "经审查", "办理结果", "从")
_DEPARTMENT: Final = re.compile(r"[我本省市县区][局厅委]")
# 作出民办学校办学许可9件: who was given it
_DONE_TO: Final = re.compile(r"(?:作出|核发|颁发|批准|审批|准予)(?!的)[^，。；：]{0,12}$")
# 民办学校审批等许可9件: what was permitted to them, or found of them
_OF_THEM: Final = Expression(
    r"(?:的|等)?(?:设立|办学|审批|变更|许可|准入|认定|登记|执业|注册|评审|核准|备案)(?!了)"
)
_LICENSED: Final = frozenset({"学校", "中小学", "幼儿园", "高校", "事业单位"})
_CLOSE_BY: Final = 10  # characters of 市局机关以及所属
# 本级及派出机构共收到12件: the agency and its branches, which its tables may count with it
_WITH_ITSELF: Final = re.compile(
    r"(?:[本我](?:[局厅委部署关院镇乡办县区市]|街道)|本级|本部|[局厅委署关]机关)(?:以及|[及和与、])(?:各|其|所属|下属|直属|下设|所辖|下辖|辖区内?)*$"
)
_OWN_UNITS: Final = re.compile(r"[局厅委署部]属(?:各|事业)?(?:单位|机构)")


# 各乡镇收到20件，县政府收到3件: the body that the clause itself names
_NAMED_HERE: Final = Expression(
    r"(?:而|其中|另外)?(?:(?:本级)?(?:直接|自行|独立)(?:受理|收到|办理|答复|承办)|[镇乡县区市]级(?![各部机单直])|镇里|乡里|[省市县区州旗镇乡](?:人民)?政府(?:办公[室厅]|办)?(?![各部直的信])|[省市县区州总][局厅委](?:机关|本级)?(?![各直属下所的])"
    r"|街道(?:层面|办事处|本级|本身)|[局厅委部]机关)"
)


class Placed(NamedTuple):
    """Whose number it is, how sure, and whether it is told of the whole area that is governed."""

    scope: Scope
    sure: float = 1.0
    of_area: bool = False


_AGENCY: Final = Placed("agency")
_START: Final = attrgetter("start")


def names_itself(reading: Reading) -> bool:
    """Whether a sentence sets the agency itself apart (市本级, 我局); 本机关不掌握 does not."""
    if _is_of_a_department(reading.text):
        return True
    for cue in reading.having("agency"):
        if _is_own(reading, cue):
            return True
    lone = reading.level is None and bool(reading.having("region"))
    return lone and _APART.search(reading.text) is not None


def _is_own(reading: Reading, cue: Cue) -> bool:
    return cue.has("agency") and not reading.text.startswith("不", cue.end)


def scope_of(
    reading: Reading,
    span: tuple[int, int],
    quantity: Quantity,
    subject: Subject | None,
    paragraph: Paragraph,
) -> Placed:
    """Whose number it is: the last of 全市, 各学校, 本机关 in the same thought.

    `span` begins where the number before ends and ends where the clause begins. In a government's
    report what its own offices did is a part of what the tables count, and what follows in the same
    sentence (，比上年少9件，办结98件) may be theirs, too.
    """
    floor, start = span
    placed = _placed(reading, start, quantity, paragraph)
    if placed.scope == "subordinate" and _of_its_units(reading.text, start, subject):
        placed = _AGENCY
    if placed == _AGENCY and is_more_than_own(quantity, subject, paragraph):
        placed = Placed("region")
    placed = _of_the_area_still(reading, (floor, quantity.span.start), placed, subject, paragraph)
    if is_of_others_still(reading, (floor, quantity), subject, paragraph, named=placed != _AGENCY):
        placed = Placed("subordinate")
    paragraph.of_others = placed.scope == "subordinate"
    came_in = subject is not None and subject.first == (CAME_IN,)
    paragraph.others_took = paragraph.of_others and (came_in or paragraph.others_took)
    paragraph.area = paragraph.area or placed.of_area or placed.scope == "region"
    end = quantity.span.start
    if paragraph.local:
        turned = between(reading.having("region"), floor, end) or "；" in reading.text[floor:end]
        paragraph.local = not turned
    own_office = not _has_larger_area(reading) and of_own_office(
        reading.text, start, end, area=paragraph.area
    )
    if own_office or placed.sure == _OF_OFFICE:
        paragraph.local = True
    if not paragraph.local or subject is None or subject.domain not in CASES:
        return placed
    if reading.level is None:
        return placed if placed.scope == "subordinate" else Placed("agency", _OF_OFFICE)
    paragraph.stated = None
    return Placed("subordinate")


def is_of_others(reading: Reading, stated: Quantity, domain: Domain, paragraph: Paragraph) -> bool:
    """各街道均未收到申请, 局属单位收到3件，均已答复: whether others than the agency are said of.

    `domain` is that of what is stated.
    """
    end = stated.span.start
    start = clause_start(reading.text, end, 0)
    others = between(reading.having("subordinate"), start, end)
    if not others and OWN.search(reading.text, start, end):
        return False  # 所属市局被诉6件，省局未被诉
    goes_on = paragraph.of_others and (
        stated.hedge == "all" or is_still_theirs(reading, end, domain, paragraph)
    )
    return goes_on or _placed(reading, start, stated, paragraph).scope == "subordinate"


def _of_its_units(text: str, start: int, subject: Subject | None) -> bool:
    """局属单位收取的行政事业性收费: what an office's own units charge is the office's."""
    if subject is None or subject.second != ("amount",):
        return False
    return _OWN_UNITS.search(text, start) is not None


def _of_the_area_still(
    reading: Reading,
    span: tuple[int, int],
    placed: Placed,
    subject: Subject | None,
    paragraph: Paragraph,
) -> Placed:
    """全市收到320件；予以公开120件: behind a semicolon still of the area, where nobody else is named."""
    if subject is None or subject.metric is None:
        return placed
    named = OWN.search(reading.text, *span) or between(reading.having("agency"), *span)
    goes_on = span[0] > 0 or reading.text.startswith(_OF_THESE)
    if placed == _AGENCY and not named and paragraph.region is not None:
        if goes_on and paragraph.region == subject.domain:
            placed = _in_region(reading, own=paragraph.own)
        elif paragraph.region in CASES and subject.domain in CASES:
            placed = _of_the_same(reading, own=paragraph.own)
    of_area = placed.of_area or placed.scope == "region"
    paragraph.region = subject.domain if of_area else None
    return placed


def _of_the_same(reading: Reading, *, own: bool) -> Placed:
    """全市收到320件。引发复议93件、诉讼19件: applications and disputes are told of the same area.

    A government's tables are of its whole area, so to its own report that changes nothing.
    """
    if _has_larger_area(reading) or own:
        return Placed("region")
    return Placed("agency", _OF_REGION, of_area=True) if reading.level is None else _AGENCY


def _in_region(reading: Reading, *, own: bool) -> Placed:
    """A figure of the area: another's to a department, and beside the agency's own."""
    if own or _has_larger_area(reading):
        return Placed("region")
    return Placed("agency", _OF_REGION, of_area=True)


def _placed(reading: Reading, start: int, quantity: Quantity, paragraph: Paragraph) -> Placed:
    """Whose number the words of place say that it is."""
    text, end = reading.text, quantity.span.start
    named = placing(reading)
    if "：" in text and _BY_BODIES.match(text, quantity.span.end):
        return _in_region(reading, own=reading.level is None)
    clause = behind_last(text, start, "，。；：")
    part = sentence_part_start(text, start, 0)
    whole = _whole_area(text, named, part, end)
    if whole is not None and whole >= clause:
        return _in_region(reading, own=paragraph.own)
    if _is_of_another(reading, clause, end, paragraph):
        return Placed("subordinate")
    if whole is not None and not _NAMED_HERE.match(text, clause):
        return _in_region(reading, own=paragraph.own)
    said = [
        cue
        for cue in named
        if part <= cue.start and cue.end <= end and not _RANKED.match(text, cue.end)
    ]
    for cue in sorted(said, key=_START, reverse=True):
        placed = _placed_by(reading, cue, (part, clause), paragraph)
        if placed is not None:
            return placed
    return _AGENCY


def _whole_area(text: str, named: list[Cue], part: int, end: int) -> int | None:
    """Where the words begin that say that all in an area did it, if nobody is named behind them."""
    whole = names_the_whole_area(text, part, end) if named else None
    if whole is None or any(whole.end() <= cue.start and cue.end <= end for cue in named):
        return None  # 全市各部门收到320件，本级收到20件
    return whole.start()


def _is_of_another(reading: Reading, clause: int, end: int, paragraph: Paragraph) -> bool:
    """Whether the clause up to the number at `end` says that other bodies did it."""
    text = reading.text
    if names_another_body(text, clause, end, paragraph.agency):
        return True
    if ("个" in text or placing(reading)) and _OTHERS.search(text, clause, end):
        return True
    return not _has_larger_area(reading) and _ITS_DEPARTMENTS.search(text, clause, end) is not None


def _placed_by(
    reading: Reading, cue: Cue, begins: tuple[int, int], paragraph: Paragraph
) -> Placed | None:
    """What one word of place says, of a number in the thought and the clause that begin at `begins`."""
    part, clause = begins
    if _is_own(reading, cue):
        return _AGENCY
    if cue.start < clause and _NAMED_HERE.match(reading.text, clause):
        return _AGENCY
    if cue.has("subordinate") and _did_it(reading.text, cue, clause, part):
        return _of_a_part(reading, cue, paragraph)
    if not cue.has("region"):
        return None
    all_below = cue.surface.endswith("系统")  # 全系统被复议138件: a department and all below it
    return _in_region(reading, own=paragraph.own or all_below)


def _did_it(text: str, cue: Cue, clause: int, part: int) -> bool:
    """Whether another body did what is counted: 各学校收到9件, not 批准民办学校9件."""
    if cue.start < clause:
        return BEFORE_WHO.fullmatch(text, part, cue.start) is not None
    if _DONE_TO.search(text, clause, cue.start) is not None:
        return False
    return cue.surface not in _LICENSED or _OF_THEM.match(text, cue.end) is None


def _of_a_part(reading: Reading, cue: Cue, paragraph: Paragraph) -> Placed:
    """Another's figure; what a 分局 did is its own in its own report, and perhaps in a lone text."""
    if _WITH_ITSELF.search(reading.text, max(0, cue.start - _CLOSE_BY), cue.start):
        return Placed("agency", _OF_REGION)
    if cue.surface != _BRANCH or not _ONE_BRANCH.search(reading.text, 0, cue.start):
        return Placed("subordinate")
    if paragraph.agency:
        return Placed("agency" if paragraph.agency.endswith(_BRANCH) else "subordinate")
    return Placed("agency", _OF_OFFICE) if reading.level is None else Placed("subordinate")


def _has_larger_area(reading: Reading) -> bool:
    """A government reports for its whole area; to a department 全市 is more than itself."""
    level = reading.level
    if level is None:
        return _is_of_a_department(reading.text)
    return level.endswith("department") or level == "ministry"


@lru_cache(maxsize=16)  # every quantity of a sentence asks
def _is_of_a_department(text: str) -> bool:
    return _DEPARTMENT.search(text) is not None
