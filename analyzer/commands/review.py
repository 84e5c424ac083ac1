"""`nianbao review`: put on record what a person decided on a finding."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyzer.commands.command import Command
from analyzer.errors import UsageError
from analyzer.render.outlet import put

if TYPE_CHECKING:
    from analyzer.finding import Finding, Status
    from analyzer.review import Decision

_FILE = Path("decisions.jsonl")


def review(  # noqa: PLR0913, PLR0917  # the options of the command are its parameters
    fingerprint: Annotated[
        str | None,
        typer.Argument(
            metavar="指纹", help="发现的指纹（审核结果中有；写明 --report 时可只写开头）。"
        ),
    ] = None,
    confirm: Annotated[bool, typer.Option("--confirm", help="确认：确是差错。")] = False,
    dismiss: Annotated[bool, typer.Option("--dismiss", help="排除：不是差错，此后不计。")] = False,
    reopen: Annotated[bool, typer.Option("--reopen", help="撤回先前的结论。")] = False,
    note: Annotated[str, typer.Option("--note", metavar="文字", help="理由。")] = "",
    by: Annotated[str, typer.Option("--by", metavar="姓名", help="复核人。")] = "",
    at: Annotated[
        str, typer.Option("--at", metavar="时间", help="复核时间，如 2025-02-01T09:30。")
    ] = "",
    file: Annotated[
        Path, typer.Option("--file", metavar="文件", help="复核记录（JSON Lines，可以合并）。")
    ] = _FILE,
    report: Annotated[
        str | None,
        typer.Option(
            "--report", metavar="报告", help="核对指纹确在这份报告中，并只对它的机关和年度生效。"
        ),
    ] = None,
    previous: Annotated[
        str | None, typer.Option("--previous", metavar="文件", help="该机关上一年的年报。")
    ] = None,
) -> None:
    """Append one decision to the file, or list what it holds."""
    from analyzer.review import Decision, append, load

    wanted: dict[Status, bool] = {"confirmed": confirm, "dismissed": dismiss, "open": reopen}
    chosen = [status for status, is_wanted in wanted.items() if is_wanted]
    if fingerprint is None and not chosen:
        for decision in load(file):
            put(f"{_told(decision)}\n".encode())
        return
    if fingerprint is None or len(chosen) != 1:
        raise UsageError(
            "要写明指纹和一种结论", remedy="如 nianbao review 指纹 --dismiss --note 理由"
        )
    decision = Decision(fingerprint, chosen[0], by, note, _time(at))
    if report is not None:
        decision = _of_report(decision, report, previous)
    append(file, decision)
    put(f"已记入 {file}：{_told(decision)}\n".encode())


def _of_report(decision: Decision, report: str, previous: str | None) -> Decision:
    """The decision bound to the report in which the fingerprint stands."""
    from dataclasses import replace

    from analyzer.pipeline import analyze

    analysis = analyze(report, previous)
    document = analysis.facts.document
    told = [one for finding in analysis.findings for one in (finding, *finding.related)]
    found = _matching(decision.fingerprint, told, report)
    return replace(
        decision,
        fingerprint=found.fingerprint,
        code=found.code,
        agency=document.agency or "",
        year=str(document.year or ""),
    )


def _matching(start: str, findings: list[Finding], report: str) -> Finding:
    found = [finding for finding in findings if finding.fingerprint.startswith(start)]
    if len(found) != 1:
        raise UsageError(
            f"{report} 中有 {len(found)} 条发现的指纹以 {start} 开头",
            remedy="请写全指纹；指纹见 nianbao audit 的结果",
        )
    return found[0]


def _time(at: str) -> str:
    from datetime import datetime

    try:
        return datetime.fromisoformat(at).isoformat() if at else ""
    except ValueError:
        raise UsageError(
            f"--at 的 {at} 不是时间", remedy="如 2025-02-01 或 2025-02-01T09:30"
        ) from None


def _told(decision: Decision) -> str:
    from analyzer.lexicon.names import name_of

    report = f"{decision.agency}{decision.year}年" if decision.agency else ""
    parts = (
        decision.fingerprint,
        decision.code,
        name_of("status", decision.status),
        report,
        decision.reason,
        decision.reviewer,
        decision.at,
    )
    return "  ".join(part for part in parts if part)


REVIEW = Command(
    "review",
    "记下对一条发现的复核结论；不写指纹则列出已有的记录。\n\n"
    "记录按指纹辨认，重新审核、报告别处改动、软件升级之后仍然有效；"
    "用 nianbao audit --decisions 生效：排除了的不计入数目、评分和退出码。",
    review,
    (
        "nianbao review 3f0c9a51d2e47b88 --dismiss --note 已核台账 --by 张工 --at 2025-02-01",
        "nianbao review 3f0c --confirm --report 年报.docx",
        "nianbao audit 年报.docx --decisions decisions.jsonl",
    ),
)
