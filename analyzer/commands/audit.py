"""`nianbao audit`: read, judge and hand over one or several reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyzer.commands.command import Command
from analyzer.commands.options import (
    AllowLocal,
    Bar,
    Decisions,
    FailOn,
    Ignore,
    NoColor,
    Previous,
    Quiet,
    Select,
    Settings,
    chosen,
    page,
    profile_of,
)
from analyzer.errors import DataError, InputError, UsageError
from analyzer.render.chinese_typer import WRONG, complain

if TYPE_CHECKING:
    from analyzer.analysis import Analysis
    from analyzer.commands.handover import Handover
    from analyzer.review import Decision
    from analyzer.settings import Chosen


class Format(StrEnum):
    """Output formats; the register is `render.formats.FORMATS`."""

    terminal = "terminal"
    json = "json"
    jsonl = "jsonl"
    sarif = "sarif"
    csv = "csv"
    html = "html"
    xlsx = "xlsx"
    docx = "docx"
    pdf = "pdf"
    opinion = "opinion"


def audit(  # noqa: PLR0913, PLR0917  # the options of the command are its parameters
    files: Annotated[
        list[str], typer.Argument(metavar="文件", help="一份或几份年度报告，文件或网址。")
    ],
    previous: Previous = None,
    profile: Settings = None,
    select: Select = None,
    ignore: Ignore = None,
    form: Annotated[
        Format,
        typer.Option(
            "--format",
            metavar="|".join(Format),
            help="输出格式。terminal 屏幕文本；json 一份报告一个对象，几份报告每份一行；jsonl 每份一行；"
            "sarif 供编辑器和流水线；csv 发现清单；html 一个独立网页；xlsx 工作簿（几份报告时是台账）；docx 在原 Word 文件上加批注（其他格式的报告先整理成 Word）；pdf 在原 PDF 上加批注；opinion 审核意见书（Word）。"
            "几份报告时 html、docx、pdf、opinion 各写一个文件，-o 是文件夹。",
        ),
    ] = Format.terminal,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="路径", help="写入文件（几份报告各成文件时是文件夹）。"
        ),
    ] = None,
    fail_on: FailOn = None,
    decisions: Decisions = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
    allow_local: AllowLocal = False,
) -> None:
    """Audit each file in turn; one that cannot be read does not stop the others."""
    if previous is not None and len(files) > 1:
        raise UsageError("--previous 只能和一份报告同用", remedy="请逐份审核")
    from analyzer.commands.handover import Handover
    from analyzer.render.formats import Output
    from analyzer.render.meter import meter
    from analyzer.review import load as load_decisions
    from analyzer.rules import RULES

    settings = chosen(profile, select, ignore)
    decided = load_decisions(decisions) if decisions is not None else ()
    shape = Output(page(no_color=no_color or output is not None), several=len(files) > 1)
    handover = Handover(form.value, output, shape, RULES, quiet=quiet)
    reached, failed = False, False
    with meter(quiet=quiet or len(files) == 1 or handover.shows) as tick:
        found = _analyses(files, previous, settings, decided, allow_local=allow_local)
        for done, (file, analysis) in enumerate(found, start=1):
            if analysis is None:
                failed = True
            else:
                reached = reached or _reaches(analysis, fail_on)
                failed = not _taken(handover, analysis, file) or failed
            tick("审核", done, len(files))
        handover.finish()
    raise typer.Exit(WRONG if failed else int(reached))


def _analyses(
    files: Iterable[str],
    previous: str | None,
    settings: Chosen,
    decided: Sequence[Decision],
    *,
    allow_local: bool,
) -> Iterator[tuple[str, Analysis | None]]:
    """The analysis of each file; a file that cannot be read is reported and None."""
    from analyzer.pipeline import analyze

    for file in files:
        try:
            profile = profile_of(file, settings)
            analysis = analyze(file, previous, profile, allow_local=allow_local, decisions=decided)
            yield file, analysis
        except (InputError, DataError) as error:
            complain(str(error))
            yield file, None


def _taken(handover: Handover, analysis: Analysis, file: str) -> bool:
    """Whether the analysis could be handed over; a file that cannot be written into is reported."""
    try:
        handover.take(analysis, Path(file))
    except InputError as error:
        complain(str(error))
        return False
    return True


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
    "一份文件读不了不影响其余各份；只要有一份读不了，退出码就是 2。\n\n"
    "环境变量：NO_COLOR 不用颜色；COLUMNS 行宽。\n\n"
    "退出码：0 没有达到标准的发现，1 有达到 --fail-on 的发现，2 文件或用法有误。\n\n"
    "另见：nianbao explain（规则说明）、nianbao review（复核）、nianbao batch（成批审核）。",
    audit,
    (
        "nianbao audit 年报.docx",
        "nianbao audit 年报.docx --previous 上年年报.pdf",
        "nianbao audit 年报.docx --format docx -o 年报-批注.docx",
        "nianbao audit *.pdf --format xlsx -o 台账.xlsx",
        "nianbao audit *.docx --format html -o 结果文件夹",
        "nianbao audit 年报.txt --fail-on high",
        "nianbao audit 年报.docx --profile pre-publication --ignore W05",
    ),
)
