"""`nianbao tables`: the three official tables as they were read."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from analyzer.commands.command import Command
from analyzer.commands.options import AllowLocal, NoColor, Report, page
from analyzer.errors import UsageError
from analyzer.render.outlet import check_target, put, write


class Format(StrEnum):
    """How the tables are handed over."""

    terminal = "terminal"
    xlsx = "xlsx"
    csv = "csv"
    json = "json"


def tables(
    file: Report,
    form: Annotated[
        Format,
        typer.Option("--format", metavar="|".join(Format), help="输出格式；不写时按 -o 的扩展名。"),
    ]
    | None = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="路径", help="写入文件，不在屏幕显示。")
    ] = None,
    no_color: NoColor = False,
    allow_local: AllowLocal = False,
) -> None:
    """Print or export the tables as they were read."""
    chosen = form or _by_name(output)
    if output is not None:
        check_target(output)
    elif chosen is Format.xlsx and sys.stdout.isatty():
        raise UsageError("xlsx 格式不能在屏幕显示", remedy="请用 -o 指定文件")
    data = _rendered(file, chosen, no_color=no_color or output is not None, allow_local=allow_local)
    if output is None:
        put(data)
    else:
        write(output, data)


def _by_name(output: Path | None) -> Format:
    """The format that the extension of the target names."""
    if output is None:
        return Format.terminal
    extension = output.suffix.lower().removeprefix(".")
    return Format(extension) if extension in tuple(Format) else Format.terminal


def _rendered(file: str, form: Format, *, no_color: bool, allow_local: bool) -> bytes:
    from analyzer.ingest.reader import read
    from analyzer.pipeline import assess, understand

    facts = understand(read(file, allow_local=allow_local))
    if form is Format.terminal:
        from analyzer.render.tables_text import render_tables

        sheet = page(no_color=no_color)
        return render_tables(facts, width=sheet.width, color=sheet.color).encode()
    from analyzer.render import tables_data

    if form is Format.xlsx:
        from analyzer.profile import load

        return tables_data.to_xlsx(assess(facts, load()))
    return tables_data.to_csv(facts) if form is Format.csv else tables_data.to_json(facts)


TABLES = Command(
    "tables",
    "三张标准表读到的样子：每格的数值或状态，以及没有读出的内容。\n\n"
    "可导出 xlsx（照表样排列，另附逐格清单）、csv、json；格里像公式的文字按文字写出。",
    tables,
    ("nianbao tables 年报.pdf", "nianbao tables 年报.docx -o 表格.xlsx"),
)
