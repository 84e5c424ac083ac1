"""How probable it is that a claim is said of what its words seem to name.

The grammar grades its own readings (`Subject.sure`), and the words around the number sound more or
less like those that its cell is told in (`wording.py`). What the two are worth together was learnt
from claims that nobody had read when the engine met them (`corpora/blind`, `nianbao train links`):
a logistic regression whose weights are text (`models/links/weights.toml`).
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from analyzer.claim import Claim
from analyzer.document import Edition, Sentence
from analyzer.errors import DataError
from analyzer.lexicon.source import models_directory
from analyzer.link import first_reading
from analyzer.wording import MODEL, SCALE, context, margins

WEIGHTS: Final = "weights.toml"
INTERCEPT, WORDS, NO_CELL = "intercept", "words", "no_cell"
# up to here the grammar says: told, but never held against a table
TOLD_ONLY: Final = 0.84
_SUREST: Final = 0.99  # no reading is certain
_SECTIONS: Final = frozenset({"requests", "disputes", "disclosure"})


class Known(NamedTuple):
    """What is known of a linked claim: features by name, and how its words sound.

    `words` is how much they sound like the cell of its formula, `no_cell` how much like no cell:
    log-odds in thousandths.
    """

    named: tuple[str, ...]
    words: int
    no_cell: int


def confident(
    claims: Iterable[Claim],
    text: str,
    sentences: Sequence[Sentence],
    year: int | None,
    edition: Edition,
) -> Iterator[Claim]:
    """The claims with calibrated probabilities; `text` and spans are those of the claims."""
    for claim in claims:
        target = first_reading(claim, year, edition)
        if target is None:
            yield claim
            continue
        known = features(claim, text, sentences[claim.sentence].section, target)
        most = TOLD_ONLY if claim.probability <= TOLD_ONLY else _SUREST
        yield _with(claim, min(_chance(known), most))


def features(claim: Claim, text: str, section: str, target: str) -> Known:
    """What is known of a claim whose first reading is `target`."""
    hedge = claim.quantity.hedge
    told, none = margins(context(text, claim, section), target)
    return Known(
        named(
            claim.probability,
            hedge if hedge in ("zero", "all") else claim.kind,
            section,
            others=bool(claim.metrics),
            area=claim.of_area,
        ),
        told,
        none,
    )


@lru_cache(maxsize=4096)  # of what claims are like there are some hundreds
def named(grade: float, kind: str, section: str, *, others: bool, area: bool) -> tuple[str, ...]:
    """The features of a claim that have names."""
    place = section if section in _SECTIONS else "elsewhere"
    return (
        f"grade={grade:.2f}",
        f"kind={kind}",
        f"section={place}",
        f"other_readings={others}",
        f"area={area}",
    )


def _chance(known: Known) -> float:
    weights = _weights()
    heard = weights[WORDS] * known.words + weights[NO_CELL] * known.no_cell
    score = _beforehand(known.named) + heard / SCALE
    return round(1 / (1 + math.exp(-score)), 2)


@lru_cache(maxsize=4096)
def _beforehand(names: tuple[str, ...]) -> float:
    weights = _weights()
    return weights[INTERCEPT] + sum(weights.get(name, 0.0) for name in names)


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
    if not numbers or not {INTERCEPT, WORDS, NO_CELL} <= weights.keys():
        raise DataError(
            f"weights 应为特征到小数的表，并有 {INTERCEPT}、{WORDS}、{NO_CELL}", place=str(path)
        )
    return dict(weights)
