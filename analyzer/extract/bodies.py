"""Bodies beside the agency: who did what a sentence tells, and whether a report sums up all of its area.

各学校新收158件；办结157件 is theirs throughout; 数据汇总了全市各级行政机关 says it of the whole report.
"""

from __future__ import annotations

import re
from typing import Final

from analyzer.extract.cues import Cue, between
from analyzer.extract.reading import Paragraph, Reading
from analyzer.extract.subject import Domain

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
_BODIES: Final = r"各(?:级|部门|单位|县|区|市|乡镇|镇|街道)"
_SAYS: Final = re.compile(
    rf"(?:数据|统计范围|统计口径)[^。；\n]{{0,12}}(?:汇总|包括|包含|涵盖)[^。；\n]{{0,30}}(?:{_BODIES}|下级|所辖)"
    rf"|(?:根据|综合|依据)[^。；\n]{{0,24}}{_BODIES}[^。；\n]{{0,40}}(?:年度报告|年报|数据)[^。；\n]{{0,8}}汇总"
)
_DENIES: Final = re.compile(r"(?:不|未|没有|除)[^，。；\n]{0,3}(?:汇总|包括|包含|涵盖|计入)")
_SENTENCE: Final = re.compile(r"[^。；\n]+")


def sums_up(preamble: str) -> bool:
    """Whether the preamble says that the figures are those of all bodies of the area."""
    return any(
        _SAYS.search(sentence[0]) and not _DENIES.search(sentence[0])
        for sentence in _SENTENCE.finditer(preamble)
    )


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
    others = between(reading.having("subordinate"), 0, first.start)
    if (
        not others
        or others[0].surface in _SHARED
        or not BEFORE_WHO.fullmatch(reading.text, 0, others[0].start)
    ):
        return False
    named = OWN.search(reading.text, first.end, end) or between(placing(reading), first.end, end)
    return not named
