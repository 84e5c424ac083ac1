"""A01: new and carried-over applications equal results and those carried forward, per column."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.footings import faults


@rule(
    "A01",
    name="表三勾稽不平（列）",
    severity="critical",
    certainty="certain",
    basis="国办公开办函〔2021〕30号表三表头：第一项加第二项之和等于第三项加第四项之和",
)
def column_balance(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """表三某一列的收件与去向不相等。

    为什么：每件申请要么当年新收、要么上年结转；要么当年办结、要么结转下年。两头必须相等。
    报告：某一列“本年新收＋上年结转”不等于“办理结果总计＋结转下年度”。相差同一数额的几列合为一条，
      并指出最可能填错的一格。
    不报告：有关的格空白、写法不合规范或未读出时无从验算，由 A06、A07、S16 说明；差额来自看不清的数不下结论。
    依据：国办公开办函〔2021〕30号表三左上角所注勾稽关系。
    例：自然人列新收 15、上年结转 1，办结 13、结转 1，16 与 14 不等。
    """
    yield from faults(facts, "A01")
