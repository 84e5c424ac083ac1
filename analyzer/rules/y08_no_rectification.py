"""Y08: nothing is said of what became of last year's problems."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.lexicon.source import words
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.parts import format_of_2021_applies

_FILE = "continuity"


@rule(
    "Y08",
    name="去年整改无回应",
    severity="medium",
    certainty="likely",
    basis="《政府信息公开条例》第五十条；国办公开办函〔2021〕30号",
)
def no_rectification(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """没有说上一年度的问题改得怎样。

    为什么：“改进情况”首先是上年所列问题的整改结果，只列新问题看不出有没有改。
    报告：存在问题部分有内容，却没有提到上年（去年、往年、上年的年份）的问题，也没有“已整改”“得到解决”等说法，
      全文其他地方也没有。
    不报告：在总体情况等处回应了的；存在问题部分缺失（S01）或空无内容（P01）；2020 年及以前的报告；
      提供了上年年报而其中没有列问题的。
    依据：《政府信息公开条例》第五十条第一款第（四）项；国办公开办函〔2021〕30号。
    例：只写“一是公开内容不够全面，二是人员业务不熟”，没有说去年的问题改了没有。
    """
    section = facts.section("problems")
    if section is None or not format_of_2021_applies(facts):
        return
    told = [s for s in facts.sentences_of("problems") if s.span.start >= section.title_span.end]
    if sum(s.span.end - s.span.start for s in told) < profile.tolerance("y08_shortest"):
        return
    if facts.previous is not None and facts.previous.section("problems") is None:
        return
    if _is_answered(facts):
        return
    yield Fault(
        message="存在问题部分没有回应上一年度问题的整改情况。",
        anchors=(section.title_span,),
        advice="先写上年年报所列问题逐条整改的结果，再写本年的问题和改进措施。",
    )


def _is_answered(facts: Facts) -> bool:
    done = words(_FILE, "rectification", "done")
    about = words(_FILE, "rectification", "about")
    year = facts.document.year
    named = (*words(_FILE, "rectification", "last_year"), *([f"{year - 1}年"] if year else []))
    for sentence in facts.sentences:
        text = facts.quote(sentence.span).replace(" ", "")
        inside = sentence.section == "problems"
        if inside and any(word in text for word in done):
            return True
        if any(word in text for word in named) and (inside or any(word in text for word in about)):
            return True
    return False
