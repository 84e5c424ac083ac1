"""What does not change what a sentence says: who reports, and the set phrases around it."""

from __future__ import annotations

import tomllib
from itertools import product
from pathlib import Path

import pytest

from analyzer.pipeline import read_text

_CASES = tomllib.loads(Path(__file__).with_name("unchanged.toml").read_text("utf-8"))
_US = "我局"
_SURE = 0.85  # what contradicts is asserted from here


def _read(text: str) -> list[tuple[str, str | None]]:
    found = read_text(text, "overview", 2023)[1]
    return [(each.claim.text, each.links[0].target if each.links else None) for each in found]


@pytest.mark.parametrize("sentence", _CASES["agency_sentences"])
def test_the_name_of_the_agency_changes_nothing(sentence: str) -> None:
    told = _read(sentence.format(_US))
    assert all(target for _, target in told)
    changed = {
        name: said for name in _CASES["agencies"] if (said := _read(sentence.format(name))) != told
    }
    assert not changed


@pytest.mark.parametrize("sentence", _CASES["plain_zeros"])
def test_how_sure_a_plain_zero_is_does_not_depend_on_who_reports(sentence: str) -> None:
    def trusted(name: str) -> list[tuple[str, float]]:
        found = read_text(sentence.format(name), "overview", 2024)[1]
        return [(each.claim.text, each.claim.probability) for each in found if each.links]

    told = trusted(_US)
    first, *others = [trusted(name) for name in _CASES["reporters"]]
    assert all(said == first for said in others)
    assert [text for text, _ in first] == [text for text, _ in told]
    assert all(chance > _SURE for _, chance in first)


@pytest.mark.parametrize("sentence", _CASES["rhetoric_sentences"])
def test_set_phrases_change_nothing(sentence: str) -> None:
    told = _read(f"{sentence}。")
    assert all(target for _, target in told)
    frames = ("{0}，{1}。", "{1}，{0}。", "{1}。{0}。", "{0}。{1}。")
    texts = [frame.format(sentence, words) for frame, words in product(frames, _CASES["rhetoric"])]
    # 答复文书全部经过审查 is a statement of its own
    changed = {text: said for text in texts if not set(told) <= set(said := _read(text))}
    assert not changed
