"""A02: the results add up to their total, per column."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.footings import faults


@rule(
    "A02",
    name="办理结果合计不等",
    severity="critical",
    certainty="certain",
    basis="国办公开办函〔2021〕30号表三（七）总计",
)
def result_sum(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """表三办理结果的“总计”不等于各项办理结果之和。

    为什么：每件申请只有一种办理结果，各项互不重复，相加就是总计。
    报告：某一列（七）总计与（一）至（六）各项之和不等，写明差额、可能漏计或重计的一项、最可能填错的一格。
    不报告：任何一项空白、写法不合规范或未读出时不验算；“不予公开”等小计行不参与相加（见 A12）。
    依据：国办公开办函〔2021〕30号表三；一件申请只计一种办理结果。
    例：予以公开 6、部分公开 2、不掌握 3，总计填 9。
    """
    yield from faults(facts, "A02")
