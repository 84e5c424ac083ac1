"""`nianbao audit`: read, judge and hand over one or several reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyzer.commands.command import Command
from analyzer.commands.options import (
    Bar,
    FailOn,
    NoColor,
    Previous,
    Settings,
    load_profile,
    page,
)
from analyzer.errors import InputError, UsageError
from analyzer.render.chinese_typer import WRONG, complain
from analyzer.render.outlet import check_target, put, write

if TYPE_CHECKING:
    from analyzer.analysis import Analysis
    from analyzer.profile import Profile


class Format(StrEnum):
    """Output formats; the register is `render.formats.FORMATS`."""

    terminal = "terminal"
    json = "json"


def audit(  # noqa: PLR0913, PLR0917  # the options of the command are its parameters
    files: Annotated[list[Path], typer.Argument(metavar="文件", help="一份或几份年度报告。")],
    previous: Previous = None,
    profile: Settings = None,
    form: Annotated[
        Format,
        typer.Option(
            "--format",
            metavar="|".join(Format),
            help="输出格式。json：一份报告输出一个对象；几份报告每份一行（JSON Lines）。",
        ),
    ] = Format.terminal,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="路径", help="写入文件，不在屏幕显示。")
    ] = None,
    fail_on: FailOn = None,
    no_color: NoColor = False,
) -> None:
    """Audit each file in turn; one that cannot be read does not stop the others."""
    if previous is not None and len(files) > 1:
        raise UsageError("--previous 只能和一份报告同用", remedy="请逐份审核")
    from analyzer.render.formats import FORMATS, Output
    from analyzer.rules import RULES

    settings = load_profile(profile)
    if output is not None:
        check_target(output)
    shape = Output(page(no_color=no_color or output is not None), several=len(files) > 1)
    written, reached, failed = [], False, False
    for analysis in _analyses(files, previous, settings):
        if analysis is None:
            failed = True
            continue
        reached = reached or _reaches(analysis, fail_on)
        data = FORMATS[form.value](analysis, RULES, shape)
        if output is None:
            put(data)
        written.append(data)
    if output is not None and written:
        write(output, b"".join(written))
    raise typer.Exit(WRONG if failed else int(reached))


def _analyses(
    files: Iterable[Path], previous: Path | None, profile: Profile
) -> Iterator[Analysis | None]:
    """The analysis of each file; a file that cannot be read is reported and None."""
    from analyzer.pipeline import analyze

    for file in files:
        try:
            yield analyze(file, previous, profile)
        except InputError as error:
            complain(str(error))
            yield None


def _reaches(analysis: Analysis, bar: Bar | None) -> bool:
    """Whether a finding that nobody dismissed is as severe as `bar` or worse."""
    severities = [each.value for each in Bar]
    return bar is not None and any(
        severities.index(finding.severity) <= severities.index(bar.value)
        for finding in analysis.findings
        if finding.status != "dismissed"
    )


AUDIT = Command(
    "audit",
    "审核年度报告，列出发现、核对结论、未读出的内容和评分。\n\n"
    "一份文件读不了不影响其余各份；只要有一份读不了，退出码就是 2。",
    audit,
    (
        "nianbao audit 年报.docx",
        "nianbao audit 年报.docx --previous 上年年报.pdf",
        "nianbao audit *.pdf --format json -o 结果.jsonl",
        "nianbao audit 年报.txt --fail-on high",
    ),
)
