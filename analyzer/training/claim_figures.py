"""How well numbers are read and linked, measured on the annotated claims of `corpora/claims`.

Four suites over the same items, read as `nianbao claims` reads them:

- quantities: figures in the text with the right value and unit;
- claims: what is a claim at all, figures and statements (未收到…, 均已办结);
- links: the first reading of a claim is a formula that the annotator allowed, and how sure of it
  the linker was;
- outcomes: the verdict, where the item has table cells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Final, cast

from analyzer.formula import parse
from analyzer.lexicon.names import name_of
from analyzer.training.claim_corpus import SPLITS, Split, load
from analyzer.training.claim_pairs import (
    Pair,
    compare,
    is_figure,
    is_right_link,
    same_reading,
    verdict_of,
)
from analyzer.training.figures import ClassFigures
from analyzer.training.suite import Measured

SUITES: Final = ("quantities", "claims", "links", "outcomes")
_BINS: Final = 10


@dataclass(frozen=True, slots=True)
class SuiteFigures:
    """A suite as figures in 0…1 by name, and by class."""

    figures: Mapping[str, float]
    classes: tuple[ClassFigures, ...]


@dataclass(frozen=True, slots=True)
class ClaimFigures:
    """The suites by name; `items` and `claims` say how much they rest on."""

    suites: Mapping[str, SuiteFigures]
    items: int
    claims: int


@dataclass(slots=True)
class _Tally:
    """Counts by class: right ones, those found, those in the gold."""

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)

    def whole(self) -> ClassFigures:
        return _class("", *(sum(c.values()) for c in (self.right, self.found, self.gold)))

    def classes(self) -> tuple[ClassFigures, ...]:
        names = sorted(self.gold | self.found)
        return tuple(_class(n, self.right[n], self.found[n], self.gold[n]) for n in names)


@cache
def measure(corpus_dir: Path, split: Split | None = None) -> ClaimFigures:
    """The figures over all items, or over those of one split; raises `DataError` for a bad item."""
    items = [item for item in load(corpus_dir) if split in (None, item.split)]
    pairs = [pair for item in items for pair in compare(item)]
    return ClaimFigures(
        {
            "quantities": _quantities(pairs),
            "claims": _claims(pairs),
            "links": _links(pairs),
            "outcomes": _outcomes(pairs),
        },
        items=len(items),
        claims=sum(len(item.claims) for item in items),
    )


def claim_suite(corpus_dir: Path, suite: str, split: str) -> Measured:
    """One of the four suites over a split, or over `all` items."""
    measured = measure(corpus_dir, cast(Split, split) if split in SPLITS else None)
    of_suite = measured.suites[suite]
    values = "，".join(f"{name_of('claim_figure', k)} {v:.4f}" for k, v in of_suite.figures.items())
    head = f"{name_of('split', split)} {measured.items} 条语料，{measured.claims} 处陈述：{values}"
    classes = {row.name: asdict(row) for row in of_suite.classes}
    return Measured({**of_suite.figures, "classes": classes}, (head, *map(_line, of_suite.classes)))


def _quantities(pairs: Sequence[Pair]) -> SuiteFigures:
    tally = _Tally()
    spans = bounds = 0
    for pair in pairs:
        gold, found = pair.gold, pair.found
        if gold is not None and not gold.is_statement:
            tally.gold[gold.kind] += 1
            if found is not None and same_reading(pair):
                quantity = found.claim.quantity
                tally.right[gold.kind] += 1
                spans += quantity.span == gold.span
                bounds += (quantity.low, quantity.high) == (gold.low, gold.high)
        if found is not None and (is_figure(found) if gold is None else not gold.is_statement):
            tally.found[gold.kind if gold else found.claim.kind] += 1
    right = sum(tally.right.values())
    return SuiteFigures(
        _headline(tally) | {"spans": _share(spans, right), "bounds": _share(bounds, right)},
        tally.classes(),
    )


def _claims(pairs: Sequence[Pair]) -> SuiteFigures:
    """Claim or not: by the way it is said (exact, over, zero …); a missed hedge is a miss."""
    whole, tally = _Tally(), _Tally()
    kinds = seen = 0
    for pair in pairs:
        gold, found = pair.gold, pair.found
        if _is_optional(pair):
            continue
        if gold is not None:
            whole.gold["claim"] += 1
            tally.gold[gold.hedge] += 1
        if found is not None:
            whole.found["claim"] += 1
            tally.found[found.claim.quantity.hedge] += 1
        if gold is not None and found is not None:
            whole.right["claim"] += 1
            tally.right[gold.hedge] += found.claim.quantity.hedge == gold.hedge
            seen += 1
            kinds += found.claim.kind == gold.kind
    return SuiteFigures(_headline(whole) | {"kinds": _share(kinds, seen)}, tally.classes())


def _is_optional(pair: Pair) -> bool:
    """Whether a pair is a statement in words that no cell can tell, in the gold or as found."""
    if pair.gold is not None:
        return pair.gold.is_optional
    found = pair.found
    return found is not None and not is_figure(found) and not found.links


def _links(pairs: Sequence[Pair]) -> SuiteFigures:
    tally = _Tally()
    trusted: list[tuple[float, bool]] = []
    covered = abstained = with_target = 0
    for pair in pairs:
        gold, found = pair.gold, pair.found
        linked = found is not None and bool(found.links)
        right = is_right_link(pair)
        expected = gold is not None and gold.target is not None
        if gold is not None and gold.target is not None:
            with_target += 1
            covered += right
            abstained += not linked
            tally.gold[_topic(gold.target)] += 1
            tally.right[_topic(gold.target)] += right
        if linked and found is not None:
            trusted.append((found.links[0].probability, right))
            if expected or not right:  # what the gold merely tolerates has no class of its own
                tally.found[_topic(found.links[0].target)] += 1
    return SuiteFigures(
        {
            "precision": _share(sum(right for _, right in trusted), len(trusted)),
            "coverage": _share(covered, with_target),
            "abstention": _share(abstained, with_target),
            "calibration_error": calibration_error(trusted),
        },
        tally.classes(),
    )


def _outcomes(pairs: Sequence[Pair]) -> SuiteFigures:
    tally = _Tally()
    accused = checked = 0
    for pair in pairs:
        if pair.gold is None or not pair.gold.outcomes:
            continue
        checked += 1
        said, wanted = verdict_of(pair) or "missed", pair.gold.outcomes
        right = said in wanted
        tally.gold[said if right else wanted[0]] += 1
        tally.found[said] += 1
        tally.right[said] += right
        accused += said == "disagrees" and not right
    return SuiteFigures(
        {
            "accuracy": _share(sum(tally.right.values()), checked),
            "false_accusations": _share(accused, checked),
        },
        tally.classes(),
    )


def calibration_error(trusted: Iterable[tuple[float, bool]]) -> float:
    """The expected calibration error of (probability, was right), over ten bins of equal width."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(_BINS)]
    for chance, right in trusted:
        bins[min(int(chance * _BINS), _BINS - 1)].append((chance, right))
    count = sum(map(len, bins))
    gaps = sum(abs(sum(c for c, _ in each) - sum(r for _, r in each)) for each in bins)
    return round(gaps / count, 4) if count else 0.0


def _topic(target: str) -> str:
    """The class of a target: the form and what is said of it (a level, a share, a change)."""
    formula = parse(target)
    ref = formula.refs[0].removeprefix("previous.")
    earlier = sum(each.startswith("previous.") for each in formula.refs)
    if earlier:
        measure_ = "last_year" if earlier == len(formula.refs) else "change"
    else:
        measure_ = "share" if formula.is_ratio else "level"
    return f"{ref.split('.')[0]}.{measure_}"


def _headline(tally: _Tally) -> dict[str, float]:
    whole = tally.whole()
    return {"f1": whole.f1, "precision": whole.precision, "recall": whole.recall}


def _line(row: ClassFigures) -> str:
    return (
        f"  {row.name:<22}精确率 {row.precision:.4f}，召回率 {row.recall:.4f}，"
        f"F1 {row.f1:.4f}（{row.support} 处）"
    )


def _class(name: str, right: int, found: int, gold: int) -> ClassFigures:
    return ClassFigures(
        name, _share(right, found), _share(right, gold), _share(2 * right, found + gold), gold
    )


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
