"""Claims against the tables: what is written, what the table says, and the outcome."""

from __future__ import annotations

from typing import Final

from analyzer.analysis import Facts
from analyzer.claim import CheckedClaim
from analyzer.lexicon.names import name_of
from analyzer.render.legible import legible
from analyzer.render.listing import expected, metric_name, why
from analyzer.render.page import Page, Piece, entries, heading, table, written

_STYLES: Final = {
    "agrees": "green",
    "rounded": "green",
    "disagrees": "bold red",
    "incomparable": "yellow",
    "unchecked": "yellow",
}


def claim_parts(facts: Facts, page: Page) -> list[str]:
    """The table of claims that a cell can tell, then the others in one line."""
    held = [each for each in facts.claims if each.verdict.outcome != "unlinked"]
    others = [each for each in facts.claims if each.verdict.outcome == "unlinked"]
    parts = [heading(f"陈述核对（{len(facts.claims)} 处）", page)]
    if held:
        rows = [
            (
                Piece(f"  {legible(each.claim.text)}"),
                Piece(metric_name(each)),
                Piece(expected(each)),
                Piece(_conclusion(each, facts), _STYLES[each.verdict.outcome]),
            )
            for each in held
        ]
        parts.append(table(("  原文", "指标", "表内值", "结论"), rows, page))
    else:
        parts.append(written("  正文没有可以直接与表格核对的数字。", page))
    if others:
        listed = "、".join(legible(each.claim.text) for each in others)
        parts.append(entries([(f"表中无对应（{len(others)} 处）", listed)], page))
    return parts


def _conclusion(checked: CheckedClaim, facts: Facts) -> str:
    name, reason = name_of("outcome", checked.verdict.outcome), why(checked, facts)
    return f"{name}：{legible(reason)}" if reason else name
