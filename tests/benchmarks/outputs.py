"""Measure what every output format costs and write the table of README.

    python -m tests.benchmarks.outputs [--write]

Two reports: the faulty sample of the corpora, and the same with 200 findings spread over its
sentences and cells. PDF goes into a PDF, so a generated report of the same kind stands in there.
Times are medians of processor time of warm calls in one process, from the finished analysis to the
bytes.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from analyzer import analyze
from analyzer.analysis import Analysis
from analyzer.finding import SEVERITIES, Anchor, CellAnchor, Finding
from analyzer.render.formats import FORMATS, Output
from analyzer.rules import RULES
from analyzer.training.generate.compose import report
from analyzer.training.printers import write as printed
from analyzer.training.printers.layout import PLAIN
from tests.benchmarks.readme import ROOT, measured, write_block

FAULTY = ROOT / "corpora/samples/faulty-county-department/report.docx"
MANY = 200
RUNS = 7
NAMES = {
    "terminal": "屏幕文本", "json": "JSON", "jsonl": "JSON Lines", "sarif": "SARIF", "csv": "CSV",
    "html": "HTML 网页", "xlsx": "Excel", "docx": "Word 批注", "pdf": "PDF 批注",
    "opinion": "审核意见书",
}  # fmt: skip


def main() -> None:
    """Parse arguments, measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    content = table()
    print(content)
    if arguments.write:
        write_block("outputs", content)


def table() -> str:
    """The table as Markdown."""
    word = FAULTY.read_bytes()
    paper = printed(report(7, "county_department", 2024).manuscript, PLAIN, "pdf")
    sources = {"pdf": (_analysis(paper, "pdf"), paper)}
    faulty = (analyze(FAULTY), word)
    lines = [
        "| 格式 | 样例：毫秒（CPU） | KB | 200 条发现：毫秒（CPU） | KB |",
        "|---|--:|--:|--:|--:|",
    ]
    for form in FORMATS:
        analysis, original = sources.get(form, faulty)
        cells = []
        for each in (analysis, crowded(analysis)):
            milliseconds, size = _measured(form, each, original)
            cells += [f"{milliseconds:.0f}", f"{size / 1024:.0f}"]
        lines.append(f"| {NAMES[form]} | {' | '.join(cells)} |")
    return "\n".join([*lines, "", measured("python -m tests.benchmarks.outputs --write")])


def crowded(analysis: Analysis) -> Analysis:
    """The analysis with `MANY` findings, each on a sentence or a cell of its own turn."""
    findings = tuple(islice(_findings(analysis), MANY))
    return replace(analysis, findings=findings)


def _findings(analysis: Analysis) -> Iterator[Finding]:
    facts = analysis.facts
    places: list[Anchor] = [sentence.span for sentence in facts.sentences]
    places += [CellAnchor(ref) for ref in facts.cells]
    rules = cycle(RULES)
    for number, place in enumerate(cycle(places)):
        rule = next(rules)
        yield Finding(
            rule.code,
            rule.name,
            SEVERITIES[number % len(SEVERITIES)],
            rule.certainty,
            rule.page.split("\n", 1)[0],
            "请核对后改正。",
            rule.basis,
            (place,),
            None,
            None,
            f"{number:016x}",
        )


def _analysis(data: bytes, extension: str) -> Analysis:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"report.{extension}"
        path.write_bytes(data)
        return analyze(path)


def _measured(form: str, analysis: Analysis, original: bytes) -> tuple[float, int]:
    """Median milliseconds and bytes."""
    times, data = [], b""
    for run in range(RUNS + 1):
        start = time.process_time()
        data = FORMATS[form].write((analysis,), RULES, Output(original=original))
        if run:
            times.append((time.process_time() - start) * 1000)
    return statistics.median(times), len(data)


if __name__ == "__main__":
    main()
