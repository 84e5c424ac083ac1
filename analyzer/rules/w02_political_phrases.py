"""W02: fixed political phrases that are broken or miswritten."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from analyzer.analysis import Facts
from analyzer.document import Span
from analyzer.finding import Fault
from analyzer.lexicon.needed import is_possible, needed
from analyzer.lexicon.source import words
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.own_words import characters_of, own_prose, wording_faults
from analyzer.rules.phrasing import any_of
from analyzer.rules.stray_words import stray_words

_FILE: Final = "political"
_ADVICE: Final = "发布前必须改正，并对照权威文件核对全文的重要表述。"


@rule(
    "W02",
    name="重要政治表述缺漏/错误",
    severity="critical",
    certainty="likely",
    basis="《党政机关公文处理工作条例》（表述准确）",
)
def political_phrases(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """重要政治表述写错、缺字或被截断。

    为什么：这类表述有定型的写法，差一个字就是重大差错，发布前必须改正。
    报告：与定型全称只差一个字的写法；词表所列的错误写法；表述之间、前后夹入外文单词。
    不报告：简称和其他通行说法；届次不同的会议名称；没有写某个表述（不要求必须写）。
    依据：《党政机关公文处理工作条例》关于表述准确的要求。
    例：“以习近平同志为核心党中央”，漏“的”字。
    """
    yield from _broken(facts)
    patterns = [(p, _near_miss(p)) for p in words(_FILE, "fixed", "phrases")]
    patterns += [(p, _misquoted(p)) for p in words(_FILE, "fixed", "quoted")]
    prose, characters = own_prose(facts), characters_of(facts)
    for phrase, pattern in patterns:
        if not is_possible(needed(pattern.pattern), prose, characters):
            continue
        for match in pattern.finditer(prose):
            yield Fault(
                message=f"重要表述写作“{match[0]}”，与“{phrase}”差一个字。",
                anchors=(Span(*match.span()),),
                advice=f"改为“{phrase}”。{_ADVICE}",
                actual=match[0],
                expected=phrase,
            )
    yield from wording_faults(facts, _FILE, "deformed")


@cache
def _near_miss(phrase: str) -> re.Pattern[str]:
    """One character too many, too few or another one inside `phrase`; its ends stand."""
    forms = []
    for i in range(1, len(phrase) - 1):
        head, here, rest = phrase[:i], phrase[i], phrase[i + 1 :]
        forms += [head + rest, f"{head}[^{here}\n]{rest}", f"{head}[^\n]{here}{rest}"]
    return re.compile(f"(?!{phrase})(?:{'|'.join(forms)}|{phrase[:-1]}[^\n]{phrase[-1]})")


@cache
def _misquoted(phrase: str) -> re.Pattern[str]:
    """One of the last two characters of a short phrase written wrongly, inside quotation marks."""
    head, third, last = phrase[:2], phrase[2], phrase[3]
    return re.compile(f"(?<=“){head}(?!{third}{last})(?:{third}[^”\n]|[^”\n]{last})(?=”)")


def _broken(facts: Facts) -> Iterator[Fault]:
    text, phrases = facts.text, any_of(_FILE, "fixed", "unbroken")
    for span, common in stray_words(facts):
        start, end = span.start, span.end
        before = list(phrases.finditer(text, max(0, start - 24), start))
        if before and not text[before[-1].end() : start].strip():
            start = before[-1].start()
        behind = phrases.match(text, end + len(text[end:]) - len(text[end:].lstrip()))
        if behind:
            end = behind.end()
        if (start, end) != span:
            broken, word = Span(start, end), facts.quote(span)
            yield Fault(
                message=f"重要表述“{facts.quote(broken)}”中夹入“{word}”。",
                anchors=(broken,),
                advice=f"删去“{word}”，改为“和”或“、”。{_ADVICE}",
                actual=facts.quote(broken),
                certainty=None if common else "hint",
            )
