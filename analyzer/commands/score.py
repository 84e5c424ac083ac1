"""`nianbao score`: the scorecards alone, of several reports side by side."""

from __future__ import annotations

from typing import Annotated

import typer

from analyzer.commands.command import Command
from analyzer.commands.options import (
    AllowLocal,
    Ignore,
    NoColor,
    Previous,
    Select,
    Settings,
    chosen,
    page,
    profile_of,
)
from analyzer.errors import InputError, UsageError
from analyzer.render.chinese_typer import WRONG, complain
from analyzer.render.outlet import put


def score(  # noqa: PLR0913, PLR0917  # the options of the command are its parameters
    files: Annotated[
        list[str], typer.Argument(metavar="文件", help="一份或几份年度报告，文件或网址。")
    ],
    previous: Previous = None,
    profile: Settings = None,
    select: Select = None,
    ignore: Ignore = None,
    no_color: NoColor = False,
    allow_local: AllowLocal = False,
) -> None:
    """Print the scorecard of one report with its reasons, or those of several as one table."""
    if previous is not None and len(files) > 1:
        raise UsageError("--previous 只能和一份报告同用", remedy="请逐份评分")
    from analyzer.pipeline import analyze
    from analyzer.render.score_text import score_parts, side_by_side

    said, sheet = chosen(profile, select, ignore), page(no_color=no_color)
    scored, failed = [], False
    for file in files:
        try:
            analysis = analyze(file, previous, profile_of(file, said), allow_local=allow_local)
        except InputError as error:
            complain(str(error))
            failed = True
            continue
        scored.append(analysis)
    if len(files) == 1 and scored:
        parts = score_parts(scored[0].score, sheet)
    else:
        parts = side_by_side(scored, sheet) if scored else []
    put("".join(parts).lstrip("\n").encode())
    raise typer.Exit(WRONG if failed else 0)


SCORE = Command(
    "score",
    "评分：各维度的得分和每一分给或扣的理由；几份报告并排成一张表，从高到低。",
    score,
    ("nianbao score 年报.docx", "nianbao score *.docx --profile strict"),
)
