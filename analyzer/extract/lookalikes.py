"""Numbers that use the words of a row but count something else, or only some of what it counts."""

from __future__ import annotations

import re
from typing import Final

from analyzer.claim import Quantity
from analyzer.extract.cues import Boundary, Cue, between, clause_start, sentence_part_start
from analyzer.extract.expressions import Expression
from analyzer.extract.given import OPENED
from analyzer.extract.reading import Paragraph, Reading
from analyzer.extract.subject import DEALT_WITH, Subject
from analyzer.lexicon.source import words

# 环评文件、处罚案卷为两大热点，分别53件、21件: what was asked about
_TOPICS: Final = re.compile(
    r"(?:热点|焦点|热门|重点|关注点|集中点|主要领域|主要类型|主要内容)[^，。；\d]{0,4}，?"
    r"(?:分别|依次|各)?(?:有|为|占|达)*$"
)
# 事故调查报告全文公开3份, 三公经费公开1份: published, whoever asked
_PUBLISHED: Final = re.compile(
    r"(?<![^，。；：、\d])(?![^，。；：]*(?:申请|要求|索要|索取|请求|因|涉|属|经(?!费)|以|按))[^，。；：\d]{2,}?"
    r"(?:报告|方案|经费|预算|决算|清单|规划|计划|预案|公报|公告|标准|价格|台账|名单|年报|报表|合同)"
    r"(?:已|均|都|全部|全文|主动|对外|依法|及时|一并|同步|予以|网上|向社会)*公开(?:了|共|计)*$"
)
# what may end a word before 登记 that is no noun of what was registered: 我局, 窗口, 全年, 共
_NOUN: Final = Expression(
    "(?![局委厅办镇乡道县市区省府口台年度共已均并新经内级关处院校中来日位者间次计])[\u4e00-\u9fff]"
)
_OF_OTHER_KINDS: Final = Expression(
    "(?:审定|审批|审查|备案|许可|认定|评估|裁决|鉴定|认证|注册|核准|仲裁)申请"
)
_PART: Final = Boundary(r"其中|含|包括|(?<=\d[件份宗])(?:申请)?[之当]?[中里]，")
_ITSELF: Final = r"名义|政府|本[级局厅委办]|自身"
# 制发9件，其中以市政府名义制发5件: a part, unless more bodies than one issued the nine
_IN_THE_NAME: Final = "名义"
_MORE_BODIES: Final = r"各|[全][省市县区州旗镇乡系]|部门|单位|乡镇|两级|三级"
_OF_THEM_THIS_YEAR: Final = Expression(r"[，（；]其中，?(?:(?P<year>20\d\d)年|本年|今年)")
_STOPS: Final = Boundary(r"[。；]")
_TOLD_APART: Final = 2021  # the first year whose form has three rows of 其他处理
# 办结201件，扣除撤回的9件，实际答复192件: of those that are left
_LESS: Final = Expression(
    r"(?:扣除|剔除|除去|除开|刨去|减去|去掉)(?![^，。；]*结转)[^。；]*\d[件份宗起条]?(?:申请)?(?:之?[外后])?，"
    r"(?:实际|实|其余|余下|剩余|净|还有|仍有|共)[^，。；\d]*$"
)
_LISTS_OF_MATTERS: Final = Expression(
    r"(?:清单|目录|台账|汇编|指南|手册|栏目|专栏|案例|审查表|模板|范本|文本|流程图)(?:共|有|各)?$"
)
_SHORT: Final = 8
_FAR: Final = 100  # characters: what is longer is not meant to be read together
_BUT_FOR: Final = Expression(
    r"除(?!了|去|开|以|夕)(?![^，。；]*(?:结转|在办|未|待|跨年|顺延))[^，。；]*外，[^，。；\d]*$",
    needs="外，",
)
_SAMPLED: Final = Expression(
    r"抽[查取检样看]|评查|随机|复核|(?:检查|审查|评估|评议|测评)[^，。；、]{0,12}(?:答复|告知书|文书|案卷)"
    r"|(?:复议机关|法院|司法)[^，。；]{0,20}审[查理]"
)
# 审查信息320条，不予公开12条: what may be put on the net
_REVIEWED: Final = Expression(
    r"(?:审[查核]|把关|筛查|甄别|核查)[^。；\d]{0,12}\d[\d,]*[条篇则]|\d[条篇则][^。；\d]{0,10}(?:审[查核]|把关|筛查|甄别|核查)"
)
_PIECES: Final = frozenset({"条", "篇", "则"})
_MEANT_TO: Final = Expression("[拟欲]予?(?:不予|部分|予以|不)?公开的?$")
# 拟不予公开的18件，调整为部分公开3件、公开1件: what others had been meant to be
_CHANGED_TO: Final = Expression(
    "(?:调整|变更|改|更正|修正|纠正|改判)(?:作|成|为)(?!信访|咨询)[^。；]*$"
)
FLOWS: Final = frozenset(
    {
        *("new_received", "carried_over", "carried_over_likely", "carried", "carried_forward"),
        *("to_handle", "result_total", "handled"),
    }
)


def is_lookalike(reading: Reading, at: int, subject: Subject, paragraph: Paragraph) -> bool:
    """Whether number `at`, named like `subject`, counts what no cell of that row holds."""
    text, start = reading.text, reading.quantities[at].span.start
    if subject.domain == "disputes":
        return False
    if subject.first in OPENED and _PUBLISHED.search(text, clause_start(text, start, 0), start):
        return True
    if DEALT_WITH.issuperset(subject.first) and (
        _LESS.search(text, max(0, start - _FAR), start)
        or _BUT_FOR.search(text, max(0, start - _FAR), start)
    ):
        return True
    if subject.domain == "requests" and not FLOWS.isdisjoint(subject.first):
        return False
    named = subject.first != ("refuse_publication",) and _LISTS_OF_MATTERS.search(
        text, max(0, start - _SHORT), start
    )
    if named:
        return True  # 不予公开事项清单1份
    if subject.first == ("other_misc",) and _is_part_of_other(reading, paragraph):
        return True
    part = max(sentence_part_start(text, start, 0), start - _FAR)
    if subject.domain == "requests" and (
        _MEANT_TO.search(text, part, start)
        or (reading.quantities[at].unit in _PIECES and _REVIEWED.search(text, part, start))
        or _is_of_a_sample(text, part, start)
        or _CHANGED_TO.search(text, part, start)
    ):
        return True
    if _TOPICS.search(text, part, start):
        return True
    return _is_part_again(reading, at, subject, paragraph)


def _is_part_of_other(reading: Reading, paragraph: Paragraph) -> bool:
    """其他处理11件，其中撤回5件, before the form told them apart: the row is the 11."""
    of_one_row = reading.year is not None and reading.year < _TOLD_APART
    return of_one_row and any(told.first == ("other",) for told in paragraph.listed)


def _is_of_a_sample(text: str, part: int, start: int) -> bool:
    """抽查答复50份，其中予以公开20份、部分公开12份: of those looked at."""
    among = text.rfind("其中", part, start)
    return among > part and _SAMPLED.search(text, part, among) is not None


def _is_part_again(reading: Reading, at: int, subject: Subject, paragraph: Paragraph) -> bool:
    """清理废止22份，其中明令废止15份、自然失效7份: a part of the row already told, no row of its own."""
    if not at:
        return False
    text, said = reading.text, reading.quantities[at]
    opened = _PART.before(text, said.span.start, 0)
    stopped = _STOPS.before(text, said.span.start, 0)
    for index in range(at - 1, -1, -1) if opened > stopped else ():
        told, whole = paragraph.told.get(index), reading.quantities[index]
        if whole.span.end < stopped:
            break
        if whole.span.end > opened or told is None or is_of_many_years(reading, whole):
            continue
        alike = told.first == subject.first or OPENED.issuperset((told.first, subject.first))
        if not alike or told.second != subject.second:
            continue
        span = whole.span.end, said.span.start
        named = _IN_THE_NAME in text[slice(*span)] and not re.search(
            _MORE_BODIES, text[stopped : span[0]]
        )
        if not named and re.search(_ITSELF, text[slice(*span)]):
            return False  # 各部门共制发33件，其中以县政府名义制发9件
        apart = between(reading.having("agency"), *span) or between(
            reading.having("previous"), *span
        )
        return not apart and said.value < whole.value
    return False


def is_of_many_years(reading: Reading, quantity: Quantity) -> bool:
    """累计制发128件，其中2024年制发5件: of this year and those before."""
    if "其中" not in reading.text:
        return False
    this = _OF_THEM_THIS_YEAR.match(reading.text, quantity.span.end)
    if this is None or (this["year"] and int(this["year"]) != reading.year):
        return False
    start = quantity.span.start
    return "累计" in reading.text[clause_start(reading.text, start, 0) : start]


def is_registration_of_else(text: str, cue: Cue) -> bool:
    """不动产登记, 种子登记申请: what was registered is named before; 我局登记申请9件 are applications."""
    if text.endswith(words("context", "registered"), 0, cue.start):
        return True
    if not text.startswith("申请", cue.end):
        return False
    before = text[max(0, cue.start - 1) : cue.start]
    return _NOUN.match(before) is not None or _OF_OTHER_KINDS.search(text, 0, cue.start) is not None
