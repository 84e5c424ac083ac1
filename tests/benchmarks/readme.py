"""Blocks of README that scripts write: `<!-- mark -->` … `<!-- /mark -->`."""

from __future__ import annotations

import os
import platform
import re
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"


def write_block(mark: str, content: str, page: Path = README) -> None:
    """Replace what stands between the two marks of `page`; raises `ValueError` where it has none."""
    text = page.read_text(encoding="utf-8")
    marked = re.compile(rf"(<!-- {mark} -->\n).*?(<!-- /{mark} -->)", re.DOTALL)
    if not marked.search(text):
        raise ValueError(f"{page.name} has no block {mark}")
    page.write_text(marked.sub(lambda m: m[1] + content + m[2], text), encoding="utf-8")


def measured(command: str) -> str:
    """The line below a table: when, on what machine, how to measure again."""
    machine = f"{platform.machine()}，{os.cpu_count()} 核，Python {platform.python_version()}"
    return f"测于 {date.today():%Y-%m-%d}，{machine}；`{command}` 可重测。\n"
