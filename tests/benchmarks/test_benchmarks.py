"""Benchmarks: `pytest tests/benchmarks --benchmark-enable -n 0`; a plain test run executes each once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analyzer import analyze
from analyzer.extract.claims import claims
from analyzer.ingest.reader import read
from analyzer.pipeline import read_text, understand
from analyzer.profile import load
from analyzer.rules import judge
from analyzer.segment.tables import tables

ROOT = Path(__file__).resolve().parents[2]
REPORTS = sorted((ROOT / "tests/documents").glob("*.txt")) + sorted(
    (ROOT / "tests/documents").glob("*.html")
)


@pytest.fixture(params=REPORTS, ids=lambda path: path.name)
def report(request: Any) -> Path:
    return Path(request.param)


def test_analyze(benchmark: Any, report: Path) -> None:
    assert benchmark(analyze, report).score.grade


def test_read(benchmark: Any, report: Path) -> None:
    assert benchmark(read, report).text


def test_claims(benchmark: Any, report: Path) -> None:
    facts = understand(read(report))
    found = benchmark(claims, facts.text, facts.sentences, year=facts.document.year)
    assert len(found) == len(facts.claims)


def test_rules(benchmark: Any, report: Path) -> None:
    facts = understand(read(report))
    findings = benchmark(judge, facts, load())
    assert len({finding.fingerprint for finding in findings}) == len(findings)


def test_tables(benchmark: Any, report: Path) -> None:
    document = read(report)
    assert len(benchmark(tables, document)) == len(understand(document).tables)


def test_a_sentence_of_many_figures(benchmark: Any) -> None:
    text = "收到申请12件，予以公开3件、不予公开4件，" * 50
    _, found = benchmark(read_text, text, "requests", 2024)
    assert len(found) == 150
