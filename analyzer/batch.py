"""Many reports: a pool of workers in which a crash or a hang costs one document and names it."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

from pebble import ProcessExpired, ProcessPool

from analyzer.errors import NianbaoError
from analyzer.pipeline import analyze
from analyzer.profile import load

SECONDS_A_DOCUMENT: Final = 60.0
# A worker is replaced after this many documents, so that nothing it leaks can add up.
_DOCUMENTS_A_WORKER: Final = 500
# As many documents are under way as keep the workers busy; the rest waits outside the pool.
_AHEAD: Final = 4


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: the object of CONTRACT.md, or why there is none (in Chinese)."""

    source: str
    analysis: dict[str, Any] | None
    failure: str = ""


def analyze_corpus(
    sources: Iterable[Path | str],
    *,
    workers: int | None = None,
    timeout: float = SECONDS_A_DOCUMENT,
    profile: Path | None = None,
) -> Iterator[Outcome]:
    """Analyse every source, in the order given; each yields exactly one outcome.

    `workers` defaults to the number of processors, `timeout` is in seconds a document, `profile`
    is a profile file. Raises `DataError` for a bad profile before any work is done.
    """
    load(profile)
    count = workers or os.cpu_count() or 1
    waiting: deque[tuple[str, Future[dict[str, Any]]]] = deque()
    with ProcessPool(
        max_workers=count, max_tasks=_DOCUMENTS_A_WORKER, context=get_context("spawn")
    ) as pool:
        for source in sources:
            future = pool.schedule(_analysis, args=[str(source), profile], timeout=timeout)
            waiting.append((str(source), future))
            if len(waiting) >= count * _AHEAD:
                yield _outcome(*waiting.popleft(), timeout)
        while waiting:
            yield _outcome(*waiting.popleft(), timeout)


def _analysis(source: str, profile: Path | None) -> dict[str, Any]:
    return analyze(source, profile=load(profile)).to_dict()


def _outcome(source: str, future: Future[dict[str, Any]], timeout: float) -> Outcome:
    try:
        return Outcome(source, future.result())
    except NianbaoError as error:
        return Outcome(source, None, str(error))
    except TimeoutError:
        return Outcome(source, None, f"超过 {timeout:g} 秒未完成，已中止")
    except ProcessExpired as error:
        return Outcome(source, None, f"处理进程意外退出（代码 {error.exitcode}）")
    except Exception as error:  # noqa: BLE001  # a bug in us is recorded with its document; the others go on
        return Outcome(source, None, f"程序内部错误：{type(error).__name__}：{error}")
