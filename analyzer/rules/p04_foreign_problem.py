"""P04: problems that are none of government information disclosure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.phrasing import any_of
from analyzer.rules.problem_items import problem_part

_FILE: Final = "substance"


@rule(
    "P04",
    name="问题与信息公开无关",
    severity="medium",
    certainty="hint",
    basis="国办公开办函〔2021〕30号：问题应聚焦政府信息公开工作",
)
def foreign_problem(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """所说的问题不是政府信息公开工作的问题。

    为什么：信息报送、宣传采编、内部统计另有归口，写进来掩盖了公开工作本身的不足。
    报告：一个问题中说出不足的小句讲的都是采编、信息报送、统计汇总、宣传稿件之类，没有一句涉及公开。
    不报告：同一小句里说到公开、解读、申请、答复、栏目、公众等；只在原因里提到宣传。
    依据：国办公开办函〔2021〕30号第五部分。
    例：“工作信息的采编和统计汇总比较困难。”
    """
    for problem in problem_part(facts).problems:
        foreign = [c for c in problem.clauses if _is(facts.quote(c), "foreign")]
        related = [c for c in problem.clauses if _is(facts.quote(c), "disclosure")]
        if foreign and not related:
            yield Fault(
                message=f"“{facts.quote(foreign[0])}”是信息报送、宣传或统计方面的困难，不是政府信息公开工作的问题。",
                anchors=tuple(foreign),
                advice="请改写为主动公开、依申请公开、平台、解读、监督等方面的具体不足。",
            )


def _is(text: str, kind: str) -> bool:
    return any_of(_FILE, "scope", kind).search(text) is not None
