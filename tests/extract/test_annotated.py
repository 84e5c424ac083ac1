"""The annotated sentences: what was read as annotated stays so, one claim after the other.

The floors of `nianbao evaluate` only hold the shares. `as_annotated/` tells, item by item, which
claims (in their order) are read as annotated, and with `only` that nothing else is linked to a
table. `--regen` writes it anew: the difference says what a change of the engine wins and costs.
New items count from then on; those held out for measuring are not looked at.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.training.claim_corpus import GoldItem, load
from analyzer.training.claim_figures import Pair, compare, is_right_link, same_reading, verdict_of

ROOT = Path(__file__).resolve().parents[2]
LISTS = Path(__file__).parent / "as_annotated"
ITEMS = [item for item in load(ROOT / "corpora") if item.split != "test"]
PREFIXES = sorted({item.id.partition("-")[0] for item in ITEMS})
ONLY = "only"


def _is_as_annotated(pair: Pair) -> bool:
    gold, found = pair.gold, pair.found
    if gold is None:
        return found is None or not found.links
    if found is None:
        return gold.is_optional
    claim, quantity = found.claim, found.claim.quantity
    told = (claim.span, claim.kind, quantity.hedge, quantity.low, quantity.high)
    sure = all(0 < link.probability <= 1 for link in found.links)
    linked = is_right_link(pair) if gold.target else not found.links or is_right_link(pair)
    judged = not gold.outcomes or verdict_of(pair) in gold.outcomes
    return (
        same_reading(pair)
        and told == (gold.span, gold.kind, gold.hedge, gold.low, gold.high)
        and sure
        and linked
        and judged
    )


def _right(item: GoldItem) -> list[str]:
    """The numbers of the claims that are read as annotated, and whether they are all there is."""
    pairs = compare(item)
    of_gold, beside = pairs[: len(item.claims)], pairs[len(item.claims) :]
    numbers = [str(i) for i, pair in enumerate(of_gold, 1) if _is_as_annotated(pair)]
    return [*numbers, *([ONLY] if all(map(_is_as_annotated, beside)) else [])]


@pytest.mark.parametrize("prefix", PREFIXES)
def test_what_was_read_as_annotated_still_is(prefix: str, *, regen: bool) -> None:
    found = {item.id: _right(item) for item in ITEMS if item.id.partition("-")[0] == prefix}
    kept = LISTS / f"{prefix}.txt"
    if regen:
        kept.write_text("".join(f"{' '.join([i, *said])}\n" for i, said in found.items()), "utf-8")
    lines = kept.read_text("utf-8").splitlines() if kept.exists() else []
    lost = {
        item: gone
        for item, *said in map(str.split, lines)
        if (gone := sorted(set(said) - set(found.get(item, said))))
    }
    assert not lost, "claims no longer read as annotated; if the change wins more, use --regen"
