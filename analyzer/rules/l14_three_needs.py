"""L14: a provision that was repealed in 2019, told as if it stood."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.old_provisions import told_as_standing


@rule("L14", name="三需要等旧条件", severity="high", certainty="likely", basis="《条例》第二十七条")
def three_needs(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """仍以“生产、生活、科研等特殊需要”为申请条件。

    为什么：2019 年修订的条例已取消这一条件，公民、法人或其他组织都可以申请。
    报告：正文以“特殊需要”“三需要”作为申请条件或审查标准。
    不报告：说已取消、不再要求的；讲旧规定的；2018 年度及以前的年报。
    依据：《政府信息公开条例》第二十七条。
    例：“申请人根据自身生产、生活、科研等特殊需要可以申请”。
    """
    for place in told_as_standing(facts, "three_needs"):
        yield Fault(
            message=f"正文写“{facts.quote(place)}”，现行条例没有这一条件。",
            anchors=(place,),
            advice="删去这一条件，改按《条例》第二十七条表述。",
            actual=facts.quote(place),
        )
