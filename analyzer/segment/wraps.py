"""Labels that a wrap cut in two, with the values of their row between the halves.

A cell's label runs over several lines while its values stand beside the first or a middle one.
Flattened, the rest of the label stands before the next row's. It is brought back only where both
halves together spell a printed label in full.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from analyzer.document import Span
from analyzer.forms.form import Form
from analyzer.segment.labels import bare, parents, plain
from analyzer.segment.runs import Run
from analyzer.segment.tokens import Token

# The longest label of the forms fills six lines of a narrow cell.
_MOST_PIECES = 6
# A shorter text before a label may be the start of the label itself.
_SHORTEST_GROUP = 2


def unwrapped(form: Form, runs: Sequence[Run]) -> list[Run]:
    """`runs` with every label whole that stands partly behind its values."""
    found = list(runs)
    print_ = _Print.of(form)
    for at in range(len(found) - 1):
        run, after = found[at], found[at + 1]
        if run.placed is not None or after.placed is not None or run.cluster != after.cluster:
            continue
        tail = after.pieces[:-1] if after.values else after.pieces
        if not run.values or not tail:
            continue
        halves = print_.halves(run.pieces, tail[:_MOST_PIECES])
        if halves is not None:
            start, count, label = halves
            whole = _joined([*run.pieces[start:], *after.pieces[:count]], label)
            found[at] = replace(run, pieces=[*run.pieces[:start], whole])
            found[at + 1] = replace(after, pieces=after.pieces[count:])
    return [run for run in found if run.pieces or run.values]


def _joined(pieces: Sequence[Token], label: str) -> Token:
    spans = [piece.span for piece in pieces]
    span = Span(min(s.start for s in spans), max(s.end for s in spans))
    return Token(label, "label", span, pieces[0].origin)


class _Print(NamedTuple):
    """What the form prints: bare label → label as printed, and the bare labels of groups."""

    labels: Mapping[str, str]
    groups: frozenset[str]

    @classmethod
    def of(cls, form: Form) -> _Print:
        labels = {
            shape(label): label
            for row in form.rows
            for label in row.labels
            for shape in (plain, bare)
        }
        return cls(labels, parents(form))

    def halves(self, head: Sequence[Token], tail: Sequence[Token]) -> tuple[int, int, str] | None:
        """From which piece of `head` up to which of `tail` a label is spelt out, and the label."""
        ends = [bare(piece.text) for piece in tail]
        for start in range(len(head) - 1, max(-1, len(head) - 1 - _MOST_PIECES), -1):
            starts = [bare(piece.text) for piece in head[start:]]
            for text in self._texts(starts[0]):
                for label, printed in self.labels.items():
                    if not label.startswith(text) or label == text:
                        continue
                    count = self._spelt(label[len(text) :], starts[1:], ends)
                    if count:
                        return start, count, printed
        return None

    def _spelt(self, left: str, head: list[str], tail: list[str]) -> int:
        """How many pieces of `tail` it takes to spell `left` to its end; 0 where they do not."""
        pieces = [*head, *tail]
        open_: set[str] = {left}
        for number, piece in enumerate(pieces, 1):
            rest = {
                each[len(text) :]
                for text in self._texts(piece)
                for each in open_
                if each.startswith(text)
            }
            if "" in rest and number > len(head):
                return number - len(head)
            # A piece of a merged label may stand between the pieces of any other.
            passed = open_ if self._is_of_group(piece) and piece not in self.labels else set()
            open_ = (rest | passed) - {""}
            if not open_:
                return 0
        return 0

    def _texts(self, piece: str) -> Iterator[str]:
        """A bare piece, and what follows the piece of a merged label that it may open with."""
        if piece:
            yield piece
        if self._is_of_group(piece):
            return
        for end in range(_SHORTEST_GROUP, len(piece)):
            if not self._is_of_group(piece[:end]):
                break
            yield piece[end:].lstrip("0123456789")

    def _is_of_group(self, text: str) -> bool:
        return any(text in group for group in self.groups)
