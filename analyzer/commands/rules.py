"""`nianbao rules` and `nianbao explain`: the catalogue and its pages."""

from __future__ import annotations

from typing import Annotated

import typer

from analyzer.commands.command import Command
from analyzer.errors import UsageError
from analyzer.render.outlet import put


def rules() -> None:
    """List the rules, then the codes that only a person can judge."""
    from analyzer.lexicon.names import name_of
    from analyzer.rules import RULES
    from analyzer.rules.not_checkable import not_checkable

    for rule in RULES:
        severity = name_of("severity", rule.severity)
        put(f"{rule.code}  {severity}  {rule.name}（{rule.basis}）\n".encode())
    for entry in not_checkable():
        severity = name_of("severity", entry.severity)
        put(f"{entry.code}  {severity}  {entry.name}（机器查不了：{entry.reason}）\n".encode())


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


RULES = Command("rules", "列出所有规则：代码、严重程度、名称、依据。", rules)
EXPLAIN = Command("explain", "显示一条规则的说明：为什么查、查什么、什么不算、依据。", explain)
