"""The figures of the prose in their sentences: what stands before them and how to quote them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from typing import Final

from analyzer.analysis import Facts, number
from analyzer.claim import CheckedClaim, Claim
from analyzer.rules.once import once

_CLAUSE: Final = re.compile(r"[，。；：、,;:！？!?（）()\n]")
_PART: Final = re.compile(r"[，。；：;:！？!?\n]")
_THOUGHT: Final = re.compile(r"[。；;！？!?\n]")
_LONGEST_QUOTE: Final = 40


def by_sentence(facts: Facts) -> Iterator[tuple[int, list[CheckedClaim]]]:
    """The checked claims of each sentence that has any, with the index of the sentence."""
    for index, group in groupby(facts.claims, key=lambda checked: checked.claim.sentence):
        yield index, list(group)


def sections_of(facts: Facts) -> Mapping[int, str]:
    """The section key of every sentence by its index."""
    return {index: sentence.section for index, sentence in enumerate(facts.sentences)}


def _start(facts: Facts, claim: Claim, boundary: re.Pattern[str]) -> int:
    start = facts.sentences[claim.sentence].span.start
    for match in boundary.finditer(facts.text, start, claim.span.start):
        start = match.end()
    return start


def lead(facts: Facts, claim: Claim) -> str:
    """The words between the last comma, 、 or bracket and the claim."""
    return _leads(facts)[claim.id]


def thought(facts: Facts, claim: Claim) -> str:
    """Everything from the last full stop or semicolon to the end of the claim."""
    return _thoughts(facts)[claim.id]


@once
def _leads(facts: Facts) -> Mapping[str, str]:
    claims = (checked.claim for checked in facts.claims)
    return {c.id: facts.text[_start(facts, c, _CLAUSE) : c.span.start] for c in claims}


@once
def _thoughts(facts: Facts) -> Mapping[str, str]:
    claims = (checked.claim for checked in facts.claims)
    return {c.id: facts.text[_start(facts, c, _THOUGHT) : c.span.end] for c in claims}


def behind(facts: Facts, claim: Claim, length: int) -> str:
    """At most `length` characters behind the claim, inside its sentence."""
    end = min(claim.span.end + length, facts.sentences[claim.sentence].span.end)
    return facts.text[claim.span.end : end]


def quoted(facts: Facts, claim: Claim) -> str:
    """The claim with the words it hangs on, short enough for a message."""
    start = max(_start(facts, claim, _PART), claim.span.end - _LONGEST_QUOTE)
    return facts.text[start : claim.span.end].strip()


def said(value: Decimal, unit: str) -> str:
    """A number with its unit behind a thin gap, as Chinese official prose prints it."""
    return f"{number(value)} {unit}".rstrip()
