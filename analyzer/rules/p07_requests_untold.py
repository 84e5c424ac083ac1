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
from analyzer.rules.parts import six_parts_apply
from analyzer.rules.passages import is_about, statements, title_of
from analyzer.rules.phrasing import any_of, any_pattern

_FILE: Final = "substance"
# “未收到申请。” is all that an agency without applications has to say.
_SHORTEST_TOLD: Final = 6
# In 导语, 五 and 六 applications are named for other reasons (contents, problems, fees).
_WHERE: Final = ("overview", "disclosure", "requests", "disputes")
_NAME: Final = "申请"
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
    报告：有总体情况部分，而第一至第四部分（标题和表格不算）没有一句讲收到、办理、答复政府信息公开申请或没有申请。
    不报告：总体情况讲过，包括“未收到申请”；写在第二至第四部分表格前后的也算；没有认出总体情况部分；2018 年及以前的报告。
    依据：国办公开办函〔2021〕30号第一部分。
    例：总体情况只写主动公开、平台建设和监督保障。“培训内容包括依申请公开流程”不算讲了申请情况。
    """
    if not six_parts_apply(facts) or facts.section("overview") is None or _is_told(facts):
        return
    yield Fault(
        message="总体情况没有叙述依申请公开：收到多少、怎样办理、有无结转，没有申请的也未交代。",
        anchors=title_of(facts, "overview"),
        advice="请补写依申请公开情况：新收、上年结转、办结、结转下年度件数；没有的，写“本年度未收到政府信息公开申请”。",
    )


def _is_told(facts: Facts) -> bool:
    for checked in facts.claims:
        section = facts.sentences[checked.claim.sentence].section
        if section in _WHERE and (checked.claim.metric or "").startswith("requests."):
            return True
    labelled = (s for s in facts.sentences_of("overview") if is_about(facts, s, "requests"))
    if any("requests" in part.aspects and _says_more(facts, part) for part in parts(facts)):
        return True
    training = any_of(_FILE, "requests_told", "training")
    for said in (facts.quote(sentence.span) for sentence in labelled):
        if _NAME in said and not training.search(said):
            return True
    return any(_tells(facts, span) for span in statements(facts, *_WHERE))


def _says_more(facts: Facts, part: Part) -> bool:
    """Whether a sub-heading 依申请公开 is followed by words of its own."""
    said = facts.text[part.title.end : part.region.end]
    return (
        len(said) > _SHORTEST_TOLD
        and any_pattern(_FILE, "requests_told", "done_pattern").search(said) is not None
    )


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
