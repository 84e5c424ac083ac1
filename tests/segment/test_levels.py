"""The level that the name of an agency tells, over the many kinds of names there are."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from analyzer.ingest.agency import level_of

LEVELS = tomllib.loads((Path(__file__).parent / "levels.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("name", "level"),
    [(name, level) for level, entry in LEVELS.items() for name in entry["names"]],
)
def test_level(name: str, level: str) -> None:
    assert (level_of(name) or "") == level
