"""Soak of `nianbao batch`: run, resume and judge again, in one process, over mixed formats."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final, get_args

import psutil

from analyzer.batch.run import Settings, run
from analyzer.batch.sources import sources
from analyzer.batch.store import database
from analyzer.document import AgencyLevel
from analyzer.profile import load
from analyzer.training.generate.compose import report
from analyzer.training.printers import FORMATS, write
from analyzer.training.printers.layout import drawn
from tests.benchmarks.soak import SHARE, Soaked, processor, watched

REPORTS: Final = 240
# So many reports change between two runs.
_CHANGED: Final = 12
BAD: Final = {
    "空.txt": b"",
    "乱.pdf": b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <</Root 1 0 R>>\n",
    "假.docx": b"PK\x03\x04" + bytes(200),
    "字节.html": bytes(range(256)) * 8,
    "别的.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
}


def work(end: float, soaked: Soaked) -> None:
    """Rounds of a fresh run, a run with changed reports, and a judgement again, until `end`."""
    place = Path(tempfile.mkdtemp(prefix="nianbao-soak-"))
    try:
        reports = place / "reports"
        reports.mkdir()
        for number in range(REPORTS):
            _print(reports, number, seed=number)
        for name, content in BAD.items():
            (reports / name).write_bytes(content)
        with watched(psutil.Process(), soaked):
            while time.monotonic() < end:
                _round(reports, place / "out", end, soaked)
                soaked.count("轮")
    finally:
        shutil.rmtree(place)


def _round(reports: Path, out: Path, end: float, soaked: Soaked) -> None:
    shutil.rmtree(out, ignore_errors=True)
    settings = Settings(load(), workers=2)
    round_ = soaked.done.get("轮", 0)
    changed = [(round_ * _CHANGED + each) % REPORTS for each in range(_CHANGED)]
    stages: list[tuple[str, Settings, Callable[[], None]]] = [
        ("新跑", settings, lambda: None),
        ("改后续跑", replace(settings, resume=True), lambda: _change(reports, changed, round_)),
        ("重新判断", replace(settings, rejudge=True), lambda: None),
        ("查雷同、配上年", replace(settings, resume=True, copied=True, previous_by_agency=True), lambda: None),
    ]  # fmt: skip
    for name, chosen, before in stages:
        if time.monotonic() > end:
            return
        before()
        with _modest():
            summary = run(sources([str(reports)]), out, chosen)
        soaked.count(name)
        soaked.count("份次", sum(summary.states.values()))
        _check(out, name, soaked)


def _check(out: Path, stage: str, soaked: Soaked) -> None:
    """Every report exactly once, every bad file told, nothing half written left."""
    with database(out) as connection:
        sql = "SELECT count(*), count(DISTINCT source) FROM documents"
        (good,) = connection.execute(sql).fetchall()
        sql = "SELECT count(*), count(DISTINCT source) FROM failures WHERE state = 'input'"
        (bad,) = connection.execute(sql).fetchall()
    if good != (REPORTS, REPORTS) or bad != (len(BAD), len(BAD)):
        soaked.wrong.append(f"{stage}：读出 {good}，拒绝 {bad}")
    if left := [path.name for path in out.rglob("*.part")]:
        soaked.wrong.append(f"{stage}：留下 {left[0]}")


def _change(reports: Path, numbers: list[int], round_: int) -> None:
    for number in numbers:
        _print(reports, number, seed=number + REPORTS * (round_ + 1))


def _print(reports: Path, number: int, seed: int) -> None:
    levels = get_args(AgencyLevel)
    level, extension = levels[seed % len(levels)], FORMATS[number % len(FORMATS)]
    manuscript = report(seed, level, 2024, with_previous=False).manuscript
    content = write(manuscript, drawn(seed), extension)
    (reports / f"{number:04}.{extension}").write_bytes(content)


@contextmanager
def _modest() -> Iterator[None]:
    """Rest after the block until it took no more than `SHARE` of a processor on average."""
    head = psutil.Process()
    begin, used = time.monotonic(), processor(head)
    yield
    time.sleep(max(0.0, (processor(head) - used) / SHARE - (time.monotonic() - begin)))
