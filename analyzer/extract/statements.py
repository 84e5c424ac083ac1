"""Claims without a number: zero statements (未收到…申请) and universals (均已办结)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal

from analyzer.document import Span
from analyzer.extract import universals
from analyzer.extract.cues import Cue, between, clause_start
from analyzer.extract.subject import FOREIGN, Subject
from analyzer.extract.subjects import subject_of
from analyzer.lexicon.phrases import trie_pattern
from analyzer.lexicon.source import words

_FILE: Final = "metrics"
_TABLE: Final = "statements"
Sense = Literal["zero", "unchanged", "all"]

_CLAUSE: Final = r"[^，。；！？!?;,\n]"
_BARE: Final = re.compile(
    r"(?:收到|接到|接收|受理|新收|任何|人|提出|依|没有|无|零)?(?:新|相关|任何|公开|书面)*申请"
)
_CHARGED: Final = re.compile(
    r"(?:收取|收费|费用|收过)[^，。；]{0,24}?(?:费用|费)?(?=[，。；、]|的|$)"
)
# 没有未办完的申请: nothing is left over; of 没有未按期办结的 no row tells
_NONE_LEFT: Final = re.compile(
    r"(?:没有|无|不存在|暂无)(?:任何|一[件宗起])?(?:尚|还)?未(?:能)?(?P<done>(?:全部)?(?:办|答复|处理完|审核完|了结)[完结毕理成竣]{0,3})?"
)
_NO_DELTA: Final = re.compile(r"(?:没有|无|未作?|未有|未再)(?:增减|变化|变动|调整)")
_OF_ITEMS: Final = frozenset({"prev_items", "delta"})
_SHORT_END: Final = 2
_DIGIT: Final = re.compile(r"\d(?!\d{0,3}年)")  # a year is no number of cases


@dataclass(frozen=True, slots=True)
class Statement:
    """A phrase of the sentence (half-open offsets) that says none or all of a subject.

    Of a universal, `subject` is the part and `base` the whole that it says are one.
    """

    span: Span
    sense: Sense
    subject: Subject
    base: Subject | None = None


@cache
def _negation() -> re.Pattern[str]:
    none = trie_pattern(words(_FILE, _TABLE, "not_after_none"))
    negations = [w for w in words(_FILE, _TABLE, "negations") if w not in ("无", "零")]
    short = rf"(?<![有或一二三四五六七八九十百千万〇两全])[无零](?:(?=不予[公处])|(?!{none}|[、，。；]))"
    first = "".join(sorted({word[0] for word in negations}))
    return re.compile(
        # Most characters begin none: tested before what stands in front of them.
        rf"(?=[无零{first}])(?P<negation>{trie_pattern(negations)}|{short})(?P<body>(?:(?!、[无未没零]|[无没零]){_CLAUSE}){{1,48}})"
    )


@cache
def _wrong() -> re.Pattern[str]:
    return re.compile(trie_pattern(words(_FILE, _TABLE, "zero_of_wrong")))


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{trie_pattern(words(_FILE, _TABLE, 'tails'))}){{0,12}}(?<![或和、等的])"
    )


@cache
def _zero_end() -> re.Pattern[str]:
    ends = trie_pattern(words(_FILE, _TABLE, "zero_ends"))
    return re.compile(rf"{ends}(?=[，。；、;\n]|$)")


@cache
def _unchanged() -> re.Pattern[str]:
    same = trie_pattern(words(_FILE, _TABLE, "unchanged"))
    year = r"(?:(?:19|20)\d{2}|上|去|前一|上一)年度?(?:同期|相比)?"
    figure = r"(?:的?\d[\d,]*[件宗份起]?)?"
    return re.compile(
        rf"(?:同比|[与同和较跟]{year}{figure}|(?<=，))(?P<unchanged>{same})(?=[，。；（]|$)"
    )


def statements(text: str) -> Iterator[re.Match[str]]:
    """Where a zero statement or universal may stand; `read` says what it states, if anything."""
    for pattern in (_negation(), _zero_end(), universals.pattern(), _unchanged(), _NO_DELTA):
        yield from pattern.finditer(text)


@cache
def _plain() -> re.Pattern[str]:
    zero = trie_pattern(words(_FILE, _TABLE, "plain_zero"))
    whole = trie_pattern(words(_FILE, _TABLE, "plain_all"))
    other = trie_pattern(words(_FILE, _TABLE, "not_plain_all"))
    rest = r"[^，。；、：（）()\d“”]"
    return re.compile(
        rf"(?:(?P<zero>{zero}){rest}{{0,16}}|(?<![平月日年户人区与和])(?P<all>{whole})(?!{other}){rest}{{2,16}})"
        r"(?=[，。；）]|$)"
    )


def plain(text: str) -> Iterator[Statement]:
    """Statements of none or all that no table cell can hold (均附有说明, 无一超期)."""
    for match in _plain().finditer(text):
        sense: Sense = "zero" if match["zero"] else "all"
        yield Statement(Span(*match.span()), sense, FOREIGN)


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
    if match.re is _negation():
        return _zero(text, match.start("negation"), match.span("body"), cues, inherited)
    if match.re is _NO_DELTA:
        if inherited is None or not set(inherited.second) & _OF_ITEMS:
            return None
        delta = replace(inherited, second=("delta",), also=())
        return Statement(Span(*match.span()), "zero", delta)
    if match.re is _unchanged():
        near = between(cues, clause_start(text, match.start(), 0), match.start())
        same = subject_of(text, near, "件", inherited) or inherited
        known = same is not None and same.metric is not None
        span = Span(*match.span("unchanged"))
        return Statement(span, "unchanged", same) if known and same else None
    if match.re is universals.pattern():
        found = universals.read(text, match, cues, inherited, received)
        if found is None:
            return None
        end, (part, whole) = found
        return Statement(Span(match.start(), end), "all", part, whole) if part else None
    start, end = clause_start(text, match.start(), 0), match.end()
    if _DIGIT.search(text, start, match.start()):  # 新收10件、上年结转无
        start = text.rfind("、", start, match.start()) + 1 or start
    near = between(cues, start, match.start())
    # 其中转为信息公开申请的没有
    wrong = _wrong().search(text, start, match.start())
    subject = None if wrong else subject_of(text, near, "", inherited)
    if subject is None or subject.metric is None or _DIGIT.search(text, near[0].start, end):
        return None
    if len(match[0]) <= _SHORT_END and match.start() - near[-1].end > _SHORT_END:
        return None  # 逾期不缴费无, 复议零: the word follows what it denies
    return Statement(Span(near[0].start, end), "zero", subject)


def _zero(
    text: str, start: int, body: tuple[int, int], cues: list[Cue], inherited: Subject | None
) -> Statement | None:
    counted = _DIGIT.search(text, *body)
    listed = text.rfind("、", body[0], counted.start()) if counted else -1
    if listed > body[0]:
        body = (body[0], listed)  # 无制发、废止1件
    said = text[slice(*body)]
    if said.startswith(words(_FILE, _TABLE, "zero_of_else")) or _wrong().search(said):
        return None
    near = between(cues, start, body[1])
    subject = subject_of(text, near, "", inherited)
    fees = [cue for cue in near if cue.key("narrative") == "information_fee"]
    charged = _CHARGED.search(text, start, body[1])
    if charged and not fees and (subject is None or subject.domain != "disclosure"):
        subject = Subject("narrative", ("information_fee",))  # 未因信息公开收取任何费用
        end = charged.end()
    elif fees:
        subject = Subject("narrative", ("information_fee",))
        end = fees[-1].end
    elif subject is None or not subject.first:
        bare = _BARE.match(text, start + 1 if text[start] in "无零" else start)
        bare = bare or _BARE.search(text, start, min(body[1], start + 12))
        if bare is None or subject is FOREIGN:
            return None
        subject, end = Subject("requests", ("new_received",), (), 0.9), bare.end()
    else:
        subject = _nothing_left(_nothing_received(subject, near), _NONE_LEFT.match(text, start))
        end = max(cue.end for cue in near)
    if subject.metric is None:
        return None
    tail = _tail().match(text, end)
    end = end if tail is None else tail.end()  # none behind 的, 和
    if _DIGIT.search(text, end, body[1]) or _DIGIT.search(text, start, end):
        return None
    return Statement(Span(start, end), "zero", subject)


def _nothing_left(subject: Subject, negated: re.Match[str] | None) -> Subject:
    """没有未办完的申请: none goes to the next year; other double negations name no row."""
    named = subject.first in (("carried_forward",), ("other_no_correction",), ("other_no_fee",))
    if negated is None or subject.domain != "requests" or named:
        return subject
    if negated["done"] is None:
        return FOREIGN
    return replace(subject, first=("carried_forward",), also=())


def _nothing_received(subject: Subject, near: list[Cue]) -> Subject:
    """未收到公民、法人要求办理的申请: nothing came in, from whomever and for whatever."""
    asked = near[-1].has("request") and subject.first == ("result_total",)  # 未产生需答复的申请
    if subject.domain == "requests" and (near[0].key("row") == "new_received" or asked):
        columns = {key for cue in near if (key := cue.key("column")) is not None}
        return Subject(
            "requests", ("new_received",), tuple(columns)[: len(columns) == 1], subject.sure
        )
    return subject
