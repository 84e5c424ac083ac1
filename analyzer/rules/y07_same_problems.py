"""Y07: last year's problems once more."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.likeness.alignment import likeness
from analyzer.likeness.sentences import bare
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.last_year import last_years_report
from analyzer.rules.problem_items import Problem, problem_part


@rule(
    "Y07",
    name="去年问题照抄",
    severity="medium",
    certainty="likely",
    basis="《政府信息公开条例》第五十条第一款第（四）项；跨年文本比较",
)
def same_problems(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """今年的问题是从上年年报抄来的。

    为什么：上年的问题一年没有变，要么没有整改，要么没有认真查找；无论哪种都应说明。
    报告：本年所列的问题，与上年所列的某一问题文字相同或几乎相同（相似度 0.85 以上）。
    不报告：没有上年年报，或不是前一年的；主题相同而写法不同；说明是上年遗留、仍在整改的；太短的句子。
    依据：《政府信息公开条例》第五十条第一款第（四）项。
    例：两年都写“政策解读形式较为单一，图解、视频解读偏少”。
    """
    previous = last_years_report(facts)
    if previous is None:
        return
    then = [(problem, _words(problem)) for problem in problem_part(previous).problems]
    for problem in problem_part(facts).problems:
        now = _words(problem)
        if len(now) < profile.tolerance("y07_least_characters"):
            continue
        best = max(then, key=lambda each: likeness(now, each[1]), default=None)
        if best is None or likeness(now, best[1]) < profile.tolerance("y07_likeness"):
            continue
        yield Fault(
            message=f"问题“{problem.quote}”与上年年报所列“{best[0].quote}”几乎相同。",
            anchors=(problem.statement.span,),
            advice="上年的问题先写整改到什么程度；仍未解决的说明原因和新的措施，另写本年的问题。",
        )


def _words(problem: Problem) -> str:
    return bare(problem.statement.text, [])
