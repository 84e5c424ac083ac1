"""Claims without a number: zero statements (未收到…申请) and universals (均已办结)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal

from analyzer.document import Span
from analyzer.extract import universal_phrases, universals, zeros
from analyzer.extract.applicants import framed
from analyzer.extract.cues import Cue, between, clause_start
from analyzer.extract.expressions import Expression
from analyzer.extract.subject import FOREIGN, OF_MATTERS, Subject
from analyzer.extract.subjects import subject_of
from analyzer.lexicon.metrics import stating
from analyzer.lexicon.phrases import trie_pattern

Sense = Literal["zero", "unchanged", "all"]

_NO_DELTA: Final = re.compile(r"(?:没有|无|未作?|未有|未再)(?:增减|变化|变动|调整)")
_MATTERS: Final = Expression(
    r"(?:事项|项目)?(?:数量|总数)?(?:(?:[与较比和同][上去前]一?年度?(?:末|同期)?(?:相比)?|同比)，?)?"
)
_EARLIER: Final = Expression(r"[上去]年|同期|上一年|(?:19|20)\d\d年")
_OF_TWO: Final = Expression("[和与同跟及、]")
_RATED: Final = Expression(r"率(?:继续|保持|连续|依然|依旧|仍|也|均|都)*$")
_OF_ONE_COLUMN: Final = 0.93


@dataclass(frozen=True, slots=True)
class Statement:
    """A phrase of the sentence (half-open offsets) that says none or all of a subject.

    Of a universal, `subject` is the part and `base` the whole that it says are one; of 败诉率为零
    the whole of which there is no such part.
    """

    span: Span
    sense: Sense
    subject: Subject
    base: Subject | None = None


@cache
def _unchanged() -> re.Pattern[str]:
    told = stating("unchanged")
    first = "".join(sorted({word[0] for word in told}))
    same = trie_pattern(told)
    year = r"(?:(?:19|20)\d{2}|上|去|前一|上一)年度?(?:同期|相比)?"
    figure = r"(?:的?\d[\d,]*[件宗份起]?)?"
    return re.compile(
        # Most characters begin none: tested before what stands in front of them.
        rf"(?=[同与和较跟{first}])(?:同比|[与同和较跟]{year}{figure}|(?<=，)|(?<=两年)|(?<=[本今]年)|(?<=[一-鿿]{{2}}(?:申请|件数|数量|总量|复议|诉讼|许可|处罚)))(?P<unchanged>{same})(?=[，。；（]|$)"
    )


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return (*zeros.patterns(), universal_phrases.pattern(), _unchanged(), _NO_DELTA)


def statements(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Where a zero statement or universal may stand; `read` says what it states, if anything.

    With each match where its own words begin (较去年8件|持平).
    """
    for pattern in _patterns():
        match = pattern.search(text)  # mostly there is none, and an iterator costs more to make
        while match is not None:
            yield match.start("unchanged" if pattern is _unchanged() else 0), match
            match = pattern.search(text, match.end())


@cache
def _plain() -> re.Pattern[str]:
    none, every = stating("plain_zero"), stating("plain_all")
    zero, whole = trie_pattern(none), trie_pattern(every)
    first = "".join(sorted({word[0] for word in (*none, *every)}))
    other = trie_pattern(stating("not_plain_all"))
    rest = r"[^，。；、：（）()\d“”]"
    return re.compile(
        rf"(?=[{first}])(?:(?P<zero>{zero}){rest}{{0,16}}|(?<![平月日年户人区与和])(?P<all>{whole})(?!{other}){rest}{{2,16}})"
        r"(?=[，。；）]|$)"
    )


def plain(text: str) -> Iterator[Statement]:
    """Statements of none or all that no table cell can hold (均附有说明, 无一超期)."""
    match = _plain().search(text)
    while match is not None:
        sense: Sense = "zero" if match["zero"] else "all"
        yield Statement(Span(*match.span()), sense, FOREIGN)
        match = _plain().search(text, match.end())


def read(
    text: str,
    match: re.Match[str],
    cues: list[Cue],
    inherited: Subject | None,
    received: Subject | None = None,
) -> Statement | None:
    """What a match of `statements` states, given what the text spoke of before it.

    `received` is what the sentence counted as come in, if anything.
    """
    if match.re is _NO_DELTA:
        return _no_change(text, match, cues, inherited)
    if match.re is _unchanged():
        begin = clause_start(text, match.start(), 0)
        if _OF_TWO.search(text, begin, match.start()) and not _EARLIER.search(text, begin):
            return None  # 复议和诉讼数量相同: as each other
        near = between(cues, begin, match.start())
        same = subject_of(text, near, "件", inherited) or inherited
        span = Span(*match.span("unchanged"))
        if same is not None and set(same.second) & OF_MATTERS:
            return Statement(span, "zero", replace(same, second=("delta",), also=()))
        known = same is not None and same.metric is not None
        return Statement(span, "unchanged", same) if known and same else None
    if match.re is universal_phrases.pattern():
        found = universals.read(text, match, cues, inherited, received)
        if found is None:
            return None
        end, (part, whole) = found
        return Statement(Span(match.start(), end), "all", part, whole) if part else None
    found_none = zeros.read(text, match, cues, inherited)
    if found_none is None:
        return None
    span, none = found_none
    return Statement(span, "zero", none, _whole_of_a_rate(text, match.start(), none))


def _whole_of_a_rate(text: str, at: int, part: Subject) -> Subject | None:
    """复议纠错率为零, where 为零 stands at offset `at`: a share of all cases of the group."""
    rated = part.domain == "disputes" and part.second and _RATED.search(text, 0, at)
    return replace(part, second=(), also=()) if rated else None


def within(statement: Statement, frame: tuple[str, ...]) -> Statement:
    """The statement within the column that its part of the sentence is about (律所提出13件，全部答复)."""
    subject, base = statement.subject, statement.base
    if not frame or subject.domain != "requests" or subject.second:
        return statement
    subject = framed(subject, frame)
    if base is not None:
        subject = replace(subject, also=(), sure=min(subject.sure, _OF_ONE_COLUMN))
        base = replace(base, second=frame, also=())
    return replace(statement, subject=subject, base=base)


def _no_change(
    text: str, match: re.Match[str], cues: list[Cue], inherited: Subject | None
) -> Statement | None:
    """行政强制没有增减 of the matters of its row; 去年3件，没有变化 of what was counted."""
    span = Span(*match.span())
    near = between(cues, clause_start(text, span.start, 0), span.start)
    documents = [cue for cue in near if cue.has("document")]
    if documents and _MATTERS.fullmatch(text, documents[-1].end, span.start):
        row = documents[-1].key("document") or ""
        return Statement(span, "zero", Subject("disclosure", (row,), ("delta",)))
    if inherited is None or inherited.metric is None:
        return None
    if set(inherited.second) & OF_MATTERS:
        return Statement(span, "zero", replace(inherited, second=("delta",), also=()))
    compared = _EARLIER.search(text, 0, span.start) is not None
    return Statement(span, "unchanged", inherited) if compared else None
