"""Every hostile file of the register is answered: read, or one message with a remedy, within limits."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator

import pytest

from analyzer.batch.pool import Pool
from tests.security.hostile_answers import MEGABYTES, SECONDS, answer_to
from tests.security.hostile_files import FILES, Hostile


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(1, SECONDS) as opened:
        yield opened


@pytest.mark.parametrize("hostile", FILES, ids=lambda hostile: hostile.name)
def test_answer(pool: Pool, hostile: Hostile) -> None:
    end = pool.end(pool.submit(answer_to, FILES.index(hostile)))
    assert end.value is not None, end.failure
    assert end.value.read is hostile.read, end.value.said
    assert end.value.seconds < 10
    assert end.value.peak < MEGABYTES or sys.platform != "linux"
    assert "root:" not in end.value.said, "no file of this machine is in it"
    if not hostile.read:
        assert end.value.said.startswith(hostile.name)
        assert end.value.said.count("\n") == 0


def test_names_are_their_own() -> None:
    assert max(Counter(hostile.name for hostile in FILES).values()) == 1
