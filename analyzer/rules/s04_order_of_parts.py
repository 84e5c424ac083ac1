"""S04: the parts stand in another order than the official one."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.parts import KEYS, found_parts, official_title, six_parts_apply


@rule(
    "S04",
    name="部分次序错误",
    severity="high",
    certainty="certain",
    basis="国办公开办函〔2021〕30号",
)
def order_of_parts(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """六个部分的先后次序与统一格式不同。

    为什么：统一格式固定了六个部分的次序，次序颠倒会使汇总和比对出错。
    报告：按标题认出的部分，先后与格式不同；全文合为一条。
    不报告：缺少某一部分（S01）；序号编错而次序不错（S02、S03）；附件里再次出现的部分；2018 年及以前的报告。
    依据：国办公开办函〔2021〕30号规定的六部分及其次序。
    例：先写行政复议、行政诉讼情况，后写收到和处理申请情况。
    """
    if not six_parts_apply(facts):
        return
    parts = found_parts(facts)
    order = list(parts)
    expected = [key for key in KEYS if key in parts]
    if order == expected:
        return
    early = next(key for key, due in zip(order, expected, strict=True) if key != due)
    late = expected[order.index(early)]
    yield Fault(
        message=f"“{official_title(early)}”排在了“{official_title(late)}”之前，与统一格式的次序不同。",
        anchors=(parts[early].title_span, parts[late].title_span),
        advice=f"按统一格式的次序排列：{'、'.join(official_title(key) for key in expected)}。",
        expected="、".join(official_title(key) for key in expected),
        actual="、".join(official_title(key) for key in order),
    )
