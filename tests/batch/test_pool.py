"""The pool: every item has exactly one end, in order, whatever happens to its process."""

from __future__ import annotations

import os
import time
from pathlib import Path

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
