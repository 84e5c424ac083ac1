"""Claims against the tables: what is written, what the table says, and the outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analyzer.analysis import Facts
from analyzer.claim import CheckedClaim
from analyzer.lexicon.names import name_of
from analyzer.render.legible import legible
from analyzer.render.listing import expected, metric_name, why
from analyzer.render.page import Page, entries, heading

if TYPE_CHECKING:
    from rich.console import RenderableType

_STYLES: Final = {
    "agrees": "green",
    "rounded": "green",
    "disagrees": "bold red",
    "incomparable": "yellow",
    "unchecked": "yellow",
}


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
                metric_name(each),
                expected(each),
                Text(_conclusion(each, facts), style=_STYLES[outcome]),
            )
        parts.append(table)
    else:
        parts.append(Text("  正文没有可以直接与表格核对的数字。"))
    if others:
        listed = "、".join(legible(each.claim.text) for each in others)
        parts.append(entries([(f"表中无对应（{len(others)} 处）", listed)], page))
    return parts


def _conclusion(checked: CheckedClaim, facts: Facts) -> str:
    name, reason = name_of("outcome", checked.verdict.outcome), why(checked, facts)
    return f"{name}：{legible(reason)}" if reason else name
