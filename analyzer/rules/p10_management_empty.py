"""P10: management of information left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.document import Sentence
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.parts import six_parts_apply
from analyzer.rules.passages import is_about, passage, statements, title_of
from analyzer.rules.phrasing import any_of

# What is wrong or will be done (五) does not tell how the year was.
_WHERE: Final = ("overview", "disclosure", "requests", "disputes")
_EMPTY: Final = ("boilerplate", "intention", "heading")
_FILE: Final = "substance"


@rule(
    "P10",
    name="政府信息管理空缺",
    severity="medium",
    certainty="likely",
    basis="国办公开办函〔2021〕30号第一部分：政府信息管理；《政府信息公开条例》第八条、第十二条、第十七条、第十八条",
)
def management_empty(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """总体情况没有讲政府信息管理。

    为什么：规范性文件的制发清理、发布审查、目录和动态调整是总体情况五个方面之一。
    报告：有总体情况部分，而第一至第四部分没有一处讲文件清理、发布审查（三审三校、保密审查）、目录、动态调整等；
      全文没有提到信息公开指南、目录的，另作提示。
    不报告：正文任何一处讲过其中一项；“政府信息管理”小标题之下有实际内容（套话、空泛表态不算）；没有认出总体情况部分；2018 年及以前的报告。
    依据：国办公开办函〔2021〕30号第一部分；条例第八条、第十二条、第十七条、第十八条。
    例：总体情况只有主动公开、平台建设、监督保障三段。
    """
    if not six_parts_apply(facts) or facts.section("overview") is None:
        return
    told = "\n".join(facts.quote(span) for span in statements(facts))
    work = "\n".join(facts.quote(span) for span in statements(facts, *_WHERE))
    if not any_of(_FILE, "management", "told").search(work) and not _is_told_otherwise(facts):
        yield Fault(
            message="总体情况没有叙述政府信息管理：规范性文件制发与清理、发布审查、动态调整均未提及。",
            anchors=title_of(facts, "overview"),
            advice="请补写：规范性文件制发、废止、有效件数和集中公开，发布审查制度的执行，公开属性和目录的动态调整。",
        )
    if not any_of(_FILE, "management", "guide").search(told):
        yield Fault(
            message="正文没有提到政府信息公开指南、目录的编制或更新。",
            anchors=title_of(facts, "overview"),
            advice="请核实指南、目录是否按条例第十二条及时更新，并在政府信息管理中写一句。",
            severity="info",
            certainty="hint",
        )


def _is_told_otherwise(facts: Facts) -> bool:
    """By a sentence under its sub-heading, or one the classifier takes for it; set phrases tell nothing."""
    under = passage(facts, "overview", any_of(_FILE, "management", "headings")) or ()
    about = (s for s in facts.sentences_of("overview") if is_about(facts, s, "management"))
    return any(_tells(facts, sentence) for sentence in (*under, *about))


def _tells(facts: Facts, sentence: Sentence) -> bool:
    """Whether a sentence says something: where the model abstained, without 进一步, 不断 and the like."""
    if sentence.role is not None:
        return sentence.role.value not in _EMPTY
    return any_of(_FILE, "measure", "vague").search(facts.quote(sentence.span)) is None
