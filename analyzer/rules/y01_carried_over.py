"""Y01: what was carried over is not what last year carried forward."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts, number
from analyzer.finding import CellAnchor, Fault
from analyzer.forms.form import form
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.last_year import is_explained, last_years_report


@rule(
    "Y01",
    name="上年结转≠去年结转下年",
    severity="critical",
    certainty="certain",
    basis="表三跨年衔接（逻辑一致性）",
)
def carried_over(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """本年的“上年结转”与上年年报的“结转下年度”不相等。

    为什么：去年结转到今年的申请，就是今年的上年结转，一件不多、一件不少。
    报告：逐列比较，任何一列不等；各列合为一条。正文说明了机构改革、更正、口径调整的，只作提示。
    不报告：没有提供上年年报；上年年报不是前一年的；任何一方空白、写法不合规范或未读出的列。
    依据：表三“上年结转”“结转下年度继续办理”两行的含义。
    例：上年年报结转下年度 3 件，本年上年结转填 2 件。
    """
    previous, table = last_years_report(facts), facts.table("requests")
    if previous is None or table is None:
        return
    columns = form("requests", table.edition).columns
    unequal = []
    for column in columns:
        now = facts.value(f"requests.carried_over.{column.key}")
        then = previous.value(f"requests.carried_forward.{column.key}")
        if now is not None and then is not None and now != then:
            unequal.append((column, now, then))
    if not unequal:
        return
    explained = is_explained(facts, "requests")
    _, now, then = unequal[-1]
    told = "；".join(
        f"“{column.label}”列本年 {number(now)}、上年 {number(then)}"
        for column, now, then in unequal
    )
    yield Fault(
        message=f"表三“上年结转”与上年年报“结转下年度继续办理”不一致：{told}。",
        anchors=tuple(
            CellAnchor(f"requests.carried_over.{column.key}") for column, _, _ in unequal
        ),
        advice="对照上年年报和台账核实；确因机构改革、年报更正等不能衔接的，在正文说明。",
        expected=then,
        actual=now,
        certainty="hint" if explained else None,
    )
