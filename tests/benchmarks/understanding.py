"""Measure how fast prose is understood, plain and compiled, and write the table of README.

    python -m tests.benchmarks.understanding [--compiled PYTHON] [--write]

From sentences to verdicts: quantities, claims, links, confidence, verification; no reading of files,
no labels, no rules. `PYTHON` is an interpreter into which a compiled wheel was installed. Each figure is
the best CPU time of a few runs in one process of its own.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.benchmarks.readme import ROOT, measured, write_block

RUNS = 7
# the same code in either interpreter, wherever nianbao is installed there
_MEASURE = f"""
import json, sys, time
from analyzer.pipeline import lone, told_in

texts = [lone(*each) for each in json.load(sys.stdin)]
times = []
for _ in range({RUNS}):
    start = time.process_time()
    told = sum(len(told_in(each)) for each in texts)
    times.append(time.process_time() - start)
print(json.dumps([sum(len(each.text) for each in texts), told, min(times)]))
"""


def main() -> None:
    """Parse arguments, measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--compiled", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    table = _table(arguments.compiled)
    print(table)
    if arguments.write:
        write_block("understanding", table)


def _table(compiled: Path | None) -> str:
    ways = [("纯 Python", Path(sys.executable))]
    ways += [("编译安装", compiled)] if compiled else []
    head = "".join(f" {name}（字/秒） |" for name, _ in ways)
    lines = [f"| 文字 | 字数 | 数字陈述 |{head}", "|---|--:|--:|" + "--:|" * len(ways)]
    for name, texts in (("样例报告的叙述", list(_reports())), ("考题的段落", list(_paragraphs()))):
        figures = [_figures(python, texts) for _, python in ways]
        length, told, _ = figures[0]
        speeds = "".join(f" {length / seconds:,.0f} |" for _, _, seconds in figures)
        lines.append(f"| {name} | {length:,} | {told:,} |{speeds}")
    note = measured("python -m tests.benchmarks.understanding --compiled PYTHON --write")
    return "\n".join([*lines, "", f"单核 CPU 时间，从句子到核对结论。{note}"])


def _figures(python: Path, texts: Iterable[tuple[str, str, int]]) -> tuple[int, int, float]:
    done = subprocess.run(
        [str(python), "-c", _MEASURE],
        input=json.dumps(list(texts)),
        cwd=ROOT.parent,  # not where the sources lie: an installed wheel comes first
        capture_output=True,
        text=True,
        check=True,
    )
    length, told, seconds = json.loads(done.stdout)
    return length, told, seconds


def _reports() -> Iterator[tuple[str, str, int]]:
    """The prose of our own sample reports, section by section."""
    from analyzer.ingest.reader import read
    from analyzer.segment.sections import sections

    for path in sorted((ROOT / "corpora/samples").glob("*/report.*")):
        document = read(path)
        for part in sections(document):
            prose = "\n".join(
                block.span.of(document.text)
                for block in document.blocks
                if block.kind == "paragraph" and part.span.start <= block.span.start < part.span.end
            )
            if prose.strip():
                yield prose, part.key, document.year or 2024


def _paragraphs() -> Iterator[tuple[str, str, int]]:
    """The paragraphs of the claims corpus, where nearly every clause holds a number."""
    for file in ("typical.jsonl", "paragraphs.jsonl"):
        for line in (ROOT / "corpora/claims" / file).read_text("utf-8").splitlines():
            item = json.loads(line)
            yield item["text"], item["section"], item["year"]


if __name__ == "__main__":
    main()
