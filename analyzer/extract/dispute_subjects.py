"""Disputes: which group and outcome of 表四 the cues near a number name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from analyzer.extract.cues import Cue, between, clause_start, sentence_part_start
from analyzer.extract.disclosure_subjects import MAYBE_ALL
from analyzer.extract.expressions import Expression
from analyzer.extract.reading import Reading, says_any
from analyzer.extract.subject import Subject, keys_of

_BOTH_DISPUTES: Final = Expression(
    r"[、，和及与或者]{0,2}(?:案件|件|被申请人|被告|被申请|被提起|被|提起|申请|引发|政府信息公开|行政|涉|[、，和及与或者])*"
)
_FOR_OTHERS: Final = re.compile(
    r"作为复议机[关构]|(?:本机关|我[局厅委市县区])[^，。；]{0,6}作出(?:行政)?复议决定|司法[局厅][^，。；\d]{0,6}(?:收到|受理|办理|审理|审结|接收)|行政复议局|复议办公室|复议委员会|下级机关为被申请人"
)
# 收到复议申请35件，受理31件: only who decides takes them on
_TAKEN_ON: Final = re.compile(
    r"复议申请\d+[件宗起][，、；](?:其中)?(?:依法|经审查)?(?:决定)?(?:受理|不予受理|立案)\d"
)
# 自身被申请复议6件, 以本局为被申请人的5件: one's own again
ITSELF: Final = re.compile(
    r"(?:自身|自己|本(?:机关|局|厅|委|级|镇|办|部|署|县|市|区|省|乡)|我[局厅委办镇县市区省部署])"
    r"[^，。；]{0,12}?(?:被|为被申请人)"
)
# 受理行政复议2件，被依法纠错2件: whose decision was set right is the one that tells of it
_SET_RIGHT: Final = Expression(
    r"(?:案件?)?(?:共|有|为)?\d+[件宗起][，、；（](?:其中)?(?:\d+[件宗起])?(?:均|全部|已)*被(?:依法|[^，。；\d申诉]{0,6}(?:机关|政府))?(?:决定)?(?:纠错|纠正|撤销|维持|确认|责令)"
)
_LISTED: Final = Expression(r"(?:案件?|事件|情况|问题)?[、和及与或](?:有关的?|相关的?|其他|行政)*$")
_SUED: Final = Expression(r"被申请(?:行政)?复议|被复议|被诉|被起诉|应诉")
_AS_RESPONDENT: Final = Expression(
    r"(?:以(?:[^，。；]{0,8}?自身|本[\u4e00-\u9fff]{1,3}?|我[\u4e00-\u9fff]{1,3}?)|(?:^|[，；：、]|其中)以(?![^，。；、\d]{0,6}(?:各|乡|镇|街道|部门|单位|下级|区县|县区|所属|其他))[^，。；、\d]{1,8}?)"
    r"(?:为|作为)(?P<side>被申请人|被告)[^，。；\d]{0,14}$"
)
_DISPUTED: Final = Expression(
    r"(?:就|与|因|涉及?|属于?)?(?:政府)?信息公开(?:答复|申请)?(?:类|有关|相关|引发|引起|提出|提起)?的?(?:案件)?(?:只有|仅有|只|仅|有|共|为)*$"
)
_AT_ONCE: Final = Expression(r"(?:案件)?(?:目前|至今|截至年底|年底|年末)?(?:被|获|已被|已)?")
# 1件复议、2件诉讼至今没有结果: of both, or only of the last
_AND_OTHERS: Final = Expression(
    r"[^，。；、\d]{0,12}(?:[、和及与][^，。；、\d]{0,12}\d+[件宗起例][^，。；、\d]{0,12})+"
)
_SINCE: Final = Expression(r"(?:截至|截止|至|到)[^，。；、]{1,8}$|(?:均|都|仍|尚|至今|目前)+$")
_TURNED: Final = Expression(r"[）)；。]")
_ENDED_BY: Final = Expression(r"(?:等)?(?:的?方式|后)?")
_PAPERS: Final = re.compile(
    r"[^，。；、\d]{0,4}(?:通知|答辩|答复|建议|意见|告知|决定|判决|裁定)书?(?:材料)?\d+份"
)
_ABOUT: Final = Expression(r"涉及|其中|主要|包括|涵盖|分别|：")
_DECIDED: Final = Expression(r"作出|做出|实施|给予|下达|办理|采取")
_STOPS: Final = ("", "，", "。", "；", "、", "）")
_NEAR: Final = 12  # characters
_BY_COURT: Final = Expression(r"(?<!级)法院[^，。；]{0,6}$")
_BOTH: Final = [("review",), ("suit",)]
_BY_OUTCOME: Final = Expression(r"(?:从|按|就)[^，。；、\d]{0,8}结果[^，。；、\d]{0,4}，?")
_SUMMED: Final = Expression(r"共|合计|总计|两类|两项|二者")
_CAUSED: Final = Expression(r"引发|引起|引致|导致")


def for_others(text: str, at: int) -> bool:
    """Whether the disputes told before offset `at` are those that the agency decides for others."""
    if _TAKEN_ON.search(text):
        return True
    if not _FOR_OTHERS.search(text, 0, at):
        return False
    since = list(_FOR_OTHERS.finditer(text, 0, at))[-1].start()
    return not ITSELF.search(text, since, at) and not _SUED.search(text, since, at)


def up_to_the_disputes(text: str, near: list[Cue]) -> list[Cue]:
    """未发生行政复议、行政诉讼和举报投诉: what is listed behind the disputes names something beside them."""
    last = next((at for at in range(len(near) - 1, -1, -1) if near[at].has("group")), None)
    if last is None or last + 1 == len(near):
        return near
    apart = all(cue.has("foreign") or cue.has("narrative") for cue in near[last + 1 :])
    listed = _LISTED.match(text, near[last].end, near[last + 1].start) is not None
    return near[: last + 1] if apart and listed else near


def as_respondent(before: str, topic: Subject | None) -> Subject | None:
    """以本局为被申请人的5件, 以县政府为被告的3件: cases about the agency's own decisions."""
    said = _AS_RESPONDENT.search(before) if topic and topic.domain == "disputes" else None
    if said is None:
        return None
    return Subject("disputes", ("suit" if said["side"] == "被告" else "review",), (), 0.93)


def of_others(text: str, near: Sequence[Cue]) -> bool:
    """Whether a dispute is another kind, or one that the agency handles for others.

    办理不服答复的复议 is for others; 办理因信息公开申请引发的复议 is one's own.
    """
    if any(cue.has("other_disputes") for cue in near):
        return True
    if says_any("about_cases", text[clause_start(text, near[0].start, 0) : near[-1].end]):
        return True
    named = [cue for cue in near if cue.has("group")]
    if named and _PAPERS.match(text, named[-1].end):
        return True  # 行政复议意见书2份
    last = max((cue.start for cue in near if cue.has("group")), default=-1)
    # 审结复议93件 is for others, 审结3件 closed what was told before
    handled = [
        c for c in near if c.has("handled_for_others") and not (c.has("outcome") and c.start > last)
    ]
    told = any(cue.has("disclosure") or "信息公开" in cue.surface for cue in near)
    if told:  # 法院审理涉及本局信息公开案件5件
        handled = [
            c for c in handled if not _BY_COURT.search(text, max(0, c.start - _NEAR), c.start)
        ]
    if not handled or _SET_RIGHT.match(text, near[-1].end):
        return False
    return _CAUSED.search(text, handled[0].end, near[-1].end) is None


def dispute(text: str, near: Sequence[Cue], inherited: Subject | None) -> Subject | None:
    """The group and outcome that the cues name, with what the text spoke of before."""
    groups, outcomes = keys_of(near, "group"), keys_of(near, "outcome")
    named = {key for _, key in groups}
    group = groups[-1][1] if groups else None
    if group == "suit" and named & {"suit_direct", "suit_after"}:
        group = next(key for key in ("suit_direct", "suit_after") if key in named)
    if group in ("suit", "review") and len(groups) > 1 and {"suit", "review"} <= named:
        joined = _BOTH_DISPUTES.fullmatch(text, groups[-2][0].end, groups[-1][0].start)
        group = "all" if joined else group
    if group == "all" and groups[-1][0].surface.endswith("案件"):
        group = next((key for _, key in groups if key != "all"), group)
    if group == "all" and _BY_COURT.search(
        text, max(0, groups[-1][0].start - _NEAR), groups[-1][0].start
    ):
        group = "suit"  # 法院审理信息公开案件5件
    if group is None:
        group = _group_said(near, inherited)
    if group == "review" and _is_suit(inherited):
        again = text.endswith("经", 0, groups[-1][0].start) if groups else False
        group = "suit_after" if again else group  # 诉讼52件，其中经复议33件
    if group is None:
        return None
    if len(groups) > 1 and len(outcomes) == len(groups) and len({key for _, key in outcomes}) == 1:
        return Subject("disputes", tuple(dict.fromkeys(k for _, k in groups)), (outcomes[0][1],))
    carried = [key for _, key in keys_of(near, "row") if key.startswith("carried")]
    if (
        carried and groups and not outcomes
    ):  # 上年结转的复议2件; what came from last year has no cell
        outcome = "pending" if carried[-1] == "carried_forward" else "carried_over"
        return Subject("disputes", (group,), (outcome,))
    told = Subject("disputes", (group,), _outcome(text, groups, outcomes))
    return told if groups else _or_of_review(told, inherited)


def _or_of_review(told: Subject, inherited: Subject | None) -> Subject:
    """行政复议4件，3件维持，1件撤诉: what is said of suits is said of a review as well."""
    if told.first != ("suit",) or inherited is None or inherited.first != ("review",):
        return told
    review = replace(told, first=inherited.first)
    return replace(told, sure=MAYBE_ALL, also=(review,))


def _outcome(
    text: str, groups: Sequence[tuple[Cue, str]], outcomes: Sequence[tuple[Cue, str]]
) -> tuple[str, ...]:
    """The outcome told of the last group: behind it, or before it in the same thought."""
    last = groups[-1][0] if groups else None
    after = [each for each in outcomes if last is None or each[0].start >= last.end]
    if not after and last is not None:
        # 维持的复议5件, but not 复议1件（予以维持），后又被诉1件
        after = [e for e in outcomes if not _TURNED.search(text, e[0].end, last.start)]
    closed = len(after) > 1 and after[-1][1] == "closed"
    if closed and _ENDED_BY.fullmatch(text, after[-2][0].end, after[-1][0].start):
        after.pop()  # 撤诉结案2件
    return (after[-1][1],) if after else ()


def _is_suit(topic: Subject | None) -> bool:
    return topic is not None and bool(topic.first) and topic.first[0].startswith("suit")


def _group_said(near: Sequence[Cue], inherited: Subject | None) -> str | None:
    """败诉 and 胜诉 speak of litigation whatever went before; else what the text spoke of."""
    told = (
        inherited.first[0]
        if inherited and inherited.domain == "disputes" and inherited.first
        else None
    )
    corrected = [cue for cue in near if cue.key("outcome") == "corrected"]
    if len({"诉" in cue.surface for cue in corrected}) > 1:
        return "all"  # 复议87件、诉讼64件，被纠正、败诉9件
    if any(cue.has("outcome") and "诉" in cue.surface for cue in near):
        return told if told and told.startswith("suit") else "suit"
    return told


def with_outcome_behind(reading: Reading, end: int, subject: Subject) -> Subject:
    """复议后起诉的有3件未结: of those only the ones with the outcome, though all may have it."""
    if subject.domain != "disputes" or subject.second:
        return subject
    behind = next((c for c in reading.having("outcome") if c.start >= end), None)
    if behind is None:
        return subject
    if not _AT_ONCE.fullmatch(reading.text, end, behind.start):
        return _perhaps_pending(reading, (end, behind), subject)
    if reading.text[behind.end : behind.end + 1] not in _STOPS:
        return subject
    outcome = behind.key("outcome")
    if outcome == "closed":
        return subject  # 行政复议两件已审结
    return replace(subject, second=(outcome,), also=(subject,)) if outcome else subject


def _perhaps_pending(reading: Reading, at: tuple[int, Cue], subject: Subject) -> Subject:
    """1件复议、2件诉讼尚未审结: told, as either all of the reviews or those still in hand."""
    end, behind = at
    if behind.key("outcome") != "pending":
        return subject
    since = _SINCE.search(reading.text, end, behind.start)
    last = since.start() if since else behind.start
    if not _AND_OTHERS.fullmatch(reading.text, end, last):
        return subject
    pending = replace(subject, second=("pending",))
    return replace(pending, sure=min(subject.sure, MAYBE_ALL), also=(subject,))


def is_a_cause(reading: Reading, start: int, at: int) -> bool:
    """应诉27件，涉及土地征收15件、行政处罚8件: what the disputes before offset `at` were about."""
    part = sentence_part_start(reading.text, at, 0)
    groups = between(reading.having("group"), part, start)
    if not groups or not _ABOUT.search(reading.text, groups[-1].end, at):
        return False
    return not _DECIDED.search(reading.text, start, at)


def of_parts(
    reading: Reading,
    place: tuple[int, int],
    near: Sequence[Cue],
    subject: Subject | None,
    listed: Sequence[Subject],
) -> Subject | None:
    """复议23件、诉讼18件，被纠正的共4件，其中复议3件、诉讼1件: the outcome of both, then of each."""
    if subject is None or subject.domain != "disputes":
        return subject
    text = reading.text[slice(*place)]
    named = any(cue.has("group") for cue in near)
    if subject.second and not named and _by_outcome(reading, place[1], listed):
        return replace(subject, first=("all",))
    if subject.second and not named and [s.first for s in listed[-2:]] == _BOTH:
        both = replace(subject, first=("all",))
        if _SUMMED.search(text):
            return both
        sure = min(subject.sure, MAYBE_ALL) if "其中" in text else subject.sure
        return replace(subject, sure=sure, also=(both,))
    if subject.second or not named or subject.first == ("all",):
        return subject
    whole = next((s for s in reversed(listed) if s.first == ("all",) and s.second), None)
    if whole is not None:
        return replace(subject, second=whole.second)
    unclear = "其中" in text and bool(listed) and bool(listed[-1].second)
    return replace(subject, sure=min(subject.sure, MAYBE_ALL)) if unclear else subject


def _by_outcome(reading: Reading, at: int, listed: Sequence[Subject]) -> bool:
    """复议9件，诉讼4件；从结果看，维持9件，纠正1件: the outcomes of both."""
    told = [part.first for part in listed if not part.second]
    if told[-2:] != _BOTH and ("all",) not in told:
        return False
    part = sentence_part_start(reading.text, at, 0)
    return _BY_OUTCOME.search(reading.text, part, at) is not None


def of_disclosure(reading: Reading, start: int, at: int, subject: Subject | None) -> Subject | None:
    """全年行政诉讼31件，信息公开类2件: those of all disputes that the table counts."""
    if subject is not None and subject.metric is not None:
        return None
    passed = [cue for cue in reading.having("group") if cue.end <= at]
    if not passed or passed[-1].end > start or not _DISPUTED.search(reading.text, start, at):
        return None
    if reading.having("handled_for_others") or for_others(reading.text, at):
        return None
    told = between(reading.having("outcome"), passed[-1].start, start)
    outcome = told[-1].key("outcome") if told else None  # 复议纠错7件，涉及信息公开的2件
    return Subject(
        "disputes", (passed[-1].key("group") or "review",), (outcome,) if outcome else ()
    )
