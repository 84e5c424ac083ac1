"""P07: the prose tells nothing of applications."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.document import Span
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.aspects import Part, parts
from analyzer.rules.passages import is_about, statements, title_of
from analyzer.rules.phrasing import any_of

_FILE: Final = "substance"
# “未收到申请。” is all that an agency without applications has to say.
_SHORTEST_TOLD: Final = 6
_CLAUSE: Final = re.compile(r"[^，；。！？\n]+")


@rule(
    "P07",
    name="无依申请公开叙述",
    severity="high",
    certainty="likely",
    basis="国办公开办函〔2021〕30号第一部分：总体情况包括依申请公开",
)
def requests_untold(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """总体情况没有说到依申请公开。

    为什么：依申请公开是总体情况五个方面之一，一件没有也应交代。
    报告：有总体情况部分，而全文（标题和表格不算）没有一句讲收到、办理、答复政府信息公开申请或没有申请。
    不报告：正文任何一处讲过，包括“未收到申请”；写在第三部分表格前后的也算；没有认出总体情况部分。
    依据：国办公开办函〔2021〕30号第一部分。
    例：总体情况只写主动公开、平台建设和监督保障。“培训内容包括依申请公开流程”不算讲了申请情况。
    """
    if facts.section("overview") is None or _is_told(facts):
        return
    yield Fault(
        message="总体情况没有叙述依申请公开：收到多少、怎样办理、有无结转，没有申请的也未交代。",
        anchors=title_of(facts, "overview"),
        advice="请补写依申请公开情况：新收、上年结转、办结、结转下年度件数；没有的，写“本年度未收到政府信息公开申请”。",
    )


def _is_told(facts: Facts) -> bool:
    if any((c.claim.metric or "").startswith("requests.") for c in facts.claims):
        return True
    labelled = (s for s in facts.sentences_of("overview") if is_about(facts, s, "requests"))
    if any("requests" in part.aspects and _says_more(facts, part) for part in parts(facts)):
        return True
    training = any_of(_FILE, "requests_told", "training")
    if any(not training.search(facts.quote(sentence.span)) for sentence in labelled):
        return True
    return any(_tells(facts, span) for span in statements(facts))


def _says_more(facts: Facts, part: Part) -> bool:
    """Whether a sub-heading 依申请公开 is followed by words of its own."""
    return part.region.end - part.title.end > _SHORTEST_TOLD


def _tells(facts: Facts, span: Span) -> bool:
    """Whether a clause speaks of applications otherwise than as a subject of training."""
    training = any_of(_FILE, "requests_told", "training")
    trained = training.search(facts.quote(span)) is not None
    for clause in _CLAUSE.finditer(facts.text, *span):
        if not any_of(_FILE, "requests_told", "objects").search(clause[0]):
            continue
        taught = any_of(_FILE, "requests_told", "taught").search(clause[0])
        if not training.search(clause[0]) and not (trained and taught):
            return True
    return False
