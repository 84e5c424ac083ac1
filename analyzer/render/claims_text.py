"""Claims against the tables: what is written, what the table says, and the outcome."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

from analyzer.analysis import Facts, number
from analyzer.claim import CheckedClaim
from analyzer.formula import parse
from analyzer.lexicon.metrics import metrics
from analyzer.lexicon.names import name_of
from analyzer.render.legible import legible
from analyzer.render.page import Page, entries, formula_name, heading

if TYPE_CHECKING:
    from rich.console import RenderableType

_STYLES: Final = {
    "agrees": "green",
    "rounded": "green",
    "disagrees": "bold red",
    "incomparable": "yellow",
    "unchecked": "yellow",
}
_PLACES: Final = Decimal("0.0001")


def claim_parts(facts: Facts, page: Page) -> list[RenderableType]:
    """The table of claims that a cell can tell, then the others in one line."""
    from rich.table import Table  # noqa: PLC0415  # heavy: only where something is printed
    from rich.text import Text  # noqa: PLC0415

    held = [each for each in facts.claims if each.verdict.outcome != "unlinked"]
    others = [each for each in facts.claims if each.verdict.outcome == "unlinked"]
    parts: list[RenderableType] = [heading(f"陈述核对（{len(facts.claims)} 处）")]
    if held:
        table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
        for name in ("  原文", "指标", "表内值", "结论"):
            table.add_column(name, overflow="fold")
        for each in held:
            outcome = each.verdict.outcome
            table.add_row(
                f"  {legible(each.claim.text)}",
                metrics().name(each.claim.metric) if each.claim.metric else "—",
                _expected(each),
                Text(_conclusion(each, facts), style=_STYLES[outcome]),
            )
        parts.append(table)
    else:
        parts.append(Text("  正文没有可以直接与表格核对的数字。"))
    if others:
        listed = "、".join(legible(each.claim.text) for each in others)
        parts.append(entries([(f"表中无对应（{len(others)} 处）", listed)], page))
    return parts


def _expected(checked: CheckedClaim) -> str:
    value = checked.verdict.expected
    if value is None:
        return "—"
    return number(value.quantize(_PLACES, ROUND_HALF_UP)) or "—"


def _conclusion(checked: CheckedClaim, facts: Facts) -> str:
    verdict = checked.verdict
    name = name_of("outcome", verdict.outcome)
    if verdict.outcome == "disagrees":
        why = verdict.gap
        if not why and verdict.target and len(parse(verdict.target).refs) > 1:
            why = f"按 {formula_name(verdict.target, facts)}"
    else:
        why = "" if verdict.outcome == "agrees" else verdict.gap or verdict.reason
    return f"{name}：{legible(why)}" if why else name
