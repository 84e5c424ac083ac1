"""How steady the reading is under rewrites that leave the meaning, or take it away.

Counted are the claims that were read right in the sentence as it was annotated; the share of them
that is read right in the rewritten sentence too is a figure of its own for every rewrite
(`rewrites.py`). What was misread before is no matter of rewriting and does not count.

    python -m analyzer.training.rewrite_figures corpora [--split train] [--show NAME]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from analyzer.lexicon.names import name_of
from analyzer.training.claim_corpus import SPLITS, GoldItem, load
from analyzer.training.claim_pairs import Pair, compare, is_right_link
from analyzer.training.rewrites import Rewrite
from analyzer.training.rewrites import load as load_rewrites
from analyzer.training.suite import Measured

_MOST: Final = 150  # items a rewrite is tried on; some apply to nearly all
_LOWEST: Final = 10  # figures printed; all of them stand in the JSON
_READABLE: Final = tuple(split for split in SPLITS if split != "test")


class Changed(NamedTuple):
    """A claim that was read right and, in a rewritten sentence, is not."""

    rewrite: str
    pair: Pair


@dataclass(slots=True)
class Steadiness:
    """Of one rewrite: items that it applies to, their claims read right before, those still right."""

    items: int = 0
    before: int = 0
    after: int = 0

    @property
    def share(self) -> float:
        """The share still right, 0…1."""
        return round(self.after / self.before, 4) if self.before else 1.0


def rewrite_suite(corpus_dir: Path, split: str) -> Measured:
    """The share still read right, of all rewrites by meaning and of each, on a split or `all`."""
    items = [item for item in load(corpus_dir) if split in ("all", item.split)]
    rewrites = load_rewrites(corpus_dir)
    tables, _ = measure(items, rewrites, _MOST)
    figures: dict[str, float] = {}
    lines = []
    for meaning in ("kept", "lost"):
        rows = {each.name: tables[each.name] for each in rewrites if each.meaning == meaning}
        before = sum(row.before for row in rows.values())
        after = sum(row.after for row in rows.values())
        figures[meaning] = round(after / before, 4) if before else 1.0
        lines.append(
            f"{name_of('split', split)}，{name_of('rewrite', meaning)} {len(rows)} 种："
            f"{figures[meaning]:.4f}（{before} 处）"
        )
        ordered = sorted(rows.items(), key=lambda row: (row[1].share, row[0]))
        lines += [
            f"  {row.share:.4f}  {name}（{row.before} 处）" for name, row in ordered[:_LOWEST]
        ]
    shares = {name: row.share for name, row in tables.items() if row.before}
    return Measured({**figures, "rewrites": shares}, tuple(lines))


def measure(
    items: Sequence[GoldItem], rewrites: Sequence[Rewrite], most: int | None = None
) -> tuple[dict[str, Steadiness], list[Changed]]:
    """The figures by rewrite, and every claim whose reading changed.

    With `most`, of a rewrite that applies to more items as many are tried, evenly spaced.
    """
    right = {item.id: {p.gold for p in compare(item) if _is_right(p)} for item in items}
    tables: dict[str, Steadiness] = {each.name: Steadiness() for each in rewrites}
    changed: list[Changed] = []
    for rewrite in rewrites:
        row = tables[rewrite.name]
        said = [(item, other) for item in items if (other := rewrite.of(item)) is not None]
        step = -(-len(said) // most) if most else 1
        for item, rewritten in said[:: max(step, 1)]:
            row.items += 1
            was = {
                claim.span
                for claim, origin in zip(rewritten.item.claims, rewritten.origins, strict=True)
                if origin in right[item.id] and (rewrite.meaning == "kept" or origin.allowed)
            }
            for pair in compare(rewritten.item):
                if pair.gold is None or pair.gold.span not in was:
                    continue
                row.before += 1
                if _is_right(pair):
                    row.after += 1
                else:
                    changed.append(Changed(rewrite.name, pair))
    return tables, changed


def _is_right(pair: Pair) -> bool:
    """Whether a claim of the gold is linked as it allows, or rightly to nothing."""
    if pair.gold is None:
        return False
    linked = pair.found is not None and bool(pair.found.links)
    return is_right_link(pair) if linked else pair.gold.target is None


def main() -> None:
    """Parse arguments, print the figures, or what changed under one rewrite."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--split", choices=_READABLE)
    parser.add_argument(
        "--show", metavar="NAME", help="print what changed; never of items held out"
    )
    arguments = parser.parse_args()
    splits = (arguments.split,) if arguments.split else _READABLE
    if arguments.show is None:
        for split in splits:
            sys.stdout.write("\n".join(rewrite_suite(arguments.corpora, split).lines) + "\n")
        return
    items = [item for item in load(arguments.corpora) if item.split in splits]
    rewrites = [each for each in load_rewrites(arguments.corpora) if arguments.show in each.name]
    for _, pair in measure(items, rewrites)[1]:
        sys.stdout.write(f"{_shown(pair)}\n")


def _shown(pair: Pair) -> str:
    gold, found = pair.gold, pair.found
    if gold is None:
        return ""
    text, span = pair.item.text, gold.span
    said = f"{text[: span.start]}【{gold.quote}】{text[span.end :]}".replace("\n", "⏎")
    got = found.links[0].target if found is not None and found.links else None
    return f"{pair.item.id} {said}\n    wanted {gold.target}\n    found  {got}"


if __name__ == "__main__":
    main()
