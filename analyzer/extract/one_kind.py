"""One kind of what table 1 counts: 施工许可 beside other licences, 宣布废止 beside 自然失效.

A number of one kind is not the number of its row where the text counts other kinds as well.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from analyzer.claim import Quantity
from analyzer.extract.cues import Cue, between, clause_end, clause_start, sentence_part_start
from analyzer.extract.expressions import Expression
from analyzer.extract.reading import Paragraph, Reading
from analyzer.extract.subject import CASE_UNITS, DECISIONS, FOREIGN, Subject
from analyzer.lexicon.source import load, words

if TYPE_CHECKING:
    from analyzer.extract.place import Place

# Met in few reports, hence compiled when first looked for.
# 宣布废止11件、失效3件: neither is all that the table counts as repealed
_AND_LAPSED: Final = r"[、和及，]?(?:宣布|自然|自动|明令)?(?:失效|废止)了?\s?\d"
_LAPSED_AS_WELL: Final = (
    r"(?:废止|失效)了?\s?\d[\d,]*[件份部个]?[、和及，](?:宣布|自然|自动|明令)?(?:废止|失效)了?$"
)
_LIST: Final = 24  # characters of 废止11件、宣布失效
_PART: Final = Expression(r"其中[^，。；]*$")
_NO_KIND: Final = Expression(r"其中|吊销|注销|撤销|不予|撤回|拒绝")
_REFUSED: Final = r"(?:不予|未予|不准予)(?:行政)?许可(?:决定)?\s?\d"
_ALLOWED: Final = (
    "准予",
    "准予许可",
    "准予行政许可",
    "准予决定",
    "准予许可决定",
    "准予行政许可决定",
)
_MATTERS: Final = "项"  # 行政强制34项 counts what may be done, no kind of what was done
_OF_ALL: Final = Expression(
    r"，?(?:约|近)?占(?:全部|全年|所有|全局)?(?:行政)?(?P<row>许可|处罚|强制)(?:措施|决定)?(?:总数|总量|的)?\d",
    needs="占",
)
_RENEWED: Final = Expression(r"[、，](?:到期)?(?:延续|变更|换证|换发|补证|延期)(?:许可)?\d")
_NAME: Final = "名义"
_IN_A_NAME: Final = re.compile(r"名义[^，。；\d]{0,16}\d")
_PART_ENDS: Final = Expression("[。；]")
_NEW: Final = (("issued",), ("made",))
_NEAR: Final = 40  # characters
# 取水许可、采矿许可等共作出决定126件, 施工许可、资质核准等决定2904件: all of them
_ALL_KINDS: Final = Expression(
    r"等?(?:各类|各项)?(?:行政许可|事项)?(?:共|合计|总计|累计)"
    r"|(?:、[^，。；\d]{2,24})?等(?:各类|各项)?(?:行政)?(?:许可|审批|准入)?(?:决定|办件)"
)
# 各类许可, 罚款、没收类处罚; but 辐射类许可 is one kind
_EVERY_KIND: Final = Expression(r"(?:[各多两三四等几]|、[^，。；：、\d]{1,12})类$")
_KINDS: Final = 16  # characters
_ONE_NAME: Final = 2  # 等, 类 between two words for the same
# 暂扣车辆等强制措施, 查封场所、扣押物品等强制措施: what stands before 等 is an example of the whole
_EXAMPLES: Final = Expression(r"[^，。；：\d]*等(?:的|各类|各项|类)*(?:行政)?")

# 演出、娱乐场所等审批416件, 农村宅基地审批46宗: licences that an office calls approvals
_APPROVAL: Final = "审批"
_APPROVED_IN: Final = frozenset({"件", ""})
_LISTED: Final = 0.93
_SAID: Final = Expression(
    r"(?P<kinds>[^，。；：（\d]*)审批(?:类)?(?:事项|业务)?的?"
    r"(?:全年|年内|本年度?|当年|共|合计|总|一|[累]?计|已|实际|为|有)*"
    r"(?:(?:办(?:理完[毕结]|[结理出件毕])|处理完[毕结]|批[出准复]|核发|颁发|发证|作出|发出|完成|决定)[了的出数量共]*)*"
    r"(?:全年|共|合计|总|一|计|为|有|达)*$",
    needs="审批",
)
_OF_ALL_BUSINESS: Final = "行政"  # 行政审批办结310件 counts services, too
_EVERY: Final = Expression(
    r"(?:等(?:的|各[类项种])?|各[类项种]|两类|三类|资质)$|[^、]{2,}、[^、]{2,}$"
)
# what is approved without a licence, and what was only asked, published or spoken of
_ELSE: Final = Expression(
    r"低保|救助|补贴|补助|津贴|待遇|退休|养老|社保|职称|资金|经费|预算|公文|文件|发文|信息|入党|人事|岗位|编制"
    r"|公开|公示|公布|发布|推送|归集|上传|受理|网上(?!网)|线上|不见面|即办|当场|代办|帮办|取消|下放|承接|压缩|优化|改革|服务(?!机构|场所|企业|单位)"
    r"|涉及|关于|要求|索要|反映|围绕|集中|问题|投诉"
)


@cache
def _bare() -> tuple[frozenset[str], str]:
    before = load("metrics")["objects"]["before_bare_document"]
    return frozenset(words("metrics", "objects", "bare_documents")), before


def names_one_kind(text: str, cue: Cue) -> bool:
    """Whether the cue names one kind of decision (施工许可), not all of them."""
    bare, allowed = _bare()
    if _ALL_KINDS.match(text, cue.end):
        return False
    if _EVERY_KIND.search(text, max(0, cue.start - _KINDS), cue.start):
        return False
    return cue.surface in bare and cue.start > 0 and text[cue.start - 1] not in allowed


@cache
def _kinds() -> frozenset[str]:
    return frozenset(words("metrics", "objects", "kinds_of_decisions"))


def is_kind(cue: Cue) -> bool:
    """Whether the cue is a bare kind of decision (强制措施)."""
    return cue.surface in _kinds()


def names_more_kinds(reading: Reading, near: list[Cue], subject: Subject) -> bool:
    """Whether the sentence counts other licences besides this kind: then it is not all of them.

    查封、扣押等强制措施 is one name, 其中当场处罚70件 a part, 吊销许可1件 no licence given.
    """
    row = subject.first[-1]
    named = [cue for cue in reading.having("document") if cue.key("document") == row]
    if _PART.search(reading.text, 0, near[0].start):
        return len(named) > 1
    named = [cue for cue in named if cue in near or _counts_apart(reading, cue)]
    return any(
        later.start - cue.end > _ONE_NAME
        and not _EXAMPLES.fullmatch(reading.text, cue.end, later.start)
        for cue, later in pairwise(named)
    )


def _counts_row(reading: Reading, row: str) -> bool:
    """Whether the sentence counts what the row is named after (许可42宗)."""
    return any(
        cue.key("document") == row and _counts_apart(reading, cue)
        for cue in reading.having("document")
    )


def _counts_apart(reading: Reading, cue: Cue) -> bool:
    """Whether a number of its own follows this mention in its clause."""
    end = clause_end(reading.text, cue.end, len(reading.text))
    counted = any(
        cue.end <= q.span.start < end and q.unit in CASE_UNITS and q.unit != _MATTERS
        for q in reading.quantities
    )
    start = clause_start(reading.text, cue.start, 0)
    return counted and not _NO_KIND.search(reading.text, start, cue.start)


def _is_of_one_name(text: str, start: int, end: int) -> bool:
    """以县政府名义制发4件，以县政府办名义制发7件: each some of those that were issued."""
    if _NAME not in text:
        return False
    begin, stop = sentence_part_start(text, start, 0), _PART_ENDS.search(text, end)
    last = stop.start() if stop else len(text)
    named = _NAME in text[clause_start(text, start, 0) : start]
    counted = _IN_A_NAME.findall(text, begin, last)
    return named and len(counted) > 1


def is_beside_another(text: str, quantity: Quantity, subject: Subject) -> bool:
    """宣布废止15件、自然失效7件, 准予许可540件，不予许可20件: each some of what the table counts."""
    start, end = quantity.span
    if subject.domain != "disclosure":
        return False
    whole = _OF_ALL.match(text, end)
    if whole is not None and subject.first == (DECISIONS[whole["row"]],):
        return True  # 罚单3.1万张，占处罚总数4.4万件的70.5%
    if subject.first == ("licensing",) and _RENEWED.match(text, end):
        return True  # 卫生许可新发486件、延续212件
    if subject.first == ("licensing",):
        allowed = text.endswith(_ALLOWED, 0, start)
        return allowed and re.search(_REFUSED, text[end : end + _NEAR]) is not None
    if subject.second in _NEW:
        return _is_of_one_name(text, start, end)
    if subject.second != ("repealed",):
        return False
    if re.match(_AND_LAPSED, text[end : end + _LIST]):
        return True
    return re.search(_LAPSED_AS_WELL, text[max(0, start - _LIST) : start]) is not None


def approved(place: Place, near: list[Cue], paragraph: Paragraph, doubted: float) -> Subject | None:
    """The licences that approvals counted in the clause of a number are; one kind may be all of them.

    审批 alone is no name of a row, for salaries, subsidies and letters are approved, too. `doubted`
    is what one kind is worth as the whole.
    """
    reading = place.reading
    text, end = reading.text, place.quantity.span.start
    if _APPROVAL not in text or place.unit not in _APPROVED_IN or "申请" in text:
        return None
    said = _SAID.search(text, place.start, end)
    if said is None or _ELSE.search(said["kinds"]):
        return None
    if said["kinds"].endswith(_OF_ALL_BUSINESS) or not said["kinds"]:
        return None
    if any(cue.has("document") for cue in between(near, said.end("kinds"), end)):
        return None  # 审批许可203件 names the row itself
    subject = Subject("disclosure", ("licensing",), ("decisions",), _LISTED)
    if _EVERY.search(said["kinds"]):
        return subject
    if any(cue.has("document") for cue in near):
        return None  # 林木采伐许可审批1076件: of the row named
    paragraph.kinds.append(subject.first)
    if _counts_row(reading, "licensing") or paragraph.kinds.count(subject.first) > 1:
        return FOREIGN
    return Subject("disclosure", subject.first, subject.second, doubted)
