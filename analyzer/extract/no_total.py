"""Numbers that are no total of the year: means, peaks, parts of the year, proportions, single matters, sheets sent out."""

from __future__ import annotations

import re
from typing import Final

from analyzer.claim import Quantity
from analyzer.extract.cues import between, clause_start, sentence_part_start
from analyzer.extract.document_classes import is_of_a_class
from analyzer.extract.expressions import Expression
from analyzer.extract.others_work import counts_others
from analyzer.extract.periods import is_of_part_of_the_year
from analyzer.extract.punctuality import is_by_time_taken
from analyzer.extract.reading import Reading, spoken
from analyzer.extract.ways import is_part

# 6个部分, 两个项目外: what the report itself is made of; 未办结的1件来信: other business by its name
_OF_THE_REPORT: Final = re.compile(
    r"的?(?:群众|市民|网民|咨询)?(?:来信|来访|来电|电话|工单|留言|提案|信访件|热线)(?!类|申请|、|等|事项|方式|渠道)"
    r"|数(?:据|字|值)?(?:依次|分别)"  # 三个数依次是18件、17件和264件
    r"|(?:大|个)?(?:部分(?!予以|公开|提供|答复)|(?:方面|项)?内容(?:组成|构成)|(?:项目|指标|数据)之?外)"
)
# 申请人均为居民, 权利人均不同意, 住户均反对 are no means (人均, 户均)
_OF_ALL_PERSONS: Final = re.compile("[请三利事报诉访本护责]人均|[住农商用]户均")
_OF_ONE: Final = Expression("同一|[上下]半年")
_AGAIN: Final = frozenset({"refuse_repeat", "refuse_mass"})
# 收到申请最多的是一季度，为21件
_PEAK_BEFORE: Final = Expression(
    r"最[多少高低大]的?(?:是|为|出现在|在|集中在)?[^，。；、\d]{0,4}(?:季度|\d{1,2}月份?|[上下]半年|一天|一周)，(?:为|有|共|达|收到?|仅|只有)*$",
    needs="最",
)
# 5月收到申请9件; 5月，收到申请9件; not 1月至12月, 截至12月31日, 12月底
_IN_A_MONTH: Final = re.compile(
    r"(?<![\d至到~～—-])(?:1[0-2]|[1-9])月份?(?![\d至到起~～—-]|底|末|以来)(?:[^，。；、：\d]|(?<=月)[、，]|(?<=月份)，)*$"
)
_OPENS: Final = "（("
_STOPS: Final = frozenset("，。；、）：")
# 发出征求意见函15份，回函同意公开9份，不同意公开6份
_CONSENT: Final = Expression(r"(?:回函|复函|征求意见函)[^；。]*同意公开$", needs="同意公开")
_OPINIONS: Final = ("意见", "建议")  # 征求规范性文件意见12条
_FEW: Final = 20
_HEADS: Final = frozenset({"个", "名", "位", "家"})
_APPLICANT: Final = re.compile(r"(?:自然人|公民|居民|村民|市民|申请人|企业|律师|群众)")
_OUTSIDE: Final = re.compile(r"[^。；\d]{0,24}")
# how many sheets went out, not how many applications were answered
_SENT_OUT: Final = Expression(
    r"(?:制作|撰写|抽查|抽取|抽检|评查|复查|检查|评审|评议|审核|邮寄|寄出|寄送|寄发|邮递|快递|打印|印制)(?:出|了|各类)?[^，。；\d]{0,6}(?:答复|告知|回复|决定|通知)(?:书|函|文书)[^，。；\d]{0,4}$"
)
# 关于疫苗采购的4件; 就征收报告提出的27件: what was asked for
_ON_A_MATTER: Final = Expression(
    r"(?:^|[，。；：、])(?:其中|有|另有|对)*(?:(?:关于|[^，。；：\d]{0,12}(?:收到|受理|接到|接收)(?:的)?(?:关于|涉及))(?!政府信息|信息公开|公开)[^，。；：\d]{2,28}的"
    r"|[就围](?!政府信息|信息公开|公开|上述)[^，。；：\d]{3,28}(?:提出|提交|递交|申请)的)(?:(?:政府)?信息公开)?(?:申请)?$"
)
_ITS_ENDS: Final = (
    "的",
    "的申请",
    "的信息公开申请",
    "的政府信息公开申请",
    "\n",
)  # most clauses have another
_THE_FIRST: Final = Expression(
    r"(?:较[大多高]|最[大多高]|居前|靠前|领先|前[一二三四五六七八九十\d]{1,2}[位名]?)的[^，。；：、\d]{0,8}?"
    r"(?:区县|县区|市县|[区县市镇州]|乡镇|街道|部门|单位|机关|地方|地区|领域|类别|类型|事项)[^，。；：\d]{0,6}?(?:分别|依次)?(?:为|是|有|：)"
)
_OF_EVERY: Final = Expression(r"每(?:\d[\d,]*[件宗份起][^，。；\d]{0,10})?$")


def _is_of_every(text: str, start: int) -> bool:
    """每10件申请中就有9件来自个人: a proportion, no count."""
    return "每" in text and _OF_EVERY.search(text, max(0, start - _FEW), start) is not None


def _is_of_the_first(text: str, start: int) -> bool:
    """申请量较大的区为东江区（320件）、西江区（280件）: those of one among several, not all."""
    if "的" not in text:
        return False
    return _THE_FIRST.search(text, sentence_part_start(text, start, 0), start) is not None


def _is_on_a_matter(text: str, start: int, end: int) -> bool:
    """就征收报告提出的27件: those for one thing."""
    return text.endswith(_ITS_ENDS, start, end) and bool(_ON_A_MATTER.search(text, start, end))


def _is_of_sheets(text: str, start: int, quantity: Quantity) -> bool:
    """邮寄答复书12份: the papers that went out."""
    if quantity.unit not in ("份", "件") or ("书" not in text and "函" not in text):
        return False
    return _SENT_OUT.search(text, start, quantity.span.start) is not None


def is_no_total(reading: Reading, start: int, quantity: Quantity) -> bool:
    """A mean, a peak or a part of the year, or a number that is said to stand outside the tables."""
    text = reading.text
    ends = text[quantity.span.end : quantity.span.end + 1] in _STOPS
    if not ends and _OF_THE_REPORT.match(text, quantity.span.end):
        return True
    if is_of_a_class(text, quantity) or is_part(reading, start, quantity):
        return True
    if (
        counts_others(reading, start, quantity)
        or _is_on_a_matter(text, start, quantity.span.start)
        or _is_of_every(text, quantity.span.start)
        or _is_of_the_first(text, quantity.span.start)
        or _is_of_sheets(text, start, quantity)
        or (quantity.unit == "条" and text.endswith(_OPINIONS, start, quantity.span.start))
    ):
        return True
    if quantity.unit in _HEADS and _APPLICANT.match(text, quantity.span.end):
        return True
    consent = text.endswith("同意公开", 0, quantity.span.start)
    if consent and _CONSENT.search(text, 0, quantity.span.start):
        return True
    if _is_of_a_month(reading, start, quantity.span.start) or is_by_time_taken(reading, quantity):
        return True
    if reading.says("average") and _is_average(reading, quantity.span.start):
        return True
    if not reading.says("not_counted"):
        return False
    return (
        spoken("not_counted").search(text, quantity.span.end, _told_of_it(text, quantity))
        is not None
    )


def _told_of_it(text: str, quantity: Quantity) -> int:
    """Where the words behind a number end that may be said of it: 公开11件，通知补正后未补正2件 tells of the 2."""
    behind = quantity.span.end
    end = _OUTSIDE.match(text, behind).end()  # type: ignore[union-attr]  # may be empty
    if not text[end : end + 1].isdigit():
        return end
    return max(behind, text.rfind("，", behind, end))


def _is_average(reading: Reading, start: int) -> bool:
    """最多一天收到5件: a mean or a peak; 同一申请人反复提出3件 names the row of just that."""
    begin = clause_start(reading.text, start, 0)
    if _PEAK_BEFORE.search(reading.text, max(0, start - _FEW), start):
        return True
    found = spoken("average").search(reading.text, begin, start)
    while found and _OF_ALL_PERSONS.match(reading.text, found.start() - 1):
        found = spoken("average").search(reading.text, found.end(), start)
    if found is None or not _OF_ONE.match(found[0]):
        return found is not None
    rows = (c.key("row") for c in reading.having("row") if found.start() < c.end <= start)
    return _AGAIN.isdisjoint(rows)


def _is_of_a_month(reading: Reading, start: int, at: int) -> bool:
    """5月收到9件; 5月最多（9件）; but 去年底接到、今年1月答复的1件 are all that were carried over."""
    if "月" not in reading.text:
        return False
    begin = clause_start(reading.text, max(0, start - 1), 0)
    if "截" in reading.text[begin:at]:  # 截至2024年12月收到9件: of the year
        return is_of_part_of_the_year(reading.text[begin:at], reading.year)
    if not _IN_A_MONTH.search(reading.text[:at].rstrip(_OPENS), begin):
        return False
    return not any(
        (cue.key("row") or "").startswith("carried")
        for cue in between(reading.having("row"), begin, at)
    )
