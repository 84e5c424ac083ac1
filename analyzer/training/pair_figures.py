"""How well problems and measures are understood, measured on the passages of `corpora/pairs`.

A passage of a fifth section has its problems and measures quoted; every measure says which problems
it answers and whether it is concrete. What was found is matched to the quotes by overlap, so a
statement that was missed costs its pairs and its judgement too.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from analyzer.document import Block, Document, Section, Sentence, Span
from analyzer.errors import DataError
from analyzer.label.sentences import label
from analyzer.lexicon.names import name_of
from analyzer.pairing.kinds import kinds
from analyzer.pairing.pair import shortcomings
from analyzer.problem import Shortcomings
from analyzer.segment.sentences import sentences
from analyzer.training.corpus import splitting
from analyzer.training.suite import Measured

FOLDER: Final = "pairs"
_MEASURED: Final = ("pair", "problem", "kind", "concrete", "vague")
_KEYS: Final = frozenset({"id", "agency", "level", "year", "text", "problems", "measures"})
_PROBLEM: Final = frozenset({"quote", "kinds"})
_MEASURE: Final = frozenset({"quote", "concrete", "answers"})


def pair_suite(corpus_dir: Path, split: str) -> Measured:
    """Pairs, problems, their kinds, concrete and vague: precision, recall, F1 on a split."""
    rule = splitting(corpus_dir)
    count: Counter[str] = Counter()
    for item in load(corpus_dir):
        if split in ("all", rule.split_of(item["agency"])):
            _count(item, count)
    pairs = count["pair+"] + count["pair-"]
    figures = {what: _f1(count, what) for what in _MEASURED}
    lines = [f"{name_of('split', split)}，标准答案 {pairs} 对"]
    for what, row in figures.items():
        values = "，".join(f"{name_of('claim_figure', key)} {v:.3f}" for key, v in row.items())
        lines.append(f"  {name_of('pair_figure', what)}：{values}")
    return Measured({"gold_pairs": pairs, **figures}, tuple(lines))


def load(corpus_dir: Path) -> Iterator[dict[str, Any]]:
    """Every passage, checked; raises `DataError` naming file and line of a bad one."""
    for path in sorted((corpus_dir / FOLDER).glob("*.jsonl")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            place = f"{FOLDER}/{path.name}:{number}"
            try:
                item = json.loads(line)
            except json.JSONDecodeError as error:
                raise DataError(f"不是合法的 JSON：{error}", place=place) from None
            _check(item, place)
            yield item


def _check(item: Any, place: str) -> None:
    if not isinstance(item, dict) or set(item) != _KEYS:
        raise DataError(f"键应为 {'、'.join(sorted(_KEYS))}", place=place)
    for keys, part in ((_PROBLEM, item["problems"]), (_MEASURE, item["measures"])):
        for entry in part:
            if set(entry) != keys:
                raise DataError(f"键应为 {'、'.join(sorted(keys))}", place=place)
            if item["text"].count(entry["quote"]) != 1:
                raise DataError(f"“{entry['quote']}”应在原文中恰好出现一次", place=place)
    for problem in item["problems"]:
        if not set(problem["kinds"]) <= set(kinds()):
            raise DataError(f"不认识的问题种类：{'、'.join(problem['kinds'])}", place=place)
    for measure in item["measures"]:
        if not set(measure["answers"]) <= set(range(len(item["problems"]))):
            raise DataError(f"“{measure['quote']}”所答的问题不存在", place=place)


def read(text: str) -> Shortcomings:
    """What the stages make of a passage that stands in the fifth section."""
    return shortcomings(text, _sentences(text))


def _sentences(text: str) -> tuple[Sentence, ...]:
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(Block("paragraph", Span(start, start + len(line))))
        start += len(line) + 1
    document = Document("", "", "txt", text, tuple(blocks))
    parts = (Section("problems", "", "", Span(0, len(text)), Span(0, 0)),)
    return label(text, sentences(document, parts), parts)


def _count(item: Mapping[str, Any], count: Counter[str]) -> None:
    text = item["text"]
    found = read(text)
    problems = [_place(entry["quote"], text) for entry in item["problems"]]
    measures = [_place(entry["quote"], text) for entry in item["measures"]]
    said: set[tuple[int | str, int | str]] = set()
    judged: dict[int, bool] = {}
    hit: set[int] = set()
    for number, problem in enumerate(found.problems):
        one = _meant(problem.span, problems)
        for place, remedy in enumerate(problem.remedies):
            other = _meant(remedy.span, measures)
            said.add(
                (f"?{number}" if one is None else one, f"?{place}" if other is None else other)
            )
        if one is not None and one not in hit:
            hit.add(one)
            _tally(count, "kind", set(problem.kinds[:1]), set(item["problems"][one]["kinds"]))
    for remedy in (*(r for p in found.problems for r in p.remedies), *found.general):
        other = _meant(remedy.span, measures)
        if other is not None:
            judged[other] = judged.get(other, False) or remedy.concrete
    wanted = {(p, at) for at, entry in enumerate(item["measures"]) for p in entry["answers"]}
    _tally(count, "pair", said, wanted)
    _tally(count, "problem", hit, set(range(len(problems))))
    count["problem*"] += len(found.problems) - len(hit)
    for what, value in (("concrete", True), ("vague", False)):
        right = {at for at, entry in enumerate(item["measures"]) if entry["concrete"] is value}
        _tally(count, what, {at for at, told in judged.items() if told is value}, right)


def _tally(count: Counter[str], what: str, found: set[Any], wanted: set[Any]) -> None:
    """Right, missed and wrong: `what+`, `what-`, `what*`."""
    count[f"{what}+"] += len(found & wanted)
    count[f"{what}-"] += len(wanted - found)
    count[f"{what}*"] += len(found - wanted)


def _f1(count: Counter[str], what: str) -> dict[str, float]:
    right, missed, wrong = (count[f"{what}{sign}"] for sign in "+-*")
    return {
        "precision": round(right / max(right + wrong, 1), 4),
        "recall": round(right / max(right + missed, 1), 4),
        "f1": round(2 * right / max(2 * right + missed + wrong, 1), 4),
    }


def _place(quote: str, text: str) -> Span:
    start = text.index(quote)
    return Span(start, start + len(quote))


def _meant(span: Span, gold: Sequence[Span]) -> int | None:
    """The quote that a span shares most with, if that is half of the shorter of them."""
    shared = [min(span.end, g.end) - max(span.start, g.start) for g in gold]
    best = max(range(len(gold)), key=shared.__getitem__, default=None)
    if best is None:
        return None
    shorter = min(span.end - span.start, gold[best].end - gold[best].start)
    return best if shared[best] * 2 >= shorter else None
