"""The scorecard as text: a table of the dimensions and the reasons under each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from analyzer.analysis import Analysis, Scorecard
from analyzer.render.legible import legible
from analyzer.render.page import Page, drawn, entries, heading, written
from analyzer.render.wrap import columns

_FIGURES_WIDTH: Final = 60
_SHORTEST_NAME: Final = 16


def score_parts(score: Scorecard, page: Page) -> list[str]:
    """Total and grade, then every dimension with its reasons."""
    total = f"评分：{score.total} 分，{legible(score.grade)}；叙述子分 {score.narrative} 分"
    parts = [heading(total, page)]
    for dimension in score.dimensions:
        title = f"{dimension.key} {dimension.name}  {dimension.points}/{dimension.of}"
        parts.append(written(f"  {legible(title)}", page, "bold"))
        parts.append(entries([("·", legible(reason)) for reason in dimension.reasons], page, 4))
    return parts


def side_by_side(analyses: Sequence[Analysis], page: Page) -> list[str]:
    """One row a report, the best first: total, grade, narrative sub-score and every dimension.

    Reports without last year's have no points for what continues it; `—` stands there.
    """
    from rich.table import Table  # noqa: PLC0415  # heavy: only where something is printed
    from rich.text import Text  # noqa: PLC0415

    grid = Table(box=None, padding=(0, 1, 0, 0), header_style="dim")
    grid.add_column(
        "报告", overflow="fold", max_width=max(_SHORTEST_NAME, page.width - _FIGURES_WIDTH)
    )
    for title in ("总分", "叙述"):
        grid.add_column(title, justify="right", no_wrap=True)
    for dimension in analyses[0].score.dimensions:
        grid.add_column(dimension.key, justify="right", no_wrap=True)
    grid.add_column("等级", overflow="fold", min_width=columns("不及格"))
    for analysis in sorted(analyses, key=lambda each: -each.score.total):
        score, document = analysis.score, analysis.facts.document
        agency = f"{document.agency or document.source} {document.year or ''}".strip()
        points = [f"{d.points}" if d.of else "—" for d in score.dimensions]
        row = [f"{score.total}", f"{score.narrative}", *points, legible(score.grade)]
        grid.add_row(Text(legible(agency)), *(Text(text) for text in row))
    names = "，".join(f"{d.key} {d.name}" for d in analyses[0].score.dimensions)
    return [drawn(grid, page), "\n" + written(legible(names), page, "dim")]
