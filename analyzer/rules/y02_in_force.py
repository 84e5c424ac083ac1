"""Y02: documents in force do not follow from last year's."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts, number
from analyzer.finding import CellAnchor, Fault
from analyzer.forms.form import form
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.last_year import is_explained, last_years_report


@rule(
    "Y02",
    name="现行有效件数衔接不符",
    severity="high",
    certainty="likely",
    basis="表二跨年衔接（逻辑一致性）",
)
def in_force(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """现行有效件数与上年年报接不上。

    为什么：今年的现行有效，应等于去年的现行有效加本年制发、减本年废止。
    报告：规章或行政规范性文件的三格与上年的现行有效件数不满足上式，正文又没有任何说明。
    不报告：正文里说文件的句子说到自动失效、有效期届满、修订、清理、口径调整等；没有上年年报、上年年报不是前一年的、
      上年用 2019 版表样（没有这一列）；任何一格空白或未读出。
    依据：表二“制发件数、废止件数、现行有效件数”的含义。
    例：去年有效 8 件，今年制发 2 件、废止 1 件，现行有效填 12 件。
    """
    previous, table = last_years_report(facts), facts.table("disclosure")
    if previous is None or table is None or table.edition != "2021":
        return
    if is_explained(facts, "documents"):
        return
    for row in ("regulations", "normative_documents"):
        refs = [f"disclosure.{row}.{column}" for column in ("issued", "repealed", "in_force")]
        issued, repealed, now = (facts.value(ref) for ref in refs)
        then = previous.value(refs[2])
        if issued is None or repealed is None or now is None or then is None:
            continue
        expected = then + issued - repealed
        if now == expected:
            continue
        yield Fault(
            message=(
                f"表二“{form('disclosure', '2021').row(row).label}”现行有效 {number(now)} 件，"
                f"按上年现行有效 {number(then)} 件加本年制发 {number(issued)} 件减废止 {number(repealed)} 件"
                f"应为 {number(expected)} 件，正文没有说明。"
            ),
            anchors=tuple(CellAnchor(ref) for ref in (refs[2], refs[0], refs[1])),
            advice="与文件库核对；因到期失效、清理、口径调整等不能衔接的，在正文说明。",
            expected=expected,
            actual=now,
        )
