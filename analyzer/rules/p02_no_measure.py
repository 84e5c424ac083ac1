"""P02: problems without a concrete measure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.problem_items import Problem, evidence, problem_part

_ADVICE: Final = "请为这一问题写出具体措施：做什么、对象是谁、何时完成或多久一次、由谁负责，如“每季度由办公室组织一次业务培训”。"


@rule(
    "P02",
    name="有问题无措施",
    severity="high",
    certainty="likely",
    basis="《政府信息公开条例》第五十条第一款第（四）项；国办公开办函〔2021〕30号",
)
def no_measure(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """只说有问题，没有说怎么改。

    为什么：法定内容是“存在的主要问题及改进情况”，“有待提升”“需要进一步加强”只是愿望，无从检查。
    报告：一个问题之下、以及后面集中写的改进部分，都没有“动作＋对象＋时限（频次、数量、责任单位、成果名称）”的
      措施；只有动作而没有时限、数量、责任的，作提示。一份报告最多报五个问题。
    不报告：问题之下或改进部分写有具体措施（已做的也算）；上年问题的整改；只有引出下文的句子。
    依据：《政府信息公开条例》第五十条第一款第（四）项；国办公开办函〔2021〕30号第五部分。
    例：“业务能力有待提升，需要进一步加强学习。”没有一句具体措施。
    """
    part = problem_part(facts)
    common = evidence(part.remedies)
    if common == "concrete":
        return
    told = [problem.span for problem in facts.shortcomings.problems if problem.is_answered]
    open_problems = [
        p for p in part.problems if not any(p.statement.span.overlaps(s) for s in told)
    ]
    faults = (_fault(problem, common) for problem in open_problems)
    yield from islice((f for f in faults if f), int(profile.tolerance("p02_most_problems")))


def _fault(problem: Problem, common: str) -> Fault | None:
    own = evidence(problem.extent)
    if own == "concrete":
        return None
    if "weak" in (own, common):
        return Fault(
            message=f"问题“{problem.quote}”的改进措施没有写明时限、频次、数量或责任单位，难以检查落实。",
            anchors=(problem.statement.span,),
            advice=_ADVICE,
            severity="medium",
            certainty="hint",
        )
    return Fault(
        message=f"问题“{problem.quote}”没有具体的改进措施，“有待”“需要进一步”一类说法不是措施。",
        anchors=(problem.statement.span,),
        advice=_ADVICE,
    )
