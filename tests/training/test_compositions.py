"""Composed paragraphs are the same ever again, mark the numbers they say, and a bad file is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from analyzer.errors import DataError
from analyzer.training.compositions import load

CORPORA = Path(__file__).resolve().parents[2] / "corpora"


def test_the_same_number_composes_the_same_paragraph() -> None:
    first, again = load(CORPORA), load(CORPORA)
    for one, other in zip(first, again, strict=True):
        assert [one.compose(n) for n in range(20)] == [other.compose(n) for n in range(20)]


def test_claims_mark_their_numbers_and_no_number_stands_twice() -> None:
    for plan in load(CORPORA):
        composed = [item for n in range(40) if (item := plan.compose(n)) is not None]
        assert composed, plan.name
        for item in composed:
            assert [claim.span.of(item.text) for claim in item.claims] == [
                claim.quote for claim in item.claims
            ]
            targets = [claim.target for claim in item.claims if claim.target]
            assert len(set(targets)) == len(targets)
            spans = [claim.span.start for claim in item.claims]
            assert spans == sorted(spans)


def test_paragraphs_differ() -> None:
    for plan in load(CORPORA):
        texts = [item.text for n in range(60) if (item := plan.compose(n)) is not None]
        assert len(set(texts)) == len(texts)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("blocks.toml", "{all}", "{every}", "claims 里没有 every"),
        ("blocks.toml", 'words = "applicants"', 'words = "nobody"', "words.toml 里没有 nobody"),
        ("blocks.toml", "least = 400", "smallest = 400", "不认识的键 smallest"),
        ("blocks.toml", "requests.new_received.total", "requests.new.total", "requests.new.total"),
        ("plans.toml", '"新收"', '"收新"', "blocks.toml 里没有 收新"),
        ("plans.toml", "joints =", "joint =", "缺 joints"),
        ("plans.toml", "[[plan]]", "[[plans]]", "只应有 [[plan]] 各项"),
        ("words.toml", "[results]", "[results", "读不出"),
    ],
)
def test_a_bad_file_is_named(tmp_path: Path, file: str, old: str, new: str, said: str) -> None:
    shutil.copytree(CORPORA / "compositions", tmp_path / "compositions")
    path = tmp_path / "compositions" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(DataError) as caught:
        load(tmp_path)
    assert said in str(caught.value)
    assert file in str(caught.value)
