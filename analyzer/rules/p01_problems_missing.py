"""P01: a section of problems that names none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts, number
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.passages import statements, title_of
from analyzer.rules.phrasing import any_of
from analyzer.rules.problem_items import problem_part

_SPACE: Final = re.compile(r"\s+")
# So many parts must be recognised before one may be called missing.
_RECOGNISED: Final = 3
_ADVICE: Final = "请写明本年度存在的具体问题（哪类信息、哪个环节、什么表现），并逐条写改进措施和上年问题的整改情况。"


@rule(
    "P01",
    name="问题部分缺失/空话",
    severity="high",
    certainty="likely",
    basis="《政府信息公开条例》第五十条第一款第（四）项；国办公开办函〔2021〕30号",
)
def problems_missing(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """没有写存在的问题，或几句话带过。

    为什么：存在的主要问题及改进情况是法定内容，空着或只有空话等于没有报告。
    报告：没有这一部分；这一部分（不算标题）不足 80 字；通篇没有一句说出不足。
    不报告：全文的部分都没有认出来（抽取不全）；问题写在表格或别的标题之下而已被认作这一部分。
    依据：《政府信息公开条例》第五十条第一款第（四）项；国办公开办函〔2021〕30号第五部分。
    例：第五部分只有“今后将进一步做好政府信息公开工作。”一句。
    """
    anchors = title_of(facts, "problems")
    if facts.section("problems") is None:
        if len({section.key for section in facts.sections}) > _RECOGNISED:
            yield Fault("报告没有“存在的主要问题及改进情况”部分。", anchors, _ADVICE)
        return
    written = _SPACE.sub("", "".join(map(facts.quote, statements(facts, "problems"))))
    least = profile.tolerance("p01_least_characters")
    if len(written) < least:
        message = f"“存在的主要问题及改进情况”部分只有 {len(written)} 字（不足 {number(least)} 字），过于简略。"
        yield Fault(message, anchors, _ADVICE)
    elif not (
        problem_part(facts).problems
        or facts.shortcomings.problems
        or _names_shortcoming(facts, written)
    ):
        yield Fault("“存在的主要问题及改进情况”部分没有一句说出存在的问题。", anchors, _ADVICE)


def _names_shortcoming(facts: Facts, written: str) -> bool:
    """Whether there is a word of shortcoming, or a sentence the classifier takes for a problem."""
    if any_of("substance", "problem", "shortcoming").search(written):
        return True
    if any_of("substance", "problem", "named").search(written):
        return True
    return any(
        s.role is not None and s.role.value == "problem" for s in facts.sentences_of("problems")
    )
