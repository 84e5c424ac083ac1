"""C06: figures for information denied against the table."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.against_tables import disagreements


@rule(
    "C06",
    name="不予公开合计不符",
    severity="critical",
    certainty="certain",
    basis="《政府信息公开条例》第五十条；国办公开办函〔2021〕30号",
)
def denied(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """正文的不予公开件数与表三不一致。

    为什么：不予公开直接限制公众获取信息，件数与理由必须准确。
    报告：正文写不予公开的件数，与表三（三）8 个明细之和不同；或写某一种理由的件数，与该行不同。
    不报告：分理由的数按各自的行核对，不与合计比较；概数由 C19 报告；讲的是其他机关、下属单位、上年或申请以外的事项，或原文另有读法时，不作判断。
    依据：《政府信息公开条例》第五十条；国办公开办函〔2021〕30号：正文与表格应当一致。
    例：正文“不予公开5件”，表三（三）各行之和为 3。
    """
    yield from disagreements(facts, "C06")
