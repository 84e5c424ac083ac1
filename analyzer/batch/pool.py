"""Worker processes in which a crash, a hang or a lack of memory costs one item and names it."""

from __future__ import annotations

import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any, Final, Generic, Literal, Self, TypeVar

from pebble import ProcessExpired, ProcessPool

from analyzer.errors import NianbaoError, UsageError
from analyzer.pipeline import analyze
from analyzer.profile import load

SECONDS_A_DOCUMENT: Final = 60.0
# A worker is replaced after this many documents, so that nothing it leaks can add up.
_DOCUMENTS_A_WORKER: Final = 1000
# As many documents are under way as keep the workers busy; the rest waits outside the pool.
_AHEAD: Final = 4
_READY: Final = "analyzer.batch.ready"
_MEGABYTE: Final = 1024 * 1024
# How often whoever waits for a call looks whether the pool still lives.
LOOK_SECONDS: Final = 1.0
# How often a call that an accident ended is begun again.
MORE_TRIES: Final = 2
# A pool that breaks so often in a row, without a call that ended, will not do better.
_MOST_BROKEN: Final = 3

# ok; the input is at fault; too slow; out of memory; the process died; a bug in us.
State = Literal["ok", "input", "timeout", "memory", "crash", "bug"]
T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Ended(Generic[R]):
    """How one call ended: its value, or None with the state and a Chinese sentence why.

    `accident`: what ended it may have nothing to do with the item (somebody killed the process, the
    clock was set forward), so that another try is due.
    """

    value: R | None
    state: State = "ok"
    failure: str = ""
    accident: bool = False


class Pool:
    """A pool of `workers` processes for one kind of call; a context manager.

    `timeout` is in seconds a call, `memory` in megabytes a process (address space; POSIX only).
    """

    def __init__(
        self, workers: int, timeout: float = SECONDS_A_DOCUMENT, memory: int | None = None
    ) -> None:
        self._ahead = workers * _AHEAD
        self._workers = workers
        self._timeout = timeout
        self._memory = memory
        self._begun: dict[Future[Any], float] = {}
        self._closed = False
        self._broken = 0
        self._pool = self._fresh()

    def _fresh(self) -> ProcessPool:
        return ProcessPool(
            max_workers=self._workers,
            max_tasks=_DOCUMENTS_A_WORKER,
            initializer=_limit_memory,
            initargs=[self._memory],
            context=_context(),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop the processes; whatever is under way is dropped."""
        self._closed = True
        self._stop()

    def _stop(self) -> None:
        # Whoever waits for them in another thread must wake up; stopping alone leaves them waiting.
        for future in tuple(self._begun):
            future.cancel()
        self._pool.stop()
        self._pool.join()

    @property
    def active(self) -> bool:
        """Whether calls under way can still end; pebble gives up once an idle process was killed."""
        return bool(self._pool.active)

    def map(self, call: Callable[[T], R], items: Iterable[T]) -> Iterator[tuple[T, Ended[R]]]:
        """Call for every item, in order; each comes back with exactly one end."""
        waiting: deque[tuple[T, Future[R]]] = deque()
        for item in items:
            waiting.append((item, self.submit(call, item)))
            if len(waiting) >= self._ahead:
                yield self._result(call, *waiting.popleft())
        while waiting:
            yield self._result(call, *waiting.popleft())

    def _result(self, call: Callable[[T], R], item: T, future: Future[R]) -> tuple[T, Ended[R]]:
        end = self.end(future)
        for _ in range(MORE_TRIES):
            if not end.accident:
                break
            end = self.end(self.submit(call, item))
        return item, end

    def submit(self, call: Callable[[T], R], item: T) -> Future[R]:
        """Begin a call; `end` tells how it ended. A pool that broke is made anew.

        Raises `UsageError` where its processes do not even start.
        """
        if not self.active and not self._closed:
            self._renew()
        future: Future[R] = self._pool.schedule(call, args=[item], timeout=self._timeout)
        self._begun[future] = time.monotonic()
        return future

    def _renew(self) -> None:
        self._stop()
        self._broken += 1
        if self._broken > _MOST_BROKEN:
            raise UsageError(
                "工作进程一启动就退出",
                remedy="请放宽内存上限；在脚本里调用时，入口要写在 if __name__ == '__main__': 之下",
            )
        self._pool = self._fresh()

    def end(self, future: Future[R]) -> Ended[R]:
        """Wait for a submitted call and tell how it ended."""
        while not future.done() and self.active:
            wait([future], LOOK_SECONDS)
        # A pool that broke tells most of its calls, not those that it had not yet begun.
        if wait([future], LOOK_SECONDS).not_done:
            future.cancel()
        taken = time.monotonic() - self._begun.pop(future)
        end = self._ended(future, taken)
        if not end.accident:
            self._broken = 0
        return end

    def _ended(self, future: Future[R], taken: float) -> Ended[R]:
        try:
            return Ended(future.result())
        except NianbaoError as error:
            return Ended(None, "input", str(error))
        except TimeoutError:
            told = f"超过 {self._timeout:g} 秒未完成，已中止"
            # Pebble goes by a clock that can be set.
            return Ended(None, "timeout", told, accident=taken < self._timeout)
        except MemoryError:
            limit = f" {self._memory} MB 的" if self._memory else ""
            return Ended(None, "memory", f"内存超过{limit}上限，已中止")
        except ProcessExpired as error:
            told = f"处理进程意外退出（代码 {error.exitcode}）"
            return Ended(None, "crash", told, accident=True)
        except (BrokenProcessPool, CancelledError):
            if self._closed:
                raise  # the run was stopped: nothing became of the item
            return Ended(None, "crash", "处理进程意外退出", accident=True)
        except Exception as error:  # noqa: BLE001  # a bug in us is recorded with its document; the others go on
            return Ended(None, "bug", f"程序内部错误：{type(error).__name__}：{error}")


def _context() -> BaseContext:
    """Workers are forked from one process that has everything loaded, where the system can."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([_READY])
    return context


def _limit_memory(megabytes: int | None) -> None:
    if megabytes is None or sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  # POSIX only

    limit = megabytes * _MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: the object of CONTRACT.md, or why there is none (in Chinese)."""

    source: str
    analysis: dict[str, Any] | None
    failure: str = ""


@dataclass(frozen=True, slots=True)
class _Analyse:
    profile: Path | None

    def __call__(self, source: str) -> dict[str, Any]:
        return analyze(source, profile=load(self.profile)).to_dict()


def analyze_corpus(
    sources: Iterable[Path | str],
    *,
    workers: int | None = None,
    timeout: float = SECONDS_A_DOCUMENT,
    memory: int | None = None,
    profile: Path | None = None,
) -> Iterator[Outcome]:
    """Analyse every source, in the order given; each yields exactly one outcome.

    `workers` defaults to the number of processors, `timeout` is in seconds a document, `memory` in
    megabytes a worker, `profile` is a profile file. Raises `DataError` for a bad profile before
    any work is done.
    """
    load(profile)
    with Pool(workers or os.cpu_count() or 1, timeout, memory) as pool:
        for source, end in pool.map(_Analyse(profile), map(str, sources)):
            yield Outcome(source, end.value, end.failure)
