"""Measure `nianbao batch` and write the table of README.

    python -m tests.benchmarks.scale speed|overhead|memory|kills|all [--write] [--documents N]

The reports are generated, each from its own seed, and printed in the format that is measured.
`memory` and `kills` take minutes: they run over thousands of reports.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import get_args

import psutil

from analyzer.batch.run import Settings, run
from analyzer.batch.sources import sources
from analyzer.batch.store import database
from analyzer.document import AgencyLevel
from analyzer.pipeline import analyze
from analyzer.profile import load
from analyzer.training.generate.compose import report
from analyzer.training.printers import write as printed
from analyzer.training.printers.layout import drawn
from tests.benchmarks.readme import ROOT, measured, write_block

FORMATS = ("txt", "html", "docx", "pdf")
MEGABYTE = 1024 * 1024
KILLS = 50
# What was measured before, so that the figures can be taken one at a time.
KEPT = ROOT / ".benchmarks/scale.json"
MILLION = 1_000_000
_MEASURED: dict[str, float] = {}
Row = tuple[str, str]


def main() -> None:
    """Parse arguments, measure, remember, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("figure", choices=[*FIGURES, "all"])
    parser.add_argument("--documents", type=int, default=None)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    chosen = list(FIGURES) if arguments.figure == "all" else [arguments.figure]
    known = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    for name in chosen:
        measure, count = FIGURES[name]
        known[name] = measure(arguments.documents or count)
        KEPT.parent.mkdir(exist_ok=True)
        KEPT.write_text(json.dumps(known, ensure_ascii=False), "utf-8")
    rows = [row for name in FIGURES for row in known.get(name, [])]
    table = "\n".join(["| 项目 | 实测 |", "|---|---|", *(f"| {a} | {b} |" for a, b in rows), ""])
    table += f"\n{measured('python -m tests.benchmarks.scale all --write')}"
    print(table)
    if arguments.write:
        write_block("scale", table)
        if "overhead" in chosen:
            write_block("national", _national(), ROOT / "ARCHITECTURE.md")


def _reports(folder: Path, count: int, extension: str = "txt", distinct: int = 200) -> Path:
    """`count` files, `distinct` different reports at most (the rest are copies of them)."""
    folder.mkdir(parents=True)
    levels = get_args(AgencyLevel)
    texts = [
        printed(
            report(seed, levels[seed % len(levels)], 2024, with_previous=False).manuscript,
            drawn(seed),
            extension,
        )
        for seed in range(min(count, distinct))
    ]
    for number in range(count):
        (folder / f"{number:06}.{extension}").write_bytes(texts[number % len(texts)])
    return folder


@contextmanager
def _place() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="nianbao-scale-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _seconds(folder: Path, out: Path, engine: str = "local", workers: int = 1) -> float:
    """Seconds of one run, the start of its workers left out by a run over one report before."""
    start = time.perf_counter()
    run(sources([str(folder)]), out, Settings(load(), engine=engine, workers=workers))
    return time.perf_counter() - start


def speed(count: int) -> list[Row]:
    """Reports a second by format and workers."""
    rows = []
    for extension in FORMATS:
        with _place() as place:
            folder = _reports(place / "reports", count, extension)
            one, two = (_seconds(folder, place / f"out{n}", workers=n) for n in (1, 2))
        rows.append(
            (
                f"{extension}：{count} 份",
                f"一个进程 {count / one:.1f} 份/秒，两个进程 {count / two:.1f} 份/秒（{one / two:.2f} 倍）",
            )
        )
    return rows


def overhead(count: int) -> list[Row]:
    """What the pool, the parts and Dask cost a report, and what judging again costs."""
    with _place() as place:
        folder = _reports(place / "reports", count)
        files = sorted(folder.iterdir())
        analyze(files[0])
        start = time.perf_counter()
        for file in files:
            analyze(file)
        alone = time.perf_counter() - start
        local = _seconds(folder, place / "local")
        dask = _seconds(folder, place / "dask", "dask")
        start = time.perf_counter()
        run(sources([str(folder)]), place / "local", Settings(load(), workers=1, rejudge=True))
        again = time.perf_counter() - start
        stored = sum(f.stat().st_size for f in (place / "dask").rglob("*") if f.is_file())
    each = 1000 / count
    _MEASURED.update(batch=local / count, rejudge=again / count, stored=stored / count)
    return [
        ("同一进程内逐份 `analyze()`", f"{alone * each:.1f} 毫秒/份"),
        (
            "批量（进程池、分片、汇总、进程启动）另加",
            f"{(local - alone) * each:.1f} 毫秒/份",
        ),
        ("Dask 本机集群另加（含集群启动）", f"{(dask - local) * each:.1f} 毫秒/份"),
        ("`--rejudge` 重新判断", f"{again * each:.1f} 毫秒/份"),
        ("结果文件夹", f"{stored / count / 1024:.1f} KB/份"),
    ]


def _national() -> str:
    """What a million reports cost, reckoned from what was just measured."""
    hours = {name: _MEASURED[name] * MILLION / 3600 for name in ("batch", "rejudge")}
    rows = [
        (
            "reports",
            "1,000,000 (about six years of some 160,000 reports: county level and above, townships)",
        ),
        (
            "stored",
            f"{_MEASURED['stored'] * MILLION / 1024**3:.0f} GB of parts, database and Parquet",
        ),
        ("parts", f"{MILLION // 100:,} of 100 reports"),
        (
            "one core, read and judged",
            f"{hours['batch']:.0f} hours (text reports; multiply by the table of formats for PDF)",
        ),
        ("64 cores", f"{hours['batch'] / 64:.1f} hours"),
        ("a rule changes (`--rejudge`), one core", f"{hours['rejudge']:.0f} hours"),
        ("a rule changes, 64 cores", f"{hours['rejudge'] / 64:.1f} hours"),
    ]
    table = "\n".join(
        ["| a national corpus | |", "|---|---|", *(f"| {a} | {b} |" for a, b in rows)]
    )
    return f"{table}\n\n{measured('python -m tests.benchmarks.scale all --write')}"


def memory(count: int) -> list[Row]:
    """The largest worker while many reports go through, by tenths of the way."""
    with _place() as place:
        folder = _reports(place / "reports", count)
        largest: list[float] = []
        done = threading.Event()

        def watch() -> None:
            while not done.wait(0.5):
                largest.append(max(map(_rss, psutil.Process().children(recursive=True)), default=0))

        watcher = threading.Thread(target=watch)
        watcher.start()
        _seconds(folder, place / "out", workers=2)
        done.set()
        watcher.join()
    tenth = max(len(largest) // 10, 1)
    curve = [max(largest[at : at + tenth]) for at in range(0, len(largest), tenth)]
    return [
        (f"{count} 份，单个进程内存最大", f"{max(largest) / MEGABYTE:.0f} MB"),
        ("沿途每十分之一的最大值", "、".join(f"{each / MEGABYTE:.0f}" for each in curve) + " MB"),
    ]


def _rss(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def kills(count: int) -> list[Row]:
    """Kill a run at random moments and resume it until it ends: every report exactly once."""
    chance = random.Random(20261125)  # noqa: S311  # moments, not secrets
    killed = lost = twice = 0
    with _place() as place:
        folder = _reports(place / "reports", count)
        while killed < KILLS:
            out = place / f"out{killed}"
            resume: list[str] = []
            while killed < KILLS:
                process = _start(folder, out, resume)
                try:
                    process.wait(chance.uniform(0.3, 6.0))
                    break
                except subprocess.TimeoutExpired:
                    os.killpg(process.pid, signal.SIGKILL)
                    process.wait()
                    killed += 1
                    resume = ["--resume"]
            _start(folder, out, ["--resume"]).wait()
            with database(out) as connection:
                sql = "SELECT count(*), count(DISTINCT source) FROM documents"
                (row,) = connection.execute(sql).fetchall()
            lost += count - row[1]
            twice += row[0] - row[1]
    return [
        (
            f"{KILLS} 次 `kill -9` 后续跑（每轮 {count} 份）",
            f"丢失 {lost} 份，重复 {twice} 份",
        )
    ]


def _start(folder: Path, out: Path, more: list[str]) -> subprocess.Popen[bytes]:
    code = "from analyzer.cli import main; main()"
    command = [sys.executable, "-c", code, "batch", str(folder), "-o", str(out), "--quiet", *more]
    return subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL)


FIGURES: dict[str, tuple[Callable[[int], list[Row]], int]] = {
    "speed": (speed, 400),
    "overhead": (overhead, 400),
    "memory": (memory, 5000),
    "kills": (kills, 150),
}


if __name__ == "__main__":
    main()
