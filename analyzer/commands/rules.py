"""`nianbao rules` and `nianbao explain`: the catalogue and its pages."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from analyzer.commands.command import Command
from analyzer.errors import UsageError
from analyzer.render.outlet import put, write


class Listing(StrEnum):
    """How `rules` lists them."""

    text = "text"
    md = "md"


def rules(
    form: Annotated[
        Listing,
        typer.Option("--format", metavar="text|md", help="text 一行一条；md 每条一节，含说明。"),
    ] = Listing.text,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="路径", help="写入文件。")
    ] = None,
) -> None:
    """List the rules, then the codes that only a person can judge."""
    data = (_pages() if form is Listing.md else _lines()).encode()
    if output is None:
        put(data)
    else:
        write(output, data)


def _pages() -> str:
    from analyzer.render.rule_pages import rule_pages
    from analyzer.rules import RULES
    from analyzer.rules.not_checkable import not_checkable

    reasons = [(each.code, each.name, each.reason) for each in not_checkable()]
    return rule_pages(RULES, reasons)


def _lines() -> str:
    from analyzer.lexicon.names import name_of
    from analyzer.rules import RULES
    from analyzer.rules.not_checkable import not_checkable

    lines = [
        f"{rule.code}  {name_of('severity', rule.severity)}  {rule.name}（{rule.basis}）"
        for rule in RULES
    ]
    lines += [
        f"{each.code}  {name_of('severity', each.severity)}  {each.name}（机器查不了：{each.reason}）"
        for each in not_checkable()
    ]
    return "".join(f"{line}\n" for line in lines)


def explain(
    code: Annotated[str, typer.Argument(metavar="代码", help="规则代码，如 C01。")],
) -> None:
    """Print the page of one rule."""
    from analyzer.lexicon.names import name_of
    from analyzer.rules import RULES
    from analyzer.rules.not_checkable import not_checkable

    wanted = code.strip().upper()
    rule = next((rule for rule in RULES if rule.code == wanted), None)
    human = next((entry for entry in not_checkable() if entry.code == wanted), None)
    if human is not None:
        severity = name_of("severity", human.severity)
        put(f"{human.code} {human.name}\n{severity}；机器查不了\n\n{human.reason}\n".encode())
        return
    if rule is None:
        raise UsageError(f"没有规则 {code}", remedy="所有规则见 nianbao rules")
    severity, certainty = name_of("severity", rule.severity), name_of("certainty", rule.certainty)
    head = f"{rule.code} {rule.name}\n{severity}，{certainty}；依据：{rule.basis}"
    put(f"{head}\n\n{rule.page}\n".encode())


RULES = Command(
    "rules",
    "列出所有规则：代码、严重程度、名称、依据。\n\n--format md 输出全部规则的说明，一份 Markdown。",
    rules,
    ("nianbao rules", "nianbao rules --format md -o 规则.md"),
)
EXPLAIN = Command(
    "explain",
    "显示一条规则的说明：为什么查、查什么、什么不算、依据。",
    explain,
    ("nianbao explain C01",),
)
