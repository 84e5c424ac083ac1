"""A04: outcomes of reviews add up to their total."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.footings import faults


@rule(
    "A04",
    name="复议合计不等",
    severity="critical",
    certainty="certain",
    basis="国办公开办函〔2021〕30号表四行政复议五格",
)
def review_total(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """表四行政复议的“总计”不等于各种结果之和。

    为什么：一件复议案只有一种状态，维持、纠正、其他、未审结相加就是总计。
    报告：行政复议五格中总计与其余四格之和不等。
    不报告：五格中有空白、写法不合规范或未读出的格；表四与表三数量的多少（见 T12）。
    依据：国办公开办函〔2021〕30号表四。
    例：维持 2、纠正 1、未审结 1，总计填 3。
    """
    yield from faults(facts, "A04")
