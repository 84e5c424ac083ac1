"""The claims of an annotated item beside what is found in its text, and whether they agree."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from analyzer.claim import CheckedClaim
from analyzer.document import Cell, Span
from analyzer.formula import parse
from analyzer.pipeline import read_text
from analyzer.training.claim_corpus import GoldClaim, GoldItem
from analyzer.verify import verify


@dataclass(frozen=True, slots=True)
class Pair:
    """What the gold has and what was found at one place of an item; either may be missing."""

    item: GoldItem
    gold: GoldClaim | None
    found: CheckedClaim | None


def compare(item: GoldItem) -> list[Pair]:
    """The claims of an item beside what is found in its text."""
    return beside(item, read_text(item.text, item.section, item.year)[1])


def beside(item: GoldItem, found: Sequence[CheckedClaim]) -> list[Pair]:
    """The claims of an item beside those `found`, each with the one it overlaps most."""
    left = list(found)
    pairs = []
    for gold in item.claims:
        near = [each for each in left if _overlap(each.claim.span, gold.span)]
        match = max(near, key=lambda each: _overlap(each.claim.span, gold.span), default=None)
        if match is not None:
            left.remove(match)
        pairs.append(Pair(item, gold, match))
    return [*pairs, *(Pair(item, None, each) for each in left)]


def same_reading(pair: Pair) -> bool:
    """Whether value and unit were read as annotated."""
    gold, found = pair.gold, pair.found
    if gold is None or found is None:
        return False
    quantity = found.claim.quantity
    return gold.is_value(quantity.value) and quantity.unit == gold.unit


def is_right_link(pair: Pair) -> bool:
    """Whether the first formula of what was found is one that the gold allows."""
    if pair.gold is None or pair.found is None or not pair.found.links:
        return False
    said = _meaning(pair.found.links[0].target)
    return any(said == _meaning(target) for target in pair.gold.allowed)


def verdict_of(pair: Pair) -> str | None:
    """The outcome against the cells of the item; None where no claim was found."""
    if pair.found is None:
        return None
    cells = {ref: Cell(ref, value, str(value), "number") for ref, value in pair.item.cells.items()}
    return verify(pair.found.claim, pair.found.links, cells.get, tables_read=True).outcome


def is_figure(found: CheckedClaim) -> bool:
    """Whether what was found beside the gold is a number, not a statement in words."""
    number = found.claim.quantity.number
    return number.start < number.end


@cache
def _meaning(target: str) -> Decimal | None:
    """A number that two formulas share when they mean the same, however they are written."""

    def cell(ref: str) -> Decimal:
        digest = hashlib.blake2b(ref.encode(), digest_size=6).digest()
        return Decimal(int.from_bytes(digest, "big") + 1)

    value = parse(target).value(cell)
    return None if value is None else round(value, 12)


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))
