"""C09: figures and shares of kinds of applicants against the table."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.against_tables import disagreements


@rule(
    "C09",
    name="申请人构成不符",
    severity="high",
    certainty="certain",
    basis="《政府信息公开条例》第五十条；国办公开办函〔2021〕30号",
)
def applicants(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """正文的申请人构成与表三不一致。

    为什么：各列之和就是总计，构成写错说明分类或汇总有误。
    报告：正文写自然人、法人或其他组织（或其中一类）的件数、占比，或写“均为自然人”，与表三对应各列不同。
    不报告：占比按所写小数位核对，截尾与四舍五入之差放过；概数由 C19 报告；讲的是其他机关、下属单位、上年或申请以外的事项，或原文另有读法时，不作判断。
    依据：《政府信息公开条例》第五十条；国办公开办函〔2021〕30号：正文与表格应当一致。
    例：正文“自然人申请9件，占75%”，表三自然人 8、总计 12。
    """
    yield from disagreements(facts, "C09")
