"""S14: the form of 2019–2020 in a report of 2021 or later."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from analyzer.analysis import Facts
from analyzer.document import Span
from analyzer.finding import CellAnchor, Fault
from analyzer.forms.form import Form, forms
from analyzer.profile import Profile
from analyzer.rule import rule

_FIRST_YEAR = 2021
_LABELS_NEEDED = 2


@cache
def _old_labels() -> frozenset[str]:
    """Printed column labels and row labels of 表二 that only the edition of 2019 has."""
    new = {label for form in forms("2021") for labels in _labels(form) for label in labels}
    old = next(form for form in forms("2019") if form.name == "disclosure")
    return frozenset(label for labels in _labels(old) if not new & set(labels) for label in labels)


def _labels(form: Form) -> list[tuple[str, ...]]:
    return [row.labels for row in form.rows] + [column.labels for column in form.columns]


@rule(
    "S14",
    name="模板代际用错",
    severity="critical",
    certainty="certain",
    basis="国办公开办函〔2021〕30号",
)
def form_edition(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """2021 年及以后的年报仍用 2019 年版表格。

    为什么：2021 年起改用新的表样，旧表的“上一年项目数量”“对外公开总数量”等指标已取消，填了也不能汇总。
    报告：报告年度在 2021 年及以后，而表二是 2019 年版，或新表里混有两个以上旧表的指标。
    不报告：2019、2020 年度的报告；年度没有认出的；正文里提到“政府集中采购”等字样；表三“其他处理”只有一行（S15）。
    依据：国办公开办函〔2021〕30号；被替代的国办公开办函〔2019〕60号。
    例：2023 年度报告的表二仍列“上一年项目数量、本年增/减”。
    """
    year = facts.document.year
    table = facts.table("disclosure")
    if year is None or year < _FIRST_YEAR or table is None:
        return
    spans = _labels_in_grids(facts, _old_labels())
    if table.edition != "2019" and len(spans) < _LABELS_NEEDED:
        return
    labels = "、".join(dict.fromkeys("".join(facts.quote(span).split()) for span in spans))
    shown = f"（有“{labels}”）" if labels else ""
    yield Fault(
        message=f"{year} 年度报告的表二用的是 2019 年版的表样{shown}，2021 年度起应使用新表样。",
        anchors=tuple(spans) or (CellAnchor(next(iter(table.cells))),),
        advice="换用国办公开办函〔2021〕30号的表样，按“制发件数、废止件数、现行有效件数”“处理决定数量”“收费金额”重新填报。",
    )


def _labels_in_grids(facts: Facts, labels: frozenset[str]) -> list[Span]:
    """Grid cells whose text is a label of the old form only, one for each label."""
    found: dict[str, Span] = {}
    for block in facts.document.blocks:
        if block.grid is None:
            continue
        for cell in block.grid.cells:
            if len(cell.text) > 2 and (text := "".join(cell.text.split())) in labels:
                found.setdefault(text, cell.span)
    return list(found.values())
