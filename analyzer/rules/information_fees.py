"""What the prose says was charged as 信息处理费."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.claim import Claim
from analyzer.lexicon.source import words
from analyzer.rules.figures import quoted, thought

# Another fee named beside the amount: then it is not the one the sentence began with.
_FEE: Final = "费"


def charged(facts: Facts) -> Iterator[Claim]:
    """The amounts above zero that this agency says it charged in the year reported on."""
    names = words("law", "fee", "name")
    for checked in facts.claims:
        claim = checked.claim
        if claim.kind != "money" or claim.quantity.value <= 0 or claim.scope != "agency":
            continue
        if claim.period not in (None, facts.document.year) or claim.quantity.hedge != "exact":
            continue
        near, far = quoted(facts, claim), thought(facts, claim)
        told_before = any(name in far for name in names) and _FEE not in near
        if told_before or any(name in near for name in names):
            yield claim
