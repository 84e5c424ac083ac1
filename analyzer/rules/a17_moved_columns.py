"""A17: the whole table filled in one column beside the right one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from analyzer.analysis import Facts
from analyzer.document import Table
from analyzer.finding import CellAnchor, Fault
from analyzer.forms.form import form
from analyzer.profile import Profile
from analyzer.rule import rule

_NEW = "requests.new_received.total"
_NATURAL = "natural_person"


@rule(
    "A17",
    name="求和恒成立但整列错位",
    severity="high",
    certainty="hint",
    basis="从业经验：自然人是最常见的申请人",
)
def moved_columns(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """各行合计都对，但疑似整列填错了位置。

    为什么：自然人列全为 0、另外某一列与总计处处相同，多半是把自然人的数填进了旁边的列，求和看不出来。
    报告：新收不少于 a17_least 件，自然人列全为 0，全部数都在另一列；正文写有自然人申请的，把握更大。
    不报告：自然人列有数；数分散在几列；件数很少的机关；有格未读出。
    依据：从业经验，只作提示。
    例：新收 12 件都填在“商业企业”列，正文写“自然人申请12件”。
    """
    table = facts.table("requests")
    received = facts.value(_NEW)
    if table is None or received is None or received < profile.tolerance("a17_least"):
        return
    column = _only_column(facts, table)
    if column is None or column == _NATURAL:
        return
    label = form("requests", table.edition).column(column).label
    told = next((c.claim for c in facts.claims if _speaks_of_persons(c.claim.metric)), None)
    told = told if told is not None and told.quantity.value > 0 else None
    said = f"，而正文写有“{told.text}”自然人申请" if told is not None else ""
    if told is None and column != "commercial":
        return
    yield Fault(
        message=f"表三“自然人”列全为 0，各行的数都在“{label}”一列{said}，疑整列填错了位置。",
        anchors=(
            CellAnchor(f"requests.new_received.{column}"),
            CellAnchor(f"requests.new_received.{_NATURAL}"),
            *([told.span] if told is not None else []),
        ),
        advice="核对申请人身份；确为自然人的，把该列的数移到“自然人”列。",
        certainty="likely" if told is not None else None,
    )


def _speaks_of_persons(metric: str | None) -> bool:
    return metric is not None and metric == f"requests.new_received.{_NATURAL}"


def _only_column(facts: Facts, table: Table) -> str | None:
    """The one column but the total that holds anything, where every cell is known."""
    of = form("requests", table.edition)
    sums: dict[str, Decimal] = {}
    for ref in of.refs:
        value, column = facts.value(ref), ref.rpartition(".")[2]
        if value is None:
            return None
        sums[column] = sums.get(column, Decimal()) + value
    holding = [column for column, value in sums.items() if value and column != "total"]
    return holding[0] if len(holding) == 1 and sums[holding[0]] == sums["total"] else None
