"""C01: figures for new applications against the table."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.against_tables import disagreements


@rule(
    "C01",
    name="新收数图文不符",
    severity="critical",
    certainty="certain",
    basis="《政府信息公开条例》第五十条；国办公开办函〔2021〕30号",
)
def new_received(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """正文的新收申请数与表三不一致。

    为什么：新收数是整张表三的起点，图文不一，读者无从知道哪一个可信。
    报告：正文所写收到（新收、受理）申请的件数，与表三“本年新收”总计不同，按“新收加上年结转”去读也不同。
    不报告：等于新收，或等于新收与上年结转之和，都算相符；概数由 C19 报告；讲的是其他机关、下属单位、上年或申请以外的事项，或原文另有读法时，不作判断。
    依据：《政府信息公开条例》第五十条；国办公开办函〔2021〕30号：正文与表格应当一致。
    例：正文“全年收到政府信息公开申请18件”，表三新收 15、上年结转 1。
    """
    yield from disagreements(facts, "C01")
