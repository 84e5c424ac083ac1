"""C07: figures for information that could not be provided against the table."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.against_tables import disagreements


@rule(
    "C07",
    name="无法提供合计不符",
    severity="critical",
    certainty="certain",
    basis="《政府信息公开条例》第五十条；国办公开办函〔2021〕30号",
)
def unable(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """正文的无法提供件数与表三不一致。

    为什么：“无法提供”占办理结果的大头，漏计一行就会图文不一。
    报告：正文写无法提供的件数，与表三（四）3 个明细之和不同；或写其中一种情形的件数，与该行不同。
    不报告：“因本机关不掌握等原因无法提供”按合计核对；概数由 C19 报告；讲的是其他机关、下属单位、上年或申请以外的事项，或原文另有读法时，不作判断。
    依据：《政府信息公开条例》第五十条；国办公开办函〔2021〕30号：正文与表格应当一致。
    例：正文“无法提供8件”，表三（四）为 4、5、1，合计 10。
    """
    yield from disagreements(facts, "C07")
