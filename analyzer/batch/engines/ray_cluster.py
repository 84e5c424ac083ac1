"""Shards on a Ray cluster (extra `ray`): a running one by its address, else one made here.

A task is a shard; the Ray worker keeps a pool of one process, so that a crash costs a report and
not the worker. Source and output folders must be the same for all.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence

from analyzer.batch.engines.cluster import RETRIES, not_installed
from analyzer.batch.shard import Done, Job, Shard, run_here


def run(
    job: Job, shards: Sequence[Shard], workers: int, address: str | None = None
) -> Iterator[Done]:
    """Run the shards as tasks; a worker that dies loses nothing, its shard is begun again."""
    try:
        import ray  # noqa: PLC0415
    except ImportError:
        raise not_installed("Ray", "ray") from None
    ray.init(
        address=address,
        num_cpus=None if address else workers,
        include_dashboard=False,
        log_to_driver=False,
        logging_level=logging.ERROR,
    )
    try:
        remote = ray.remote(num_cpus=1, max_retries=RETRIES)(run_here)
        waiting = [remote.remote(shard, job) for shard in shards]
        while waiting:
            ready, waiting = ray.wait(waiting)
            yield from ray.get(ready)
    finally:
        ray.shutdown()
