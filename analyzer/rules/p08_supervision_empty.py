"""P08: supervision told in set phrases only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.document import Sentence, Span
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.aspects import told
from analyzer.rules.passages import is_heading, passage
from analyzer.rules.phrasing import any_of, any_pattern

_FILE: Final = "substance"


@rule(
    "P08",
    name="监督保障无事实",
    severity="medium",
    certainty="likely",
    basis="国办公开办函〔2021〕30号第一部分：监督保障",
)
def supervision_empty(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """监督保障只有套话，没有一件事实。

    为什么：考核、检查、评议做了几次、结果如何，是监督保障的实质；只写机制和要求等于没有写。
    报告：监督保障的段落（没有小标题的，取讲监督、考核、评议的句子）里没有次数等数字、没有结果、没有文件名称。
    不报告：有数字、考核或评议结果、《》文件名，或“未发生责任追究”之类的零陈述；正文没有这一方面（由 S09 报告）。
    依据：国办公开办函〔2021〕30号第一部分。
    例：“成立领导小组，将公开工作纳入考核，定期检查，确保落实。”
    """
    sentences = passage(facts, "overview", any_of(_FILE, "supervision", "headings"))
    elsewhere = tuple(s for s in facts.sentences_of("overview") if _is_supervision(facts, s))
    if sentences is None:
        if "supervision" not in told(facts):
            return  # S09
        sentences = elsewhere
        if any(s.role is not None and s.role.value == "fact" for s in sentences):
            return
    if not sentences or any(_has_fact(facts, sentence.span) for sentence in sentences):
        return
    if any(_has_result(facts, sentence.span) for sentence in elsewhere):
        return
    yield Fault(
        message="监督保障部分只讲机制和要求，没有检查、培训、考核、评议的次数和结果，也没有制度名称。",
        anchors=(sentences[0].span,),
        advice="请补写事实：检查、培训几次，考核、社会评议结果如何，有无责任追究（没有的也写明）。",
    )


def _is_supervision(facts: Facts, sentence: Sentence) -> bool:
    if is_heading(facts, sentence):
        return False
    if sentence.aspect is not None:
        return sentence.aspect.value == "supervision"
    return any_of(_FILE, "supervision", "sentences").search(facts.quote(sentence.span)) is not None


def _has_fact(facts: Facts, span: Span) -> bool:
    return _has_result(facts, span) or any(
        span.covers(checked.claim.span) for checked in facts.claims
    )


def _has_result(facts: Facts, span: Span) -> bool:
    return (
        any_pattern(_FILE, "supervision", "results_pattern").search(facts.quote(span)) is not None
    )
