"""C15: figures for licensing, penalty and coercion decisions against the table."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.against_tables import disagreements


@rule(
    "C15",
    name="许可/处罚/强制数不符",
    severity="high",
    certainty="certain",
    basis="《政府信息公开条例》第五十条；国办公开办函〔2021〕30号",
)
def decisions(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """正文的许可、处罚、强制决定数与表二不一致。

    为什么：表二填的是当年处理决定的数量，正文的数应是同一个数。
    报告：正文写作出行政许可、行政处罚、行政强制决定的件数，与表二对应的格不同。
    不报告：公示条数、许可事项数、立案数、受理数都不是决定数；概数由 C19 报告；讲的是其他机关、下属单位、上年或申请以外的事项，或原文另有读法时，不作判断。
    依据：《政府信息公开条例》第五十条；国办公开办函〔2021〕30号：正文与表格应当一致。
    例：正文“作出行政处罚决定27件”，表二为 25。
    """
    yield from disagreements(facts, "C15")
