"""C16: amounts of administrative fees against the table."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.against_tables import disagreements


@rule(
    "C16",
    name="收费金额不符/单位不符",
    severity="high",
    certainty="certain",
    basis="《政府信息公开条例》第五十条；国办公开办函〔2021〕30号",
)
def fees(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """正文的行政事业性收费金额与表二不一致。

    为什么：表二以万元为单位，正文常用元，差一万倍的错误多由此来。
    报告：正文的行政事业性收费金额换算成同一单位后与表二不同；疑为元、万元混用时在说明中指出。
    不报告：信息处理费不是行政事业性收费；按所写位数四舍五入后相符的算相符；概数由 C19 报告；讲的是其他机关、下属单位、上年或申请以外的事项，或原文另有读法时，不作判断。
    依据：《政府信息公开条例》第五十条；国办公开办函〔2021〕30号：正文与表格应当一致。
    例：正文“行政事业性收费12.5元”，表二为 12.5 万元。
    """
    yield from disagreements(facts, "C16")
