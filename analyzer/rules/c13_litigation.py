"""C13: figures and outcomes of litigation against the table."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.against_tables import disagreements


@rule(
    "C13",
    name="诉讼总数/结果不符",
    severity="critical",
    certainty="certain",
    basis="《政府信息公开条例》第五十条；国办公开办函〔2021〕30号",
)
def litigation(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """正文的行政诉讼数或结果与表四不一致。

    为什么：诉讼在表四分为未经复议与复议后两组，合写时最易算错。
    报告：正文写因政府信息公开引起的行政诉讼总数、胜诉败诉数等，与表四两组之和（或所指的一组）不同。
    不报告：总数按“未经复议直接起诉”加“复议后起诉”核对；讲的是全部行政诉讼时不比较；概数由 C19 报告；讲的是其他机关、下属单位、上年或申请以外的事项，或原文另有读法时，不作判断。
    依据：《政府信息公开条例》第五十条；国办公开办函〔2021〕30号：正文与表格应当一致。
    例：正文“行政诉讼6件”，表四两组总计为 2 与 3。
    """
    yield from disagreements(facts, "C13")
