"""The annotated sentences: what was read as annotated stays so, one by one.

The floors of `nianbao evaluate` only hold the shares. `misread/` names the claims that are not read
as annotated; with `--regen` it is written anew, and the difference says what a change wins and
costs. Items held out for measuring are not looked at.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.training.claim_corpus import GoldItem, load
from analyzer.training.claim_figures import Pair, compare, is_right_link, same_reading, verdict_of

ROOT = Path(__file__).resolve().parents[2]
MISREAD = Path(__file__).parent / "misread"
ITEMS = [item for item in load(ROOT / "corpora") if item.split != "test"]
PREFIXES = sorted({item.id.partition("-")[0] for item in ITEMS})


def _is_as_annotated(pair: Pair) -> bool:
    gold, found = pair.gold, pair.found
    if gold is None:
        return (
            found is not None and not found.links and found.claim.quantity.hedge in ("zero", "all")
        )
    if found is None:
        return gold.is_optional
    claim, quantity = found.claim, found.claim.quantity
    told = (claim.span, claim.kind, quantity.hedge, quantity.low, quantity.high)
    linked = is_right_link(pair) if gold.target else not found.links or is_right_link(pair)
    judged = not gold.outcomes or verdict_of(pair) in gold.outcomes
    return (
        same_reading(pair)
        and told == (gold.span, gold.kind, gold.hedge, gold.low, gold.high)
        and linked
        and judged
    )


def _misread(item: GoldItem) -> list[str]:
    """Item and words of every claim that is not read as annotated, or is none by the annotation."""
    wrong = [pair for pair in compare(item) if not _is_as_annotated(pair)]
    return [f"{item.id} {(pair.gold and pair.gold.quote) or _said(pair)}" for pair in wrong]


def _said(pair: Pair) -> str:
    return pair.found.claim.text if pair.found else ""


@pytest.mark.parametrize("prefix", PREFIXES)
def test_what_was_read_as_annotated_still_is(prefix: str, *, regen: bool) -> None:
    listed = MISREAD / f"{prefix}.txt"
    items = [item for item in ITEMS if item.id.partition("-")[0] == prefix]
    found = [line for item in items for line in _misread(item)]
    if regen:
        listed.write_text("".join(f"{each}\n" for each in found), "utf-8")
    known = set(listed.read_text("utf-8").splitlines())
    assert [each for each in found if each not in known] == []
