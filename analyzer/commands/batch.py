"""`nianbao batch`: many reports into a store."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyzer.commands.command import Command
from analyzer.commands.options import (
    Bar,
    Decisions,
    FailOn,
    Ignore,
    Quiet,
    Select,
    Settings,
    chosen,
)
from analyzer.render.chinese_typer import WRONG, complain
from analyzer.render.outlet import put

if TYPE_CHECKING:
    from analyzer.batch.run import Progress, Summary

_NAMED_FAILURES = 20
_INTERRUPTED = 130


class Engine(StrEnum):
    """The engines of `batch/engines`."""

    local = "local"
    dask = "dask"
    ray = "ray"


class PreviousBy(StrEnum):
    """How last year's report of a report is found."""

    agency = "agency"


def batch(  # noqa: PLR0913, PLR0917  # the options of the command are its parameters
    source: Annotated[
        list[str],
        typer.Argument(
            metavar="来源",
            help="文件、文件夹、通配符、zip，或清单（csv、jsonl：path 或 url，可有 agency、year、previous）。",
        ),
    ],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="文件夹", help="结果文件夹。")],
    engine: Annotated[
        Engine, typer.Option("--engine", metavar="|".join(Engine), help="在哪里运行。")
    ] = Engine.local,
    cluster: Annotated[
        str | None,
        typer.Option(
            "--cluster", metavar="地址", help="已有的 Dask 或 Ray 集群；不写就在本机起一个。"
        ),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option("--workers", metavar="个数", min=1, help="进程数，默认为处理器数。"),
    ] = None,
    timeout: Annotated[
        float, typer.Option("--timeout", metavar="秒", min=0.1, help="一份报告最多用多久。")
    ] = 60.0,
    memory: Annotated[
        int | None,
        typer.Option(
            "--memory", metavar="MB", min=256, help="一个进程最多用多少内存（Windows 无效）。"
        ),
    ] = None,
    resume: Annotated[
        bool,
        typer.Option("--resume", help="接着做：只处理没有结果的、没有读出的、内容或配置变了的。"),
    ] = False,
    rejudge: Annotated[
        bool, typer.Option("--rejudge", help="规则或配置变了：用已存的读数重新判断，不再读文件。")
    ] = False,
    previous_by: Annotated[
        PreviousBy | None,
        typer.Option(
            "--previous-by", metavar="agency", help="按机关和年度配上一年的年报，一并跨年核对。"
        ),
    ] = None,
    copied: Annotated[
        bool, typer.Option("--copied", help="再查各份之间的雷同（规则 B03）。")
    ] = False,
    profile: Settings = None,
    select: Select = None,
    ignore: Ignore = None,
    decisions: Decisions = None,
    fail_on: FailOn = None,
    quiet: Quiet = False,
) -> None:
    """Analyse many reports into a store; exit codes as for `audit`."""
    from analyzer.batch.run import Settings as RunSettings
    from analyzer.batch.run import run
    from analyzer.batch.sources import sources
    from analyzer.render.meter import meter
    from analyzer.review import load as load_decisions
    from analyzer.settings import profile_for

    settings = RunSettings(
        # One profile for the whole run: results of a corpus must be comparable.
        profile_for(None, chosen(profile, select, ignore)),
        load_decisions(decisions) if decisions is not None else (),
        engine=engine.value,
        workers=workers or os.cpu_count() or 1,
        address=cluster,
        timeout=timeout,
        memory=memory,
        resume=resume,
        rejudge=rejudge,
        previous_by_agency=previous_by is not None,
        copied=copied,
    )
    found = sources(source)
    try:
        with meter(quiet=quiet) as tick:

            def progress(each: Progress) -> None:
                tick(each.stage, each.done, each.total)

            summary = run(found, output, settings, progress)
    except KeyboardInterrupt:
        complain("已中断。做完的部分已保存，续跑请加 --resume")
        raise typer.Exit(_INTERRUPTED) from None
    _tell(summary, output, quiet=quiet)
    failed = sum(count for state, count in summary.states.items() if state != "ok")
    raise typer.Exit(WRONG if failed else int(_reaches(output, fail_on)))


def _tell(summary: Summary, out: Path, *, quiet: bool) -> None:
    failures = sorted(summary.failures.items())
    for source, failure in failures[:_NAMED_FAILURES]:
        complain(failure if failure.startswith(source) else f"{source}：{failure}")
    if len(failures) > _NAMED_FAILURES:
        complain(f"另有 {len(failures) - _NAMED_FAILURES} 份读不了，见结果中的 failures 表")
    if quiet:
        return
    from analyzer.lexicon.names import name_of

    states = "，".join(
        f"{name_of('row_state', state)} {count} 份"
        for state, count in sorted(summary.states.items())
    )
    documents, findings, unread = (
        summary.tables.get(name, 0) for name in ("documents", "findings", "failures")
    )
    lines = [
        f"本次：{states or '没有要做的'}；此前已有且未变 {summary.kept} 份",
        f"结果：{out} 共有报告 {documents} 份，发现 {findings} 条，未能读取 {unread} 份",
    ]
    if summary.paired:
        lines.insert(1, f"跨年核对：{summary.paired} 份配上了上一年的年报")
    if summary.copied:
        lines.insert(1, f"雷同核对：{summary.copied} 份与其他报告雷同")
    lines.append(f"提问：nianbao corpus {out} ranking")
    put("".join(f"{line}\n" for line in lines).encode(errors="replace"))


def _reaches(out: Path, bar: Bar | None) -> bool:
    """Whether the store holds a finding as severe as `bar` or worse."""
    if bar is None:
        return False
    from analyzer.batch.store import database
    from analyzer.finding import SEVERITIES

    with database(out) as connection:
        rows = connection.execute(
            "SELECT DISTINCT severity FROM findings WHERE status <> 'dismissed'"
        ).fetchall()
    return any(SEVERITIES.index(row[0]) <= SEVERITIES.index(bar.value) for row in rows)


BATCH = Command(
    "batch",
    "批量审核：几份到几百万份报告，结果存入文件夹，可中断、可续跑，一份出错只损失一份。\n\n"
    "结果文件夹里有 corpus.duckdb（documents、cells、sentences、claims、findings、scores、failures 各表）"
    "和 parquet 文件夹里同样的表；提问用 nianbao corpus。有报告读不了时退出码为 2。",
    batch,
    (
        "nianbao batch 年报文件夹 -o 结果 --previous-by agency",
        "nianbao batch 清单.csv -o 结果 --resume",
        "nianbao batch 年报文件夹 -o 结果 --resume --rejudge",
    ),
)
