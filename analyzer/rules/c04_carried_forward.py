"""C04: figures for applications carried forward against the table."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.against_tables import disagreements


@rule(
    "C04",
    name="结转下年不符",
    severity="critical",
    certainty="certain",
    basis="《政府信息公开条例》第五十条；国办公开办函〔2021〕30号",
)
def carried_forward(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """正文的结转下年度数与表三不一致。

    为什么：结转数决定下一年的“上年结转”，写错会牵连两年的报告。
    报告：正文写结转下年度继续办理的件数，与表三第四项总计不同。
    不报告：只写“结转”而看不出来去的，两头有一头相符就放过；概数由 C19 报告；讲的是其他机关、下属单位、上年或申请以外的事项，或原文另有读法时，不作判断。
    依据：《政府信息公开条例》第五十条；国办公开办函〔2021〕30号：正文与表格应当一致。
    例：正文“结转下年度3件”，表三为 1。
    """
    yield from disagreements(facts, "C04")
