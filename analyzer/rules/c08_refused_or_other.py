"""C08: figures for refused or otherwise handled applications against the table."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.against_tables import disagreements


@rule(
    "C08",
    name="不予处理/其他处理不符",
    severity="high",
    certainty="certain",
    basis="《政府信息公开条例》第五十条；国办公开办函〔2021〕30号",
)
def refused_or_other(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """正文的不予处理、其他处理件数与表三不一致。

    为什么：这两类最容易漏写小项，使正文各项加起来不等于办结数。
    报告：正文写不予处理、其他处理或其中某一种情形的件数，与表三（五）（六）对应各格不同。
    不报告：“其他”前后看不出是哪一项时不判；概数由 C19 报告；讲的是其他机关、下属单位、上年或申请以外的事项，或原文另有读法时，不作判断。
    依据：《政府信息公开条例》第五十条；国办公开办函〔2021〕30号：正文与表格应当一致。
    例：正文“不予处理3件”，表三（五）各行之和为 2。
    """
    yield from disagreements(facts, "C08")
