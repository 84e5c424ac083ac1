"""C14: figures for regulations and normative documents against the table."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.against_tables import disagreements


@rule(
    "C14",
    name="规章/规范性文件数不符",
    severity="critical",
    certainty="certain",
    basis="《政府信息公开条例》第五十条；国办公开办函〔2021〕30号",
)
def documents(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """正文的规章、规范性文件件数与表二不一致。

    为什么：文件的制发、废止和有效件数是可以逐件核对的法定数据。
    报告：正文写制发、废止、现行有效规章或行政规范性文件的件数，与表二对应的格不同。
    不报告：“主动公开”“清理”“备案”多少件不是制发、废止、有效件数；规章制度不是规章；概数由 C19 报告；讲的是其他机关、下属单位、上年或申请以外的事项，或原文另有读法时，不作判断。
    依据：《政府信息公开条例》第五十条；国办公开办函〔2021〕30号：正文与表格应当一致。
    例：正文“制发行政规范性文件6件”，表二为 4。
    """
    yield from disagreements(facts, "C14")
