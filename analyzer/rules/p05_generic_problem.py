"""P05: problems that fit any agency in any year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.phrasing import any_of
from analyzer.rules.problem_items import Problem, problem_part

_FILE: Final = "substance"
_PARTICULAR: Final = re.compile(r"\d|[“”《》]")


@rule(
    "P05",
    name="问题万能化",
    severity="medium",
    certainty="hint",
    basis="文本特征（供核实）",
)
def generic_problem(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """问题放到哪个单位、哪一年都成立。

    为什么：“认识不到位、力度不够、质量有待提升”没有对象，既看不出实际情况，也无法整改。
    报告：一个问题只由这类说法构成，没有数字、引号、具体的信息类别、栏目、对象或环节。
    不报告：说出了哪类信息、哪个栏目、哪些单位或人员；有数字或举例。
    依据：经验性提示，不扣分。
    例：“一是认识不到位，工作力度不够。”
    """
    for problem in problem_part(facts).problems:
        if _is_generic(problem):
            yield Fault(
                message=f"问题“{problem.quote}”没有具体对象，放到任何单位都成立。",
                anchors=(problem.statement.span,),
                advice="请写明哪类信息、哪个栏目或环节、表现如何，最好有数字或实例。",
            )


def _is_generic(problem: Problem) -> bool:
    text = problem.statement.text
    if not any_of(_FILE, "generic", "phrases").search(text):
        return False
    return not (_PARTICULAR.search(text) or any_of(_FILE, "generic", "specific").search(text))
