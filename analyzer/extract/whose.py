"""Whose number it is: the agency's own, a subordinate body's, or that of the whole area."""

from __future__ import annotations

import re
from operator import attrgetter
from typing import Final

from analyzer.claim import Quantity
from analyzer.extract.areas import (
    AGENCY,
    OF_REGION,
    Placed,
    has_larger_area,
    in_region,
    is_of_a_department,
    of_the_area_still,
)
from analyzer.extract.bodies import (
    CASES,
    OWN,
    did_it,
    is_still_theirs,
    names_another_body,
    names_departments,
    names_several_others,
    names_the_whole_area,
    placing,
)
from analyzer.extract.cues import Cue, behind_last, between, clause_start, sentence_part_start
from analyzer.extract.expressions import Expression
from analyzer.extract.going_on import is_more_than_own, is_of_others_still
from analyzer.extract.reading import Paragraph, Reading
from analyzer.extract.remote import of_own_office
from analyzer.extract.subject import CAME_IN, Domain, Subject

# What a government's own offices did, in a sentence of which nobody knows what report it stands in.
_OF_OFFICE: Final = 0.84
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


_START: Final = attrgetter("start")


def names_itself(reading: Reading) -> bool:
    """Whether a sentence sets the agency itself apart (市本级, 我局); 本机关不掌握 does not."""
    if is_of_a_department(reading.text):
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
        placed = AGENCY
    if placed == AGENCY and is_more_than_own(quantity, subject, paragraph):
        placed = Placed("region")
    placed = of_the_area_still(reading, (floor, quantity.span.start), placed, subject, paragraph)
    if is_of_others_still(reading, (floor, quantity), subject, paragraph, named=placed != AGENCY):
        placed = Placed("subordinate")
    paragraph.of_others = placed.scope == "subordinate"
    came_in = subject is not None and subject.first == CAME_IN
    paragraph.others_took = paragraph.of_others and (came_in or paragraph.others_took)
    paragraph.area = paragraph.area or placed.of_area or placed.scope == "region"
    end = quantity.span.start
    if paragraph.local:
        turned = between(reading.having("region"), floor, end) or "；" in reading.text[floor:end]
        paragraph.local = not turned
    own_office = not has_larger_area(reading) and of_own_office(
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


def _placed(reading: Reading, start: int, quantity: Quantity, paragraph: Paragraph) -> Placed:
    """Whose number the words of place say that it is."""
    text, end = reading.text, quantity.span.start
    named = placing(reading)
    if "：" in text and _BY_BODIES.match(text, quantity.span.end):
        return in_region(reading, own=reading.level is None)
    clause = behind_last(text, start, "，。；：")
    part = sentence_part_start(text, start, 0)
    whole = _whole_area(text, named, part, end)
    if whole is not None and whole >= clause:
        return in_region(reading, own=paragraph.own)
    if _is_of_another(reading, clause, end, paragraph):
        return Placed("subordinate")
    if whole is not None and not _NAMED_HERE.match(text, clause):
        return in_region(reading, own=paragraph.own)
    said = [
        cue
        for cue in named
        if part <= cue.start and cue.end <= end and not _RANKED.match(text, cue.end)
    ]
    for cue in sorted(said, key=_START, reverse=True):
        placed = _placed_by(reading, cue, (part, clause), paragraph)
        if placed is not None:
            return placed
    return AGENCY


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
    if ("个" in text or placing(reading)) and names_several_others(text, clause, end):
        return True
    return not has_larger_area(reading) and names_departments(text, clause, end)


def _placed_by(
    reading: Reading, cue: Cue, begins: tuple[int, int], paragraph: Paragraph
) -> Placed | None:
    """What one word of place says, of a number in the thought and the clause that begin at `begins`."""
    part, clause = begins
    if _is_own(reading, cue):
        return AGENCY
    if cue.start < clause and _NAMED_HERE.match(reading.text, clause):
        return AGENCY
    if cue.has("subordinate") and did_it(reading.text, cue, clause, part):
        return _of_a_part(reading, cue, paragraph)
    if not cue.has("region"):
        return None
    all_below = cue.surface.endswith("系统")  # 全系统被复议138件: a department and all below it
    return in_region(reading, own=paragraph.own or all_below)


def _of_a_part(reading: Reading, cue: Cue, paragraph: Paragraph) -> Placed:
    """Another's figure; what a 分局 did is its own in its own report, and perhaps in a lone text."""
    if _WITH_ITSELF.search(reading.text, max(0, cue.start - _CLOSE_BY), cue.start):
        return Placed("agency", OF_REGION)
    if cue.surface != _BRANCH or not _ONE_BRANCH.search(reading.text, 0, cue.start):
        return Placed("subordinate")
    if paragraph.agency:
        return Placed("agency" if paragraph.agency.endswith(_BRANCH) else "subordinate")
    return Placed("agency", _OF_OFFICE) if reading.level is None else Placed("subordinate")
