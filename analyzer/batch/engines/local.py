"""Shards on this machine: as many at a time as there are workers, each with its own process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from queue import SimpleQueue

from analyzer.batch.pool import Pool
from analyzer.batch.shard import Done, Job, Shard, run_shard
from analyzer.errors import UsageError


def run(
    job: Job, shards: Sequence[Shard], workers: int, address: str | None = None
) -> Iterator[Done]:
    """Run the shards in threads of this process; the work is done in worker processes."""
    if address is not None:
        raise UsageError("--cluster 只能和 --engine dask 或 ray 同用", remedy="请去掉 --cluster")
    with ExitStack() as stack:
        # Left in the opposite order: nothing new begins, the pools stop, the threads end.
        threads = stack.enter_context(ThreadPoolExecutor(workers))
        free: SimpleQueue[Pool] = SimpleQueue()
        for _ in range(min(workers, len(shards))):
            free.put(stack.enter_context(Pool(1, job.timeout, job.memory)))

        def one(shard: Shard) -> Done:
            pool = free.get()
            try:
                return run_shard(job, shard, pool)
            finally:
                free.put(pool)

        stack.callback(threads.shutdown, wait=False, cancel_futures=True)
        for done in as_completed([threads.submit(one, shard) for shard in shards]):
            yield done.result()
