"""Bodies beside the agency: named by their kind, or by name where it is known whose report it is.

各学校新收158件；办结157件 is theirs throughout, 县公安局收到12件 another's in the report of its county.
Short names count as the agency's own: 县住建局 is 云溪县住房和城乡建设局, for its characters stand in
the full name in this order.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from analyzer.extract.cues import Cue, between
from analyzer.extract.expressions import Expression
from analyzer.extract.reading import Paragraph, Reading
from analyzer.extract.subject import Domain
from analyzer.lexicon.phrases import trie_pattern
from analyzer.lexicon.source import words

CASES: Final = frozenset({"requests", "disputes"})
OWN: Final = re.compile(
    r"[本我该][局厅委办级镇乡部署院县市区省州]|政府(?!信息)|办公[厅室]|[局厅委]"
)
# 2023年，各学校收到129件，答复120件: who did all that follows; not 指导各学校…，收到9件
BEFORE_WHO: Final = re.compile(
    r"(?:(?:(?:19|20)\d\d年度?|全年|全年度|本年度|年内|一年来|[一二三四五六七八九]是|[（(][一二三四五六七八九\d][）)]|\d[.．])\s*[，、：]?\s*)*"
    r"(?![指督组协要推通对向与会由经转])[^，。；：、\d]{0,2}"
)
# what is said to be done with others, no body of its own
_SHARED: Final = frozenset({"协助", "协办", "转办", "交办", "批转"})
# 各派出所共收到12件, 其中各公立医院12件; not 各类申请, 各渠道收到, and 各级行政机关 are the area
_EACH: Final = Expression(
    r"(?:^|(?<=[，。；：、\s年度])|其中|而)各(?!级|类|种|项|方面|界|位|自|条|渠道|途径|方式|平台|申请|当事)[^，。；：、\d的]{1,8}?"
    r"(?:共|总共|合计|累计|先后|分别|均|全年|新)*(?:收|接收|接到|受理|登记|办[理结]|答复|被申请|被复议|被诉|被起诉|有|(?<=[局委厅部院校所站队镇乡村道社门位构馆司])$)",
    needs="各",
)
# 供水公司收到12件 is no application by a company; 县公安局和县住建局共收到7件
_ANOTHER: Final = Expression(
    r"(?:(?<![本我该])(?:公司|[属有]企业|(?<!供销)合作社)|村|(?:^|(?<=[，。；：、和及与]))(?:县区|区县|部门|乡镇|镇街)|[局委办院署][、和及与][^，。；：、\d]{2,10}[局委办院署])"
    r"(?:全年|本年)?(?:共|总共|累计|新|先后|分别|合计)*(?:收|接收|接到|受理)"
)
# 区属部门收到200件，街道收到100件: the street offices of a district
_STREETS_BESIDE: Final = Expression(
    r"(?:部门|单位|政府|本级|委办局|乡镇|[^本我]镇)[^，。；\d]{0,8}\d[\d,]*[件宗份起]?[，、；](?:各|其他)?街道[^，。；、\d]{0,8}$",
    needs="街道",
)
# 全市各级政府及部门, 全区各职能部门和镇街, 各地各部门: all there are in an area
_BODIES: Final = (
    r"(?:政府|机关|部门|单位|镇街|街道|乡镇|区县|县区|市州|县（市、区）|镇（街道）|乡镇（街道）)"
)
_ALL_IN_AREA: Final = Expression(
    rf"全[省市县区州旗盟]各[^，。；：\d]{{0,14}}{_BODIES}|各级[^，。；：\d]{{0,10}}{_BODIES}|各地(?:区|方)?[、，和]?各部门",
    needs="各",
)
_TIME: Final = r"(?:(?:19|20)\d\d年度?|全年|本?年度|年内|今年|一年来|其中|而|另外|另)"
_DID: Final = (
    r"(?:共|总共|累计|先后|分别|新|全年|年内|合计|直接)*"
    r"(?:收[到悉]?|接收|接到|受理|答复|办结|办理(?!复议)|制发|印发|(?:实施|作出)(?=[^，。；、\d]{0,6}(?:许可|处罚|强制)))"
)
_FAR: Final = 24  # characters of the part told before
# the office that takes applications for the whole government, whatever it is called
_OF_ALL: Final = ("公开", "办公", "政府办", "机关", "部门", "单位", "申请")
# 31个部门共收到271件
_OTHERS: Final = re.compile(
    r"\d(?:个|家)?(?:乡镇|镇街|部门|单位|街道|县区|区县|市县|县直|执法部门|直属机构|派出机构|分支机构|下级|基层|分局|支局|县市|县级|市州|院校|学校|[省市县区州][级直]?[局厅委]|省[份区（]|(?:地级|设区的?)市|直属|驻外|[^，。；、\d]{0,4}[所站村])[^，。；转]{0,16}$"
)
# 全省收到…，省级部门收到3307件: other agencies
_ITS_DEPARTMENTS: Final = Expression(r"[省市县区州][级直]各?(?:部门|(?:行政)?机关|单位)")
# 作出民办学校办学许可9件: who was given it
_DONE_TO: Final = re.compile(r"(?:作出|核发|颁发|批准|审批|准予)(?!的)[^，。；：]{0,12}$")
# 民办学校审批等许可9件: what was permitted to them, or found of them
_OF_THEM: Final = Expression(
    r"(?:的|等)?(?:设立|办学|审批|变更|许可|准入|认定|登记|执业|注册|评审|核准|备案)(?!了)"
)
_LICENSED: Final = frozenset({"学校", "中小学", "幼儿园", "高校", "事业单位"})


def names_another_body(text: str, start: int, end: int, agency: str) -> bool:
    """Whether the clause from `start` up to the number at `end` says that another body did it."""
    return (
        _EACH.search(text, start, end) is not None
        or _ANOTHER.search(text, start, end) is not None
        or _STREETS_BESIDE.search(text, max(0, start - _FAR), end) is not None
        or done_by_another(text, start, end, agency)
    )


def names_several_others(text: str, start: int, end: int) -> bool:
    """31个部门共收到271件: others by their number."""
    return _OTHERS.search(text, start, end) is not None


def names_departments(text: str, start: int, end: int) -> bool:
    """省级部门收到3307件: the departments of a level, which to a government are others."""
    return _ITS_DEPARTMENTS.search(text, start, end) is not None


def names_the_whole_area(text: str, start: int, end: int) -> re.Match[str] | None:
    """What between `start`, where a clause begins, and the number at `end` says that all in an area did it."""
    named = _ALL_IN_AREA.search(text, start, end)
    return named if named and BEFORE_WHO.fullmatch(text, start, named.start()) else None


def done_by_another(text: str, start: int, end: int, agency: str) -> bool:
    """Whether the clause from `start` up to the number at `end` names another agency than `agency`."""
    if not agency:
        return False
    named = _who().search(text, start, end)
    if named is None or any(word in named["who"] for word in _OF_ALL):
        return False
    return not _is_short_for(named["who"], agency)


@cache
def _who() -> re.Pattern[str]:
    """Who is named as the one who did it: 县公安局|收到12件."""
    ends = rf"{trie_pattern(words('context', 'body_ends'))}|(?<!信息公开)法院"
    return re.compile(
        rf"(?:^|(?<=[，。；：、\s]))(?:{_TIME}[，、]?)*(?P<who>(?![本我该全各由向对经])[\u4e00-\u9fff]{{1,16}}?(?:{ends})){_DID}"
    )


@lru_cache(maxsize=64)
def _is_short_for(name: str, agency: str) -> bool:
    """Whether the characters of a name stand in the full one in the same order."""
    left = iter(agency)
    return all(character in left for character in name)


def placing(reading: Reading) -> list[Cue]:
    """The cues that say whose a number is."""
    agency, others = reading.having("agency"), reading.having("subordinate")
    region = reading.having("region")
    return [*agency, *others, *region] if agency or others or region else agency


def is_still_theirs(reading: Reading, end: int, domain: Domain, paragraph: Paragraph) -> bool:
    """各学校新收158件；办结157件: who opens a sentence did all of it, until another is named.

    `domain` is what is told at offset `end`; what the others were not told of may be the agency's.
    """
    if not paragraph.of_others or domain not in CASES or "；" not in reading.text:
        return False
    first, told = reading.quantities[0].span if reading.quantities else None, paragraph.told.get(0)
    if first is None or told is None or told.domain != domain:
        return False
    if not _opens_with_another(reading, first.start, paragraph.agency):
        return False
    named = OWN.search(reading.text, first.end, end) or between(placing(reading), first.end, end)
    return not named


def _opens_with_another(reading: Reading, first: int, agency: str) -> bool:
    """Whether another body stands at the head of the sentence, before its number at `first`."""
    others = between(reading.having("subordinate"), 0, first)
    if not others:
        return names_another_body(reading.text, 0, first, agency)
    at_head = BEFORE_WHO.fullmatch(reading.text, 0, others[0].start) is not None
    return at_head and others[0].surface not in _SHARED


def did_it(text: str, cue: Cue, clause: int, part: int) -> bool:
    """Whether another body did what is counted: 各学校收到9件, not 批准民办学校9件."""
    if cue.start < clause:
        return BEFORE_WHO.fullmatch(text, part, cue.start) is not None
    if _DONE_TO.search(text, clause, cue.start) is not None:
        return False
    return cue.surface not in _LICENSED or _OF_THEM.match(text, cue.end) is None
