from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analyzer.label.classifier import Vocabulary
from analyzer.label.features import BESIDE, LONGEST, batch, canonical, gram_keys, grams

VOCABULARY = {
    "1": ["。", "公", "0", "^"],
    "2": ["公开", "0件", "^全"],
    "3": ["未收到", "开。$"],
    "4": ["主动公开", "习近平新"],
}
PIECES = [piece for length in sorted(VOCABULARY) for piece in VOCABULARY[length]]


def test_canonical_makes_one_shape_of_widths_quotes_spaces_and_numbers() -> None:
    assert canonical("公开 1 426 条，") == canonical("公开1,426条,") == "公开0条，"
    assert canonical("２０２４年“两微”") == canonical("2024年「两微」") == "0年“两微“"
    assert canonical("占17.46%") == "占0%"


def test_an_unknown_section_leaves_its_columns_empty() -> None:
    placed, unplaced = batch(["全年发布信息12条。"] * 2, ["problems", None]).beside
    assert placed.sum() - unplaced.sum() == 1
    assert placed[BESIDE.index("problems")] == 1


def test_keys_of_different_n_grams_differ() -> None:
    keys = np.concatenate([gram_keys(VOCABULARY[length]) for length in sorted(VOCABULARY)])
    assert len(set(keys.tolist())) == len(PIECES)


# Whatever a broken file may hold: lone surrogates, characters beyond 16 bits, controls.
ANY_TEXT = st.text(st.characters(codec=None, categories=None), max_size=60)
LIKELY_TEXT = st.text(st.sampled_from("主动公开未收到全年0件。^$习近平新"), max_size=40)


@given(st.lists(ANY_TEXT | LIKELY_TEXT, max_size=6))
def test_found_n_grams_are_those_a_plain_search_finds(texts: list[str]) -> None:
    written = [canonical(text) for text in texts]
    owners, columns = Vocabulary.of(VOCABULARY).find(grams(written))
    found = list(zip(owners.tolist(), columns.tolist(), strict=True))
    expected = [
        (row, column)
        for row, text in enumerate(written)
        for column, piece in enumerate(PIECES)
        if piece in f"^{text}$"
    ]
    assert found == expected
    assert max(map(len, PIECES)) == LONGEST
