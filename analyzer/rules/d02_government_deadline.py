"""D02: a government's report came out after 31 March."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.deadlines import GOVERNMENTS, government_deadline, overdue


@rule(
    "D02",
    name="政府逾期",
    severity="critical",
    certainty="certain",
    basis="《政府信息公开条例》第四十九条第二款",
)
def government_overdue(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """县级以上人民政府的年度报告迟于次年3月31日。

    为什么：县级以上地方人民政府的年度报告应当在每年3月31日前公布。
    报告：县级以上人民政府的落款日期或发布日期晚于次年3月31日；只凭网页发布日期的，把握为“很可能”。
    不报告：部门（D01）；乡镇、街道（D03）；日期没有认出的；日期晚了一年以上的（S22）。
    依据：《政府信息公开条例》第四十九条第二款。
    例：县人民政府 2024 年度报告 2025年4月9日发布。
    """
    year = facts.document.year
    if year is None or facts.document.agency_level not in GOVERNMENTS:
        return
    fault = overdue(facts, government_deadline(year), "政府公布年度报告的法定期限")
    if fault is not None:
        yield fault
