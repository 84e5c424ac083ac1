"""Where shards run. An engine is a function `run(job, shards, workers, …)` that yields what is done.

Cutting into shards, parts and resume are the same code for all (`shard.py`, `run.py`); an engine
only finds a place for each shard and gives it a pool of one worker process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import Final, Protocol

from analyzer.batch.shard import Done, Job, Shard


class Run(Protocol):
    """Run every shard once and yield its `Done`, in any order.

    `address` is that of a running cluster, None to start one on this machine.
    """

    def __call__(
        self, job: Job, shards: Sequence[Shard], workers: int, address: str | None
    ) -> Iterator[Done]:
        """Run the shards of `job`."""
        ...


ENGINES: Final = {
    "local": "analyzer.batch.engines.local",
    "dask": "analyzer.batch.engines.dask_cluster",
    "ray": "analyzer.batch.engines.ray_cluster",
}


def engine(name: str) -> Run:
    """The engine of this name, imported only now."""
    run: Callable[..., Iterator[Done]] = import_module(ENGINES[name]).run
    return run
