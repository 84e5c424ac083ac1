"""Numbers that are no total of the year, and those told but never held against a table."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from analyzer.claim import Quantity
from analyzer.extract.assertions import Assertion
from analyzer.extract.cues import between, clause_start
from analyzer.extract.disclosure_subjects import HOLDINGS, MAYBE_ALL
from analyzer.extract.document_classes import OF_TEXTS, is_kept_back, is_of_a_class
from analyzer.extract.expressions import Expression
from analyzer.extract.lookalikes import FLOWS, is_of_many_years
from analyzer.extract.periods import is_of_part_of_the_year
from analyzer.extract.punctuality import is_by_time_taken
from analyzer.extract.reading import Paragraph, Reading, spoken
from analyzer.extract.subject import FOREIGN, Subject
from analyzer.extract.topic import speaks_of_applications
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
_HELP: Final = "会同|引导|指导|协助|协同|督促|督办|协办|协调|帮助|配合|监督(?!管理|[局所站处])|审核(?=答复书|告知书)"
# 收到要求公开征地批文的申请12件: those for one thing, or all
_FOR_ONE_THING: Final = re.compile(
    r"(?:要求|请求|申请)(?:公开|获取|提供)(?!政府信息|相关信息|信息)[^，。；\d]{2,16}的(?:政府信息公开|信息公开)?申请(?:共|有)?$"
)
# 各类申请1286件，其中政府信息公开申请12件; 热线及政府信息公开申请1286件: more than applications
_KINDS: Final = "各类|各种|各项"
_OF_ALL_KINDS: Final = re.compile(rf"(?:{_KINDS})申请(?:事项|件)?(?:共计|共|总计|合计)?$")
_THOSE_ON_DISCLOSURE: Final = Expression(
    r"[，。；（][^。；\d]{0,12}(?:信息公开|依)申请|[^。；]{1,60}申请\d[\d,]*[件份宗]?[、，][^。；]{0,60}信息公开申请"
    r"|[，（]其中[^，。；\d]{0,12}(?:登记|许可|审批|认定|补贴|救助|资助|备案|年检|资格)(?:查询|申请|类|事项)*\d"
)
_BUSINESS: Final = "热线|信箱|来信|留言|信访|咨询|投诉|工单|诉求"
# 5月收到申请9件; 5月，收到申请9件; not 1月至12月, 截至12月31日, 12月底
# 收到申请最多的是一季度，为21件
_PEAK_BEFORE: Final = Expression(
    r"最[多少高低大]的?(?:是|为|出现在|在|集中在)?[^，。；、\d]{0,4}(?:季度|\d{1,2}月份?|[上下]半年|一天|一周)，(?:为|有|共|达|收到?|仅|只有)*$",
    needs="最",
)
_IN_A_MONTH: Final = re.compile(
    r"(?<![\d至到~～—-])(?:1[0-2]|[1-9])月份?(?![\d至到起~～—-]|底|末|以来)(?:[^，。；、：\d]|(?<=月)[、，]|(?<=月份)，)*$"
)
_DENIED: Final = ("denied",)
_REVIEW: Final = frozenset({"review"})
_SUITS: Final = frozenset({"suit", "suit_direct", "suit_after"})
_BESIDE: Final = "beside_others"
_PLAINLY: Final = re.compile(
    r"(?:(?:19|20)\d\d年度?|全年度?|本年度?|年内|[我本][局委办镇厅乡区县市]|本机关|本单位|本街道|共|同时|其中|被|收到|接到|发生|产生|引发|提起|的|有|\s)*"
)
_OPENS: Final = "（("
_PASSED: Final = "转由|转交|转送|转至|转往|转给|移送|移交|交由|分送|分办给|转办给"
_STOPS: Final = frozenset("，。；、）：")
_OTHERS: Final = re.compile(f"{_HELP}|{_PASSED}|{_KINDS}|{_BUSINESS}")
_NEAR: Final = 40  # characters: longer than what either matches
# rows whose words an office uses of its other business, too
_SAID_OF_MUCH: Final = frozenset(
    {
        *("new_received", "result_total", "handled", "granted", "granted_plain"),
        *("refuse_petition", "refuse_publication", "denied_enforcement_file", "other_misc"),
    }
)
# 发出征求意见函15份，回函同意公开9份，不同意公开6份
_CONSENT: Final = Expression(r"(?:回函|复函|征求意见函)[^；。]*同意公开$", needs="同意公开")
_OPINIONS: Final = ("意见", "建议")  # 征求规范性文件意见12条
_FEW: Final = 20
_HEADS: Final = frozenset({"个", "名", "位", "家"})
_APPLICANT: Final = re.compile(r"(?:自然人|公民|居民|村民|市民|申请人|企业|律师|群众)")
_OUTSIDE: Final = re.compile(r"[^。；\d]{0,24}")
# 3件申请临近期限才答复: some of them; 12件申请均已答复: all
_SOME: Final = re.compile(
    r"(?:政府信息公开|信息公开|依申请公开)?申请"
    r"(?!中|里|的是|有\s?[\d一二三四五六七八九十两]|之?外|全部|均|都|已全|皆|一律)"
)
# 另有6件申请结转到下年度: all that go over
_FORWARD: Final = "requests.carried_forward"
_GOES_OVER: Final = re.compile(
    r"(?:仍|尚|将|需|须|均|都|已|依法|按规定|按程序)*(?:结转|转结|转入|转至|转到|顺延|延续[到至]|跨年|留待)"
)
_WHOLE: Final = Expression(r"全年|年内|本年|共|累计|合计|总|全部|新收到?的$")
_MAY_BE_SOME: Final = 0.8  # below what `verify` asserts
_OWN_CLAUSE: Final = re.compile(
    r"[一二三四五]是|（[一二三四五]）|有|另有|其中|其中有|个别|\d[.、]|"
)
# 指导镇街办理78件, 协助市政府办理13件: done by others
_HELPS: Final = Expression(
    rf"(?:{_HELP})[^，。；、\d]{{0,14}}(?:办理|答复|处理|收到|受理|接收|回复|办结|提交|提出|填写)"
)
# 转由社保中心答复30件: done by others; 转交本局办理12件 is one's own
_PASSED_ON: Final = Expression(
    rf"(?:{_PASSED})(?![本我今下次明来\d])[^，。；、\d]{{2,14}}(?:答复|办理|处理|受理|承办|办结|回复)(?:的|了|共)*$"
)
# 热线及政府信息公开申请1286件: more than applications
_WITH_OTHERS: Final = Expression(
    rf"(?:{_BUSINESS})(?:件|事项|平台)?(?:及|和|与|、|以及)(?:政府)?信息公开申请[^，。；\d]{{0,4}}$"
)
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
_A_PAPER: Final = "份"
_OF_EVERY: Final = Expression(r"每(?:\d[\d,]*[件宗份起][^，。；\d]{0,10})?$")


def _is_of_every(text: str, start: int) -> bool:
    """每10件申请中就有9件来自个人: a proportion, no count."""
    return "每" in text and _OF_EVERY.search(text, max(0, start - _FEW), start) is not None


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
    if _names_others(text) and (
        is_more_than_applications(text, quantity)
        or _is_done_by_others(reading, start, quantity.span.start)
    ):
        return True
    if (
        _is_on_a_matter(text, start, quantity.span.start)
        or _is_of_every(text, quantity.span.start)
        or _is_of_sheets(text, start, quantity)
    ):
        return True
    if quantity.unit == "条" and text.endswith(_OPINIONS, start, quantity.span.start):
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


def _is_done_by_others(reading: Reading, start: int, at: int) -> bool:
    """指导镇街办理78件, 转由社保中心答复30件; but 引导申请人通过信访渠道办理2件, 经协调撤回2件 name rows."""
    names = [cue for cue in reading.having("row") if cue.is_strong()] + reading.having("outcome")
    for passed in (_HELPS, _PASSED_ON):
        said = passed.search(reading.text, start, at)
        if said and not any(cue.start <= said.start() < cue.end for cue in names):
            return True
    return False


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


@lru_cache(maxsize=16)  # every quantity of a sentence asks
def _names_others(text: str) -> bool:
    """Whether a sentence has a word that `_HELPS`, `_PASSED_ON`, `_OF_ALL_KINDS` or `_WITH_OTHERS` begins with."""
    return _OTHERS.search(text) is not None


def is_more_than_applications(text: str, quantity: Quantity) -> bool:
    """受理各类申请356件，其中不动产登记300件、信息公开56件: of whatever was applied for."""
    start, end = quantity.span
    near = max(0, start - _NEAR)
    if _OF_ALL_KINDS.search(text, near, start):
        return _THOSE_ON_DISCLOSURE.match(text, end) is not None
    return _WITH_OTHERS.search(text, near, start) is not None


def cautious(
    reading: Reading, quantity: Quantity, subject: Subject | None, paragraph: Paragraph
) -> Subject | None:
    """The subject, told but never held against the table where nothing speaks of applications.

    处理信访举报投诉35件 may be a row of 表三 or the year's petitions; 120条 are no applications.
    """
    if subject is None or not subject.first:
        return subject
    if not set(subject.second) & HOLDINGS and is_of_many_years(reading, quantity):
        return FOREIGN
    if subject.domain not in ("requests", "disputes"):
        return subject
    return _unless_unspoken_of(reading, quantity, subject, paragraph)


def _unless_unspoken_of(
    reading: Reading, quantity: Quantity, subject: Subject, paragraph: Paragraph
) -> Subject:
    """The subject of applications or disputes, as far as the text speaks of them."""
    start = quantity.span.start
    # 收到复议答复通知书12份: as many notices as cases, most likely
    if (subject.domain == "disputes" and quantity.unit == _A_PAPER) or _FOR_ONE_THING.search(
        reading.text, max(0, start - _NEAR), start
    ):
        return replace(subject, sure=min(subject.sure, MAYBE_ALL))
    if subject.first == _DENIED and _counts_none(paragraph) and is_kept_back(reading.text, start):
        return FOREIGN
    if paragraph.home:
        return subject
    if subject.domain == "requests" and not set(subject.first) & FLOWS and _of_texts(paragraph):
        return FOREIGN  # 现行有效规范性文件66件。除2件涉密不宜公开外，均已公开
    if subject.domain == "disputes" and (
        reading.having("disclosure") or _beside_others(reading, start, subject, paragraph)
    ):
        paragraph.disputed.update(subject.first)
        return subject
    if subject.domain == "requests" and quantity.unit in OF_TEXTS:
        return FOREIGN
    if subject.domain == "requests" and not set(subject.first) & _SAID_OF_MUCH:
        return subject  # 逾期不补正, 无法提供 are said of nothing else
    if subject.domain == "requests" and speaks_of_applications(reading):
        return subject
    return replace(subject, sure=min(subject.sure, MAYBE_ALL))


def _counts_none(paragraph: Paragraph) -> bool:
    """Whether no number before was one of applications."""
    told = (*paragraph.listed, *paragraph.earlier)
    return not paragraph.total and all(part.domain != "requests" for part in told[:-1])


def _beside_others(reading: Reading, start: int, subject: Subject, paragraph: Paragraph) -> bool:
    """因政府信息公开被复议7件。被诉3件，其中直接起诉2件: the other table beside the one just told by name.

    Its sentence names the group with nothing said of it; 另有学籍类诉讼19件 are others.
    """
    of_all = reading.says("of_all_cases") or "应诉" in reading.text
    if of_all or reading.having("other_disputes"):
        return False
    told = paragraph.disputed
    first = set(subject.first)
    beside = first == _REVIEW and told & _SUITS
    beside = beside or (first <= _SUITS and told & (_REVIEW | {"suit"}))
    if not beside:
        return False
    begin = clause_start(reading.text, start, 0)
    named = between(reading.having("group"), begin, start)
    if not named:  # 其中胜诉2件, of those just counted
        return _BESIDE in reading.known
    if _PLAINLY.fullmatch(reading.text, begin, named[0].start) is None:
        return False
    reading.known[_BESIDE] = True
    return True


def _of_texts(paragraph: Paragraph) -> bool:
    """Whether the numbers before counted documents or decisions and nothing else."""
    if any(part.domain == "requests" and set(part.first) & FLOWS for part in paragraph.listed):
        return False
    told = [part for part in paragraph.listed if part.domain != "requests"] or paragraph.earlier
    return bool(told) and all(part.domain == "disclosure" for part in told)


def only_some(claim: Assertion, text: str, section: str) -> Assertion:
    """The claim, no ground for an accusation where it may count only some of the applications.

    Among the problems it is an example and of no metric; elsewhere another reading stays open.
    """
    if claim.kind != "count" or not (claim.metric or "").startswith("requests."):
        return claim
    behind = _SOME.match(text, claim.span.end)
    if behind is None:
        return claim
    before = text[clause_start(text, claim.span.start, 0) : claim.span.start]
    if _WHOLE.search(before):
        return claim
    if claim.metric == _FORWARD and _GOES_OVER.match(text, behind.end()):
        return claim
    if section == "problems":
        return claim._replace(metric=None, base=None, metrics=())
    if _OWN_CLAUSE.fullmatch(before.strip()):
        return claim._replace(probability=min(claim.probability, _MAY_BE_SOME))
    return claim
