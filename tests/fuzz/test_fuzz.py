"""A sample of the fuzzer's cases, and every case that ever crashed, made small (`cases/`).

The whole run is `python -m tests.fuzz.measure`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.training.printers.programs import office
from tests.fuzz import trial
from tests.fuzz.seeds import OFFICE

CASES = sorted((Path(__file__).parent / "cases").iterdir())
SAMPLE = {
    trial.TEXT: 300,
    "txt": 20,
    "md": 16,
    "html": 20,
    "docx": 10,
    "xlsx": 8,
    "mht": 6,
    "zip": 6,
    "pdf": 8,
}
# Numbers of their own, so that the suite tries what the long run does not begin with.
FIRST = 1_000_000


@pytest.fixture(autouse=True)
def _any_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other tests of the same process held memory, too: the long run watches the peak."""
    monkeypatch.setattr(trial, "peak", lambda: 0)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_what_crashed_once(path: Path) -> None:
    kind, data = path.suffix[1:], path.read_bytes()
    for number in (0, 1, 4, 8, 16, 24, 32):  # the dear outputs among them
        assert trial.check(kind, data, number), "it is read, not only refused"


@pytest.mark.parametrize("kind", SAMPLE)
def test_sample(kind: str) -> None:
    for number in range(FIRST, FIRST + SAMPLE[kind]):
        trial.check(kind, trial.case_of(kind, number), number)


@pytest.mark.slow
@pytest.mark.skipif(office() is None, reason="LibreOffice makes the seeds")
@pytest.mark.parametrize("kind", OFFICE)
def test_sample_of_old_formats(kind: str) -> None:
    for number in range(FIRST, FIRST + 3):
        trial.check(kind, trial.case_of(kind, number), number)


def test_a_case_follows_from_its_kind_and_number() -> None:
    for kind in ("html", trial.TEXT):
        cases = [trial.case_of(kind, number) for number in range(40)]
        assert cases == [trial.case_of(kind, number) for number in range(40)]
        assert len(set(cases)) > 35
