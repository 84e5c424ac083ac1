"""The command `nianbao`: registers the commands of `commands/`; exit codes as the help says.

Exit codes: 0 clean or below the bar, 1 findings at or above `--fail-on`, 2 the input or the call
is wrong. Heavy imports stay inside the commands, so that help and completion answer at once.
"""

from __future__ import annotations

import sys
from typing import Annotated, Final

import typer

from analyzer.commands import (
    audit,
    batch,
    claims,
    compare,
    corpus,
    models,
    profiles,
    review,
    rules,
    schema,
    score,
    serve,
    tables,
)
from analyzer.commands.command import Command
from analyzer.render.chinese_typer import WRONG, ChineseCommand, ChineseGroup

COMMANDS: Final[tuple[Command, ...]] = (
    audit.AUDIT,
    batch.BATCH,
    corpus.CORPUS,
    serve.SERVE,
    score.SCORE,
    compare.COMPARE,
    review.REVIEW,
    profiles.PROFILES,
    tables.TABLES,
    claims.CLAIMS,
    rules.RULES,
    rules.EXPLAIN,
    schema.SCHEMA,
    models.TRAIN,
    models.EVALUATE,
)

app = typer.Typer(
    name="nianbao",
    cls=ChineseGroup,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    subcommand_metavar="命令 [参数]…",
    options_metavar="[选项]",
    help="审核政府信息公开工作年度报告：读表、读数、勾稽、核对、评分。\n\n"
    "退出码：0 没有达到标准的发现，1 有达到 --fail-on 的发现，2 文件或用法有误。",
    epilog="nianbao audit 年报.docx\n"
    "nianbao audit 年报.docx --format html -o 结果.html\n"
    "nianbao explain C01\n"
    "nianbao audit --help",
)


@app.callback(invoke_without_command=True)
def _root(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="显示版本后退出。")] = False,
) -> None:
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"nianbao {installed('nianbao')}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())
        raise typer.Exit(WRONG)


for each in COMMANDS:
    app.command(
        each.name,
        cls=ChineseCommand,
        options_metavar="[选项]",
        help=each.text,
        epilog="\n".join(each.examples) or None,
    )(each.run)


def main() -> None:
    """Entry point of the installed command; of the commands only the called one is built."""
    called = [each for each in app.registered_commands if each.name in sys.argv[1:2]]
    if called:
        app.registered_commands = called
    app()
