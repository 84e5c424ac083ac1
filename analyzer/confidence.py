"""How probable it is that a claim is said of what its words seem to name.

The grammar grades its own readings (`Subject.sure`); what such a grade is worth, beside the place
of the claim in its sentence, was learnt from annotated claims (`models/links`, `nianbao train
links`): a logistic regression over a dozen named features, its weights readable as text.
"""

from __future__ import annotations

import math
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from analyzer.claim import Claim
from analyzer.document import SectionKey, Sentence
from analyzer.errors import DataError
from analyzer.extract.cues import Boundary
from analyzer.extract.ways import tells_the_way
from analyzer.lexicon.source import models_directory

MODEL: Final = "links"
WEIGHTS: Final = "weights.toml"
# up to here the grammar says: told, but never held against a table
TOLD_ONLY: Final = 0.84
_MOST_BEFORE: Final = 5
_MOST_APART: Final = 2
_LENGTHS: Final = (2, 4, 8, 12, 16, 24)  # characters of the claim's own clause before it
_BEGINS: Final = Boundary(r"[，。；：（(,;:\n]")
_BRACKETS: Final = ("（", "(")
_SECTIONS: Final[frozenset[SectionKey]] = frozenset({"requests", "disputes", "disclosure"})


def confident(claims: Iterable[Claim], text: str, sentences: Sequence[Sentence]) -> Iterator[Claim]:
    """The claims with calibrated probabilities; `text` and spans are those of the claims."""
    for index, group in groupby(claims, key=lambda claim: claim.sentence):
        told, sentence = list(group), sentences[index]
        for claim, named in zip(told, features(told, text, sentence), strict=True):
            if claim.metric is None:
                yield claim
                continue
            most = TOLD_ONLY if claim.probability <= TOLD_ONLY else 1.0
            yield _with(claim, min(_chance(named), most))


def features(told: Sequence[Claim], text: str, sentence: Sentence) -> Iterator[tuple[str, ...]]:
    """What is known of each claim of one sentence, as names of features; none of unlinked ones."""
    domains = {claim.metric.partition(".")[0] for claim in told if claim.metric}
    section = sentence.section if sentence.section in _SECTIONS else "elsewhere"
    begin = sentence.span.start
    # how they applied no table counts, and nothing is in doubt for it: 网上5件、信函1件，均已答复;
    # only where the ways named are not all of them 均 may be of the last
    ways: list[Decimal] = []
    whole: Decimal | None = None
    apart = 0
    for number, claim in enumerate(told):
        begin = _BEGINS.before(text, claim.span.start, begin)
        if claim.metric is None:
            if claim.kind == "count" and tells_the_way(text, begin, *claim.span):
                ways.append(claim.quantity.value)
            else:
                apart += claim.kind == "count"
            yield ()
            continue
        length = bisect_left(_LENGTHS, claim.span.start - begin)
        whole = claim.quantity.value if claim.kind == "count" and not ways else whole
        in_doubt = len(ways) if _kind(claim) == "all" and sum(ways) != whole else 0
        yield _names(
            claim.probability,
            _kind(claim),
            claim.metric.partition(".")[0],
            len(domains),
            min(number, _MOST_BEFORE),
            min(apart + in_doubt, _MOST_APART),
            length,
            text[begin - 1 : begin] in _BRACKETS,
            bool(claim.metrics),
            claim.of_area,
            section,
        )


@lru_cache(maxsize=4096)  # of what claims are like there are some hundreds
def _names(  # noqa: PLR0913, PLR0917  # the features
    grade: float,
    kind: str,
    table: str,
    tables: int,
    number: int,
    apart: int,
    length: int,
    bracket: bool,  # noqa: FBT001
    others: bool,  # noqa: FBT001
    area: bool,  # noqa: FBT001
    section: str,
) -> tuple[str, ...]:
    return (
        f"grade={grade:.2f}",
        f"kind={kind}",
        f"table={table}",
        f"tables_in_sentence={tables}",
        f"claims_before={number}",
        f"unlinked_before={apart}",
        f"clause={length}",
        f"bracket={bracket}",
        f"other_readings={others}",
        f"area={area}",
        f"section={section}",
    )


def _kind(claim: Claim) -> str:
    return claim.quantity.hedge if claim.quantity.hedge in ("zero", "all") else claim.kind


@lru_cache(maxsize=4096)
def _chance(named: tuple[str, ...]) -> float:
    weights = _weights()
    score = weights["intercept"] + sum(weights.get(name, 0.0) for name in named)
    return round(1 / (1 + math.exp(-score)), 2)


def _with(claim: Claim, probability: float) -> Claim:
    # written out: dataclasses.replace costs as much as reading the number
    return Claim(
        claim.id,
        claim.quantity,
        claim.text,
        claim.sentence,
        claim.kind,
        claim.metric,
        claim.period,
        claim.scope,
        claim.base,
        claim.metrics,
        probability,
        claim.of_area,
    )


@cache
def _weights() -> Mapping[str, float]:
    return read(models_directory() / MODEL)


def read(folder: Path) -> Mapping[str, float]:
    """The weights of a model folder by feature; raises `DataError` where they are damaged."""
    path = folder / WEIGHTS
    try:
        data: Any = tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"读不出关联的权重：{error}", place=str(path)) from None
    weights = data.get("weights")
    numbers = isinstance(weights, dict) and all(isinstance(v, float) for v in weights.values())
    if not numbers or "intercept" not in weights:
        raise DataError("weights 应为特征到小数的表，并有 intercept", place=str(path))
    return dict(weights)
