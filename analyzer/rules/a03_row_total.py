"""A03: the applicants of a row add up to its total."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.footings import faults


@rule(
    "A03",
    name="总计列≠各列之和",
    severity="critical",
    certainty="certain",
    basis="国办公开办函〔2021〕30号表三“申请人情况”各列",
)
def row_total(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """表三某一行的“总计”不等于自然人与各类法人或其他组织之和。

    为什么：申请人只属于一类，各类相加就是总计。
    报告：某一行总计与六类申请人之和不等；疑似整行串列、数字颠倒、两行填串时一并指出。
    不报告：总计列或任一类空白的行（空白由 A06 报告，不再报总计不等）；写法不合规范、未读出的行。
    依据：国办公开办函〔2021〕30号表三。
    例：自然人 12、商业企业 3，总计填 51。
    """
    yield from faults(facts, "A03")
