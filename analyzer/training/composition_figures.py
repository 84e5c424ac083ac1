"""How well paragraphs composed of known blocks are read (`compositions.py`).

`right` is the share of claims with a cell whose first formula is theirs, `wrong` the share of all
claims that are linked to another cell, or to any although no cell tells. Both hold by plan, too.

    python -m analyzer.training.composition_figures corpora [--show PLAN]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from analyzer.training.claim_pairs import Pair, compare, is_right_link
from analyzer.training.compositions import Plan, load
from analyzer.training.suite import Measured

_PARAGRAPHS: Final = 250  # a plan


@dataclass(slots=True)
class Tally:
    """Claims of a plan: all, those with a cell, and of them those linked right; those linked wrong."""

    claims: int = 0
    with_cell: int = 0
    right: int = 0
    wrong: int = 0

    def add(self, other: Tally) -> None:
        """Count the claims of another plan as well."""
        self.claims += other.claims
        self.with_cell += other.with_cell
        self.right += other.right
        self.wrong += other.wrong

    def figures(self) -> dict[str, float]:
        """Both shares, 0…1."""
        return {
            "right": round(self.right / self.with_cell, 4) if self.with_cell else 1.0,
            "wrong": round(self.wrong / self.claims, 4) if self.claims else 0.0,
        }


def composition_suite(corpus_dir: Path, _split: str) -> Measured:
    """The figures over all plans and of each."""
    whole, plans = Tally(), {}
    for plan in load(corpus_dir):
        tally = Tally()
        for pair in _pairs(plan):
            _count(pair, tally)
        whole.add(tally)
        plans[plan.name] = tally
    told = whole.figures()
    head = f"拼合的段落 {len(plans)} 种、{whole.claims} 处陈述：读对 {told['right']:.4f}，读错 {told['wrong']:.4f}"
    lines = (
        f"  {name}（{tally.claims} 处）：读对 {row['right']:.4f}，读错 {row['wrong']:.4f}"
        for name, tally in plans.items()
        if (row := tally.figures())
    )
    by_plan = {name: tally.figures() for name, tally in plans.items()}
    return Measured({**told, "claims": whole.claims, "plans": by_plan}, (head, *lines))


def _pairs(plan: Plan) -> Iterator[Pair]:
    for number in range(_PARAGRAPHS):
        item = plan.compose(number)
        if item is not None:
            yield from compare(item)


def _count(pair: Pair, tally: Tally) -> None:
    linked = pair.found is not None and bool(pair.found.links)
    right = is_right_link(pair)
    tally.claims += pair.gold is not None
    tally.with_cell += pair.gold is not None and pair.gold.target is not None
    tally.right += right
    tally.wrong += linked and not right


def main() -> None:
    """Parse arguments, print the figures, or the claims of a plan that are not read right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--show", metavar="PLAN")
    arguments = parser.parse_args()
    if arguments.show is None:
        sys.stdout.write("\n".join(composition_suite(arguments.corpora, "").lines) + "\n")
        return
    plans = [plan for plan in load(arguments.corpora) if arguments.show in plan.name]
    for pair in (pair for plan in plans for pair in _pairs(plan)):
        said = _misread(pair)
        sys.stdout.write(f"{said}\n" if said else "")


def _misread(pair: Pair) -> str:
    gold, found = pair.gold, pair.found
    linked = found.links[0].target if found is not None and found.links else None
    wanted = gold.target if gold is not None else None
    if linked == wanted or is_right_link(pair):
        return ""
    span = gold.span if gold is not None else found.claim.span if found is not None else None
    if span is None:
        return ""
    text = pair.item.text
    said = f"{text[: span.start]}【{span.of(text)}】{text[span.end :]}".replace("\n", "⏎")
    return f"{pair.item.id} {pair.item.section} {said}\n    wanted {wanted}\n    found  {linked}"


if __name__ == "__main__":
    main()
