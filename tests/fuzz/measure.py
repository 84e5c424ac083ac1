"""Fuzz every reader and the extractor; print a Markdown table of cases and crashes.

    python -m tests.fuzz.measure [--only KIND …] [--times 1.0] [--from 0]

A case follows from its kind and number alone. Cases run in a child process: one that dies costs its
case, not the run. What crashes is kept in `tests/fuzz/found/` under kind and number; once
understood it belongs, as small as possible, into `tests/fuzz/cases/`, where the tests try it.
"""

from __future__ import annotations

import argparse
import mmap
import os
import struct
import sys
import time
import traceback
from pathlib import Path
from typing import Final

from tests.benchmarks.readme import measured
from tests.fuzz import trial

# How many cases of each kind, cheap ones most.
CASES: Final = {
    trial.TEXT: 195_000,
    "txt": 1_600,
    "md": 1_000,
    "html": 1_200,
    "docx": 1_000,
    "xlsx": 800,
    "mht": 500,
    "zip": 300,
    "pdf": 600,
    "xls": 300,
    "doc": 20,
    "odt": 10,
    "rtf": 10,
}
FOUND: Final = Path(__file__).parent / "found"


def main() -> None:
    """Parse arguments, run, print the table; the exit code tells whether anything crashed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", choices=CASES, default=list(CASES))
    parser.add_argument("--times", type=float, default=1.0, help="a multiple of the usual cases")
    parser.add_argument("--from", type=int, default=0, dest="first", help="the first number")
    arguments = parser.parse_args()
    print("| 输入 | 变异次数 | 读出 | 拒绝（一条说明） | 崩溃 | 最长（毫秒） | 内存峰值（MB） |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    crashed = cases = 0
    for kind in arguments.only:
        counts = _run(kind, arguments.first, int(CASES[kind] * arguments.times))
        crashed, cases = crashed + counts[2], cases + sum(counts[:3])
        read, refused, crashes, slowest, memory = counts
        total = read + refused + crashes
        print(
            f"| {kind} | {total} | {read} | {refused} | {crashes} | {slowest} | {memory} |",
            flush=True,
        )
    print(f"\n共 {cases} 次，崩溃 {crashed} 次。{measured('python -m tests.fuzz.measure')}")
    sys.exit(crashed > 0)


class Counts:
    """Figures that a child process writes and its parent reads, even after its death."""

    NUMBER, READ, REFUSED, CRASHED, SLOWEST, PEAK = range(6)

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, 8 * 6)

    def __getitem__(self, place: int) -> int:
        return int(struct.unpack_from("q", self._memory, 8 * place)[0])

    def __setitem__(self, place: int, value: int) -> None:
        struct.pack_into("q", self._memory, 8 * place, value)


def _run(kind: str, first: int, count: int) -> tuple[int, int, int, int, int]:
    if not trial.seeds_of(kind):
        return (0, 0, 0, 0, 0)
    counts, end = Counts(), first + count
    counts[Counts.NUMBER] = first
    while counts[Counts.NUMBER] < end:
        child = os.fork()
        if child == 0:
            _try_all(kind, counts, end)
            os._exit(0)
        if os.waitpid(child, 0)[1]:
            _keep(kind, counts[Counts.NUMBER], "the process died")
            counts[Counts.CRASHED] += 1
            counts[Counts.NUMBER] += 1
    return (
        counts[Counts.READ],
        counts[Counts.REFUSED],
        counts[Counts.CRASHED],
        counts[Counts.SLOWEST],
        counts[Counts.PEAK],
    )


def _try_all(kind: str, counts: Counts, end: int) -> None:
    for number in range(counts[Counts.NUMBER], end):
        counts[Counts.NUMBER] = number
        data = trial.case_of(kind, number)
        begin = time.process_time()
        try:
            place = Counts.READ if trial.check(kind, data, number) else Counts.REFUSED
        except Exception:  # noqa: BLE001  # whatever it is, it is what we look for
            place = Counts.CRASHED
            _keep(kind, number, traceback.format_exc())
        counts[place] += 1
        taken = int((time.process_time() - begin) * 1000)
        counts[Counts.SLOWEST] = max(counts[Counts.SLOWEST], taken)
        counts[Counts.PEAK] = max(counts[Counts.PEAK], trial.peak())
    counts[Counts.NUMBER] = end


def _keep(kind: str, number: int, told: str) -> None:
    FOUND.mkdir(exist_ok=True)
    (FOUND / f"{number}.{kind}").write_bytes(trial.case_of(kind, number))
    (FOUND / f"{number}.{kind}.traceback").write_text(told, encoding="utf-8")
    print(f"{kind} {number}: {told.strip().splitlines()[-1]}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
