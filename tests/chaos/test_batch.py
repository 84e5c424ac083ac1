"""A batch while its processes are killed and its inputs change: nothing lost, nothing twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from multiprocessing import active_children
from pathlib import Path
from random import Random
from typing import Any

import pytest

from analyzer.batch.run import Progress, Settings, run
from analyzer.batch.sources import sources
from analyzer.batch.store import database
from analyzer.errors import UsageError
from analyzer.profile import load
from tests.fuzz.seeds import files

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals and permissions")
ROOT = Path(__file__).resolve().parents[2]
KINDS = ("txt", "html", "docx", "xlsx", "pdf")
BATCH = "from analyzer.cli import main; main()"


@pytest.fixture
def settings() -> Settings:
    return Settings(load(), workers=2, timeout=60)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for kind in KINDS:
        for number, content in enumerate(files(kind)[:2]):
            (folder / f"{number}.{kind}").write_bytes(content)
    return folder


def rows(out: Path, sql: str) -> list[Any]:
    with database(out) as connection:
        return connection.execute(sql).fetchall()


def everything(out: Path) -> list[Any]:
    """What the store says of every report; the same for every run over the same files."""
    return rows(out, "SELECT source, sha256, total FROM documents ORDER BY source")


@pytest.mark.slow
def test_workers_killed_during_a_run(tmp_path: Path, reports: Path, settings: Settings) -> None:
    killed = 0

    def kill_all(_: Progress) -> None:
        nonlocal killed
        if killed < 4:
            for worker in active_children():
                worker.kill()
                killed += 1

    whole = tmp_path / "whole"
    run(sources([str(reports)]), whole, settings)
    out = tmp_path / "out"
    summary = run(sources([str(reports)]), out, settings, kill_all)
    assert killed >= 2
    count = len(list(reports.iterdir()))
    assert sum(summary.states.values()) == count, "each has one end"
    run(sources([str(reports)]), out, replace(settings, resume=True))
    assert everything(out) == everything(whole)


@pytest.mark.slow
def test_workers_end_with_their_killed_parent(tmp_path: Path, reports: Path) -> None:
    psutil = pytest.importorskip("psutil")
    out = tmp_path / "out"
    command = [sys.executable, "-c", BATCH, "batch", str(reports), "-o", str(out), "--quiet"]
    head = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    wait_for(lambda: len(psutil.Process(head.pid).children(recursive=True)) > 2)
    workers = psutil.Process(head.pid).children(recursive=True)
    head.kill()
    head.wait()
    wait_for(lambda: not any(each.is_running() for each in workers))
    assert subprocess.run([*command, "--resume"], cwd=ROOT, check=False).returncode == 0
    count = len(list(reports.iterdir()))
    assert rows(out, "SELECT count(*), count(DISTINCT source) FROM documents") == [(count, count)]


def wait_for(what: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not what():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.slow
def test_inputs_cut_replaced_and_deleted_while_they_are_read(
    tmp_path: Path, reports: Path, settings: Settings
) -> None:
    contents = {path: path.read_bytes() for path in sorted(reports.iterdir())}
    done = threading.Event()

    def spoil() -> None:
        random = Random(20261126)  # noqa: S311  # moments, not secrets
        while not done.wait(0.01):
            path = random.choice(list(contents))
            whole = contents[path]
            change = random.choice(("cut", "replaced", "deleted", "grown"))
            if change == "cut":
                path.write_bytes(whole[: random.randrange(len(whole))])
            elif change == "replaced":
                path.write_bytes(random.choice(list(contents.values())))
            elif change == "grown":
                path.write_bytes(whole * 2)
            else:
                path.unlink(missing_ok=True)

    found = sources([str(reports)])
    spoiler = threading.Thread(target=spoil)
    spoiler.start()
    try:
        summary = run(found, tmp_path / "out", settings)
    finally:
        done.set()
        spoiler.join()
    assert set(summary.states) <= {"ok", "input"}, summary.failures
    assert sum(summary.states.values()) == len(contents)
    told = rows(
        tmp_path / "out", "SELECT source FROM documents UNION ALL SELECT source FROM failures"
    )
    assert sorted(source for (source,) in told) == sorted(map(str, contents))
    for path, content in contents.items():
        path.write_bytes(content)
    run(found, tmp_path / "out", replace(settings, resume=True))
    run(found, tmp_path / "fresh", settings)
    assert everything(tmp_path / "out") == everything(tmp_path / "fresh")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_an_output_folder_that_is_read_only(
    tmp_path: Path, reports: Path, settings: Settings
) -> None:
    out = tmp_path / "out"
    out.mkdir(mode=0o500)
    with pytest.raises(UsageError, match="结果无法写入"):
        run(sources([str(reports)]), out, settings)


def test_a_store_that_is_being_read_is_made_anew(
    tmp_path: Path, reports: Path, settings: Settings
) -> None:
    """Whoever has the store open keeps what was there; the new one is there for the next."""
    out = tmp_path / "out"
    (one, *others) = sorted(reports.iterdir())
    run(sources([str(one)]), out, settings)
    with database(out) as reader, database(out) as another:
        run(sources([str(one), str(others[0])]), out, replace(settings, resume=True))
        for each in (reader, another):
            assert each.execute("SELECT count(*) FROM documents").fetchall() == [(1,)]
    assert rows(out, "SELECT count(*) FROM documents") == [(2,)]


def test_a_second_run_into_the_same_folder_is_refused(tmp_path: Path, reports: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-c", BATCH, "batch", str(reports), "-o", str(out), "--quiet"]
    first = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    wait_for((out / "parts").exists)
    second = subprocess.run([*command, "--resume"], cwd=ROOT, capture_output=True, check=False)
    assert second.returncode == 2
    told = second.stderr.decode("utf-8")
    assert "另一个任务正在写" in told
    assert "Traceback" not in told
    first.send_signal(signal.SIGINT)
    assert first.wait(60) in (0, 130)
