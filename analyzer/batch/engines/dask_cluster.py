"""Shards on a Dask cluster (extra `cluster`): a running one by its address, else one made here.

A task is a shard; the Dask worker keeps a pool of one process, so that a crash costs a report and
not the worker. Workers of a running cluster must be allowed children: start them with
`DASK_DISTRIBUTED__WORKER__DAEMON=False`. Source and output folders must be the same for all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack

from analyzer.batch.engines.cluster import RETRIES, not_installed
from analyzer.batch.shard import Done, Job, Shard, close_here, run_here


def run(
    job: Job, shards: Sequence[Shard], workers: int, address: str | None = None
) -> Iterator[Done]:
    """Run the shards as tasks; a worker that dies loses nothing, its shard is begun again."""
    try:
        import dask  # noqa: PLC0415
        from distributed import Client, LocalCluster, as_completed  # noqa: PLC0415
    except ImportError:
        raise not_installed("Dask", "cluster") from None
    with ExitStack() as stack:
        stack.enter_context(
            dask.config.set(
                {
                    "distributed.worker.daemon": False,
                    "distributed.scheduler.allowed-failures": RETRIES,
                }
            )
        )
        if address is None:
            cluster = LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                processes=True,
                dashboard_address=None,
                host="127.0.0.1",
            )
            address = stack.enter_context(cluster).scheduler_address
        client = stack.enter_context(Client(address))
        tasks = client.map(run_here, shards, job=job, pure=False, retries=RETRIES)
        for task in as_completed(tasks):
            yield task.result()
            task.release()
        client.run(close_here)
