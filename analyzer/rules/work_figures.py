"""The figures of the overview that tell what was done, and what may have been missed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from analyzer.analysis import Facts
from analyzer.claim import Claim
from analyzer.lexicon.source import words
from analyzer.rules.figures import lead

_NUMBER: Final = re.compile(
    r"(?<![\d.,])\d[\d.,]*\s*[余多]?\s*(?![年月日号\d.,余多])[\u4e00-\u9fff%]"
)


def says_anything(facts: Facts) -> bool:
    """Whether the overview has sentences besides its title: an empty one is another rule's fault."""
    titles = {section.title_span for section in facts.sections}
    return any(sentence.span not in titles for sentence in facts.sentences_of("overview"))


def unread_numbers(facts: Facts, claims: list[Claim]) -> int:
    """Numbers with a unit in the overview that are no claims."""
    taken = {claim.quantity.number.start for claim in claims}
    return sum(
        match.start() not in taken
        for sentence in facts.sentences_of("overview")
        for match in _NUMBER.finditer(facts.text, sentence.span.start, sentence.span.end)
    )


def tells_of_the_work(facts: Facts, claim: Claim) -> bool:
    """Whether a claim tells of this agency's work: not of readers and followers, not of others."""
    if claim.scope in ("subordinate", "other") or claim.kind == "rank":
        return False
    before = lead(facts, claim)
    return not any(word in before for word in words("figures", "reach", "words"))


def distinct(claims: Iterable[Claim]) -> list[Claim]:
    """The claims without second tellings of the same number of published items."""
    units = words("figures", "information", "units")
    kept: list[Claim] = []
    items: list[Claim] = []
    for claim in claims:
        if claim.quantity.unit not in units:
            kept.append(claim)
        elif not any(_same(claim, other) for other in items):
            kept.append(claim)
            items.append(claim)
    return kept


def _same(one: Claim, other: Claim) -> bool:
    bounds = [(q.low, q.high) for q in (one.quantity, other.quantity)]
    (low, high), (low2, high2) = bounds
    if low is None or high is None or low2 is None or high2 is None:
        return False
    return low <= high2 and low2 <= high
