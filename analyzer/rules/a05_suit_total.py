"""A05: outcomes of suits add up to their totals, both groups."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.footings import faults


@rule(
    "A05",
    name="诉讼合计不等",
    severity="critical",
    certainty="certain",
    basis="国办公开办函〔2021〕30号表四行政诉讼两组各五格",
)
def suit_total(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """表四某一组行政诉讼的“总计”不等于各种结果之和。

    为什么：一件诉讼案只有一种状态，四种状态相加就是总计。
    报告：“未经复议直接起诉”或“复议后起诉”一组中总计与其余四格之和不等，两组各算一次。
    不报告：组内有空白、写法不合规范或未读出的格；两组之间的多少。
    依据：国办公开办函〔2021〕30号表四。
    例：复议后起诉维持 1、未审结 1，总计填 1。
    """
    yield from faults(facts, "A05")
