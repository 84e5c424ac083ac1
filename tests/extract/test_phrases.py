"""Phrases made of pieces are those that writing them all out would give."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from analyzer.lexicon.phrases import Composed, Literals

PIECES = st.lists(
    st.lists(st.text(alphabet="主动撤回销", max_size=3), min_size=1, max_size=3),
    min_size=1,
    max_size=4,
)
TEXTS = st.text(alphabet="主动撤回销了", max_size=20)


@given(PIECES, TEXTS)
def test_composed_phrases_are_found_as_if_they_were_listed(
    pieces: list[list[str]], text: str
) -> None:
    head = ["撤回", "主动撤"]  # every phrase has two characters at least
    listed = {"".join(each) for each in product(head, *pieces)}
    composed = Composed([head, *pieces])
    assert composed.shortest == min(map(len, listed))
    alone = Literals([], [composed])
    assert all(alone.makers(each) == [composed] for each in listed)
    assert alone.makers(text) == ([composed] if text in listed else [])
    both = Literals(["动撤", "撤回了"], [composed])
    assert list(both.find(text)) == list(Literals(["动撤", "撤回了", *listed]).find(text))
