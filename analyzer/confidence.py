"""How probable it is that a claim is said of what its words seem to name.

The grammar grades its own readings (`Subject.sure`), and the words around the number sound more or
less like those that its cell is told in (`wording.py`). What the two are worth, beside the place of
the claim in its sentence, was learnt from annotated claims (`nianbao train links`): a logistic
regression over features that have names, its weights readable as text (`models/links`). What its own
sentence contradicts is never held against a table.
"""

from __future__ import annotations

import math
import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, Final, NamedTuple

from analyzer.claim import Claim, Quantity
from analyzer.document import Edition, SectionKey, Sentence
from analyzer.errors import DataError
from analyzer.extract.cues import Boundary
from analyzer.lexicon.script import simplified
from analyzer.lexicon.source import models_directory
from analyzer.link import first_reading
from analyzer.wording import MODEL, SCALE, Context, context, manner, margins, topic, unnamed

WEIGHTS: Final = "weights.toml"
INTERCEPT, WORDS, ROW, NO_CELL = "intercept", "words", "row", "no_cell"
# up to here the grammar says: told, but never held against a table
TOLD_ONLY: Final = 0.84
_SUREST: Final = 0.99  # no reading is certain
_MOST_BEFORE: Final = 5
_MOST_APART: Final = 2
_LENGTHS: Final = (2, 4, 8, 12, 16, 24)  # characters of the claim's own clause before it
_GAPS: Final = (1, 3, 6, 10, 16)  # characters of it behind the claim before
_BEHIND: Final = (1, 2, 4, 7)  # characters between the claim and the next mark
_FARTHEST: Final = 12
_BEGINS: Final = Boundary(r"[，。；：（(,;:\n]")
_ENDS: Final = re.compile(r"[，。；：（）、(),;:\n]")
_OPENING: Final = ("（", "(")
_CLOSING: Final = ("）", ")")
_SECTIONS: Final[frozenset[SectionKey]] = frozenset({"requests", "disputes", "disclosure"})


class Known(NamedTuple):
    """What is known of a linked claim: features by name, the words around it, its first formula.

    `contradicted` says that its sentence tells the same formula again with another value: one of the
    two is misread, as likely this as the other, or parts of one cell are listed.
    """

    named: tuple[str, ...]
    context: Context
    target: str
    contradicted: bool = False


def confident(
    claims: Iterable[Claim],
    text: str,
    sentences: Sequence[Sentence],
    year: int | None,
    edition: Edition,
) -> Iterator[Claim]:
    """The claims with calibrated probabilities; `text` and spans are those of the claims."""
    text = simplified(text)  # the words were learnt in one script
    for index, group in groupby(claims, key=lambda claim: claim.sentence):
        told = list(group)
        for claim, known in features(told, text, sentences[index], year, edition):
            if known is None:
                yield claim
                continue
            doubtful = known.contradicted or claim.probability <= TOLD_ONLY
            most = TOLD_ONLY if doubtful else _SUREST
            yield _with(claim, min(_chance(known), most))


def features(
    told: Sequence[Claim], text: str, sentence: Sentence, year: int | None, edition: Edition
) -> Iterator[tuple[Claim, Known | None]]:
    """The claims of one sentence, each with what is known of it; nothing is of unlinked ones."""
    targets = [first_reading(claim, year, edition) for claim in told]
    described = _described(told, targets, text, sentence)
    common = _common(told, targets) if len(told) > 1 else {}
    for claim, target, names in zip(told, targets, described, strict=True):
        if target is None:
            yield claim, None
            continue
        contradicted = bool(common) and _is_contradicted(claim.quantity, common[target])
        yield claim, Known(names, context(text, claim, sentence.section), target, contradicted)


def _described(
    told: Sequence[Claim], targets: Sequence[str | None], text: str, sentence: Sentence
) -> Iterator[tuple[str, ...]]:
    """The features that have names, of each claim of one sentence; none of unlinked ones."""
    domains = {claim.metric.partition(".")[0] for claim in told if claim.metric}
    section = sentence.section if sentence.section in _SECTIONS else "elsewhere"
    begin = before = sentence.span.start
    apart = 0
    for number, (claim, target) in enumerate(zip(told, targets, strict=True)):
        start, end = claim.quantity.span
        begin = _BEGINS.before(text, start, begin)
        if claim.metric is None or target is None:
            apart += claim.metric is None and claim.kind == "count"
            before = end
            yield ()
            continue
        mark = _ENDS.search(text, end, end + _FARTHEST)
        behind = (mark.start() if mark else min(len(text), end + _FARTHEST)) - end
        clause = _length(text[begin:start])
        yield _names(
            claim.probability,
            manner(claim),
            topic(target).partition(" ")[0],
            claim.metric.partition(".")[0],
            len(domains),
            min(number, _MOST_BEFORE),
            min(apart, _MOST_APART),
            bisect_left(_LENGTHS, clause),
            bisect_left(_GAPS, _length(text[before:start]) if before > begin else clause),
            bisect_left(_BEHIND, behind),
            _bracket(text, begin, end),
            bool(claim.metrics),
            claim.of_area,
            section,
        )
        before = end


def _bracket(text: str, begin: int, end: int) -> str:
    """Whether a number opens a bracket alone (（去年12件）) or in a list (（公开12件、撤回1件）)."""
    if text[begin - 1 : begin] not in _OPENING:
        return "none"
    return "alone" if text[end : end + 1] in _CLOSING else "list"


def _length(text: str) -> int:
    return len("".join(unnamed(text).split()))


def _common(
    told: Sequence[Claim], targets: Sequence[str | None]
) -> dict[str, tuple[Decimal | None, Decimal | None]]:
    """The values that every claim of a formula allows, as an interval; it may be empty."""
    common: dict[str, tuple[Decimal | None, Decimal | None]] = {}
    for claim, target in zip(told, targets, strict=True):
        if target is None:
            continue
        low, high = claim.quantity.low, claim.quantity.high
        lowest, highest = common.get(target, (low, high))
        if lowest is None or (low is not None and low > lowest):
            lowest = low
        if highest is None or (high is not None and high < highest):
            highest = high
        common[target] = (lowest, highest)
    return common


def _is_contradicted(said: Quantity, common: tuple[Decimal | None, Decimal | None]) -> bool:
    """Whether a value cannot hold beside the others of its formula: 九成以上（93.1%） can."""
    lowest, highest = common
    above = said.low is not None and highest is not None and said.low > highest
    return above or (said.high is not None and lowest is not None and said.high < lowest)


@lru_cache(maxsize=4096)  # of what claims are like there are some hundreds
def _names(  # noqa: PLR0913, PLR0917  # the features
    grade: float,
    kind: str,
    formula: str,
    table: str,
    tables: int,
    number: int,
    apart: int,
    length: int,
    gap: int,
    behind: int,
    bracket: str,
    others: bool,  # noqa: FBT001
    area: bool,  # noqa: FBT001
    section: str,
) -> tuple[str, ...]:
    return (
        f"grade={grade:.2f}",
        f"kind={kind}",
        f"formula={formula}",
        f"table={table}",
        f"tables_in_sentence={tables}",
        f"claims_before={number}",
        f"unlinked_before={apart}",
        f"clause={length}",
        f"gap={gap}",
        f"behind={behind}",
        f"bracket={bracket}",
        f"other_readings={others}",
        f"area={area}",
        f"section={section}",
    )


def _chance(known: Known) -> float:
    weights = _weights()
    cell, row, none = margins(known.context, known.target)
    heard = weights[WORDS] * cell + weights[ROW] * row + weights[NO_CELL] * none
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
        claim.named,
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
    if not numbers or not {INTERCEPT, WORDS, ROW, NO_CELL} <= weights.keys():
        raise DataError(
            f"weights 应为特征到小数的表，并有 {INTERCEPT}、{WORDS}、{ROW}、{NO_CELL}",
            place=str(path),
        )
    return dict(weights)
