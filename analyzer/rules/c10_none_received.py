"""C10: “no applications received” against the table."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.against_tables import disagreements


@rule(
    "C10",
    name="“未收到申请”但表有值",
    severity="critical",
    certainty="certain",
    basis="《政府信息公开条例》第五十条；国办公开办函〔2021〕30号",
)
def none_received(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """正文说没有收到申请，表三却有件数。

    为什么：一句“未收到”否定了整张表三，两者必有一错。
    报告：正文写未收到、没有收到政府信息公开申请（或收到 0 件），而表三“本年新收”大于 0。
    不报告：只说未收到某一类申请、未收到上年结转的，或表三该格空白、未读出时不报；概数由 C19 报告；讲的是其他机关、下属单位、上年或申请以外的事项，或原文另有读法时，不作判断。
    依据：《政府信息公开条例》第五十条；国办公开办函〔2021〕30号：正文与表格应当一致。
    例：正文“全年未收到政府信息公开申请”，表三新收为 3。
    """
    yield from disagreements(facts, "C10")
