"""What a fresh process loads for a text report: counted, never timed, so a busy machine tells the same."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version

import pytest

from tests.cli.test_cli import ROOT

REPORT = ROOT / "corpora/samples/clean-township-reservoir/report.txt"
HEAVY = (
    "scipy",
    "sklearn",
    "spacy",
    "jieba",
    "pandas",
    "duckdb",
    "lxml",
    "pypdfium2",
    "docx",
    "rich",
)
# From 0.29 on typer itself imports pydantic; pyproject.toml asks for an older one.
IMPORTS_PYDANTIC = tuple(map(int, version("typer").split(".")[:2])) >= (0, 29)


def _loaded() -> set[str]:
    """The modules in a process that has audited a text report."""
    code = (
        "import sys; from analyzer.cli import app\n"
        f"try: app(['audit', {str(REPORT)!r}])\n"
        "except SystemExit: pass\n"
        "sys.stderr.write(' '.join(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8"
    )
    return set(done.stderr.split())


def test_an_audit_of_a_text_loads_no_heavy_library() -> None:
    assert sorted(_loaded().intersection(HEAVY)) == []


@pytest.mark.skipif(IMPORTS_PYDANTIC, reason="typer is newer than pyproject.toml allows")
def test_an_audit_does_not_load_pydantic() -> None:
    assert "pydantic" not in _loaded()
