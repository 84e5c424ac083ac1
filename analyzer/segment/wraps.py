"""Labels that a wrap cut in two, with the values of their row between the halves.

A cell's label runs over several lines while its values stand beside the first or the middle one.
Flattened, the rest of the label stands before the next row's. It is brought back only where both
halves together spell a printed label in full.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from analyzer.document import Span
from analyzer.forms.form import Form
from analyzer.segment.labels import bare, bare_labels, parents
from analyzer.segment.runs import Run
from analyzer.segment.tokens import Token

# The longest label of the forms fills six lines of a narrow cell.
_MOST_PIECES = 6
# A shorter start of a label may be a piece of anything.
_SHORTEST_GROUP = 2


def unwrapped(form: Form, runs: Sequence[Run]) -> list[Run]:
    """`runs` with every label whole that stands partly behind its values."""
    found = list(runs)
    for at in range(len(found) - 1):
        run, after = found[at], found[at + 1]
        if run.placed is not None or after.placed is not None or not run.values:
            continue
        if run.cluster != after.cluster:
            continue
        halves = _halves(form, run.pieces, after.pieces[: -1 if after.values else None])
        if halves is not None:
            start, count = halves
            whole = _joined([*run.pieces[start:], *after.pieces[:count]], form)
            found[at] = replace(run, pieces=[*run.pieces[:start], whole])
            found[at + 1] = replace(after, pieces=after.pieces[count:])
    return [run for run in found if run.pieces or run.values]


def _halves(form: Form, head: Sequence[Token], tail: Sequence[Token]) -> tuple[int, int] | None:
    """From which piece of `head` up to which of `tail` a label of the form is spelt out."""
    for start in range(len(head) - 1, max(-1, len(head) - 1 - _MOST_PIECES), -1):
        left = _spelt(_labels(form), form, head[start], skip=False)
        for piece in head[start + 1 :]:
            left = _spelt(left, form, piece, skip=True)
        for count, piece in enumerate(tail[:_MOST_PIECES], 1):
            left = _spelt(left, form, piece, skip=True)
            if "" in left:
                return start, count
    return None


def _spelt(left: frozenset[str], form: Form, piece: Token, *, skip: bool) -> frozenset[str]:
    """What is left of each label behind `piece`; a piece of a merged label may be passed over."""
    texts = _texts(piece.text, form)
    rest = {label[len(text) :] for text in texts for label in left if label.startswith(text)}
    if skip and _is_of_group(bare(piece.text), form):
        rest |= left - {""}
    return frozenset(rest)


@lru_cache(maxsize=1024)
def _texts(text: str, form: Form) -> tuple[str, ...]:
    """A piece as it is, and without the piece of a merged label that stands before it."""
    whole = bare(text)
    cuts = [
        whole[end:].lstrip("0123456789")
        for end in range(_SHORTEST_GROUP, len(whole))
        if _is_of_group(whole[:end], form)
    ]
    return tuple(dict.fromkeys(each for each in (whole, *cuts) if each))


def _is_of_group(text: str, form: Form) -> bool:
    return any(text in parent for parent in parents(form))


@cache
def _labels(form: Form) -> frozenset[str]:
    return frozenset(label for row in form.rows for label in bare_labels(row))


def _joined(pieces: Sequence[Token], form: Form) -> Token:
    """The pieces of a label as one token, those of merged labels between them left out."""
    text = pieces[0].text
    for piece in pieces[1:]:
        left = _spelt(_labels(form), form, Token(text + piece.text, "label", piece.span), skip=False)
        text += piece.text if left else ""
    spans = [piece.span for piece in pieces]
    span = Span(min(s.start for s in spans), max(s.end for s in spans))
    return Token(text, "label", span, pieces[0].origin)
