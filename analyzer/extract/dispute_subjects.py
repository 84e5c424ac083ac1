"""Disputes: which group and outcome of 表四 the cues near a number name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from analyzer.extract.cues import ENDS, Cue, between, clause_start, sentence_part_start
from analyzer.extract.disclosure_subjects import MAYBE_ALL
from analyzer.extract.dispute_parties import as_party, by_court, for_others, headed
from analyzer.extract.expressions import Expression
from analyzer.extract.reading import Paragraph, Reading
from analyzer.extract.subject import Subject, keys_of

_BOTH_DISPUTES: Final = Expression(
    r"[、，和及与或者]{0,2}(?:案件?|件|被申请人|被告|被申请|被提起|被|提起|申请|引发|政府信息公开|行政|涉|[、，和及与或者])*"
)
_DISPUTED: Final = Expression(
    r"(?:就|与|因|涉及?|属于?)?(?:政府)?信息公开(?:答复|申请)?(?:类|有关|相关|引发|引起|提出|提起)?的?(?:案件)?(?:只有|仅有|只|仅|有|共|为)*$"
)
# 拆违引发复议14件，其中1件涉及信息公开
_AMONG_THEM: Final = Expression(r"[，（]?(?:其中|仅|只|只有|仅有|有)+")
_ON_IT: Final = Expression(
    r"(?:的?案件)?(?:是|系|为)?(?:涉及?|与|因|属于?)(?:政府)?信息公开(?:类|有关|相关|引发|引起|工作|的|案件)*(?=[，。；）]|$)"
)
_AT_ONCE: Final = Expression(r"(?:案件)?(?:目前|至今|截至年底|年底|年末)?(?:被|获|已被|已)?")
# 1件复议、2件诉讼至今没有结果: of both, or only of the last
_AND_OTHERS: Final = Expression(
    r"[^，。；、\d]{0,12}(?:[、和及与][^，。；、\d]{0,12}\d+[件宗起例][^，。；、\d]{0,12})+"
)
_SINCE: Final = Expression(r"(?:截至|截止|至|到)[^，。；、]{1,8}$|(?:均|都|仍|尚|至今|目前)+$")
_TURNED: Final = Expression(r"[）)；。]")
_ENDED_BY: Final = Expression(r"(?:等)?(?:的?方式|后)?")
_ABOUT: Final = Expression(r"涉及|其中|主要|包括|涵盖|分别|：")
_DECIDED: Final = Expression(r"作出|做出|实施|给予|下达|办理|采取")
_DECIDED_BY: Final = Expression(
    r"(?:政府|[省市总国][^，。；、\d]{0,6}[厅局部委署]|复议机关)(?:经审理|审理后|均|共|已|依法|决定)*$"
)
_LEFT: Final = Expression(
    r"(?:上一?年|去年|往年)(?:度|末|底)?(?:遗留|结转|留下|转来|未结|未审结|在审)"
)
_IN_COURT: Final = Expression(r"胜诉|败诉")  # said of a review by nobody; 撤诉 is
_OF_REVIEW: Final = Expression(r"复议")


def dispute(text: str, near: Sequence[Cue], inherited: Subject | None) -> Subject | None:
    """The group and outcome that the cues name, with what the text spoke of before."""
    groups, outcomes = keys_of(near, "group"), keys_of(near, "outcome")
    group = _group_named(text, groups, outcomes)
    if group is None:
        group = _group_said(near, inherited)
    if group is None and outcomes and _DECIDED_BY.search(text, 0, outcomes[-1][0].start):
        group = "review"  # 省政府维持19件, with no court in sight
    if outcomes and not groups:
        group = _by_whom(text, near, outcomes[-1][0], group)
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
    if told.second == ("pending",) and _LEFT.search(text, *_clause(text, near)):
        told = replace(
            told, second=("carried_over",)
        )  # 上年遗留在审的1件: what came of it has no cell
    plain = groups or any(_IN_COURT.search(cue.surface) for cue, _ in outcomes)
    return told if plain else _or_of_review(told, inherited)


def _by_whom(text: str, near: Sequence[Cue], outcome: Cue, group: str | None) -> str | None:
    """The group whose outcome is told by who decided: courts try suits, 纠错 is said of reviews."""
    begin, end = _clause(text, near)
    if group == "review" and "法院" in text[begin:end]:
        return "suit"  # 2件答复被复议机关撤销，1件被法院判决重作
    if group == "suit" and "纠" in outcome.surface:
        by_whom = "败诉" in text[: outcome.start] or "上级" in text[begin:end]
        return "review" if by_whom else group  # 无败诉、无被纠错
    return group


def _clause(text: str, near: Sequence[Cue]) -> tuple[int, int]:
    return clause_start(text, near[0].start, 0), near[-1].end


def _group_named(
    text: str, groups: Sequence[tuple[Cue, str]], outcomes: Sequence[tuple[Cue, str]]
) -> str | None:
    """The group that the words near a number name, all of them taken together."""
    if not groups:
        return None
    named = {key for _, key in groups}
    last, group = groups[-1]
    if group == "suit" and named & {"suit_direct", "suit_after"}:
        group = next(key for key in ("suit_direct", "suit_after") if key in named)
    if group == "suit" and len(groups) > 1 and groups[-2][0].end == last.start:
        group = "all" if groups[-2][1] == "all" else group  # 行政复议、行政诉讼|应诉12件
    if group in ("suit", "review") and len(groups) > 1 and {"suit", "review"} <= named:
        joined = _BOTH_DISPUTES.fullmatch(text, groups[-2][0].end, last.start)
        group = "all" if joined else group
    cases = group == "all" and last.surface.endswith("案件")
    if cases:
        group = next((key for _, key in groups if key != "all"), group)
    if group == "all" and by_court(text, last):
        return "suit"  # 法院审理信息公开案件5件
    if cases and any(_IN_COURT.search(cue.surface) for cue, _ in outcomes):
        return "suit" if group == "all" else group  # 信息公开案件胜诉5件
    if cases and group == "all":
        return as_party(text, last.start) or headed(text, last.start) or group
    return group


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
    said = [cue.surface for cue in near if cue.has("outcome")]
    if any("诉" in words or "法院" in words for words in said):
        return told if told and told.startswith("suit") else "suit"
    if said and _OF_REVIEW.search(said[-1]):
        return "review"  # 被复议机关撤销的2件
    return told


def with_outcome_behind(
    reading: Reading, end: int, subject: Subject, paragraph: Paragraph
) -> Subject:
    """复议后起诉的有3件未结: of those only the ones with the outcome, though all may have it.

    Of 复议中6件维持、2件终止 the outcome is said of the 6 alone.
    """
    if subject.domain != "disputes" or subject.second:
        return subject
    behind = next((c for c in reading.having("outcome") if c.start >= end), None)
    if behind is None:
        return subject
    if not _AT_ONCE.fullmatch(reading.text, end, behind.start):
        return _perhaps_pending(reading, (end, behind), subject)
    if reading.text[behind.end : behind.end + 1] not in ENDS:
        return subject
    outcome = behind.key("outcome")
    if outcome == "closed":
        return subject  # 行政复议两件已审结
    if not outcome:
        return subject
    paragraph.taken = max(paragraph.taken, behind.end)
    return replace(subject, second=(outcome,), also=(subject,))


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


def of_disclosure(
    reading: Reading, start: int, span: tuple[int, int], subject: Subject | None
) -> Subject | None:
    """全年行政诉讼31件，信息公开类2件, …，其中2件涉及信息公开: those of all that the table counts.

    The clause of the number at `span` begins at `start`.
    """
    at, end = span
    if subject is not None and subject.metric is not None:
        return None
    passed = [c for c in reading.having("group") if c.end <= at and not c.has("disclosure")]
    if not passed or passed[-1].end > start:
        return None
    behind = _AMONG_THEM.fullmatch(reading.text, start, at) and _ON_IT.match(reading.text, end)
    if not behind and not _DISPUTED.search(reading.text, start, at):
        return None
    if reading.having("handled_for_others") or for_others(reading.text, at):
        return None
    told = between(reading.having("outcome"), passed[-1].start, start)
    outcome = told[-1].key("outcome") if told else None  # 复议纠错7件，涉及信息公开的2件
    group = _group_named(reading.text, keys_of(passed, "group"), ()) or "review"
    return Subject("disputes", (group,), (outcome,) if outcome else ())
