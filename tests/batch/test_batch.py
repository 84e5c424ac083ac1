"""The pool: every source has exactly one outcome, in order, whatever happens to its worker."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from pebble import ProcessExpired

from analyzer import batch
from analyzer.errors import DataError

DOCUMENTS = Path(__file__).resolve().parents[1] / "documents"


def test_reports_and_bad_files_side_by_side(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    sources = [DOCUMENTS / "tabbed.txt", empty, tmp_path / "missing.docx", DOCUMENTS / "site.html"]
    outcomes = list(batch.analyze_corpus(sources, workers=2))
    assert [outcome.source for outcome in outcomes] == [str(source) for source in sources]
    assert [outcome.analysis is not None for outcome in outcomes] == [True, False, False, True]
    assert "空" in outcomes[1].failure
    assert "不存在" in outcomes[2].failure


def _failed(raised: Callable[[], BaseException]) -> Future[dict[str, Any]]:
    future: Future[dict[str, Any]] = Future()
    future.set_exception(raised())
    return future


@pytest.mark.parametrize(
    ("raised", "said"),
    [
        (TimeoutError, "超过 5 秒"),
        (lambda: ProcessExpired("killed", code=-9), "意外退出"),
        (lambda: ZeroDivisionError("x"), "内部错误"),
    ],
)
def test_every_end_of_a_worker_is_told(raised: Callable[[], BaseException], said: str) -> None:
    outcome = batch._outcome("a.txt", _failed(raised), 5)
    assert outcome.analysis is None
    assert said in outcome.failure


def test_a_bad_profile_stops_before_work(tmp_path: Path) -> None:
    profile = tmp_path / "profile.toml"
    profile.write_text("nonsense = 1\n", encoding="utf-8")
    with pytest.raises(DataError, match="nonsense"):
        list(batch.analyze_corpus([DOCUMENTS / "tabbed.txt"], profile=profile))
