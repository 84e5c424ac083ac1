"""What a number is said of: cues near it, read as applications, disputes, documents or something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from analyzer.extract.cues import Cue
from analyzer.extract.disclosure_subjects import document
from analyzer.extract.dispute_parties import for_others, of_others
from analyzer.extract.dispute_subjects import dispute
from analyzer.extract.expressions import Expression
from analyzer.extract.request_subjects import request
from analyzer.extract.subject import CASE_UNITS, DEALT_WITH, FOREIGN, Domain, Subject

_NEW_ONES: Final = 0.93  # those of last year may be told elsewhere
_MATTERS: Final = "事项"
_CLOSE_BY: Final = 2  # 案件 may stand between
_A_DISPUTE: Final = Expression(r"复议|诉讼")
_WHERE: Final = Expression(r"诉|法院|复议")  # 胜诉, 被复议机关撤销: of no application
_ANSWERS: Final = Expression(r"的(?:政府信息公开|信息公开|公开|申请)?答复$")
_HEADED: Final = Expression(r"(?:复议|诉讼|应诉)[^\d。；]*$")  # 诉讼方面，新收7件
_COME_IN: Final = ("新收", "收到", "接到")
_OF_A_TEXT: Final = frozenset({"verb"})
_ELSEWHERE: Final = frozenset({"narrative", "foreign"})


def subject_of(
    text: str, near: Sequence[Cue], unit: str, inherited: Subject | None, *, disclosed: bool = True
) -> Subject | None:
    """The subject that the cues `near` a number name.

    `inherited` is what the text spoke of before; `disclosed` says that the text before the number
    speaks of 信息公开, without which a dispute may be about anything. None: the cues name no row at
    all. `FOREIGN`: they name something the tables do not count.
    """
    if not near:
        return None
    if _is_elsewhere(near):
        return FOREIGN
    deciding = _deciding(near, inherited)
    if deciding is None:
        if any(cue.has("other_disputes") and _A_DISPUTE.search(cue.surface) for cue in near):
            return FOREIGN  # 其他行政复议近20件
        return FOREIGN if any(cue.has("foreign") or cue.has("narrative") for cue in near) else None
    items = unit == "项" and not near[-1].has("request")  # 收到政府信息公开申请3项
    if deciding != "disclosure" and (unit not in CASE_UNITS or unit == "部" or items):
        return FOREIGN
    if (
        deciding == "requests"
        and unit == "次"
        and not any(c.is_strong() or c.has("request") for c in near)
    ):
        return FOREIGN  # 答复文书修改三次
    if deciding == "disputes":
        others = not disclosed or of_others(text, near)
        return FOREIGN if others else dispute(text, near, inherited)
    if deciding == "disclosure":
        return document(text, near, unit, inherited)
    told = _in_disputes(text, near, inherited, disclosed=disclosed)
    return told or request(text, near, inherited)


def _is_elsewhere(near: Sequence[Cue]) -> bool:
    """Whether the cue next to the number names only things that no table counts.

    A word that merely ends the name of a row does not (行政查询|事项); 有效|信件 is no row.
    """
    last = near[-1]
    if not last.keys.keys() <= _ELSEWHERE:
        return False
    if last.has("narrative") and not last.has("foreign"):
        return True
    if len(near) == 1 or last.start - near[-2].end > 1:
        return True
    if near[-2].keys.keys() <= _OF_A_TEXT and last.surface != "文件":
        return True
    return _is_elsewhere(near[:-1])


def _deciding(near: Sequence[Cue], inherited: Subject | None) -> Domain | None:
    """The domain of the axis cue that stands last, which is the one next to the number."""
    domain = inherited.domain if inherited else None
    for at in range(len(near) - 1, -1, -1):
        cue, named = near[at], near[at].keys
        if "group" in named:
            return "disputes"
        if at and _is_of_decisions(near[:at], cue):
            continue
        if _is_of_an_outcome(near, cue, domain):
            continue
        if "outcome" in named and (domain == "disputes" or _tells_of_a_dispute(near, at)):
            return "disputes"
        if "document" in named:
            return "disclosure"
        if "verb" in named and domain == "disclosure" and not cue.is_strong():
            return "disclosure"
        if domain == "disclosure" and not cue.is_strong() and _may_be_of_decisions(cue, inherited):
            return "disclosure"
        if "row" in named or "column" in named or "request" in named:
            return "requests"
    return "requests" if near[-1].has("bare_request") else None


def _tells_of_a_dispute(near: Sequence[Cue], at: int) -> bool:
    """胜诉, 被复议机关撤销; 信息公开行政复议审结5件: whatever the text spoke of before."""
    closed = near[at].key("outcome") == "closed" and _of_a_group(near[:at])
    return closed or _WHERE.search(near[at].surface) is not None


def _of_a_group(before: Sequence[Cue]) -> bool:
    """Whether the words before name disputes, and applications only before these, if at all."""
    for cue in reversed(before):
        if cue.has("group"):
            return True
        if cue.has("request") or cue.has("bare_request"):
            return False
    return False


def _is_of_decisions(before: Sequence[Cue], cue: Cue) -> bool:
    """行政许可办结1203件, 行政许可事项共办理1203件: what is closed there are licences."""
    closed = cue.key("row") in DEALT_WITH and not cue.is_strong()
    named, last = before[-1], before[-1]
    if last.surface == _MATTERS and len(before) > 1 and before[-2].end == last.start:
        named = before[-2]
    return closed and named.has("document") and cue.start - last.end <= _CLOSE_BY


def _may_be_of_decisions(cue: Cue, inherited: Subject | None) -> bool:
    """行政处罚…，处理7906件; 规范性文件新制作3件，公开2件: said of what was told just before."""
    if inherited is None or not inherited.first:
        return False
    if inherited.second == ("made",):
        return cue.has("not_normative")
    matters = inherited.second in (("prev_items",), ("delta",))
    return matters and cue.key("row") in DEALT_WITH


def _in_disputes(
    text: str, near: Sequence[Cue], inherited: Subject | None, *, disclosed: bool
) -> Subject | None:
    """复议8件，上年结转1件，结转下年2件: carried over are disputes, not applications."""
    told = _flow_of_disputes(text, near, inherited)
    if told is None or not any(cue.has("group") for cue in near):
        return told
    # 复议办公室新收案件
    others = not disclosed or of_others(text, near) or for_others(text, near[-1].end)
    return FOREIGN if others else told


def _flow_of_disputes(text: str, near: Sequence[Cue], inherited: Subject | None) -> Subject | None:
    group = next((key for c in reversed(near) if (key := c.key("group")) is not None), None)
    if group is not None and _of_a_group(near):
        inherited = Subject("disputes", (group,))  # 信息公开诉讼新收3件
    elif inherited is None or inherited.domain != "disputes" or any(c.has("request") for c in near):
        return None
    rows = [key for cue in near if (key := cue.key("row")) is not None]
    if rows and rows[-1] == "new_received" and near[-1].surface.startswith(_COME_IN):
        told = _A_DISPUTE.search(text) and not any(c.has("bare_request") for c in near)
        alone = group is not None or _HEADED.search(text, 0, near[-1].start) is not None
        if told and alone and "结转" not in text[: near[-1].start]:
            return replace(inherited, second=(), sure=_NEW_ONES)
        return FOREIGN if told else None  # 行政复议5件，其中上年结转1件，新收4件
    answers = rows[-1:] == ["result_total"] and _ANSWERS.search(text, 0, near[-1].end) is not None
    if group is not None and answers:
        return dispute(text, near, inherited)  # 被申请复议的答复共8件
    if not rows or not rows[-1].startswith("carried"):
        return None
    if not inherited.first:
        return FOREIGN
    # what came from last year has no cell, but the text goes on about the same disputes
    outcome = "pending" if rows[-1] == "carried_forward" else "carried_over"
    return replace(inherited, second=(outcome,), also=())


def _is_of_an_outcome(near: Sequence[Cue], cue: Cue, domain: Domain | None) -> bool:
    """撤销县政府答复1件, 1宗调解结案: what is answered or closed there is the dispute."""
    if cue.key("row") not in DEALT_WITH or cue.is_strong():
        return False
    before = [each for each in near if each.has("outcome") and each.end <= cue.start]
    if domain == "disputes":
        return bool(before)
    return any(_WHERE.search(each.surface) for each in before)  # 被法院撤销的答复1件


def topic_of(passed: Sequence[Cue], inherited: Subject | None) -> Subject | None:
    """What the words before a clause make the text speak of (行政规范性文件：制发2件，废止1件)."""
    topic = inherited
    for cue in passed:
        named = cue.keys
        document, group = named.get("document"), named.get("group")
        if document is not None:
            topic = Subject("disclosure", (document,))
        elif group is not None:
            topic = Subject("disputes", (group,))
        elif "request" in named and (topic is None or topic.domain != "requests"):
            topic = Subject("requests")
    return topic


def topic_after(subject: Subject, before: Subject | None) -> Subject | None:
    """What the text speaks of after a zero statement: applications, but no longer of that row.

    诉讼5件，没有直接起诉的；未结2件: of disputes that there are none of, nothing more is told. So with
    结转2件，未发生复议、诉讼，办结2件.
    """
    no_case = subject.domain == "disputes" and not subject.second
    if no_case and (before is None or before.domain == "requests"):
        return before and Subject("requests")
    if subject.domain == "disputes" and before and before.domain == "disputes" and before.first:
        return Subject("disputes", before.first)
    return Subject("requests") if subject.domain == "requests" else subject
