"""Denials that state no zero: of how and why, of what ought to be, of some, of cases still in hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from analyzer.extract.cues import Cue, clause_start
from analyzer.extract.expressions import Expression
from analyzer.extract.subject import DECIDED, Subject
from analyzer.lexicon.metrics import stating
from analyzer.lexicon.phrases import trie_pattern
from analyzer.lexicon.source import words

_OTHER: Final = re.compile("其他(?:处理|结果)(?=[，。；、]|$)")
# 没有出现被投诉、行政复议及行政诉讼的情况: complaints stand beside the disputes, they qualify none
_BESIDE_DISPUTES: Final = Expression(
    r"(?:被|任何)?(?:投诉|举报|信访|上访|通报|质疑|负面|舆情)+(?:事件|案件|事项|情况|件)?[、和及与或](?=(?:[^，。；的]*[、和及与或])?(?:被)?(?:申请|提起)?(?:行政)?(?:复议|诉讼))"
)
_OR: Final = ("或", "而")  # 信息不存在或不由我厅保存: a reason
_LED_TO: Final = ("引发", "引起", "导致", "产生", "造成")
_COUNTED: Final = ("复议", "诉讼", "败诉", "被诉", "起诉", "纠错", "费")
# 未向申请人收取费用: of what was not done to somebody only the fees are told
_TO_SOMEBODY: Final = ("向", "对")
_FEES: Final = "费"
STOPS: Final = ("", "，", "。", "；", "、", "）", "\n", "：", "（", "或", "和", "及", "与")
DIGIT: Final = re.compile(r"\d(?!\d{0,3}年)")  # a year is no number of cases
_ABOUT_THEM: Final = ("公开的", "信息的", "申请的")
_GIVING: Final = ("提供", "主动提供", "提供了")
# 没有一件申请超期答复, 无一件申请需要延期: so some came in
_PREDICATE: Final = Expression(
    r"(?:而|因|再|存在|出现|有)*(?:超期|逾期|超时|超出|超过|延期|延误|拖延|需要?|须|未|不(?!掌握|存在|予|公开)|被(?!申请|提起|复议|诉|纠|告|拒|驳)|引发舆)"
)
# 没有因不予公开引起复议: of some answers alone
_IN_SOME_CASES: Final = Expression(
    "因(?:不予|不|部分|未予)公开[^，。；]{0,4}(?:引发|引起|导致|产生|造成|而)"
)
_REASON_IN_NEED: Final = "unable_"
_BECAUSE: Final = Expression("因|由于|属|系")
# 1件因地址不详未收到…: of the one
_OF_SOME: Final = Expression(
    r"(?:其中|另有|有|另|余下|其余)?的?\d[\d,]*[件宗份起条](?:申请)?[^均都皆全]{0,16}"
)
_ONE: Final = ("没有一", "无一", "未有一")
# 未收到申请的处室, 没有收到申请就没有任务: of whom, or on what condition
_GOES_ON: Final = frozenset("”）的就便则")
_OF_WHOM: Final = Expression(
    r"[”）]?(?:的(?!情[况形]|现象|问题|事项|案件|(?:书面|相关|有关|正式)?(?:申请|[请要]求|诉求|需求))[^，。；、”）\s]|的，(?:也|仍|均|都)?(?:应|须|需|要|视|按零|实行)|[就便则])"
)
# 并不是没有人申请, 认为没有收到申请, 如未收到申请, 力争零复议: denied, thought, supposed or hoped
_NOT_SAID: Final = Expression(
    r"(?:(?:不是|并非|绝非|不等于|不代表|不意味着|[以认]为|觉得)[^，。；、：]{0,8}"
    r"|(?:确保|力争|争取|力求|避免|防止|杜绝|努力实现|努力做到)[^，。；：]{0,16}"
    r"|(?:^|[，。；：、])(?:凡是?|如果?|若|倘若?|假如|一旦|只要|除非|即使|即便|哪怕)[^，。；、：期实下\d]{0,10})$"
)
_PUBLISHED: Final = Expression(
    r"(?:等|相关|各类|的|信息|事项|内容|结果|情况|文件)*(?:需要?|可|应当?)?(?:对外)?(?:公开|公示|公布|发布)(?:[，。；、]|$)"
)
_CLOSED: Final = ("result_total",)
# 公开的信息没有涉及国家秘密: of what was published, not of why something was kept back
_OF_THE_PUBLISHED: Final = Expression(
    r"(?:(?<!申请)公开|发布|公布|公示|上网)(?:的|了|各类|政府|所有)*(?:信息|内容|文件|材料|稿件)(?:[之当]?中|里)?，?(?:均|也|都|并)*$"
)
_TOUCHES: Final = Expression(r"[^，。；]{0,6}(?:涉|含有|包含)")
_SO_MANY: Final = Expression(r"\d[件份宗起条例]$")
_CASES: Final = re.compile(r"复议|诉讼|(?<!败)诉|法院|公开")
# 处罚决定均未被复议撤销; 作出处罚12件，均未引发诉讼
_DECISIONS: Final = Expression(
    r"(?:处罚|许可|强制|征收|征用|工伤认定|裁决|登记)(?:决定|案件|行为|措施|事项)?(?:书)?(?:[，、]?(?:均|都|皆|全部))?$"
)
_THEY: Final = ("均未", "都未", "未引", "没有引", "无一", "没有一")
_ALL: Final = ("均", "都", "皆", "全部")


def _is_not_said(text: str, start: int, end: int) -> bool:
    """Whether what a denial at these offsets says is a condition, an opinion or a hope."""
    if text[end : end + 1] in _GOES_ON and _OF_WHOM.match(text, end):
        return True
    return _NOT_SAID.search(text, clause_start(text, start, 0), start) is not None


@cache
def of_what_ought_to_be() -> re.Pattern[str]:
    """没有应公开而未公开的: the words of what is right or wrong, not of how many."""
    # 不收取申请费: of one kind of fee; of 未收取申请费用 it is of all
    return re.compile(rf"{trie_pattern(stating('zero_of_wrong'))}|申请费(?!用)")


def is_of_else(negation: str, said: str) -> bool:
    """Whether what is denied is how or why (无逾期答复), not whether there was any."""
    if negation.endswith(_TO_SOMEBODY) and _FEES not in said:
        return True
    while beside := _BESIDE_DISPUTES.search(said):
        said = said[: beside.start()] + said[beside.end() :]
    if said.startswith(stating("zero_of_else")) and not _OTHER.match(said):
        return True
    return (
        said.startswith(_OR)
        or of_what_ought_to_be().search(said) is not None
        or _is_of_a_cause(said)
    )


def is_why(text: str, start: int, subject: Subject) -> bool:
    """12件因我局未制作、未保存: the denial says why these were not given."""
    begin = clause_start(text, start, 0)
    reason = (subject.first or ("",))[0].startswith(_REASON_IN_NEED)
    return reason and _BECAUSE.search(text, begin, start) is not None


def is_in_hand(near: Sequence[Cue], start: int) -> bool:
    """尚无结果, 没有审结: whether the denial at offset `start` is itself a word for pending cases."""
    return bool(near) and near[0].start == start and near[0].key("outcome") == "pending"


def is_of_so_many(text: str, start: int, subject: Subject) -> bool:
    """2件没有答复: some that were not closed, not none that was."""
    return subject.first == _CLOSED and _SO_MANY.search(text, max(0, start - 4), start) is not None


def _is_of_a_cause(said: str) -> bool:
    """未发生因申请公开引发的舆情: nothing that came of applications, whatever came in."""
    if _IN_SOME_CASES.match(said):
        return True
    caused = said.startswith("因") and any(word in said for word in _LED_TO)
    return caused and not any(word in said for word in _COUNTED)


@cache
def _bare() -> frozenset[str]:
    return frozenset(words("metrics", "objects", "bare_documents"))


def goes_on(text: str, at: tuple[int, int, int], near: list[Cue]) -> bool:
    """没有强制要求, 没有一件申请超期 deny something else; a number within or behind counts something."""
    start, end, last = at
    if _is_not_said(text, start, end):
        return True
    if near and near[-1].has("foreign") and text.endswith(_ABOUT_THEM, 0, near[-1].start):
        return True  # 未收到依申请公开信息的咨询: no question, which is no application
    if _TOUCHES.match(text, start, end) and _OF_THE_PUBLISHED.search(text, 0, start):
        return True
    if near and near[-1].surface in _GIVING:
        return True  # 1件属过程性信息，没有提供: what became of the one
    named = [cue for cue in near if cue.has("document")]
    if named and _PUBLISHED.match(text, named[-1].end):
        return True  # 无行政处罚和收费等事项公开: none was published
    if near and near[-1].surface in _bare() and text[end : end + 1] not in STOPS:
        return True
    if _PREDICATE.match(text, end):
        return True
    return DIGIT.search(text, start, max(end, last)) is not None


def of_other_cases(
    text: str, span: tuple[int, int], subject: Subject, inherited: Subject | None
) -> bool:
    """行政处罚案件均未败诉, 处罚决定未被复议撤销, 处罚12件，均未引发诉讼: nothing spoke of 信息公开."""
    if subject.domain != "disputes":
        return False
    start, end = span
    told = inherited is not None and inherited.domain == "disputes"
    if subject.second == ("corrected",) and not told and not _CASES.search(text, 0, end):
        return True
    begin = clause_start(text, start, 0)
    if "公开" in text[begin:end]:
        return False
    of_these = text[begin:start] in _ALL or text.startswith(_THEY, start)
    if of_these and inherited is not None and not DECIDED.isdisjoint(inherited.first):
        return text[begin - 1 : begin] == "，"
    return not told and _DECISIONS.search(text, begin, start) is not None


def of_one(text: str, start: int, end: int, subject: Subject) -> bool:
    """没有一件申请需要延期, 无一引发争议: none of some, which is not that there was none."""
    said = text[start:end]
    if text.startswith("无一例外", start):
        return True
    if said.startswith("无一") and said.endswith("争议"):
        return True
    one = said.startswith(_ONE) and said.endswith("申请") and text[end : end + 1] not in STOPS
    return one and subject.first == ("new_received",)


def of_some(text: str, clause: int, start: int) -> bool:
    """Whether the denial at `start` is told of a few that its clause counts, and not 无一 of them."""
    return _OF_SOME.fullmatch(text, clause, start) is not None and text[start] != "无"
