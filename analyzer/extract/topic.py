"""What the text speaks of where a number stands: applications, disputes, or something else."""

from __future__ import annotations

import re
from typing import Final

from analyzer.extract.about_applications import others_spoken_of
from analyzer.extract.cues import Cue, between, clause_end, clause_start
from analyzer.extract.expressions import Expression
from analyzer.extract.reading import Paragraph, Reading
from analyzer.extract.subject import FOREIGN, Subject
from analyzer.extract.subjects import topic_of
from analyzer.lexicon.metrics import CueKind
from analyzer.lexicon.source import words

_APART: Final[tuple[CueKind, ...]] = (
    "foreign",
    "narrative",
    "document",
    "group",
    "handled_for_others",
)
_OPENING: Final = 6  # of the clause
# 法院判决维持2件, 一审驳回1件: whatever was told before, this is litigation
_COURT: Final = re.compile(
    r"一审|二审|法院(?:目前|正在|仍在|尚在|尚未|已经?|依法|均)*(?:判|裁|驳|审|维|认)"
)
# 公开119件，主要为处罚文书: what was asked for
_ABOUT_IT: Final = Expression(
    r"(?:其中|内容|主要|大多|多数|绝大多数|基本|多|均|都|全)*(?:为|是|系|属于?|涉及?|集中|围绕|包括|以[^，。；]+为主)"
)
_NO_SUIT: Final = ((), ("review",))
POOL: Final = re.compile(r"\s?的?(?:依申请公开|政府信息公开|信息公开)?申请件?(?:中|里|当中|内)")


def topic_before(
    reading: Reading, passed: list[Cue], start: int, paragraph: Paragraph, *, pool: bool
) -> Subject | None:
    """What the text speaks of where a clause begins."""
    for cue in reversed(passed):  # 办结的申请中，自然人102件
        row = cue.key("row")
        if row is not None and POOL.match(reading.text, cue.end):
            return Subject("requests", (row,))
    topic = topic_of(_without_matters(reading.text, passed, start, paragraph), paragraph.subject)
    groups = [cue for cue in reading.having("group") if cue.end <= start]
    # 一审诉讼18件；已结的复议37件，另3件: no longer of the court
    begin = groups[-1].end if groups and groups[-1].key("group") == "review" else 0
    open_ = topic is None or (topic.domain == "disputes" and topic.first in _NO_SUIT)
    if open_ and _COURT.search(reading.text, begin, start + _OPENING):
        return Subject("disputes", ("suit",))
    if topic is not None:
        return topic
    asked = reading.having("request")
    told = [c for c in reading.having("foreign") if c.end <= start and not c.has("row")]
    if told and not asked and not _turns_to_applications(reading, told, start):
        return FOREIGN
    if paragraph.ahead and not others_spoken_of(reading):
        return Subject("requests", sure=0.88)
    return _topic_ahead(reading, pool=pool)


def _without_matters(text: str, passed: list[Cue], start: int, paragraph: Paragraph) -> list[Cue]:
    """公开119件，主要为处罚文书和许可档案；部分公开…: what the number before was about is no new topic."""
    if not any(cue.has("document") for cue in passed) or paragraph.stated is None:
        return passed
    told = paragraph.stated.domain == "requests" and paragraph.stated.first
    if not told or not _ABOUT_IT.match(text, clause_start(text, passed[0].start, 0), start):
        return passed
    return [cue for cue in passed if cue.has("request")]


def _turns_to_applications(reading: Reading, told: list[Cue], start: int) -> bool:
    """接听咨询电话143个，收到申请5件: calls and letters are applied for by nobody; 补贴 may be."""
    if any(cue.surface not in words("context", "never_applied_for") for cue in told):
        return False
    near = between(reading.cues, start, clause_end(reading.text, start, len(reading.text)))
    return any(cue.has("bare_request") or cue.surface.endswith("申请") for cue in near)


def _topic_ahead(reading: Reading, *, pool: bool) -> Subject | None:
    """作出答复13件，同意公开5件: the rest of the sentence tells what its first number is about."""
    ahead = pool or reading.having("request") or any(c.is_strong() for c in reading.having("row"))
    return Subject("requests", sure=0.88) if ahead or _lists_applicants(reading) else None


def _lists_applicants(reading: Reading) -> bool:
    """自然人188件，法人15件: who applied, where the sentence names nothing else."""
    named = {cue.key("column") for cue in reading.having("column")}
    return len(named) > 1 and not any(reading.having(kind) for kind in _APART)
