"""Fuzz every reader and the extractor; print a Markdown table of cases and crashes.

    python -m tests.fuzz.measure [--only KIND …] [--minutes 30] [--times 1.0] [--write]

A case follows from its kind and number alone. A run goes on where the last one ended (what was
counted is remembered in `.benchmarks/fuzz.json`, with the commits that were tried) until the cases
of `CASES` are done; the kind that is furthest behind comes next. Cases run in a child process: one
that dies costs its case, not the run. What crashes is kept in `tests/fuzz/found/` under kind and
number and tried again for the table: once understood it belongs, as small as possible, into
`tests/fuzz/cases/`, where the tests try it. `--write` puts the table into README.
"""

from __future__ import annotations

import argparse
import json
import mmap
import os
import struct
import subprocess
import sys
import time
import traceback
from pathlib import Path
from typing import Any, Final

from tests.benchmarks.readme import ROOT, measured, write_block
from tests.fuzz import trial

# How many cases of each kind, cheap ones most; doc, odt and rtf start a converter for every case.
CASES: Final = {
    trial.TEXT: 240_000,
    "txt": 2_500,
    "md": 2_500,
    "html": 2_500,
    "docx": 2_500,
    "xlsx": 2_500,
    "pdf": 2_500,
    "mht": 600,
    "zip": 600,
    "xls": 600,
    "doc": 20,
    "odt": 15,
    "rtf": 15,
}
FOUND: Final = Path(__file__).parent / "found"
KEPT: Final = ROOT / ".benchmarks/fuzz.json"
COMMAND: Final = "python -m tests.fuzz.measure --write"
# A kind is tried in this many slices, each in a process of its own.
_SLICES: Final = 100
_COUNTS: Final = ("next", "read", "refused", "crashed", "slowest", "peak")
Tally = dict[str, dict[str, int]]


def main() -> None:
    """Parse arguments, run, remember, print; the exit code tells whether anything still crashes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", choices=CASES, default=list(CASES))
    parser.add_argument("--minutes", type=float, default=float("inf"), help="stop after so many")
    parser.add_argument("--times", type=float, default=1.0, help="a multiple of the usual cases")
    parser.add_argument("--write", action="store_true", help="put the table into README")
    arguments = parser.parse_args()
    goals = {kind: int(CASES[kind] * arguments.times) for kind in arguments.only}
    kept = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {"kinds": {}, "commits": []}
    end = time.monotonic() + arguments.minutes * 60
    while time.monotonic() < end and (kind := _furthest_behind(goals, kept["kinds"])):
        _slice(kind, goals[kind], kept["kinds"][kind])
        if (commit := _commit()) not in kept["commits"][-1:]:
            kept["commits"].append(commit)
        KEPT.parent.mkdir(exist_ok=True)
        KEPT.write_text(json.dumps(kept, indent=1), "utf-8")
    again = _still_crashing()
    table = _table(kept, len(again))
    print(table)
    if arguments.write:
        write_block("fuzz", table)
    sys.exit(bool(again))


def _furthest_behind(goals: dict[str, int], kinds: Tally) -> str | None:
    """The kind with the smallest part of its cases done; None where all are done."""
    for kind in goals:
        kinds.setdefault(kind, dict.fromkeys(_COUNTS, 0))
    open_ = [k for k, goal in goals.items() if kinds[k]["next"] < goal and trial.seeds_of(k)]
    return min(open_, key=lambda kind: kinds[kind]["next"] / goals[kind], default=None)


def _commit() -> str:
    told = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, check=False
    )
    return told.stdout.decode().strip() or "unknown"


def _still_crashing() -> list[Path]:
    """The kept crashes that are crashes today; each is tried in a process of its own."""
    kept = [path for path in sorted(FOUND.glob("*")) if path.suffix[1:] in CASES]
    return [path for path in kept if not _passes(path)]


def _passes(path: Path) -> bool:
    child = os.fork()
    if child == 0:
        try:
            trial.check(path.suffix[1:], path.read_bytes(), int(path.stem))
        except Exception:  # noqa: BLE001  # whatever it is, it still crashes
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0


def _table(kept: dict[str, Any], again: int) -> str:
    kinds: Tally = {kind: kept["kinds"].get(kind, {}) for kind in CASES}
    kinds = {kind: counts for kind, counts in kinds.items() if counts.get("next")}
    lines = [
        "| 输入 | 变异次数 | 读出 | 拒绝（一条说明） | 崩溃、卡死 | 最长（处理器毫秒） | 内存峰值（MB） |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for kind, counts in kinds.items():
        name = "句子" if kind == trial.TEXT else kind
        lines.append(
            f"| {name} | {counts['next']:,} | {counts['read']:,} | {counts['refused']:,} "
            f"| {counts['crashed']} | {counts['slowest']:,} | {counts['peak']} |"
        )
    total = sum(counts["next"] for counts in kinds.values())
    crashed = sum(counts["crashed"] for counts in kinds.values())
    commits = "—".join(dict.fromkeys((*kept["commits"][:1], *kept["commits"][-1:])))
    said = f"共 {total:,} 次（提交 {commits}），崩溃、卡死 {crashed} 次，今天的代码上仍重现 {again} 次。"
    return "\n".join([*lines, "", f"{said}{measured(COMMAND)}"])


class _Shared:
    """Figures that a child process writes and its parent reads, even after its death."""

    def __init__(self, counts: dict[str, int]) -> None:
        self._memory = mmap.mmap(-1, 8 * len(_COUNTS))
        for name, value in counts.items():
            self[name] = value

    def __getitem__(self, name: str) -> int:
        return int(struct.unpack_from("q", self._memory, 8 * _COUNTS.index(name))[0])

    def __setitem__(self, name: str, value: int) -> None:
        struct.pack_into("q", self._memory, 8 * _COUNTS.index(name), value)


def _slice(kind: str, goal: int, counts: dict[str, int]) -> None:
    """Try the next cases of a kind and count them in `counts`."""
    shared = _Shared(counts)
    end = min(goal, counts["next"] + max(1, goal // _SLICES))
    while shared["next"] < end:
        child = os.fork()
        if child == 0:
            _try_all(kind, shared, end)
            os._exit(0)
        if os.waitpid(child, 0)[1]:
            _keep(kind, shared["next"], "the process died")
            shared["crashed"] += 1
            shared["next"] += 1
    counts.update({name: shared[name] for name in _COUNTS})


def _try_all(kind: str, shared: _Shared, end: int) -> None:
    """Try cases up to `end`, or to the first that crashes: it may have spoiled the process."""
    while shared["next"] < end and _try(kind, shared["next"], shared):
        pass


def _try(kind: str, number: int, shared: _Shared) -> bool:
    data = trial.case_of(kind, number)
    begin = time.process_time()
    try:
        end = "read" if trial.check(kind, data, number) else "refused"
    except Exception:  # noqa: BLE001  # whatever it is, it is what we look for
        end = "crashed"
        _keep(kind, number, traceback.format_exc())
    shared[end] += 1
    shared["next"] += 1
    taken = int((time.process_time() - begin) * 1000)
    shared["slowest"] = max(shared["slowest"], taken)
    shared["peak"] = max(shared["peak"], trial.peak())
    return end != "crashed"


def _keep(kind: str, number: int, told: str) -> None:
    FOUND.mkdir(exist_ok=True)
    (FOUND / f"{number}.{kind}").write_bytes(trial.case_of(kind, number))
    (FOUND / f"{number}.{kind}.traceback").write_text(told, encoding="utf-8")
    print(f"{kind} {number}: {told.strip().splitlines()[-1]}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
