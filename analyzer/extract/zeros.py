"""Zero statements: 未收到政府信息公开申请, 复议、诉讼均为零, 规范性文件一件没发."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any, Final, cast

from analyzer.document import Span
from analyzer.extract.applicants import nobody_else, nothing_received, others_asked
from analyzer.extract.cues import Cue, between, clause_start
from analyzer.extract.denied import (
    DIGIT,
    goes_on,
    is_in_hand,
    is_of_else,
    is_of_so_many,
    is_why,
    of_one,
    of_other_cases,
    of_some,
    of_what_ought_to_be,
)
from analyzer.extract.disclosure_subjects import MAYBE_ALL
from analyzer.extract.dispute_parties import up_to_the_disputes
from analyzer.extract.money import of_charges
from analyzer.extract.request_subjects import narrowed
from analyzer.extract.subject import FOREIGN, TEXTS, Domain, Subject, joined, keys_of
from analyzer.extract.subjects import subject_of
from analyzer.extract.ways import by_any_way
from analyzer.lexicon.metrics import CueKind, metrics, stating
from analyzer.lexicon.phrases import trie_pattern
from analyzer.lexicon.source import load

Zero = tuple[Span, Subject]  # the words that deny, and what they say none of

_CLAUSE: Final = r"[^，。；！？!?;,\n]"
# 未收到申请和未发生复议: the next denial begins; of 未作出部分公开和未公开决定 it does not
_NEXT: Final = r"(?:[和及与且或])(?:未(?=[被因收接发产出涉引提有])|没有)"
_BARE: Final = re.compile(
    r"(?:收到|接到|接收|受理|新收|任何|人|提出|依|没有|无|零)?(?:新|相关|任何|公开|书面)*申请"
)
_CHARGED: Final = re.compile(
    r"(?:收取|收过)[^，。；]{1,40}?费用?(?=[，。；、]|$)"
    r"|(?:收取|收费|费用|收过)[^，。；]{0,24}?(?:费用|费)?(?=[，。；、]|的|$)"
)
# 没有未办完的申请: nothing is left over; of 没有未按期办结的 no row tells
_NONE_LEFT: Final = re.compile(
    r"(?:没有|无|不存在|暂无)(?:任何|一[件宗起])?(?:尚|还)?未(?:能)?(?P<done>(?:全部)?(?:办|答复|处理完|审核完|了结)[完结毕理成竣]{0,3})?"
)
# 上年结转、结转下年均无
_BOTH: Final = re.compile(r"[均都皆][无为没零]")
_SHORT_END: Final = 2
_NO_DENIAL: Final = {("group", "suit_direct"), ("outcome", "pending")}
_ALSO: Final = "亦也均都皆则就全"
_ONLY_YEAR: Final = re.compile(
    r"(?:全年|本年度?|今年|年内|当年|上年度?|去年|上一年度?|前一年|(?:19|20)\d\d年度?)(?:同期)?"
)
_NAMED_BY: Final[dict[Domain, CueKind]] = {
    "disclosure": "document",
    "disputes": "group",
    "requests": "row",
}


@cache
def _negation() -> re.Pattern[str]:
    none = trie_pattern(stating("not_after_none"))
    negations = [w for w in stating("negations") if w not in ("无", "零")]
    short = (
        r"(?<![有或一二三四五六七八九十百千万〇两全])[无零]"
        rf"(?:(?=不予[公处]|法人)|(?!{none}|[、，。；]))"
    )
    first = "".join(sorted({word[0] for word in negations}))
    return re.compile(
        # Most characters begin none: tested before what stands in front of them.
        rf"(?=[无零{first}])(?P<negation>{trie_pattern(negations)}|{short})(?P<body>(?:(?!、(?:[无未没零]|不(?!予|掌握))|{_NEXT}|无(?!法提)|[没零]){_CLAUSE}){{0,48}})"
    )


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(rf"(?:{trie_pattern(stating('tails'))}){{0,12}}(?<![或和、等的])")


@cache
def _zero_end() -> re.Pattern[str]:
    ends = trie_pattern(stating("zero_ends"))
    return re.compile(rf"{ends}(?=[，。；、;\n]|$)")


def _verbs_of_none() -> Mapping[str, Any]:
    """What the verbs of one character say that there is none of (一件没发)."""
    return cast("Mapping[str, Any]", load("metrics")["statements"]["not_one"])


@cache
def _not_one() -> re.Pattern[str]:
    """规范性文件一件没发, 一件未纠: the verb of one character behind the denial."""
    verbs = "".join(_verbs_of_none())
    return re.compile(
        rf"一[件份宗起例部](?:[也都])?(?:没有?|未|不)(?:被|再)?(?P<verb>[{verbs}])[过出掉正止布下]?(?=[，。；、]|$)"
    )


def patterns() -> tuple[re.Pattern[str], ...]:
    """The patterns of `read`: a denial before, one behind, and 一件没发."""
    return _negation(), _zero_end(), _not_one()


def read(
    text: str, match: re.Match[str], cues: list[Cue], inherited: Subject | None
) -> Zero | None:
    """What a match of `patterns` denies, given what the text spoke of before it."""
    if match.re is _negation():
        start, body = match.start("negation"), match.span("body")
        nobody = nobody_else(text, start, body, cues)
        if nobody is not None:
            return Span(start, body[1]), nobody
        return _zero(text, start, body, cues, inherited)
    if match.re is _not_one():
        return _none_of(text, match, cues, inherited)
    start, end = clause_start(text, match.start(), 0), match.end()
    if DIGIT.search(text, start, match.start()):  # 新收10件、上年结转无
        start = text.rfind("、", start, match.start()) + 1 or start
    near = between(cues, start, match.start())
    # 其中转为信息公开申请的没有
    wrong = of_what_ought_to_be().search(text, start, match.start())
    subject = None if wrong else subject_of(text, near, "", inherited)
    if subject is not None and subject.domain == "requests" and _BOTH.search(text, start, end):
        rows = joined(text, keys_of(near, "row"))
        subject = replace(subject, first=rows, also=()) if len(rows) > 1 else subject
    carried = _carried(text[start : match.start()], inherited)
    if carried is not None and not wrong:
        return Span(start, end), carried
    if subject is not None and subject.domain == "disclosure" and subject.sure <= MAYBE_ALL:
        return None  # 林木采伐许可未开展: one kind
    if subject is None or subject.metric is None or DIGIT.search(text, near[0].start, end):
        return None
    if len(match[0]) <= _SHORT_END and match.start() - near[-1].end > _SHORT_END:
        return None  # 逾期不缴费无, 复议零: the word follows what it denies
    return Span(near[0].start, end), subject


def _carried(before: str, inherited: Subject | None) -> Subject | None:
    """诉讼2起，上年没有; 行政强制上一年项目2项，全年未实施: of what was counted before."""
    if inherited is None or not _ONLY_YEAR.fullmatch(before):
        return None
    row = inherited.first[-1] if inherited.domain == "disclosure" and inherited.first else None
    column = metrics().axes["document"][row].column if row else None
    carried = replace(inherited, second=(column,), also=()) if column else inherited
    return carried if carried.metric is not None else None


def _none_of(
    text: str, match: re.Match[str], cues: list[Cue], inherited: Subject | None
) -> Zero | None:
    """规范性文件一件没发, 复议9件，一件未纠: of what the clause names, or the number before."""
    near = between(cues, clause_start(text, match.start(), 0), match.start())
    named = subject_of(text, near, "件", inherited) if near else inherited
    kind, key = _verbs_of_none()[match["verb"]].split(".")
    said = near[-1].key(_NAMED_BY[kind]) if near else None
    first: tuple[str, ...] = (said,) if said else ()
    first = first or (inherited.first if inherited and inherited.domain == kind else ())
    span = Span(*match.span())
    if kind == "requests":
        spoken = named is not None and named.domain == kind
        return (span, Subject("requests", (key,))) if spoken else None
    return (span, Subject(kind, first, (key,))) if first else None


def _zero(
    text: str, start: int, body: tuple[int, int], cues: list[Cue], inherited: Subject | None
) -> Zero | None:
    counted = DIGIT.search(text, *body)
    listed = text.rfind("、", body[0], counted.start()) if counted else -1
    if listed > body[0]:
        body = (body[0], listed)  # 无制发、废止1件
    said = text[slice(*body)]
    # 规范性文件未制发, 未被复议 name what they deny, a bare 没有 does not
    unnamed = body[0] == body[1] and not _tells(text, (start, body[0]), cues)
    if unnamed or _denies_nothing(start, cues) or is_of_else(text[start : body[0]], said):
        return None
    denied = start + text.startswith("从", start)  # 从未归档
    # 不存在虚假信息: what denies is not the row 信息不存在, 没有答完 tells of one that is left
    near = [
        cue
        for cue in between(cues, start, body[1])
        if cue.start > denied or cue.key("row") is None or cue.key("verb")
    ]
    if is_in_hand(near, start):
        return None
    near = up_to_the_disputes(text, near)
    subject = _no_document(subject_of(text, near, "", inherited), near)
    fees = [cue for cue in near if cue.key("narrative") == "information_fee"]
    charged = _CHARGED.search(text, start, body[1])
    if charged and not fees and (subject is None or subject.domain != "disclosure"):
        subject = of_charges(text[clause_start(text, start, 0) : start], cues, inherited)
        end = charged.end()
    elif fees:
        subject = Subject("narrative", ("information_fee",))
        end = fees[-1].end
    elif subject is None or not subject.first:
        asked = _asked(text, (start, body[1]), foreign=subject is FOREIGN)
        if asked is None:
            return None
        subject, end = Subject("requests", ("new_received",), (), 0.9), asked.end()
        subject = _of_all_before(text, start, subject, cues)
    else:
        passed = between(cues, clause_start(text, start, 0), start)
        subject = narrowed(text, _of_all_before(text, start, subject, cues), passed)
        subject = _nothing_left(
            nothing_received(said, subject, near, beside=others_asked(text, body[1], cues)),
            _NONE_LEFT.match(text, start),
        )
        end = max(cue.end for cue in near)
    one_kind = subject.domain == "disclosure" and subject.sure <= MAYBE_ALL
    if (
        subject.metric is None
        or one_kind
        or is_of_so_many(text, start, subject)
        or is_why(text, start, subject)
        or of_other_cases(text, (start, body[1]), subject, inherited)
    ):
        return None
    tail = _tail().match(text, end)
    end = end if tail is None else tail.end()  # none behind 的, 和
    some = of_one(text, start, end, subject) or of_some(text, clause_start(text, start, 0), start)
    if some or goes_on(text, (start, end, body[1]), near):
        return None
    return Span(start, end), subject


def _denies_nothing(start: int, cues: list[Cue]) -> bool:
    """4件没有先走复议程序, 2件没有结果 tell of a group and of an outcome."""
    return any(cue.start == start and cue.keys.items() & _NO_DENIAL for cue in cues)


def _asked(text: str, span: tuple[int, int], *, foreign: bool) -> re.Match[str] | None:
    """The words for an application that a denial in `span` ends with (无新的申请)."""
    start, end = span
    if foreign:
        return by_any_way(text, start)
    bare = _BARE.match(text, start + 1 if text[start] in "无零" else start)
    return bare or _BARE.search(text, start, min(end, start + 12)) or by_any_way(text, start)


def _tells(text: str, span: tuple[int, int], cues: list[Cue]) -> bool:
    """Whether a denial that ends its clause says of itself what it denies."""
    named = (c for c in cues if span[0] <= c.start < span[1])
    verbs = any(
        c.has("verb") or c.has("group") or c.has("outcome") or c.has("document") for c in named
    )
    return verbs or _CHARGED.search(text, *span) is not None


def _of_all_before(text: str, start: int, subject: Subject, cues: list[Cue]) -> Subject:
    """规章、规范性文件均无废止: of both documents."""
    begin = clause_start(text, start, 0)
    if subject.first == ("new_received",) and not subject.second:
        asked = keys_of(between(cues, begin, start), "column")
        if asked and not text[asked[-1][0].end : start].strip(_ALSO):
            return replace(subject, second=joined(text, asked))  # 科研机构、公益组织均无申请
    if not text.startswith(("均", "都", "皆"), start) or subject.domain != "disclosure":
        return subject
    rows = joined(text, keys_of(between(cues, begin, start), "document"))
    return replace(subject, first=rows) if len(rows) > 1 else subject


def _no_document(subject: Subject | None, near: list[Cue]) -> Subject | None:
    """没有规章, 未新制作规章: none was issued, where the denial names no other verb."""
    if subject is not FOREIGN or not near or near[-1].key("document") not in TEXTS:
        return subject
    told = any(cue.has("verb") or cue.has("not_normative") for cue in near)
    row = near[-1].key("document") or ""
    return subject if told else Subject("disclosure", (row,), ("issued",), 0.93)


def _nothing_left(subject: Subject, negated: re.Match[str] | None) -> Subject:
    """没有未办完的申请: none goes to the next year; other double negations name no row."""
    named = subject.first in (("carried_forward",), ("other_no_correction",), ("other_no_fee",))
    if negated is None or subject.domain != "requests" or named:
        return subject
    if negated["done"] is None:
        return FOREIGN
    return replace(subject, first=("carried_forward",), also=())
