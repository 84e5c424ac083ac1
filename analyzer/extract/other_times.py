"""What is told of another time than the one year reported on.

A sentence may open with a part of the year, with years added up or with one farther back
(2024年第一季度，收到5件，办结4件): none of it is in the tables, until the sentence names its year again.
Nor is what is only planned (预计明年收到5件). Years told one by one are read in `years_in_a_row.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from analyzer.extract.assertions import Assertion
from analyzer.extract.cues import clause_start
from analyzer.extract.disclosure_subjects import HOLDINGS
from analyzer.extract.expressions import Expression
from analyzer.extract.periods import is_of_part_of_the_year
from analyzer.extract.reading import Paragraph, Reading, spoken
from analyzer.extract.typeset import PART_OF

# 2024年第一季度，…; 1—6月，…; 近三年累计…; 自条例施行以来，累计…; 前年…
_OPENS: Final = Expression(
    r"(?:^|(?<=；))(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]|[一二三四五六七八九]是|[^，。；、：\d]{2,10}方面[，：]|[^，。；、：\d]{2,10}：)?\s*"
    r"(?:(?P<part>(?:(?:(?:19|20)\d\d|[今本当])年度?的?\s?)?"
    r"(?:(?:第?[一二三四1-4]|[前头后][一二三两]个?)季度|[上下]半年|(?:1[0-2]|0?[1-9])月?份?[至到—~～–-]{1,2}(?:1[0-2]|0?[1-9])月份?"
    r"|截[至止到](?:(?:19|20)\d\d年)?(?:1[0-2]|0?[1-9])月\d{0,2}[日底末]?))"
    r"|(?P<ago>大?前年|上上年|[两二三四五六七八九十]年前)"
    r"|(?P<years>(?:最?近|过去)[两二三四五六七八九十几\d]{1,2}年(?:以来|来|间|里|中)?|[两二三四五六七八九十]年(?:以来|来|间)"
    r"|(?:[“‘]?十[一二三四五][”’]?五[”’]?)(?:规划)?(?:期间|时期|以来)?)"
    r"|(?P<since>[自从]?(?:(?P<year>(?:19|20)\d\d)年)?[^，。；、：\d]{0,16}(?<![今本当]年)(?<!年度)(?<!年初)以来))"
    r"(?:期间|之?内|度|的|末)*(?P<apart>，|(?=[我本](?:[局厅委办院会镇乡县市区州省部署]|街道|机关|单位)(?!的)))?",
)
# 5月15日新条例施行后, 自10月起, 6月30日前, 年初至9月, 7月1日至12月31日; 自3月组建以来 is all the time there was
_FROM_A_DAY: Final = Expression(
    r"(?:^|(?<=[，；：])|(?<=其中))(?:[^，。；、：\d年]{0,8}(?<!截)(?<![至到]))?"
    r"(?P<day>(?:(?:(?:19|20)\d\d|[今本当])年)?"
    r"(?:(?:1[0-2]|0?[2-9])月(?:\d{1,2}日)?(?![^，。；、：\d]{0,16}(?:成立|组建|机构|划转|挂牌|设立|合并|整合))[^，。；、：\d]{0,16}(?:(?<![一二三])起(?!施行|实施|执行|生效|试行|正式|启用|上线|开通)|之?后(?!续)|以后|以来)"
    r"|(?:1[01]|0?[1-9])月(?:\d{1,2}日|底|末|[上中下]旬)?(?:之前|以前|前)"
    r"|(?!1月1日?起?[至到—~～–-]{1,2}(?:本年)?12月)(?:1[0-2]|0?[1-9])月\d{1,2}日?起?[至到—~～–-]{1,2}(?:1[0-2]|0?[1-9])月(?:\d{1,2}日?|底|末)止?"
    r"|年初[至到](?:1[01]|[1-9])月(?:\d{1,2}日|底|末)?)"
    r"|新?(?:修订|修改)?的?新?[《“]?(?:政府信息公开)?条例[》”]?(?:正式)?[施实]行(?:之|以)?后)"
    r"(?:期间|之?内)*(?P<apart>，)?(?!的)"
)
_OPENED_BY: Final = Expression(
    r"季度|半年|月|前年|上上年|年[前来间]|近|过去|以来|十[一二三四五]|行之?以?后"
)
# what sets the year again: 全年, 2025年, 下半年; of 比2023年多3件 the time goes on
_TIME: Final = Expression(
    r"全年|年[内底末]|[今本当]年|(?<![比较与同和])(?:(?:19|20)\d\d年|上一?年度?(?!同期)|去年(?!同期))|截[至止]|季度|半年|(?:1[0-2]|[1-9])月|至今"
)
_SUMS: Final = Expression(r"累计|共计|总计|合计|总共|共")
_MAY_BE_ALL_ALONG: Final = ("zero", "all")  # 多年来未收到: nor this year
_STILL_TO_DO: Final = "requests.carried_forward"
_PLANNED: Final = "planned"


def of_the_year(reading: Reading, told: list[Assertion], paragraph: Paragraph) -> list[Assertion]:
    """The claims `told` of a sentence; those of another time than its year are held by no cell.

    上半年收到267件，同比增长5%。其中公开81件: a sentence that goes on is of the time of the one before.
    """
    text = reading.text
    in_a_row = bool(reading.dated)  # 近三年依次是8件、9件、7件: each of its year
    opened = [] if in_a_row or not _OPENED_BY.search(text) else _other_times(reading, told)
    if paragraph.of_another_time and text.startswith(PART_OF):
        again = _TIME.search(text)
        opened.append((0, again.start() if again else len(text), False))
    paragraph.of_another_time = any(end == len(text) for _, end, _ in opened)
    planned = reading.says(_PLANNED)
    if not opened and not planned:
        return told
    return [
        claim._replace(metric=None, base=None, metrics=(), period=None)
        if claim.metric and (_falls_in(claim, opened) or (planned and _is_planned(text, claim)))
        else claim
        for claim in told
    ]


def _other_times(reading: Reading, told: Sequence[Assertion]) -> list[tuple[int, int, bool]]:
    """Where what is told is of another time, and whether that is several years up to this one.

    A time that stands alone holds for its sentence, one that opens a count for the part of it.
    """
    text, found = reading.text, []
    for said in _OPENS.finditer(text):
        first = next((c.span.start for c in told if c.span.start >= said.end()), None)
        if first is None or not _is_another(reading, said, first):
            continue
        part = text.find("；", said.end()) if said["apart"] is None else -1
        stop = len(text) if part < 0 else part
        again = _TIME.search(text, said.end(), stop)
        found.append(
            (said.end(), again.start() if again else stop, not (said["part"] or said["ago"]))
        )
    return [*found, *_from_a_day(text, told)]


def _from_a_day(text: str, told: Sequence[Assertion]) -> list[tuple[int, int, bool]]:
    """Where what is told is of the time from, or up to, a day of the year: 5月15日新条例施行后，收到5件."""
    if "月" not in text and "行" not in text:
        return []
    found = []
    for said in _FROM_A_DAY.finditer(text):
        first = next((c.span.start for c in told if c.span.start >= said.end()), 0)
        if said["apart"] is None and "，" in text[said.end() : first]:
            continue  # 于6月底前完成整改，收到申请25件
        part = text.find("；", said.end()) if said["apart"] is None else -1
        stop = len(text) if part < 0 else part
        again = _TIME.search(text, said.end(), stop)
        found.append((said.end(), again.start() if again else stop, False))
    return found


def _is_another(reading: Reading, said: re.Match[str], first: int) -> bool:
    """Whether the words that open a sentence, `first` of whose claims is next, tell of another time."""
    text, year = reading.text, reading.year
    if said["part"] and not is_of_part_of_the_year(said["part"], year):
        return False
    if said["since"]:
        past = not said["year"] or (year is not None and int(said["year"]) < year)
        return past and _SUMS.search(text, said.end(), first) is not None
    return said["apart"] is not None or "，" not in text[said.end() : first]


def _falls_in(claim: Assertion, opened: Sequence[tuple[int, int, bool]]) -> bool:
    """Whether a claim stands where another time is told of."""
    for start, end, up_to_now in opened:
        if start <= claim.span.start < end:
            held = claim.quantity.hedge in _MAY_BE_ALL_ALONG or any(
                (claim.metric or "").endswith(row) for row in HOLDINGS
            )
            return not (up_to_now and held)
    return False


def _is_planned(text: str, claim: Assertion) -> bool:
    """预计明年收到5件, 按期办结率力争达到100%: what is to be, not what was; 预计明年办结 is left to do."""
    if claim.metric == _STILL_TO_DO:
        return False
    number = claim.quantity.number.start
    start = clause_start(text, number, 0)
    return spoken(_PLANNED).search(text, start, number) is not None
