"""A changed figure of a consistent report is noticed, and nothing else speaks up."""

from __future__ import annotations

import pytest

from analyzer.training.changed_figures import measure


def test_a_sample_of_changes() -> None:
    changes = measure(40)
    assert changes.share >= 0.95, changes.missed
    assert not changes.beside


@pytest.mark.slow
def test_a_thousand_changes() -> None:
    changes = measure(1000)
    assert changes.share >= 0.98, changes.missed
    assert not changes.beside
