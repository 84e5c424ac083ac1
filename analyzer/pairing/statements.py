"""The fifth section in statements: what is a problem, what is a remedy, and in which block it stands.

A section is read clause by clause with one thing in mind: are we among the problems or among the
remedies? Words such as 下一步 lead over, so does the role of a sentence. A statement grows over its
clauses until a number, a full stop, a semicolon or a new matter opens the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final, Literal

from analyzer.document import Sentence, Span
from analyzer.lexicon.phrases import trie_pattern
from analyzer.lexicon.source import words
from analyzer.pairing.concrete import is_concrete
from analyzer.pairing.kinds import stated
from analyzer.segment.sentences import clauses

Side = Literal["problem", "remedy"]

_NUMERALS: Final = "一二三四五六七八九十"
_MARK: Final = re.compile(
    rf"\s*(?:[（(]?([{_NUMERALS}]|\d{{1,2}})(?:[)）]|[是则要、]|[.．](?!\d)|$)|其([{_NUMERALS}])|第([{_NUMERALS}])"
    rf"|(?:问题|不足|措施|对策)([{_NUMERALS}\d])|[①-⑳])"
)
_STOPS: Final = re.compile(r"[。；;！\n]")
_LACKING: Final = re.compile(r"[不未没无缺少弱窄慢晚难差]|认为|仍|还")
_EMPTY: Final = re.compile(r"同时|此外|另外|一年来|总体看|回顾全年|20\d{2}年度?")
_CALLED_PROBLEM: Final = ("的问题", "的现象", "的情况")
_SHORTEST: Final = 3
_FILE: Final = "problem_kinds"


@dataclass
class Statement:
    """A problem or a remedy: its clauses, its number, and the block of its side that it stands in."""

    side: Side
    block: int
    number: int | None
    spans: list[Span] = field(default_factory=list)

    @property
    def span(self) -> Span:
        """From the first clause to the end of the last."""
        return Span(self.spans[0].start, self.spans[-1].end)


@dataclass(frozen=True, slots=True)
class _Clause:
    span: Span
    text: str
    number: int | None
    opens: bool
    role: str | None
    sentence: str
    ends_in_colon: bool

    @property
    def written(self) -> str:
        """The clause with its colon."""
        return f"{self.text}：" if self.ends_in_colon else self.text


def statements(text: str, sentences: Sequence[Sentence]) -> list[Statement]:
    """The problems and remedies of the sentences of a fifth section, in reading order."""
    found: list[Statement] = []
    side: Side = "problem"
    block = 0
    for clause in _clauses(text, sentences):
        turned = _side(clause, side)
        block += turned != side and turned == "problem"
        side = turned
        if _only_leads(clause, side):
            continue
        current = (
            found[-1] if found and (found[-1].side, found[-1].block) == (side, block) else None
        )
        if current is None or _begins(clause, current, text):
            if side == "problem" and not (clause.opens or _names_shortcoming(clause.text)):
                continue
            found.append(Statement(side, block, clause.number))
        found[-1].spans.append(clause.span)
    return [s for s in found if s.side == "remedy" or _states(s, found, text)]


def _states(problem: Statement, found: Sequence[Statement], text: str) -> bool:
    """Whether it states a shortcoming; one that only leads in (仍有不足之处) counts if alone."""
    said = problem.span.of(text)
    alone = not any(
        s is not problem and s.side == "problem" and stated(s.span.of(text)) for s in found
    )
    return _lacks(said) and (alone or not _lead_in().fullmatch(said) or bool(stated(said)))


def _clauses(text: str, sentences: Sequence[Sentence]) -> Iterator[_Clause]:
    for sentence in sentences:
        role = sentence.role.value if sentence.role is not None else None
        whole = sentence.span.of(text)
        number, opens, end = None, True, sentence.span.start
        for span in clauses(text, sentence.span):
            opens = opens or _STOPS.search(text, end, span.start) is not None
            end = span.end
            mark = _MARK.match(span.of(text))
            if mark is not None:
                number = _value(mark)
                opens = True
            start = mark.end() + span.start if mark is not None else span.start
            if start >= span.end:
                continue
            bare = Span(start, span.end)
            colon = text[span.end : span.end + 1] in ("：", ":")
            yield _Clause(bare, bare.of(text), number, opens, role, whole, colon)
            number, opens = None, colon


def _value(mark: re.Match[str]) -> int | None:
    written = next((group for group in mark.groups() if group), None)
    if written is None:
        return None
    return _NUMERALS.index(written) + 1 if written in _NUMERALS else int(written)


def _side(clause: _Clause, side: Side) -> Side:
    if _pattern("lead", "remedies_pattern").search(clause.written):
        return "remedy"
    if _leads_to_problems(clause):
        return "problem"
    lacks, acts = _names_shortcoming(clause.text), _actions().search(clause.text) is not None
    if not clause.opens:
        # A sentence that goes over from the shortcoming to what is done about it.
        turns = side == "problem" and acts and is_concrete(clause.text) and not _lacks(clause.text)
        return "remedy" if turns else side
    if clause.text.endswith(_CALLED_PROBLEM) and lacks:
        return "problem"
    if side == "remedy":
        numbered = clause.number is not None and not is_concrete(clause.text)
        return "problem" if (lacks and numbered) or _is_problem(clause) else side
    if clause.role in ("measure", "intention") and (acts or not lacks):
        return "remedy"
    return "remedy" if clause.role == "fact" and not _lacks(clause.text) else side


def _is_problem(clause: _Clause) -> bool:
    return clause.role == "problem" and _names_shortcoming(clause.sentence)


def _only_leads(clause: _Clause, side: Side) -> bool:
    """A clause that leads over and says nothing itself, as 下一步 or 针对上述问题."""
    if len(clause.text) < _SHORTEST or _EMPTY.fullmatch(clause.text):
        return True
    if side == "problem":
        return _leads_to_problems(clause)
    match = _pattern("lead", "remedies_pattern").search(clause.written)
    if match is None:
        return False
    rest = len(clause.text) - (match.end() - match.start())
    return clause.ends_in_colon or "针对" in clause.text or rest < _SHORTEST


def _leads_to_problems(clause: _Clause) -> bool:
    if clause.opens and _pattern("lead", "title_pattern").fullmatch(clause.text):
        return True
    return clause.ends_in_colon and bool(
        _pattern("lead", "problems_pattern").search(clause.written)
    )


def _begins(clause: _Clause, current: Statement, text: str) -> bool:
    if clause.opens:
        return True
    if current.side == "remedy":
        return False
    before = current.span.of(text)
    if not (_lacks(before) and _names_shortcoming(clause.text)):
        return False
    known, new = stated(before)[:2], stated(clause.text)[:2]
    return bool(known and new) and not set(known) & set(new)


def _names_shortcoming(text: str) -> bool:
    return _shortcoming().search(text) is not None


def _lacks(text: str) -> bool:
    """Whether the words can be those of a shortcoming, among problems."""
    return _names_shortcoming(text) or _LACKING.search(text) is not None


@cache
def _shortcoming() -> re.Pattern[str]:
    known = (*words("substance", "problem", "shortcoming"), *words(_FILE, "more", "shortcoming"))
    return re.compile(trie_pattern(known))


@cache
def _lead_in() -> re.Pattern[str]:
    patterns = (*words("substance", "problem", "lead_pattern"), *words(_FILE, "lead", "in_pattern"))
    return re.compile("|".join(f"(?:{expression})" for expression in patterns))


@cache
def _actions() -> re.Pattern[str]:
    return re.compile(trie_pattern(words("substance", "measure", "actions")))


@cache
def _pattern(*keys: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{expression})" for expression in words(_FILE, *keys)))
