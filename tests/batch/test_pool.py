"""The pool: every item has exactly one end, in order, whatever happens to its process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from multiprocessing import active_children
from pathlib import Path
from random import Random

import pytest

from analyzer.batch.pool import Pool, analyze_corpus
from analyzer.errors import DataError, InputError

DOCUMENTS = Path(__file__).resolve().parents[1] / "documents"


def test_reports_and_bad_files_side_by_side(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    sources = [DOCUMENTS / "tabbed.txt", empty, tmp_path / "missing.docx", DOCUMENTS / "site.html"]
    outcomes = list(analyze_corpus(sources, workers=2))
    assert [outcome.source for outcome in outcomes] == [str(source) for source in sources]
    assert [outcome.analysis is not None for outcome in outcomes] == [True, False, False, True]
    assert "空" in outcomes[1].failure
    assert "不存在" in outcomes[2].failure


def misbehave(how: str) -> str:
    """What a report may do to its worker."""
    if how == "crash":
        os._exit(7)
    if how == "hang":
        time.sleep(60)
    if how == "memory":
        bytearray(1 << 40)
    if how == "input":
        raise InputError("坏文件")
    return str(1 // len(how))


def test_every_end_of_a_worker_is_told_and_the_others_go_on() -> None:
    items = ["fine", "crash", "fine", "hang", "fine", "memory", "input", "", "fine"]
    with Pool(1, timeout=10, memory=4096) as pool:
        ends = [(item, end.state, end.failure) for item, end in pool.map(misbehave, items)]
    assert [item for item, _, _ in ends] == items
    told = {item: (state, failure) for item, state, failure in ends}
    assert told["fine"] == ("ok", "")
    assert told["crash"][0] == "crash"
    assert "代码 7" in told["crash"][1]
    assert told["hang"] == ("timeout", "超过 10 秒未完成，已中止")
    assert told["memory"] == ("memory", "内存超过 4096 MB 的上限，已中止")
    assert told["input"] == ("input", "坏文件")
    assert told[""][0] == "bug"
    assert "ZeroDivisionError" in told[""][1]


def test_a_bad_profile_stops_before_work(tmp_path: Path) -> None:
    profile = tmp_path / "profile.toml"
    profile.write_text("nonsense = 1\n", encoding="utf-8")
    with pytest.raises(DataError, match="nonsense"):
        list(analyze_corpus([DOCUMENTS / "tabbed.txt"], profile=profile))


def die_the_first_time(mark: str) -> str:
    """Kill the process unless the file `mark` says that it was killed before."""
    if mark and not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return mark


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_an_item_whose_process_was_killed_has_another_try(tmp_path: Path) -> None:
    items = ["", str(tmp_path / "one"), "", str(tmp_path / "other"), ""]
    with Pool(1) as pool:
        assert [(item, end.value) for item, end in pool.map(die_the_first_time, items)] == [
            (item, item) for item in items
        ]


def own_process(_: object) -> int:
    return os.getpid()


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_a_pool_whose_idle_process_was_killed_is_made_anew() -> None:
    with Pool(1) as pool:
        first = pool.end(pool.submit(own_process, None)).value
        assert first is not None
        os.kill(first, signal.SIGKILL)
        end = time.monotonic() + 30
        while pool.active and time.monotonic() < end:
            time.sleep(0.05)
        ends = [end for _, end in pool.map(own_process, range(6))]
        assert {end.state for end in ends} == {"ok"}
        assert first not in {end.value for end in ends}


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_processes_killed_at_random_moments_lose_nothing() -> None:
    random = Random(9)  # noqa: S311  # moments, not secrets
    told, killed = [], 0
    with Pool(1) as pool:
        for item, end in pool.map(slowly, range(40)):
            told.append((item, end.value))
            if item % 12 == 5:
                time.sleep(random.random() / 20)
                for worker in active_children():
                    worker.kill()
                    killed += 1
    assert killed >= 2
    assert told == [(item, item) for item in range(40)], "each exactly once, in order"


UNGUARDED = """
from analyzer.batch.pool import analyze_corpus
print([outcome.failure for outcome in analyze_corpus(["a.txt"] * 4, workers=1)])
"""


def test_processes_that_do_not_start_are_told(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(UNGUARDED, encoding="utf-8")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, check=False)
    assert done.returncode
    assert "__name__" in done.stderr.decode("utf-8")


def slowly(item: int) -> int:
    time.sleep(0.02)
    return item


def test_a_clock_set_forward_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with Pool(1, timeout=20) as pool:
        assert pool.end(pool.submit(slowly, 1)).value == 1
        clock, jumped = time.time, time.monotonic() + 0.3
        monkeypatch.setattr(time, "time", lambda: clock() + 1e6 * (time.monotonic() > jumped))
        ((_, end),) = pool.map(long, [1])
    assert (end.state, end.value) == ("ok", 1)


def long(item: int) -> int:
    time.sleep(1)
    return item
