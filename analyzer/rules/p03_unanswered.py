"""P03: measures that answer other problems than those named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.lexicon.source import load
from analyzer.pairing.pair import ENOUGH, alike
from analyzer.problem import Problem as Shortcoming
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.phrasing import any_of
from analyzer.rules.problem_items import evidence, problem_part

_FILE: Final = "substance"


@rule(
    "P03",
    name="措施与问题不对应",
    severity="medium",
    certainty="hint",
    basis="国办公开办函〔2021〕30号：改进情况应针对存在的问题（文本特征，供核实）",
)
def unanswered(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """改进措施没有一条说到这个问题。

    为什么：措施与问题各说各的，问题实际上没有改进安排。
    报告：报告写了具体的改进措施，但某一问题的话题（人员培训、政策解读、公众互动）
      在它自己的条目和全部改进措施中都没有出现。
    不报告：问题没有分条编号，或看不出属于哪个话题；没有集中写改进措施（由 P02 报告）；话题在措施中出现过一次。
    依据：国办公开办函〔2021〕30号第五部分；文本特征，供核实。
    例：问题写“政策解读形式单一”，措施只写“每季度组织一次业务培训”。
    """
    part = problem_part(facts)
    if evidence(part.remedies) != "concrete":
        return
    measures = "".join(piece.text for piece in part.remedies)
    told = [each.span for each in facts.shortcomings.problems if _is_answered(facts, each)]
    for problem in part.problems:
        if any(problem.statement.span.overlaps(span) for span in told):
            continue
        stated = "".join(facts.quote(clause) for clause in problem.clauses)
        answered = measures + "".join(piece.text for piece in problem.extent[1:])
        topics = [topic for topic in load(_FILE)["topics"] if _says(stated, topic)]
        own = evidence(problem.extent)
        numbered = problem.statement.marked and own == "none"
        if numbered and topics and not any(_says(answered, topic) for topic in topics):
            yield Fault(
                message=f"问题“{problem.quote}”在改进措施中没有回应，所写措施说的是其他事项。",
                anchors=(problem.statement.span,),
                advice="请逐条对应：每个问题之后写针对它的措施；已经解决的，写明整改结果。",
            )


def _is_answered(facts: Facts, problem: Shortcoming) -> bool:
    """Whether the words of a remedy speak for this problem; its place in the list alone does not."""
    stated = facts.quote(problem.span)
    return any(alike(stated, facts.quote(each.span)) >= ENOUGH for each in problem.remedies)


def _says(text: str, topic: str) -> bool:
    return any_of(_FILE, "topics", topic).search(text) is not None
