"""What else an office counts: 新收信访事项87件 names another business, and what follows is told of that.

What is counted is named by its head noun. Where that noun is no way to say an application for
information, the number and all that goes on about it (，上年结转5件，其中个人59件，办结80件) belong to
that business until applications are named again. The nouns are an open class: no list holds 路灯报修,
so a noun is known by where it stands, between or behind a verb of receiving and the number, or at the
head of the sentence.
"""

from __future__ import annotations

from typing import Final

from analyzer.claim import Quantity
from analyzer.extract.bare_requests import asks_for_an_object
from analyzer.extract.cues import Cue, between, clause_end, clause_start, sentence_part_start
from analyzer.extract.expressions import Expression
from analyzer.extract.lookalikes import is_registration_of_else
from analyzer.extract.others_work import is_more_than_applications
from analyzer.extract.place import filler, gap
from analyzer.extract.reading import Paragraph, Reading
from analyzer.extract.statements import Statement
from analyzer.extract.subject import DEALT_WITH, IN_AND_OVER, Subject
from analyzer.lexicon.metrics import CueKind
from analyzer.lexicon.source import words

_FLOWS: Final = IN_AND_OVER | DEALT_WITH
_DONE: Final = DEALT_WITH | {"new_received"}
_DENIED: Final = frozenset({"new_received"})
# 受理不动产登记查询5200件: who keeps a register looks things up; 属于行政查询的 were asked for as information
_LOOKED_UP: Final = Expression(
    r"(?:收到|接到|接收|受理|办理|提供|接待|完成|出具)(?!行政)[^，。；、\d属告引转]{0,14}(?:查询|查档|档案|资料)[类业务服申请事项件的]*$"
)
_IN_A_REGISTER: Final = "denied_query"
_ASKED: Final = "申请"
_REGISTERED: Final = "登记"
# 申请人均为自然人: of whatever they applied for
_WHO: Final = "申请人"
_TAIL: Final = (
    *("全年", "全年度", "本年", "本年度", "今年", "当年", "年内", "总数", "总量", "数量", "件数"),
    *("共计", "合计", "总计", "小计", "一共", "总共", "分别", *"共量数为有达近逾超仅只了：、（“”"),
)
_AFTER: Final = "到了过的各类种项"
# words that stand in no noun: who, how, how many more, what was answered
_NO_NOUN: Final = Expression(
    r"(?<!\d)(?!12\d{3}\D)\d|[的了，。；：（）\s比较从为是至到均都已未因被将把由向超达占其每与于]|不(?!动产|良)|上升|下降|增[加长多]|征求|减少|同比|持平"
    r"|涉及|关于|有关|围绕|反映|关注|要求|请求|索[要取]|集中|主要|内容"
    r"|[多少](?!数民|年)|之中|当中|申请|公开|答复|文书|告知|通知书|复议|诉讼|办[结理毕完]|自身|网上|线上|通过"
    r"|(?:类|方面|领域|题材|题目|主题|内容|热点|话题|问题|信息|资料|材料|政策|情况|结果|方式|形式|原因|渠道|平台|窗口|网站"
    r"|公民|组织|企业|公司|[众人者员]|股东|[教老]师|职工|业主|家长|学生|师生|用户|代表|媒体|社会|[市居村网农]民|农户|个人|单位|机构|律师|律所|次数|意见|通知|里头"
    r"|[局委厅办镇乡村区县市省州旗部院所站队署会关处科司庭台社场道里中时后前各点内外上下])$"
)
_HOTLINE: Final = r"(?:1[12]\d{1,3})?"
_LONGEST: Final = 16
_OPENS_NO_NOUN: Final = tuple("、全无待在也")
_BROUGHT: Final = ("提出", "提交", "递交", "的")
# applications are counted by these; 发布信息206条, 阅读3万次 turn from nothing
_COUNTED_BY: Final = frozenset({"件", "宗", "份", "起", "例", "单", "封", "笔", "件次", ""})
# 接听热线45次, 接待群众12批次
_PEOPLE: Final = frozenset({"人次", "人", "次", "批", "批次", "通", "个", "条"})
_RECEIVES: Final = "接待"
_MEETS: Final = Expression("接[待听受访到收]|受理|解答|回答|处理|收到|办理")
_SHORTEST_BEHIND: Final = 3
_SHORTEST_HEAD: Final = 4
_TIME: Final = r"(?:[（(]?[一二三四五六\d]{1,2}[）)、.]|(?:19|20)\d\d年度?|今年|本年度?|当年|全年度?|年内|一年来|[，\s])"
_OFFICE: Final = r"(?:[^，。；：\d]{0,16}(?:[局委厅办镇乡区县市省州旗部院所站队署会关]|街道|中心|政府|机关|本级|系统))"
# 信访工作方面，; 县住建局2024年路灯报修
_HEAD: Final = Expression(
    rf"{_TIME}{{0,4}}(?:在?(?P<topic>{_HOTLINE}[^，。；：\d]{{2,12}}?)(?:办理|处理|工作|受理|事项)*(?P<mark>方面[，：]|：)"
    rf"|{_OFFICE}?{_TIME}{{0,4}}(?P<noun>{_HOTLINE}[^，。；：\d]{{2,16}})$)"
)
# 事故调查报告申请: for a copy of it; 县级部门转办申请, 群众直接申请: how they came
_OF_INFORMATION: Final = Expression(
    r"(?:数据|报告|档案|成果|图纸?|记录|表格?|文本|批[文复]|合同|协议|名单|清单|标准|规划|方案|[预决]算|查[询阅]|复[印制]|调取|结论|目录|台账"
    r"|[转交]办|直接|提出|提交|区域|外文|疑难|大额|[首多再本该此]次|[同上前后]述?|有效|无效|完整)$"
)
_AS_TO: Final = "方面"
_NAMED: Final[tuple[CueKind, ...]] = (
    *("request", "bare_request", "row", "column", "group", "outcome"),
    *("agency", "region", "subordinate", "previous"),
)
_OTHERS: Final = frozenset({"proposals", "inquiries"})


def follow(reading: Reading, at: int, span: tuple[int, int], paragraph: Paragraph) -> None:
    """Note in `paragraph` whether number `at` turns to another business, or back to applications.

    `span` is where the number before ends and where the clause begins.
    """
    quantity = reading.quantities[at]
    floor, start = span
    near = between(reading.cues, start, quantity.span.start)
    if quantity.unit not in _COUNTED_BY:
        if not paragraph.total and _met_people(reading, start, quantity, near):
            paragraph.business = True
        elif paragraph.business:  # 依申请公开2件（次）
            end = clause_end(reading.text, quantity.span.end, len(reading.text))
            paragraph.business = not _asked(reading, floor, end)
        return
    turned: bool | None = True
    looked_up = _looked_up(reading.text, near, start, quantity.span.start)
    if not looked_up and not is_more_than_applications(reading.text, quantity):
        turned = _turned(reading, at, near, paragraph)
    if turned is None and paragraph.business:
        end = clause_end(reading.text, quantity.span.end, len(reading.text))
        turned = False if _asked(reading, floor, end) else None
    if turned is not None:
        paragraph.business = turned


def _met_people(reading: Reading, start: int, quantity: Quantity, near: list[Cue]) -> bool:
    """接受咨询45人次，答复45件; 接待群众12批: who came or called, and what follows is told of them."""
    if quantity.unit not in _PEOPLE:
        return False
    met = _MEETS.search(reading.text, start, quantity.span.start)
    return met is not None and (met[0] == _RECEIVES or any(_is_business(cue) for cue in near))


def is_of_it(subject: Subject | None, paragraph: Paragraph) -> bool:
    """Whether what seems to be applications belongs to the other business that the text speaks of."""
    return paragraph.business and subject is not None and subject.domain == "requests"


def denied(reading: Reading, statement: Statement, paragraph: Paragraph) -> bool:
    """Whether a statement of none or all is one of another business: 未收到路灯报修, …，均已办结."""
    if statement.subject.domain != "requests":
        return False
    text, (start, end) = reading.text, statement.span
    begin = sentence_part_start(text, start, 0)
    if _asked(reading, begin, clause_end(text, end, len(text))):
        return False
    if statement.sense == "zero" and _DENIED.issuperset(statement.subject.first):
        start, end = _behind(text, end)
        if _is_noun(reading, _object(text, start, end), end):
            paragraph.business = True
    return paragraph.business


def _asked(reading: Reading, start: int, end: int) -> bool:
    """Whether applications are named within the range (收到申请, 公开申请)."""
    return any(start <= c.start < end and _is_other(reading, c) is False for c in reading.cues)


def _is_other(reading: Reading, cue: Cue) -> bool | None:
    """Whether a cue says that something else is applied for; None where it tells nothing of that."""
    if not _is_bare(cue):
        asked = cue.has("request") or (cue.has("row") and _ASKED in cue.surface)
        if asked and reading.text.endswith(words("context", "opened_elsewhere"), 0, cue.start):
            return True  # 村务公开申请3件
        return False if asked and cue.surface != _WHO else None
    if _is_for_another_thing(reading, cue):
        return True
    return None if _tells_only_who(reading, cue) else False


def _tells_only_who(reading: Reading, cue: Cue) -> bool:
    """其中自然人申请5件: a part, of whatever was counted; 收到自然人申请5件 are applications."""
    who = [each for each in reading.having("column") if each.end == cue.start]
    return bool(who) and all(row.end != who[0].start for row in reading.having("row"))


def _is_bare(cue: Cue) -> bool:
    """申请, 申请量: whatever was applied for may stand before."""
    return cue.has("bare_request") or (cue.has("row") and cue.surface.startswith(_ASKED))


def _is_for_another_thing(reading: Reading, cue: Cue) -> bool:
    """公租房申请, 不动产登记申请; in 我局登记申请10件 the word before is the verb."""
    text = reading.text
    if not asks_for_an_object(text, cue):
        begin = clause_start(text, cue.start, 0)
        begin = max(begin, *(text.rfind(mark, begin, cue.start) + 1 for mark in "、的"))
        taken = [
            each
            for each in between(reading.having("row"), begin, len(text))
            if each.key("row") in _DONE and not cue.start <= each.start < cue.end
        ]
        if not taken:
            return False
        if taken[0].start >= cue.end:  # 学位申请收到87件
            return taken[0].start == cue.end and _is_object(reading, begin, cue.start)
        taken = [each for each in taken if each.end <= cue.start]
        return _is_object(reading, taken[-1].end, cue.start)
    if not text.endswith(_REGISTERED, 0, cue.start):
        return True
    at = cue.start - len(_REGISTERED)
    return is_registration_of_else(text, Cue(at, cue.start, _REGISTERED, cue.sense))


def _is_object(reading: Reading, start: int, end: int) -> bool:
    """Whether what stands before 申请 is a thing to be applied for, and no information."""
    head = _HEAD.match(reading.text, start, end)
    if head is None or head["topic"] or _OF_INFORMATION.search(reading.text, start, end):
        return False
    return _is_noun(reading, head.start("noun"), end)


def _looked_up(text: str, near: list[Cue], start: int, end: int) -> bool:
    """受理企业档案查询1200件: whether the words up to `end` tell of a register that is looked up."""
    named = any(cue.key("row") == _IN_A_REGISTER for cue in near)
    return named and _LOOKED_UP.search(text, start, end) is not None


def _turned(reading: Reading, at: int, near: list[Cue], paragraph: Paragraph) -> bool | None:
    """Whether the head noun of number `at` is another business; None where none is named."""
    text, span = reading.text, reading.quantities[at].span
    for cue in reversed(near):
        other = _is_other(reading, cue)
        if other is not None:
            return other
        if cue.is_strong() and cue.key("row") not in _FLOWS:
            return None
    verbs = [cue for cue in near if cue.key("row") in _DONE]
    for verb in verbs:
        if _is_noun(reading, _object(text, verb.end, span.start), span.start):
            return True
    if verbs and _is_business(near[-1]) and gap().covers(text, near[-1].end, span.start):
        return True
    if verbs and gap().covers(text, verbs[-1].end, span.start):
        behind = _named_behind(reading, at)
        if behind is not None:
            return behind
    if not at and not _asked(reading, 0, clause_end(text, span.end, len(text))):
        told = any(part.domain == "requests" for part in paragraph.earlier)
        return _is_headed(reading, verbs[0].start if verbs else span.start, told=told) or None
    return None


def _object(text: str, start: int, end: int) -> int:
    """Where the head noun begins of what was received: 收到自然人提出的|路灯报修."""
    while start < end and text[start] in _AFTER:
        start += 1
    return max(start, text.rfind("的", start, end) + 1)


def _is_business(cue: Cue) -> bool:
    """投诉, 热线, 提案: listed words for what else is received; 事项 or 业务 alone may be anything."""
    if cue.has("row") or "公开" in cue.surface or cue.surface in words("context", "neutral"):
        return False
    return cue.has("foreign") or cue.key("narrative") in _OTHERS


def _is_noun(reading: Reading, start: int, end: int, shortest: int = 2) -> bool:
    """Whether the range holds a noun of its own, and not who applied, how, or what about."""
    text = reading.text
    end = _without_tail(text, start, end)
    if not shortest <= end - start <= _LONGEST or text.startswith(_OPENS_NO_NOUN, start):
        return False
    if gap().covers(text, start, end) or filler().covers(text, start, end):
        return False
    if _NO_NOUN.search(text, start, end):
        return False
    found = between(reading.cues, start, end)
    if found and found[0].start == start and found[0].has("row") and not found[0].has("foreign"):
        return False
    return not any(
        cue.key("narrative") == "channel"
        or any(cue.has(kind) and (kind != "row" or cue.surface != _REGISTERED) for kind in _NAMED)
        for cue in found
    )


def _without_tail(text: str, start: int, end: int) -> int:
    """Where a noun ends before 共, 总数 and the like; 预约 is one whole."""
    while start < end:
        word = next((word for word in _TAIL if text.endswith(word, start, end)), None)
        if word is None:
            about = text.endswith("约", start, end) and not text.endswith(
                ("预约", "合约"), start, end
            )
            return end - about
        end -= len(word)
    return end


def _behind(text: str, start: int) -> tuple[int, int]:
    """The words behind a number or a denial, to the end of their clause (收到3份|路灯报修)."""
    end = clause_end(text, start, len(text))
    for word in _BROUGHT:
        if text.startswith(word, start, end):
            start += len(word)
    return start, end


def _named_behind(reading: Reading, at: int) -> bool | None:
    """收到3份路灯报修, 受理8件不动产登记申请."""
    text, end = reading.text, reading.quantities[at].span.end
    span = _behind(text, end)
    if span[1] - span[0] > _LONGEST:
        return None
    for cue in between(reading.having("bare_request"), *span):
        return _is_for_another_thing(reading, cue) or _is_object(reading, span[0], cue.start)
    last = between(reading.cues, *span)[-1:]
    if last and _is_business(last[0]):
        return True
    return _is_noun(reading, *span, _SHORTEST_BEHIND) or None


def _is_headed(reading: Reading, end: int, *, told: bool) -> bool:
    """路灯报修共41件, 路灯报修收到41件, 信访工作方面，收到41件: the noun opens the sentence."""
    text = reading.text
    head = _HEAD.match(text, 0, end)
    if head is None:
        return False
    start, stop = head.span("topic" if head["topic"] else "noun")
    if any(_is_business(cue) for cue in between(reading.cues, start, stop)):
        return True
    if told:  # 收到申请53件。征地拆迁41件: what they were about
        return False
    if head["mark"] and not head["mark"].startswith(_AS_TO):
        return False
    return _is_noun(reading, start, stop, _SHORTEST_HEAD)
