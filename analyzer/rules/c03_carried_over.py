"""C03: figures for applications carried over from last year against the table."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.against_tables import disagreements


@rule(
    "C03",
    name="上年结转不符",
    severity="critical",
    certainty="certain",
    basis="《政府信息公开条例》第五十条；国办公开办函〔2021〕30号",
)
def carried_over(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """正文的上年结转数与表三不一致。

    为什么：上年结转是办理总量的一部分，写错会使收办数字对不上。
    报告：正文写上年结转的件数，与表三“上年结转”总计不同。
    不报告：只写“结转”而看不出来去的，两头有一头相符就放过；概数由 C19 报告；讲的是其他机关、下属单位、上年或申请以外的事项，或原文另有读法时，不作判断。
    依据：《政府信息公开条例》第五十条；国办公开办函〔2021〕30号：正文与表格应当一致。
    例：正文“含上年结转4件”，表三为 2。
    """
    yield from disagreements(facts, "C03")
