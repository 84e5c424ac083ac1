"""A16: numbers written with separators, wide digits, units or remarks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts, number
from analyzer.document import Cell
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.filled_cells import filled, guess, listed, together

# The 2019 form prints no unit beside 采购总金额, so offices must write it into the cell.
_UNIT_NOT_PRINTED: Final = "disclosure.procurement.amount"


@rule(
    "A16",
    name="千分位/全角数字/单位混入单元格",
    severity="low",
    certainty="certain",
    basis="《出版物上数字用法》（GB/T 15835—2011）；国办公开办函〔2021〕30号表格",
)
def number_writing(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """格内的数写得不规范，但看得出是多少。

    为什么：表头已有单位，格内只填阿拉伯数字；千分位、全角数字、单位和说明妨碍汇总。
    报告：“1,234”“１２”“3件”“22（其中修订16件）”“+1”这类写法；同一写法超过四格的合为一条。
    不报告：看不出是多少的写法（A07）；负数（A08）、小数件数（A09）；金额格里写“元”的（A10）；
      2019 版“本年增/减”列的正号、采购总金额的单位（表头没有印单位）。
    依据：《出版物上数字用法》；国办公开办函〔2021〕30号所附表格。
    例：“行政许可”填“1,234”，应填“1234”。
    """
    wide = facts.document.wide
    for group in together(each for each in filled(facts) if _is_wide(each.cell, wide)):
        yield Fault(
            message=f"{listed(group)}填 {group[0].cell.text}，写的是全角数字。",
            anchors=tuple(anchor for each in group for anchor in each.anchors),
            advice=f"改为半角的阿拉伯数字“{group[0].cell.text}”。",
            actual=group[0].cell.text,
        )
    for group in together(each for each in filled(facts) if _is_odd(each.cell)):
        meant = number(guess(group[0].cell))
        yield Fault(
            message=f"{listed(group)}写作“{group[0].cell.text}”，混入了分隔符、全角数字、单位或说明。",
            anchors=tuple(anchor for each in group for anchor in each.anchors),
            advice=f"格内只填阿拉伯数字，疑应填“{meant}”；需要说明的写入正文。",
            actual=group[0].cell.text,
        )


def _is_wide(cell: Cell, wide: frozenset[int]) -> bool:
    """Whether a number that reads without doubt was typed in full-width digits."""
    if not wide or cell.state != "number" or cell.span is None:
        return False
    return not wide.isdisjoint(range(*cell.span))


def _is_odd(cell: Cell) -> bool:
    value = guess(cell)
    if cell.state != "malformed" or value is None or value < 0:
        return False
    if cell.ref == _UNIT_NOT_PRINTED:
        return False
    if cell.ref.endswith(".amount"):
        return not ("元" in cell.text and "万元" not in cell.text)
    return "." not in cell.text and not (not value and "-" in cell.text)
