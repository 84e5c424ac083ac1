"""The catalogue of rules as one Markdown page, generated from the rules themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from analyzer.lexicon.names import name_of
from analyzer.rule import Rule

_PARTS = ("为什么", "报告", "不报告", "依据", "例", "配置")


def rule_pages(rules: Sequence[Rule], by_people: Sequence[tuple[str, str, str]]) -> str:
    """A section for every rule under its group; then code, name and reason of what people judge."""
    ordered = sorted(rules, key=_place)
    lines = ["# 规则", "", "由 `nianbao rules --format md` 生成，请勿手工修改。", ""]
    lines += ["| 代码 | 名称 | 严重程度 | 把握程度 |", "|---|---|---|---|"]
    lines += [
        f"| [{rule.code}](#{rule.code.lower()}) | {_plain(rule.name)} "
        f"| {name_of('severity', rule.severity)} | {name_of('certainty', rule.certainty)} |"
        for rule in ordered
    ]
    for letter, group in groupby(ordered, key=lambda rule: rule.code[0]):
        lines += ["", f"## {letter} {name_of('rule_group', letter)}"]
        for rule in group:
            lines += _section(rule)
    if by_people:
        lines += ["", "## 只能由人判断的", ""]
        lines += [f"- **{code} {_plain(name)}**：{_plain(why)}" for code, name, why in by_people]
    return "\n".join([*lines, ""])


def _section(rule: Rule) -> Iterator[str]:
    yield ""
    yield f'### <a id="{rule.code.lower()}"></a>{rule.code} {_plain(rule.name)}'
    yield ""
    yield f"{name_of('severity', rule.severity)}，{name_of('certainty', rule.certainty)}"
    yield ""
    for block in rule.page.split("\n\n"):
        yield from _block(block.split("\n"))
        yield ""


def _block(lines: Iterable[str]) -> Iterator[str]:
    """Lines such as “为什么：…” become list items, others stay."""
    for line in lines:
        head, mark, rest = line.partition("：")
        if mark and head in _PARTS:
            yield f"- **{head}**：{_plain(rest)}"
        else:
            yield _plain(line)


def _plain(text: str) -> str:
    """Text that Markdown takes as it stands."""
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")


def _place(rule: Rule) -> tuple[int, str]:
    order = "SACTYLWDBPUEX"
    return order.index(rule.code[0]), rule.code
