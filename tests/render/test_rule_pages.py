"""The generated page of rules."""

from __future__ import annotations

import re
from pathlib import Path

from markdown_it import MarkdownIt

from analyzer.render.rule_pages import rule_pages
from analyzer.rules import RULES
from tests.cli.test_cli import run


def test_every_rule_has_its_section_and_line() -> None:
    page = rule_pages(RULES, [("S23", "图片式表格", "要看原件")])
    for rule in RULES:
        assert page.count(f'<a id="{rule.code.lower()}"></a>{rule.code} ') == 1
        assert page.count(f"| [{rule.code}](#{rule.code.lower()}) |") == 1
    assert "- **S23 图片式表格**：要看原件" in page


def test_the_page_is_sound_markdown() -> None:
    html = MarkdownIt("commonmark").enable("table").render(rule_pages(RULES, ()))
    assert html.count("<h3>") == len(RULES)
    assert html.count("<tr>") == len(RULES) + 1
    assert set(re.findall("<([a-z0-9]+)", html)) <= {
        "h1", "h2", "h3", "p", "a", "ul", "li", "strong", "code",
        "table", "thead", "tbody", "tr", "th", "td",
    }  # fmt: skip


def test_the_command_writes_it(tmp_path: Path) -> None:
    target = tmp_path / "rules.md"
    assert run("rules", "--format", "md", "-o", str(target)).exit_code == 0
    assert target.read_text("utf-8") == run("rules", "--format", "md").stdout
