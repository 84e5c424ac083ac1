"""Licences that an office calls approvals: 演出、娱乐场所等审批416件, 农村宅基地审批46宗.

审批 alone is no name of a row, for salaries, subsidies and letters are approved, too.
"""

from __future__ import annotations

from typing import Final

from analyzer.extract.cues import Cue, between
from analyzer.extract.disclosure_subjects import MAYBE_ALL
from analyzer.extract.expressions import Expression
from analyzer.extract.one_kind import counts_by_name
from analyzer.extract.place import Place
from analyzer.extract.reading import Paragraph
from analyzer.extract.subject import FOREIGN, Subject

_APPROVAL: Final = "审批"
_UNITS: Final = frozenset({"件", "宗", "起", "件次", ""})
_ALL_KINDS: Final = 0.93
_SAID: Final = Expression(
    r"(?P<kinds>[^，。；：（\d]*)审批(?:类)?(?:事项|业务)?的?"
    r"(?:全年|年内|本年度?|当年|共|合计|总|一|[累]?计|已|实际|为|有)*"
    r"(?:(?:办[结理出件]|批[出准复]|核发|颁发|发证|作出|发出|完成|决定)[了的出数量共]*)*"
    r"(?:全年|共|合计|总|一|计|为|有|达)*$"
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


def approved(place: Place, near: list[Cue], paragraph: Paragraph) -> Subject | None:
    """The licences that approvals counted in the clause of a number are; one kind may be all of them."""
    reading = place.reading
    text, end = reading.text, place.quantity.span.start
    if _APPROVAL not in text or place.unit not in _UNITS or "申请" in text:
        return None
    said = _SAID.search(text, place.start, end)
    if said is None or _ELSE.search(said["kinds"]):
        return None
    if said["kinds"].endswith(_OF_ALL_BUSINESS) or not said["kinds"]:
        return None
    if any(cue.has("document") for cue in between(near, said.end("kinds"), end)):
        return None  # 审批许可203件 names the row itself
    subject = Subject("disclosure", ("licensing",), ("decisions",), _ALL_KINDS)
    if _EVERY.search(said["kinds"]):
        return subject
    if any(cue.has("document") for cue in near):
        return None  # 林木采伐许可审批1076件: of the row named
    paragraph.kinds.append(subject.first)
    if counts_by_name(reading, "licensing") or paragraph.kinds.count(subject.first) > 1:
        return FOREIGN
    return Subject("disclosure", subject.first, subject.second, MAYBE_ALL)
