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


# A little above what is needed today: a module takes a tenth of a millisecond to import, a regular
# expression a third of one to compile.
MOST_MODULES = 352
MOST_EXPRESSIONS = 655


def _audited(told: str) -> list[str]:
    """What the expression `told` says in a process that has audited a text report."""
    code = (
        "import sys, re._compiler as regular\n"
        "compile_, compiled = regular.compile, []\n"
        "regular.compile = lambda *each: compiled.append(each) or compile_(*each)\n"
        "from analyzer.cli import app\n"
        f"try: app(['audit', {str(REPORT)!r}])\n"
        "except SystemExit: pass\n"
        f"sys.stderr.write(' '.join({told}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8"
    )
    return done.stderr.split()


def _loaded() -> set[str]:
    """The modules that it has imported."""
    return set(_audited("sys.modules"))


def test_an_audit_imports_and_compiles_no_more_than_it_did() -> None:
    ours = [each for each in _loaded() if each.startswith("analyzer")]
    assert len(ours) <= MOST_MODULES
    assert int(_audited("[str(len(compiled))]")[0]) <= MOST_EXPRESSIONS


def test_an_audit_of_a_text_loads_no_heavy_library() -> None:
    assert sorted(_loaded().intersection(HEAVY)) == []


@pytest.mark.skipif(IMPORTS_PYDANTIC, reason="typer is newer than pyproject.toml allows")
def test_an_audit_does_not_load_pydantic() -> None:
    assert "pydantic" not in _loaded()
