"""A07: writings that are no number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analyzer.analysis import Facts
from analyzer.document import Cell
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.filled_cells import Filled, filled, guess, listed, together


@rule(
    "A07",
    name="非法数字字面",
    severity="high",
    certainty="certain",
    basis="国办公开办函〔2021〕30号表格（件数填阿拉伯数字，无则填 0）",
)
def number_literals(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """格内写的不是规范的数字。

    为什么：“00”“/”“无”不能参与合计，也分不清是 0 还是没有填。
    报告：前面多 0（“00”“01”）、“O”“〇”“-0”、“/”“—”“无”等代替数字、整数写成“1.0”；同一写法超过四格的合为一条。
    不报告：空白（A06）；千分位、全角、带单位或说明的数（A16）；负数（A08）、小数件数（A09）。
    依据：国办公开办函〔2021〕30号所附表格；各地核验通例。
    例：“属于国家秘密·科研机构”填“00”，应填“0”。
    """
    for group in together(each for each in filled(facts) if _is_literal(each.cell)):
        yield _fault(group)


def _is_literal(cell: Cell) -> bool:
    if cell.state == "number":
        return "." in cell.text and _is_whole(cell)
    if cell.state != "malformed":
        return False
    value = guess(cell)
    # What may be meant is known for 3件 and 1,234: those are A16's. -0 is a writing of nothing.
    return (
        value is None or (not value and "-" in cell.text) or ("." in cell.text and _is_whole(cell))
    )


def _is_whole(cell: Cell) -> bool:
    value = guess(cell)
    is_money = cell.ref.endswith(".amount")
    return value is not None and value == value.to_integral_value() and not is_money


def _fault(group: Sequence[Filled]) -> Fault:
    written = group[0].cell.text
    digits = written.lstrip("0 ") if written.strip().isdigit() else ""
    meant = (digits or "0") if written.strip().isdigit() else "实数，没有发生的填“0”"
    return Fault(
        message=f"{listed(group)}写作“{written}”，不是规范的数字。",
        anchors=tuple(anchor for each in group for anchor in each.anchors),
        advice=f"改填{meant if '实数' in meant else f'“{meant}”'}，并重新验算有关合计。",
        actual=written,
    )
