"""Measure the figures of README and write them into its table.

    python -m tests.benchmarks.measure [REPORT] [--write]

Each cold figure is the median of fresh processes, each warm one the median of runs in one process.
With `--write` the table between the `figures` markers of README.md is replaced.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.readme import ROOT, measured, write_block

SHARED = ROOT / "../shared/reports/000_ced1e3ba6e50580e.txt"
SAMPLE = ROOT / "corpora/samples"
FAULTY = SAMPLE / "faulty-county-department/report.docx"
SAMPLE_LINES = 48
COLD_RUNS = 7
WARM_RUNS = 60


def main() -> None:
    """Parse arguments, measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("report", nargs="?", type=Path, default=_default_report())
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    table = _table(arguments.report.resolve())
    print(table)
    if arguments.write:
        write_block("figures", table)
        write_block("accuracy", f"```text\n{_run('evaluate', cwd=ROOT)}```\n")
        write_block("sample", f"```text\n{_sample()}```\n")


def _run(*arguments: str, cwd: Path) -> str:
    command = [str(Path(sys.executable).with_name("nianbao")), *arguments]
    return subprocess.run(
        command, check=True, cwd=cwd, capture_output=True, text=True, encoding="utf-8"
    ).stdout


def _sample() -> str:
    """The head of what `audit` says of the faulty sample: the summary and the gravest findings."""
    lines = _run("audit", str(FAULTY.relative_to(ROOT)), cwd=ROOT).splitlines()
    return "\n".join([*lines[:SAMPLE_LINES], "…", ""])


def _default_report() -> Path:
    return SHARED if SHARED.exists() else FAULTY


def _table(report: Path) -> str:
    nianbao = str(Path(sys.executable).with_name("nianbao"))
    audit = _cold([nianbao, "audit", str(report)])
    jieba = _cold([sys.executable, "-c", "import jieba; jieba.lcut('年报')"])
    help_ = _cold([nianbao, "--help"])
    warm, cut = _warm(report)
    rows = [
        (
            "冷启动：`nianbao audit` 一份报告",
            audit,
            "毫秒",
            f"`jieba` 冷启动 {jieba:.0f} 毫秒",
            audit / jieba,
        ),
        (
            "热运行：`analyze()` 同一份报告",
            warm,
            "毫秒",
            f"`jieba.lcut` 同文 {cut:.1f} 毫秒",
            warm / cut,
        ),
        ("`nianbao --help`", help_, "毫秒", "目标 150 毫秒", help_ / 150),
    ]
    lines = ["| 项目 | 实测 | 对照 | 比值 |", "|---|---|---|---|"]
    lines += [
        f"| {n} | {v:.1f} {unit} | {other} | {ratio:.2f} |" for n, v, unit, other, ratio in rows
    ]
    return "\n".join([*lines, "", measured("python -m tests.benchmarks.measure --write")])


def _cold(command: list[str]) -> float:
    """Median milliseconds of a fresh process, after one run that fills the disk cache."""
    times = []
    for run in range(COLD_RUNS + 1):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if run:
            times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def _warm(report: Path) -> tuple[float, float]:
    import jieba

    from analyzer import analyze

    text = analyze(report).facts.text
    jieba.setLogLevel(60)
    jieba.lcut(text)
    return _median(lambda: analyze(report)), _median(lambda: jieba.lcut(text))


def _median(call: Callable[[], object]) -> float:
    times = []
    for _ in range(WARM_RUNS):
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    main()
