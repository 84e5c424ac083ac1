"""Two reports side by side: which sentences of one stand in the other, in what passages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from analyzer.analysis import Facts
from analyzer.likeness.sentences import Comparable, comparable
from analyzer.resemblance import Passage, Resemblance

# Below this two sentences are only about the same matter (rapidfuzz ratio, 0…100).
_ALIKE: Final = 80.0
_HUNDRED: Final = 100.0


def compare(one: Facts, other: Facts) -> Resemblance:
    """How much of `one` stands in `other`; passages refer to the texts of both."""
    return aligned(comparable(one), comparable(other), other)


def aligned(one: Sequence[Comparable], other: Sequence[Comparable], source: Facts) -> Resemblance:
    """The resemblance of sentences already prepared; `source` names the report of `other`."""
    texts = [sentence.words for sentence in other]
    exact = {text: at for at, text in reversed(list(enumerate(texts)))}
    passages: list[Passage] = []
    copied = 0.0
    last = -2
    for index, sentence in enumerate(one):
        found = _best(sentence.words, texts, exact)
        if found is None:
            continue
        at, likeness = found
        copied += likeness * len(sentence.words)
        if passages and last == index - 1 and passages[-1].other.end <= other[at].span.start:
            passages[-1] = _joined(passages[-1], sentence, other[at], likeness)
        else:
            passages.append(Passage(sentence.span, other[at].span, likeness))
        last = index
    whole = sum(len(sentence.words) for sentence in one)
    document = source.document
    return Resemblance(
        document.source,
        document.agency,
        document.year,
        copied / whole if whole else 0.0,
        whole,
        tuple(passages),
    )


def likeness(one: str, other: str) -> float:
    """How alike two sentences are in their characters and their order, 0…1."""
    from rapidfuzz import fuzz  # noqa: PLC0415 # its import costs a third of an audit's cold start

    return fuzz.ratio(one, other) / _HUNDRED


def _best(words: str, texts: list[str], exact: dict[str, int]) -> tuple[int, float] | None:
    at = exact.get(words)
    if at is not None:
        return at, 1.0
    from rapidfuzz import fuzz, process  # noqa: PLC0415 # as above

    found = process.extractOne(words, texts, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return (found[2], found[1] / _HUNDRED) if found is not None else None


def _joined(passage: Passage, one: Comparable, other: Comparable, likeness: float) -> Passage:
    """The passage with one more sentence: as like as its least like sentence."""
    return Passage(
        passage.span._replace(end=one.span.end),
        passage.other._replace(end=other.span.end),
        min(passage.likeness, likeness),
    )
