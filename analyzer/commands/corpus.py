"""`nianbao corpus`: questions over the results of `nianbao batch`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from analyzer.commands.command import Command
from analyzer.commands.options import NoColor, page
from analyzer.render.outlet import check_target, put, write


class Question(StrEnum):
    """The questions of `batch/questions.toml`."""

    ranking = "ranking"
    regions = "regions"
    levels = "levels"
    rules = "rules"
    metrics = "metrics"
    duplicates = "duplicates"
    outliers = "outliers"
    years = "years"


class Shape(StrEnum):
    """How the answer is written."""

    terminal = "terminal"
    csv = "csv"
    xlsx = "xlsx"


def corpus(  # noqa: PLR0913, PLR0917  # the options of the command are its parameters
    out: Annotated[Path, typer.Argument(metavar="结果文件夹", help="nianbao batch 的 -o 文件夹。")],
    question: Annotated[Question, typer.Argument(metavar="|".join(Question), help="问什么。")],
    form: Annotated[
        Shape | None,
        typer.Option(
            "--format",
            metavar="|".join(Shape),
            help="输出格式；不写时按 -o 的扩展名，否则屏幕显示。",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="路径", help="写入文件。")
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", metavar="行数", min=1, help="只要前几行；屏幕显示默认 50 行。"),
    ] = None,
    no_color: NoColor = False,
) -> None:
    """Answer one question over a store."""
    from analyzer.batch.questions import answer
    from analyzer.render import grid_text

    shape = form or _by_name(output)
    if output is not None:
        check_target(output)
    if limit is None and shape is Shape.terminal and output is None:
        limit = 50
    found = answer(out, question.value, limit)
    if shape is Shape.csv:
        data = grid_text.to_csv(found.columns, found.rows)
    elif shape is Shape.xlsx:
        data = grid_text.to_xlsx(found.title, found.columns, found.rows)
    else:
        data = grid_text.to_text(
            found.title, found.brief, found.briefly(), page(no_color=no_color or output is not None)
        )
    if output is None:
        put(data)
    else:
        write(output, data)


def _by_name(output: Path | None) -> Shape:
    suffix = output.suffix.lower().removeprefix(".") if output else ""
    return Shape(suffix) if suffix in {Shape.csv, Shape.xlsx} else Shape.terminal


CORPUS = Command(
    "corpus",
    "在批量审核的结果里提问：排行、地区、层级、常见问题、指标分布、雷同、离群、跨年变化。\n\n"
    "ranking 每份报告的名次和发现；regions、levels 各地、各层级平均；rules 各条规则涉及多少报告；"
    "metrics 每个单元格的分布；duplicates 雷同的报告；outliers 离群值；years 前后两年的变化。"
    "自己提问可直接用 DuckDB 打开结果文件夹里的 corpus.duckdb，或读 parquet 文件夹。",
    corpus,
    (
        "nianbao corpus 结果 ranking --limit 20",
        "nianbao corpus 结果 duplicates -o 雷同.xlsx",
    ),
)
