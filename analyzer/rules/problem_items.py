"""The problems a report names in its fifth section, and the measures that answer them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from analyzer.analysis import Facts
from analyzer.document import Label, Sentence, Span
from analyzer.rules.once import once
from analyzer.rules.passages import is_heading
from analyzer.rules.phrasing import any_of, any_pattern

_FILE: Final = "substance"
# 一是…，二是… in one sentence are two pieces; a marker at the start of a sentence opens an item.
_ORDINAL: Final = (
    r"(?:[一二三四五六七八九十]是|第[一二三四五六七八九十][，,、]|其[一二三四五六七八九十][，,是])"
)
_INSIDE: Final = re.compile(rf"(?<=[，,、：:；;。\s]){_ORDINAL}")
_MARKER: Final = re.compile(
    rf"\s*(?:{_ORDINAL}|[（(][一二三四五六七八九十\d]{{1,2}}[)）]|\d{{1,2}}[)）.、．](?!\d)|[①-⑳]|首先|其次|再次|最后)"
)
_CLAUSE: Final = re.compile(r"[^，；。：！？\n]+")
# many reports are typed with half-width marks
_WIDE: Final = str.maketrans(",;:", "，；：")
_LAW: Final = re.compile(r"《[^《》]*(?:条例|法|办法|规定|细则)》")
_SURE: Final = 0.6
_LONGEST_QUOTE: Final = 36

Evidence = Literal["concrete", "weak", "none"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, or one of the numbered parts of a sentence, of the problems section.

    `written` is the text as it stands in the report, `text` the same with full-width marks.
    """

    span: Span
    written: str
    text: str
    role: Label | None
    marked: bool

    def is_labelled(self, role: str) -> bool:
        """Whether the classifier says so with some certainty."""
        return self.role is not None and self.role.value == role and self.role.probability >= _SURE


@dataclass(frozen=True)
class Problem:
    """One problem: the piece that states it and everything said under its number."""

    statement: Piece
    extent: tuple[Piece, ...]

    @property
    def quote(self) -> str:
        """The statement, short enough for a message."""
        text = self.statement.written.strip().rstrip("，,；;")
        return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"

    @cached_property
    def clauses(self) -> tuple[Span, ...]:
        """The clauses that name a shortcoming (all of them where none does), in offsets of the report."""
        start = self.statement.span.start
        told = list(_CLAUSE.finditer(self.statement.text))
        naming = [c for c in told if any_of(_FILE, "problem", "shortcoming").search(c[0])]
        return tuple(Span(start + c.start(), start + c.end()) for c in naming or told)


@dataclass(frozen=True, slots=True)
class ProblemPart:
    """The fifth section: its problems, and the pieces about remedies for all of them."""

    pieces: tuple[Piece, ...]
    problems: tuple[Problem, ...]
    remedies: tuple[Piece, ...]


@once
def problem_part(facts: Facts) -> ProblemPart:
    """The problems of the report as its fifth section tells them; empty where there is none."""
    pieces = tuple(_pieces(facts))
    naming = [i for i, piece in enumerate(pieces) if _states_problem(piece)]
    # A sentence that only leads in (“还存在一些不足：”) is the problem where no other is named.
    stating = [i for i in naming if not _only_leads_in(pieces[i])] or naming
    if any(pieces[i].marked for i in stating):
        stating = [i for i in stating if pieces[i].marked]
    problems, remedies = [], []
    claimed: set[int] = set()
    for index in stating:
        end = _extent_end(pieces, index, stating)
        problems.append(Problem(pieces[index], pieces[index:end]))
        claimed.update(range(index, end))
    if stating:
        remedies = [p for i, p in enumerate(pieces) if i > stating[0] and i not in claimed]
    if problems and not _each_its_own(problems):
        remedies += [piece for problem in problems for piece in problem.extent[1:]]
    return ProblemPart(pieces, tuple(problems), tuple(remedies))


def _each_its_own(problems: Sequence[Problem]) -> bool:
    """Whether every number has its own measures: then the last ones answer the last problem only.

    Without numbers, or where only the last problem is followed by more text, what follows the
    problems may answer all of them.
    """
    return problems[0].statement.marked and any(
        evidence(problem.extent) != "none" for problem in problems[:-1]
    )


def evidence(pieces: Sequence[Piece]) -> Evidence:
    """Whether the pieces contain a concrete measure, only an action, or no measure at all."""
    found: Evidence = "none"
    for piece in pieces:
        if piece.is_labelled("measure"):
            return "concrete"
        # The title of a law names no action and no deliverable: 对《…信息公开条例》理解不深.
        for told in re.split(r"[。；\n]", _LAW.sub("", piece.text)):
            clause = _without_complaints(told)
            acts = any_of(_FILE, "measure", "actions").search(clause)
            if acts is None:
                continue
            if _is_specific(clause):
                return "concrete"
            if _acts_plainly(clause):
                found = "weak"
    return found


def _without_complaints(text: str) -> str:
    """Without the parts that only complain: 公开滞后, 账目到11月下旬才上墙 are dates of no measure."""
    complaint = any_pattern(_FILE, "problem", "complaint_pattern")
    return "，".join(part for part in text.split("，") if not complaint.search(part))


def _is_specific(text: str) -> bool:
    return any_pattern(_FILE, "measure", "specific_pattern").search(text) is not None


def _acts_plainly(text: str) -> bool:
    """An action said as such: not inside a shortcoming, not after 进一步 or 有待."""
    for clause in _CLAUSE.findall(text):
        if (
            any_of(_FILE, "measure", "actions").search(clause)
            and not any_of(_FILE, "problem", "shortcoming").search(clause)
            and not any_of(_FILE, "measure", "vague").search(clause)
        ):
            return True
    return False


def _pieces(facts: Facts) -> Iterator[Piece]:
    for sentence in facts.sentences_of("problems"):
        if is_heading(facts, sentence) and not _is_problem_title(facts.quote(sentence.span)):
            continue
        for span in _parts(facts.text, sentence):
            written = span.of(facts.text)
            text = written.translate(_WIDE)
            yield Piece(span, written, text, sentence.role, _MARKER.match(text) is not None)


def _is_problem_title(text: str) -> bool:
    """“（一）公开意识不强。” is a problem, “（一）存在的不足” a title."""
    if any_pattern(_FILE, "problem", "title_pattern").match(text):
        return False
    return any_of(_FILE, "problem", "shortcoming").search(text) is not None


def _parts(text: str, sentence: Sentence) -> Iterator[Span]:
    start = sentence.span.start
    for match in _INSIDE.finditer(text, start, sentence.span.end):
        if match.start() > start:
            yield Span(start, match.start())
        start = match.start()
    yield Span(start, sentence.span.end)


def _states_problem(piece: Piece) -> bool:
    text = piece.text
    if any_pattern(_FILE, "problem", "cured_pattern").search(text):
        return False
    if any_pattern(_FILE, "problem", "last_year_pattern").search(text):
        return False
    if any_pattern(_FILE, "problem", "remedies_pattern").match(text):
        return False
    if piece.role is not None and piece.role.probability >= _SURE and piece.role.value != "heading":
        return piece.role.value == "problem"
    return any_of(_FILE, "problem", "shortcoming").search(text) is not None


def _only_leads_in(piece: Piece) -> bool:
    if piece.marked:
        return False
    return any_pattern(_FILE, "problem", "lead_pattern").fullmatch(piece.text.strip()) is not None


def _extent_end(pieces: Sequence[Piece], index: int, stating: Sequence[int]) -> int:
    """Up to the next numbered piece, the next problem, or where remedies for all begin."""
    for at in range(index + 1, len(pieces)):
        opens = pieces[at].marked or at in stating
        if opens or any_pattern(_FILE, "problem", "remedies_pattern").match(pieces[at].text):
            return at
    return len(pieces)
