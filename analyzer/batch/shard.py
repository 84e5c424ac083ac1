"""A shard: some items, one call for each, one part in the end. The same on every engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Protocol

from analyzer.batch.part import LARGEST_ROW, write_part
from analyzer.batch.pool import Ended, Pool
from analyzer.batch.sources import Source
from analyzer.batch.task import failed, line

PARTS: Final = "parts"
_LARGEST_SHARD: Final = 100
# Small collections are cut finer, so that every worker has several shards and progress is seen.
_SHARDS_A_WORKER: Final = 4
# The pool that `run_here` keeps in a worker of a cluster, by time limit and memory limit.
_OWN: Final[dict[tuple[float, int | None], Pool]] = {}


class Item(Protocol):
    """What a shard is made of: something done for one source."""

    @property
    def source(self) -> Source:
        """The report it is about."""
        ...


@dataclass(frozen=True, slots=True)
class Job:
    """One stage of one run: what is called for each item, and what every row is stamped with."""

    call: Callable[[Any], bytes]
    out: Path
    run: int
    stamp: str
    timeout: float
    memory: int | None


@dataclass(frozen=True, slots=True)
class Shard:
    """The items of one part; `number` counts from 0 in its run."""

    number: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a shard: how many rows of each state, the failures by source."""

    states: Mapping[str, int]
    failures: Mapping[str, str] = field(default_factory=dict)


def shards(items: Sequence[Item], workers: int, first: int = 0) -> list[Shard]:
    """Cut items into shards, in order, numbered from `first`."""
    size = min(_LARGEST_SHARD, -(-len(items) // (workers * _SHARDS_A_WORKER)) or 1)
    cuts = range(0, len(items), size)
    return [
        Shard(number, tuple(items[cut : cut + size]))
        for number, cut in enumerate(cuts, start=first)
    ]


def run_shard(job: Job, shard: Shard, pool: Pool) -> Done:
    """Call for every item and write the part; raises `OSError` where it cannot be written."""
    states: Counter[str] = Counter()
    failures: dict[str, str] = {}
    write_part(
        job.out / PARTS / f"r{job.run:05d}-{shard.number:06d}.parquet",
        _rows(pool.map(job.call, shard.items), states, failures),
        run=job.run,
        stamp=job.stamp,
    )
    return Done(states, failures)


def run_here(shard: Shard, job: Job) -> Done:
    """Run a shard in a worker of a cluster, with the pool that this process keeps."""
    return run_shard(job, shard, _own_pool(job.timeout, job.memory))


def close_here() -> None:
    """Stop the pool that this process keeps for `run_here`; without one nothing happens."""
    while _OWN:
        _, pool = _OWN.popitem()
        pool.close()


def _own_pool(timeout: float, memory: int | None) -> Pool:
    key = (timeout, memory)
    if key not in _OWN:
        _OWN[key] = Pool(1, timeout, memory)
    return _OWN[key]


def _rows(
    results: Iterable[tuple[Item, Ended[bytes]]],
    states: Counter[str],
    failures: dict[str, str],
) -> Iterator[bytes]:
    for item, end in results:
        if end.value is not None and len(end.value) > LARGEST_ROW:
            end = Ended[bytes](None, "input", f"{item.source.name}：报告太长，结果无法存放")  # noqa: PLW2901
        states[end.state] += 1
        if end.value is None:
            failures[item.source.name] = end.failure
            yield line(failed(item.source, end.state, end.failure))
        else:
            yield end.value
