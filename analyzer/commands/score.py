"""`nianbao score`: the scorecard alone."""

from __future__ import annotations

from analyzer.commands.command import Command
from analyzer.commands.options import (
    AllowLocal,
    NoColor,
    Previous,
    Report,
    Settings,
    load_profile,
    page,
)
from analyzer.render.outlet import put


def score(
    file: Report,
    previous: Previous = None,
    profile: Settings = None,
    no_color: NoColor = False,
    allow_local: AllowLocal = False,
) -> None:
    """Print the scorecard of one report."""
    from analyzer.pipeline import analyze
    from analyzer.render.page import printed
    from analyzer.render.score_text import score_parts

    analysis = analyze(file, previous, load_profile(profile), allow_local=allow_local)
    sheet = page(no_color=no_color)
    put(printed(sheet, *score_parts(analysis.score, sheet)).lstrip("\n").encode())


SCORE = Command(
    "score", "评分：各维度的得分和每一分给或扣的理由。", score, ("nianbao score 年报.docx",)
)
