"""The year a number speaks of, and whose number it is."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from analyzer.claim import Kind, Quantity, Scope
from analyzer.extract.cues import Cue, between, sentence_part_start
from analyzer.extract.reading import Reading
from analyzer.extract.subject import Subject
from analyzer.lexicon.metrics import CueKind
from analyzer.lexicon.phrases import trie_pattern
from analyzer.lexicon.source import words

# 比上年的71件增加16件: the number before the change is last year's
COMPARED_WITH: Final = re.compile(
    r"(?:同比|[比较与同是于](?:(?:(?:19|20)?\d{2}年|上一?年|去年|前一年)(?:度|末|底)?(?:同期)?|同期)的?)\s?$"
)
_IN_BRACKETS: Final = re.compile(
    r"(?:[比较与同]|高出|高于|低于|超过|不及|多于|少于|超出|好于)(?:(?:19|20)\d\d年|上年|去年|上一年)(?:度|同期)?[（(][^（()）]*$"
)
_YEAR: Final = re.compile(r"((?:19|20)\d{2})\s?年")
_CAUSE: Final = re.compile(r"因.*?(?:引发|引起|产生|导致|被诉|被起诉|被复议|被申请|提起)")
# 与上年复议2件、诉讼1件相比
_AND_THEN: Final = re.compile(
    r"[与同较比和](?:上年|去年|上一年)[^，。；\d]*\d+[件宗起]、[^，。；\d]*$"
)
_FROM: Final = re.compile(r"[由从自](?:年初的?|原来的?)?\s?$")
_TO: Final = re.compile(r"[^，。；\d]{0,6}[到至为]\s?\d")
_CARRIED: Final = frozenset({"carried_over", "carried_over_likely", "carried"})
# A region's figure beside the agency's own is not what the tables count; alone it may be.
_UNSURE_SCOPE: Final = 0.8
# Words that place a number stand no farther before it; a sentence of many numbers is searched once.
_REACH: Final = 120
_PLACING: Final[tuple[CueKind, ...]] = ("agency", "subordinate", "region")
# 31个部门共收到271件
_OTHERS: Final = re.compile(
    r"\d(?:个|家)?(?:乡镇|镇街|部门|单位|街道|县区|区县|市县|县直|执法部门|直属机构|派出机构|分支机构|下级|基层|分局|支局|县市|县级|市州|院校|学校)[^，。；]{0,16}$"
)
# 县政府办公室直接办理38件: the office's own part of what the government reports
_OWN_SHARE: Final = re.compile(
    r"政府[（(]?办公[室厅][）)]?(?:本级|机关)?(?:直接|自行|自身|本身|自己)[^，。；]{0,8}$"
)
# 全省收到…，省政府办公厅收到918件，省级部门收到3307件: parts of what is told of the whole area
_OWN_LEVEL: Final = re.compile(
    r"[省市县区州](?:政府)?本级|[省市县区州]政府(?:[（(]?办公[室厅]|\u3000)"
)
_ITS_DEPARTMENTS: Final = re.compile(r"[省市县区州][级直](?:部门|机关|单位)")
# 省政府收到918件, 省级部门收到3307件 of 全省21200件: a government's own offices beside its area
_OWN_OFFICE: Final = re.compile(
    r"(?:^|[，。；：、（]|其中|由)[^，。；：、（\d]{0,8}?(?<!全)[省市州县区旗盟](?:(?:人民)?政府|级|直|属|本级)"
    r"(?:本级|本身|机关|办公[厅室]|各|直属)*(?:部门|机关|单位)?"
    r"\s*(?:直接|共|本年|全年|新|另)*(?:收到|收|接到|接收|受理|办理|办结|答复|承办|处理|为|有)?[^，。；、：\d]{0,8}$"
)
_LEVEL_ITSELF: Final = re.compile(
    r"政府(?:本级|办公[厅室])|[省市州县区旗盟](?:本级|[级直]机关|[级直]各?部门)"
)
_DEPARTMENT: Final = re.compile(r"[我本省市县区][局厅委]")


class Placed(NamedTuple):
    """Whose number it is, how sure, and whether it is told of the whole area that is governed."""

    scope: Scope
    sure: float = 1.0
    of_area: bool = False


@cache
def _over_years() -> re.Pattern[str]:
    return re.compile(trie_pattern(words("context", "over_years")))


def period_of(
    reading: Reading, span: tuple[int, int], subject: Subject | None, kind: Kind
) -> int | None:
    """The year the number behind `span` speaks of; None where no table can hold it.

    Without a year to report on, this year is 0.
    """
    year = reading.year or 0
    before = reading.text[slice(*span)]
    own = subject is not None and (_CARRIED & set(subject.first) or "prev_items" in subject.second)
    if kind == "change" or own:
        return year
    far = max(0, span[1] - _REACH)
    if not before and not _IN_BRACKETS.search(reading.text, far, span[1]):
        return year
    if _over_years().search(before):
        return None
    # 因2023年申请引发的复议: the year of the cause is not the year of the figure
    told = "年" in before
    named = [int(found) for found in _YEAR.findall(_CAUSE.sub("", before))] if told else []
    if named and reading.year is not None:
        return named[-1] if named[-1] in (year, year - 1) else year if named[-1] > year else None
    cause = _CAUSE.search(reading.text, *span)  # 因前一年答复被诉1件: likewise
    if between(
        reading.having("previous"), cause.end() if cause else span[0], span[1]
    ) or _AND_THEN.search(reading.text, far, span[1]):
        return year - 1
    if COMPARED_WITH.search(before) or _IN_BRACKETS.search(reading.text, far, span[1]):
        return year - 1
    if _FROM.search(before) and _TO.match(reading.text, _end_of_number(reading, span[1])):
        return year - 1
    return year


def _end_of_number(reading: Reading, start: int) -> int:
    return next((q.span.end for q in reading.quantities if q.span.start >= start), start)


def names_itself(reading: Reading) -> bool:
    """Whether a sentence sets the agency itself apart (市本级, 我局); 本机关不掌握 does not."""
    department = _DEPARTMENT.search(reading.text) is not None
    return department or any(_is_own(reading, cue) for cue in reading.having("agency"))


def _is_own(reading: Reading, cue: Cue) -> bool:
    return cue.has("agency") and not reading.text.startswith("不", cue.end)


def of_own_office(reading: Reading, start: int, quantity: Quantity, *, area: bool) -> bool:
    """Whether a government counts here what its own offices did, not its whole area.

    `area` says that the paragraph spoke of the area (全市) before; without it 市政府 may mean all.
    """
    level = reading.level
    if level is None or _has_larger_area(reading):
        return False
    said = _OWN_OFFICE.search(reading.text, max(0, start - 1), quantity.span.start)
    if said is None:
        return False
    return area or _LEVEL_ITSELF.search(said[0]) is not None


def scope_of(
    reading: Reading, start: int, quantity: Quantity, *, own: bool, area: bool = False
) -> Placed:
    """Whose number it is, and how sure: the last of 全市, 各学校, 本机关 in the same thought.

    `own` says that the paragraph sets the agency itself apart: then 全市 is more than that,
    `area` that it told a figure of the whole area: then what 市本级 did may be a part of it.
    """
    far = max(0, quantity.span.start - _REACH)
    if _OWN_SHARE.search(reading.text, far, quantity.span.start) and not _has_larger_area(reading):
        return Placed("subordinate")
    placing = [cue for kind in _PLACING for cue in reading.having(kind)]
    if not placing and "个" not in reading.text:
        return Placed("agency")
    part = sentence_part_start(reading.text, start, 0)
    clause = max(reading.text.rfind(stop, 0, start) for stop in "，。；：") + 1
    beside = _beside_the_area(reading, clause, quantity) if area else None
    if beside is not None:
        return beside
    if _OTHERS.search(reading.text, clause, quantity.span.start):
        return Placed("subordinate")
    said = [c for c in placing if part <= c.start and c.end <= quantity.span.start]
    for cue in sorted(said, key=lambda cue: -cue.start):
        if _is_own(reading, cue):
            return Placed("agency")
        if cue.has("subordinate") and (cue.start >= clause or cue.start <= part + 1):
            return Placed("subordinate")
        if cue.has("region"):
            if own or _has_larger_area(reading):
                return Placed("region")
            return Placed("agency", _UNSURE_SCOPE, of_area=True)
    return Placed("agency")


def _beside_the_area(reading: Reading, clause: int, quantity: Quantity) -> Placed | None:
    """市本级 beside 全市: perhaps what the tables count; 市直部门 are other agencies."""
    if _has_larger_area(reading):
        return None
    if _ITS_DEPARTMENTS.search(reading.text, clause, quantity.span.start):
        return Placed("subordinate")
    own = _OWN_LEVEL.search(reading.text, clause, quantity.span.start)
    return Placed("agency", _UNSURE_SCOPE) if own else None


def _has_larger_area(reading: Reading) -> bool:
    """A government reports for its whole area; to a department 全市 is more than itself."""
    level = reading.level
    if level is None:
        return _DEPARTMENT.search(reading.text) is not None
    return level.endswith("department") or level == "ministry"
