"""Let the batch and the web page work for long and see that memory and file handles stay flat.

    python -m tests.benchmarks.soak [batch|web|all] [--minutes 30] [--write]

The load is modest (a quarter of a processor), so that it can run beside other work; what is looked
for needs time, not speed. A sample is taken every few seconds: memory and open handles of the head
(the run, or the server) and of its largest worker. Flat means that the last third is not above the
first third after warm-up. Figures are remembered in `.benchmarks/soak.json`, so that the two can be
measured one at a time; `--write` puts them into README.
"""

from __future__ import annotations

import argparse
import json
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any, Final, Protocol

import psutil

from tests.benchmarks.readme import ROOT, measured, write_block

KEPT: Final = ROOT / ".benchmarks/soak.json"
COMMAND: Final = "python -m tests.benchmarks.soak all --write"
# The part of a processor that the work may take on average.
SHARE: Final = 0.25
_SECONDS_A_SAMPLE: Final = 3.0
_WARM_UP: Final = 0.15
# Above this a series is not flat: caches and the allocator move by less.
_GROWTH: Final = 0.05
_MEGABYTES, _HANDLES = 3.0, 1.0
_MEGABYTE: Final = 1024 * 1024
_CURVE: Final = 40
_LEVELS: Final = "▁▂▃▄▅▆▇█"
_NAMES: Final = {"batch": "批量", "web": "网页"}
_SERIES: Final = {
    "head": ("主进程内存（MB）", _MEGABYTES),
    "worker": ("最大的工作进程内存（MB）", _MEGABYTES),
    "head_handles": ("主进程打开的句柄", _HANDLES),
    "worker_handles": ("工作进程打开的句柄", _HANDLES),
    "threads": ("主进程线程", _HANDLES),
}


@dataclass
class Soaked:
    """What a soak did and saw: `done` counts by what was done, `wrong` is what must not be."""

    minutes: float = 0.0
    done: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    series: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in _SERIES})

    def count(self, what: str, times: int = 1) -> None:
        """Put down that something was done."""
        self.done[what] = self.done.get(what, 0) + times


class Work(Protocol):
    """A kind of work: goes on until `end` (monotonic seconds) and counts into `soaked`."""

    def __call__(self, end: float, soaked: Soaked) -> None:
        """Work."""
        ...


def main() -> None:
    """Parse arguments, soak, remember, print, write; the exit code tells whether all is well."""
    from tests.benchmarks import soak_batch, soak_web

    works: Mapping[str, Work] = {"batch": soak_batch.work, "web": soak_web.work}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*", help="batch, web, all; nothing: what is remembered")
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    for name in works if "all" in arguments.what else arguments.what:
        soaked = Soaked()
        begin = time.monotonic()
        works[name](begin + arguments.minutes * 60, soaked)
        soaked.minutes = (time.monotonic() - begin) / 60
        kept = _kept() | {name: asdict(soaked)}
        KEPT.parent.mkdir(exist_ok=True)
        KEPT.write_text(json.dumps(kept, ensure_ascii=False), "utf-8")
    kept = _kept()
    table, well = report({name: Soaked(**kept[name]) for name in works if name in kept})
    print(table)
    if arguments.write:
        write_block("soak", table)
    sys.exit(not well)


def _kept() -> dict[str, Any]:
    return dict(json.loads(KEPT.read_text("utf-8"))) if KEPT.exists() else {}


@contextmanager
def watched(head: psutil.Process, soaked: Soaked) -> Iterator[None]:
    """Take samples of `head` and its children while the block runs."""
    done = threading.Event()

    def watch() -> None:
        while not done.wait(_SECONDS_A_SAMPLE):
            _sample(head, soaked.series)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def _sample(head: psutil.Process, series: dict[str, list[float]]) -> None:
    try:
        workers = [each for each in head.children(recursive=True) if _is_worker(each, head)]
        series["head"].append(head.memory_info().rss / _MEGABYTE)
        series["head_handles"].append(head.num_fds())
        series["threads"].append(head.num_threads())
    except psutil.Error:
        return
    sizes = [_of(each, lambda process: process.memory_info().rss) for each in workers]
    handles = [_of(each, lambda process: process.num_fds()) for each in workers]
    if workers:
        series["worker"].append(max(sizes) / _MEGABYTE)
        series["worker_handles"].append(max(handles))


def _is_worker(process: psutil.Process, head: psutil.Process) -> bool:
    """Whether a child is a worker: forked by the fork server, or spawned where there is none."""
    try:
        return process.ppid() != head.pid or "spawn_main" in " ".join(process.cmdline())
    except psutil.Error:
        return False


def processor(head: psutil.Process) -> float:
    """Seconds of processor time of `head` and all below it, the ended ones too."""
    used = 0.0
    for process in (head, *head.children(recursive=True)):
        try:
            used += sum(process.cpu_times()[:4])
        except psutil.Error:  # it ended: its parent counts it from now on
            continue
    return used


def _of(process: psutil.Process, figure: Callable[[psutil.Process], float]) -> float:
    try:
        return figure(process)
    except psutil.Error:  # it ended meanwhile
        return 0.0


def report(all_soaked: Mapping[str, Soaked]) -> tuple[str, bool]:
    """The Markdown of what was seen, and whether everything was flat and nothing went wrong."""
    lines = [
        "| 负载 | 看什么 | 头三分之一 | 末三分之一 | 结论 | 沿途 |",
        "| --- | --- | ---: | ---: | --- | --- |",
    ]
    well, told = True, []
    for name, soaked in all_soaked.items():
        for key, (title, slack) in _SERIES.items():
            first, last = thirds(soaked.series[key])
            flat = is_flat(first, last, slack)
            well &= flat
            lines.append(
                f"| {_NAMES[name]} | {title} | {first:.0f} | {last:.0f} "
                f"| {'平' if flat else '**上升**'} | `{curve(soaked.series[key])}` |"
            )
        well &= not soaked.wrong
        done = "，".join(f"{what} {times:,}" for what, times in sorted(soaked.done.items()))
        wrong = f"不该有的 {len(soaked.wrong)} 次" + "".join(f"；{w}" for w in soaked.wrong[:3])
        told.append(f"- {_NAMES[name]} {soaked.minutes:.0f} 分钟：{done}；{wrong}。")
    said = "去掉前 15% 的预热，取中位数；末段高出头段不到 5% 或 3 MB、1 个句柄，就是“平”。"
    return "\n".join([*lines, "", *told, "", f"{said}{measured(COMMAND)}"]), well


def thirds(series: list[float]) -> tuple[float, float]:
    """The medians of the first and the last third after warm-up."""
    warm = series[int(len(series) * _WARM_UP) :] or [0.0]
    third = max(1, len(warm) // 3)
    return median(warm[:third]), median(warm[-third:])


def is_flat(first: float, last: float, slack: float) -> bool:
    """Whether the last third is not above the first, by more than what always moves."""
    return last - first <= max(first * _GROWTH, slack)


def curve(series: list[float]) -> str:
    """The series as a line of blocks, from zero to its maximum."""
    if not series:
        return ""
    width = max(1, -(-len(series) // _CURVE))
    bins = [median(series[at : at + width]) for at in range(0, len(series), width)]
    top = max(bins) or 1.0
    return "".join(_LEVELS[min(len(_LEVELS) - 1, int(each / top * 7.999))] for each in bins)


if __name__ == "__main__":
    main()
