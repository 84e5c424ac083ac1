"""Problems and remedies of the fifth section brought together.

A remedy answers the problem it follows where each has its own, and else the problem of the same
number, the same kind, the same words or the same place in the list, whichever speaks loudest.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from analyzer.document import Sentence
from analyzer.lexicon.source import words
from analyzer.pairing.concrete import is_concrete
from analyzer.pairing.kinds import answered, stated
from analyzer.pairing.statements import Statement, statements
from analyzer.problem import Problem, Remedy, Shortcomings

# What speaks for a pair, and how much it takes: a place in the list alone is not enough. Found on the development part of `corpora/pairs`.
_FOLLOWS: Final = 2.0
_SAME_NUMBER: Final = 1.6
_SAME_PLACE: Final = 0.9
_SAME_KIND: Final = 1.2
_SECOND_KIND: Final = 0.6
_SHARED_WORD: Final = 0.5
ENOUGH: Final = 1.0


def shortcomings(text: str, sentences: Sequence[Sentence]) -> Shortcomings:
    """What the sentences of a fifth section say of problems and remedies."""
    found = statements(text, sentences)
    problems = [s for s in found if s.side == "problem"]
    remedies = [piece for s in found if s.side == "remedy" for piece in _cut(s, problems, text)]
    answers: list[list[Remedy]] = [[] for _ in problems]
    general = []
    for index, remedy in enumerate(remedies):
        span = remedy.span
        value = Remedy(span, is_concrete(span.of(text)))
        chosen = _answers(index, remedies, problems, text)
        if chosen is None:
            general.append(value)
        else:
            answers[chosen].append(value)
    return Shortcomings(
        tuple(
            Problem(problem.span, stated(problem.span.of(text))[:2], tuple(own))
            for problem, own in zip(problems, answers, strict=True)
        ),
        tuple(general),
    )


def _answers(
    index: int, remedies: Sequence[Statement], problems: Sequence[Statement], text: str
) -> int | None:
    """The problem that a remedy answers, None where nothing speaks for one."""
    remedy = remedies[index]
    said = remedy.span.of(text)
    block = [p for p in problems if p.block == remedy.block] or list(problems)
    peers = [r for r in remedies if r.block == remedy.block]
    best, chosen = 0.0, None
    for place, problem in enumerate(block):
        score = alike(problem.span.of(text), said)
        if len(block) == 1 and (len(problems) > 1 or remedy is peers[0]):
            score += _FOLLOWS if remedy is peers[0] else _FOLLOWS / 4
        numbers = {p.number for p in block}
        if remedy.number is not None and remedy.number == problem.number and len(numbers) > 1:
            score += _SAME_NUMBER
        if len(block) > 1 and len(peers) >= len(block) and peers.index(remedy) == place:
            score += _SAME_PLACE
        if score > best:
            best, chosen = score, problem
    if chosen is None or best < ENOUGH:
        return None
    return list(problems).index(chosen)


def alike(problem: str, remedy: str) -> float:
    """How much the words of a remedy speak for a problem."""
    kinds, remedied = stated(problem), answered(remedy)
    score = 0.0
    if kinds and kinds[0] in remedied[:3]:
        score += _SAME_KIND
    elif set(kinds[:2]) & set(remedied[:3]):
        score += _SECOND_KIND
    return score + _SHARED_WORD * min(len(_bigrams(problem) & _bigrams(remedy)), 4)


def _cut(remedy: Statement, problems: Sequence[Statement], text: str) -> list[Statement]:
    """A remedy cut where its clauses turn to another problem."""
    block = [p.span.of(text) for p in problems if p.block == remedy.block]
    if len(block) < 2:
        return [remedy]
    pieces: list[Statement] = []
    topic = None
    for span in remedy.spans:
        scores = [alike(problem, span.of(text)) for problem in block]
        best = max(range(len(block)), key=scores.__getitem__)
        clear = scores[best] >= ENOUGH and scores.count(scores[best]) == 1
        turned = clear and topic is not None and best != topic
        if not pieces or turned:
            number = remedy.number if not pieces else None
            pieces.append(Statement("remedy", remedy.block, number))
        pieces[-1].spans.append(span)
        topic = best if clear else topic
    return pieces


def _bigrams(text: str) -> frozenset[str]:
    return (
        frozenset(text[at : at + 2] for at in range(len(text) - 1) if text[at : at + 2].isalpha())
        - _common()
    )


@cache
def _common() -> frozenset[str]:
    return frozenset(words("problem_kinds", "common", "bigrams"))
