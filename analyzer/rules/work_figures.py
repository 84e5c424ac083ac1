"""The figures of the overview that tell what was done, and what may have been missed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from decimal import Decimal
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
    taken: list[tuple[Decimal, Decimal]] = []  # the bounds of those kept: apart, and in order
    for claim in claims:
        low, high = claim.quantity.low, claim.quantity.high
        if claim.quantity.unit in units and low is not None and high is not None:
            at = bisect_right(taken, high, key=lambda bounds: bounds[0])
            if at and low <= taken[at - 1][1]:
                continue
            taken.insert(at, (low, high))
        kept.append(claim)
    return kept
