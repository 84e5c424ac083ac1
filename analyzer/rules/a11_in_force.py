"""A11: fewer documents in force than the year alone left standing."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts, number
from analyzer.finding import CellAnchor, Fault
from analyzer.forms.form import form
from analyzer.profile import Profile
from analyzer.rule import rule


@rule(
    "A11",
    name="现行有效小于本年制发",
    severity="high",
    certainty="likely",
    basis="国办公开办函〔2021〕30号表二规章、行政规范性文件各列",
)
def in_force(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """现行有效件数少于本年制发减去本年废止。

    为什么：当年制发而没有废止的文件，到年末应当还有效，现行有效件数不会比它少。
    报告：规章或行政规范性文件一行中，现行有效件数小于“本年制发－本年废止”。
    不报告：三格中有空白或未读出的格；现行有效大于二者之差（还有往年的文件）；2019 版没有这几列。
    依据：国办公开办函〔2021〕30号表二表头；现行有效为年末存量。
    例：本年制发 3 件、废止 0 件，现行有效只填 1 件。
    """
    table = facts.table("disclosure")
    if table is None or table.edition != "2021":
        return
    for row in ("regulations", "normative_documents"):
        refs = [f"disclosure.{row}.{column}" for column in ("issued", "repealed", "in_force")]
        issued, repealed, standing = (facts.value(ref) for ref in refs)
        if issued is None or repealed is None or standing is None or standing >= issued - repealed:
            continue
        label = form("disclosure", "2021").row(row).label
        yield Fault(
            message=(
                f"表二“{label}”现行有效 {number(standing)} 件，少于本年制发 {number(issued)} 件"
                f"减去废止 {number(repealed)} 件之差 {number(issued - repealed)} 件。"
            ),
            anchors=tuple(CellAnchor(ref) for ref in (refs[2], refs[0], refs[1])),
            advice="现行有效件数填年末存量，请与文件库核对；当年制发当年失效的，在正文说明。",
            expected=f"不少于 {number(issued - repealed)}",
            actual=standing,
        )
