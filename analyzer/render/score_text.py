"""The scorecard as text: a table of the dimensions and the reasons under each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyzer.analysis import Scorecard
from analyzer.render.legible import legible
from analyzer.render.page import Page, entries, heading

if TYPE_CHECKING:
    from rich.console import RenderableType


def score_parts(score: Scorecard, page: Page) -> list[RenderableType]:
    """Total and grade, then every dimension with its reasons."""
    from rich.text import Text  # noqa: PLC0415  # heavy: only where something is printed

    parts: list[RenderableType] = [
        heading(f"评分：{score.total} 分，{legible(score.grade)}；叙述子分 {score.narrative} 分")
    ]
    for dimension in score.dimensions:
        title = f"{dimension.key} {dimension.name}  {dimension.points}/{dimension.of}"
        parts.append(Text(f"  {legible(title)}", style="bold"))
        parts.append(entries([("·", legible(reason)) for reason in dimension.reasons], page, 4))
    return parts
