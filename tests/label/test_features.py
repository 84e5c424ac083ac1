from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analyzer.label.classifier import Vocabulary
from analyzer.label.features import LONGEST, canonical

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


# Whatever a broken file may hold: lone surrogates, characters beyond 16 bits, controls.
ANY_TEXT = st.text(st.characters(codec=None, categories=None), max_size=60)
LIKELY_TEXT = st.text(st.sampled_from("主动公开未收到全年0件。^$习近平新"), max_size=40)


@given(ANY_TEXT | LIKELY_TEXT)
def test_found_n_grams_are_those_a_plain_search_finds(text: str) -> None:
    found = Vocabulary.of(VOCABULARY).find(text)
    written = f"^{canonical(text)}$"
    assert sorted(found) == [row for row, piece in enumerate(PIECES) if piece in written]
    assert max(map(len, PIECES)) == LONGEST
