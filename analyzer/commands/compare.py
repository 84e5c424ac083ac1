"""`nianbao compare`: last year's and this year's report side by side."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from analyzer.commands.command import Command
from analyzer.commands.options import AllowLocal, NoColor, Settings, chosen, page, profile_of
from analyzer.errors import UsageError
from analyzer.render.outlet import check_target, put
from analyzer.render.outlet import write as write_file


class Form(StrEnum):
    """How the comparison is handed over."""

    terminal = "terminal"
    json = "json"
    xlsx = "xlsx"


def compare(  # noqa: PLR0913, PLR0917  # the options of the command are its parameters
    last: Annotated[str, typer.Argument(metavar="上年", help="上一年的年报，文件或网址。")],
    this: Annotated[str, typer.Argument(metavar="本年", help="本年的年报，文件或网址。")],
    profile: Settings = None,
    form: Annotated[
        Form,
        typer.Option("--format", metavar="|".join(Form), help="屏幕文本、JSON 或 Excel 工作簿。"),
    ] = Form.terminal,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="路径", help="写入文件。")
    ] = None,
    whole: Annotated[bool, typer.Option("--all", help="两年都是 0 的格也列出。")] = False,
    no_color: NoColor = False,
    allow_local: AllowLocal = False,
) -> None:
    """Compare two years cell by cell, with the findings that last year's report gives cause to."""
    if form is Form.xlsx and output is None:
        raise UsageError("Excel 要写入文件", remedy="请加 -o 两年对照.xlsx")
    if output is not None:
        check_target(output)
    from analyzer.comparison import compare as put_together
    from analyzer.pipeline import analyze

    settings = profile_of(this, chosen(profile))
    comparison = put_together(analyze(this, last, settings, allow_local=allow_local))
    if form is Form.json:
        from analyzer.render.to_json import line

        data = line(comparison.to_dict())
    elif form is Form.xlsx:
        from analyzer.render.xlsx.comparison_sheet import book

        data = book(comparison)
    else:
        from analyzer.render.comparison_text import render_comparison

        sheet = page(no_color=no_color or output is not None)
        data = render_comparison(comparison, sheet, whole=whole).encode()
    if output is None:
        put(data)
    else:
        write_file(output, data)


COMPARE = Command(
    "compare",
    "两年对照：三张表每一格的上年数、本年数和增减，以及结转、有效件数、同比、雷同等跨年核对的发现。",
    compare,
    (
        "nianbao compare 2023年报.docx 2024年报.docx",
        "nianbao compare 2023年报.docx 2024年报.docx --format xlsx -o 两年对照.xlsx",
    ),
)
