"""D01: a department's report came out after 31 January."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.deadlines import DEPARTMENTS, department_deadline, overdue


@rule(
    "D01",
    name="部门逾期",
    severity="critical",
    certainty="certain",
    basis="《政府信息公开条例》第四十九条第一款",
)
def department_overdue(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """政府部门的年度报告迟于次年1月31日。

    为什么：县级以上人民政府部门应当在每年1月31日前提交并公布上一年度报告。
    报告：部门的落款日期或发布日期晚于次年1月31日（2018 年度及以前为3月31日）；只凭网页发布日期的，把握为“很可能”。
    不报告：人民政府（D02）、乡镇和街道（D03）；日期没有认出的；落款在期限内、没有发布日期的；
      日期晚了一年以上，多半是网页迁移或年份写错（S22）。
    依据：《政府信息公开条例》第四十九条第一款。
    例：县教育局 2024 年度报告落款 2025年2月18日。
    """
    year = facts.document.year
    if year is None or facts.document.agency_level not in DEPARTMENTS:
        return
    fault = overdue(facts, department_deadline(year), "部门公布年度报告的法定期限")
    if fault is not None:
        yield fault
