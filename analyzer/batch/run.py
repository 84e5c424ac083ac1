"""One run over many reports: what is stale is done, in shards, and the store made anew.

Whatever ends a run (a kill, a full disk, Ctrl-C), finished parts stay; the next run with `resume`
does the rest, and every report is in the store exactly once.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from analyzer.batch.copies import resemblances
from analyzer.batch.engines import engine
from analyzer.batch.judge import Judge, again, beside_copies, pairs
from analyzer.batch.pool import SECONDS_A_DOCUMENT
from analyzer.batch.shard import PARTS, Done, Item, Job, shards
from analyzer.batch.sources import Source
from analyzer.batch.store import Recorded, compact, last_run, recorded
from analyzer.batch.task import Analyse, digest, stamp
from analyzer.errors import InputError, UsageError
from analyzer.lexicon.names import name_of
from analyzer.profile import Profile
from analyzer.review import Decision

_LOCK: Final = ".lock"


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run is made.

    `previous_by_agency` also judges each report beside last year's of its
    agency; `rejudge` judges again from stored
    facts, which is also how new `decisions` reach reports that were judged before; `copied` holds all reports against each
    other (rule B03).
    """

    profile: Profile
    decisions: tuple[Decision, ...] = ()
    engine: str = "local"
    workers: int = field(default_factory=lambda: os.cpu_count() or 1)
    address: str | None = None
    timeout: float = SECONDS_A_DOCUMENT
    memory: int | None = None
    resume: bool = False
    previous_by_agency: bool = False
    rejudge: bool = False
    copied: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a stage is: `done` of `total` items."""

    stage: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did.

    `kept` rows were up to date, `states` counts those made anew, `paired` reports were judged
    beside last year's, `copied` resemble others, `tables` counts the rows of the store.
    """

    kept: int
    states: Mapping[str, int]
    failures: Mapping[str, str]
    paired: int
    copied: int
    tables: Mapping[str, int]


def run(
    sources: Sequence[Source],
    out: Path,
    settings: Settings,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Summary:
    """Analyse `sources` into the folder `out`.

    Raises `UsageError` where `out` is in use, holds results and neither `resume` nor `rejudge` was
    asked for, or cannot be written (what was finished stays).
    """
    with _sole_use(out):
        known = recorded(out)
        if known and not settings.resume and not settings.rejudge:
            raise UsageError(
                "文件夹里已有结果",
                place=str(out),
                remedy="续跑请加 --resume；重新开始请换一个文件夹",
            )
        return _Run(out, settings, progress).all(sources, known)


@contextmanager
def _sole_use(out: Path) -> Iterator[None]:
    """Hold the lock of `out`, turn a disk that fails into one clear message."""
    from filelock import FileLock, Timeout  # noqa: PLC0415  # 30 ms

    try:
        (out / PARTS).mkdir(parents=True, exist_ok=True)
        with FileLock(out / _LOCK, timeout=0):
            _sweep(out)
            yield
    except Timeout:
        raise UsageError(
            "另一个任务正在写这个文件夹", place=str(out), remedy="请等它结束，或换一个文件夹"
        ) from None
    except OSError as error:
        raise UsageError(
            f"结果无法写入（{error.strerror or error}）",
            place=str(out),
            remedy="请检查磁盘空间和权限；已完成的部分已保存，之后可加 --resume 续跑",
        ) from None


def _sweep(out: Path) -> None:
    """Remove what a killed run left half written."""
    for path in [
        *(out / PARTS).glob("*.part"),
        *(out / PARTS).glob("*.jsonl"),
        *out.glob(".*.part"),
    ]:
        path.unlink(missing_ok=True)


class _Run:
    """The stages of one run; counts what they did."""

    def __init__(self, out: Path, settings: Settings, progress: Callable[[Progress], None]) -> None:
        self._out = out
        self._settings = settings
        self._progress = progress
        self._stamp = stamp(settings.profile)
        self._number = last_run(out) + 1
        self._states: Counter[str] = Counter()
        self._failures: dict[str, str] = {}

    def all(self, sources: Sequence[Source], known: Mapping[str, Recorded]) -> Summary:
        said = (self._settings.profile, self._settings.decisions)
        stale: list[Item] = [each for each in sources if self._is_stale(each, known)]
        self._stage("analyse", Analyse(*said), stale)
        if self._settings.rejudge:
            kept = {name: each for name, each in known.items() if name not in self._redone(stale)}
            self._stage("rejudge", Judge(*said), list(again(kept)))
        paired: list[Item] = []
        if self._settings.previous_by_agency:
            paired = list(pairs(recorded(self._out), self._stamp))
            self._stage("pair", Judge(*said), paired, count=False)
        tables = compact(self._out)
        alike: list[Item] = []
        if self._settings.copied:
            alike = list(beside_copies(recorded(self._out), resemblances(self._out)))
            self._stage("copies", Judge(*said), alike, count=False)
            tables = compact(self._out)
        unchanged = len(sources) - len(stale)
        return Summary(
            unchanged, dict(self._states), self._failures, len(paired), len(alike), tables
        )

    @staticmethod
    def _redone(items: Sequence[Item]) -> frozenset[str]:
        return frozenset(each.source.name for each in items)

    def _is_stale(self, source: Source, known: Mapping[str, Recorded]) -> bool:
        row = known.get(source.name)
        if row is None or row.state != "ok":
            return True  # a file may have been mended since, a site be back
        if self._settings.rejudge:
            return False
        if (row.stamp, row.listed) != (self._stamp, (source.agency, source.year, source.previous)):
            return True
        try:
            sha256 = digest(source)
        except (OSError, InputError):
            return True  # gone or damaged since: the worker will say so
        return row.sha256 is not None and sha256 is not None and row.sha256 != sha256

    def _stage(self, name: str, call: Any, items: Sequence[Item], *, count: bool = True) -> None:
        if not items:
            return
        settings = self._settings
        job = Job(call, self._out, self._number, self._stamp, settings.timeout, settings.memory)
        self._number += 1
        done = 0
        self._progress(Progress(name_of("stage", name), 0, len(items)))
        cut = shards(items, settings.workers)
        for each in engine(settings.engine)(job, cut, settings.workers, settings.address):
            done += sum(each.states.values())
            self._count(each, count=count)
            self._progress(Progress(name_of("stage", name), done, len(items)))

    def _count(self, done: Done, *, count: bool) -> None:
        if count:
            self._states.update(done.states)
        self._failures.update(done.failures)
