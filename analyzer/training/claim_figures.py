"""How well numbers are read and linked, measured on the annotated claims of `corpora/claims`.

An item is a text with its claims: the quoted characters, the interval, and the formulas over table
cells that the words allow. Spans are compared as quotes; a linked claim counts as right when any of
its readings is one that the annotator allowed.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

from analyzer.claim import Claim
from analyzer.document import Block, Document, Edition, Section, Span
from analyzer.errors import DataError
from analyzer.extract.claims import claims
from analyzer.lexicon.names import name_of
from analyzer.link import link
from analyzer.segment.sentences import sentences
from analyzer.training.suite import Measured

_KEYS: Final = frozenset({"id", "agency", "level", "year", "section", "text", "claims"})
_LAST_YEAR_OF_2019_EDITION: Final = 2020
FOLDER: Final = "claims"


@dataclass(frozen=True, slots=True)
class ClaimFigures:
    """The two suites as figures in 0…1; counts say how much they rest on.

    quantities: `f1` of quoted numbers found with the right value and unit.
    links: `precision` of claims given a target, `coverage` of claims that have one, `abstention`.
    """

    quantities: Mapping[str, float]
    links: Mapping[str, float]
    items: int
    claims: int


def claim_suite(corpus_dir: Path, suite: str) -> Measured:
    """One of the two suites, `quantities` or `links`."""
    measured = measure(corpus_dir)
    figures: Mapping[str, float] = getattr(measured, suite)
    values = "，".join(f"{name_of('claim_figure', key)} {v:.4f}" for key, v in figures.items())
    return Measured(figures, (f"{measured.claims} 处陈述，{measured.items} 条语料：{values}",))


@cache
def measure(corpus_dir: Path) -> ClaimFigures:
    """The figures over all items; raises `DataError` naming file and line of a bad item."""
    count: Counter[str] = Counter()
    items = 0
    for item in load(corpus_dir):
        items += 1
        _compare(item, count)
    linked = count["right"] + count["wrong"] + count["accused"]
    with_target = count["right"] + count["wrong"] + count["abstained"] + count["unseen"]
    right, said, gold = count["read"], count["numbers"], count["quoted"]
    return ClaimFigures(
        quantities={
            "f1": _share(2 * right, said + gold),
            "precision": _share(right, said),
            "recall": _share(right, gold),
        },
        links={
            "precision": _share(count["right"], linked),
            "coverage": _share(count["right"], with_target),
            "abstention": _share(count["abstained"], with_target),
        },
        items=items,
        claims=count["claims"],
    )


def load(corpus_dir: Path) -> Iterator[dict[str, Any]]:
    """Every item of `corpora/claims`, checked."""
    for path in sorted((corpus_dir / FOLDER).glob("*.jsonl")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            place = f"{path.name} 第 {number} 行"
            try:
                item = json.loads(line)
            except json.JSONDecodeError as error:
                raise DataError(f"不是合法的 JSON：{error}", place=place) from None
            if not isinstance(item, dict) or set(item) != _KEYS:
                raise DataError(f"键应为 {'、'.join(sorted(_KEYS))}", place=place)
            for claim in item["claims"]:
                if _find(item["text"], claim) < 0:
                    raise DataError(f"原文中没有“{claim['quote']}”", place=place)
            yield item


def _find(text: str, claim: Mapping[str, Any]) -> int:
    at = -1
    for _ in range(claim.get("nth") or 1):
        at = text.find(claim["quote"], at + 1)
    return at


def _compare(item: Mapping[str, Any], count: Counter[str]) -> None:
    text = item["text"]
    edition: Edition = "2019" if item["year"] <= _LAST_YEAR_OF_2019_EDITION else "2021"
    found = claims(text, _sentences(item), year=item["year"], level=item["level"])
    gold = [(Span(at, at + len(c["quote"])), c) for c in item["claims"] for at in [_find(text, c)]]
    count["claims"] += len(gold)
    for span, wanted in gold:
        digits = any(character.isdigit() for character in wanted["quote"])
        count["quoted"] += digits
        claim = next(
            (c for c in found if c.span.start < span.end and span.start < c.span.end), None
        )
        if claim is None:
            count["unseen"] += wanted["target"] is not None
            continue
        count["read"] += digits and claim.span == span and _same_value(claim, wanted)
        targets = {_bare(reading.target) for reading in link(claim, item["year"], edition)}
        allowed = {_bare(t) for t in (wanted["target"], *wanted["alternatives"]) if t}
        if not targets:
            count["abstained"] += wanted["target"] is not None
        elif targets & allowed:
            count["right"] += 1
        else:
            count["wrong" if wanted["target"] else "accused"] += 1
    for claim in found:
        digits = any(character.isdigit() for character in claim.text)
        count["numbers"] += digits
        if not any(claim.span.start < s.end and s.start < claim.span.end for s, _ in gold):
            count["accused"] += bool(link(claim, item["year"], edition))


def _sentences(item: Mapping[str, Any]) -> Any:
    text = item["text"]
    whole = Span(0, len(text))
    document = Document("", "", "txt", text, (Block("paragraph", whole),))
    return sentences(document, (Section(item["section"], "", "", whole, Span(0, 0)),))


def _same_value(claim: Claim, wanted: Mapping[str, Any]) -> bool:
    value = wanted["value"]
    return (
        value is not None
        and abs(claim.quantity.value) == abs(Decimal(value))
        and claim.quantity.unit == wanted["unit"]
    )


def _bare(target: str) -> str:
    return target.replace(" ", "")


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
