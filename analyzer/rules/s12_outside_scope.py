"""S12: figures of schools, hospitals and enterprises among the agency's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from analyzer.analysis import Facts
from analyzer.claim import Claim
from analyzer.document import Span
from analyzer.finding import Fault
from analyzer.lexicon.phrases import trie_pattern
from analyzer.lexicon.source import words
from analyzer.profile import Profile
from analyzer.rule import rule

_FILE: Final = "aspects"
_TABLE: Final = "outside"
_CLAUSE_END: Final = re.compile(r"[，,；;。！？\n]")


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile(trie_pattern(words(_FILE, _TABLE, "bodies")))


@cache
def _publishing() -> re.Pattern[str]:
    verbs = trie_pattern(words(_FILE, _TABLE, "published"))
    nouns = trie_pattern(words(_FILE, _TABLE, "nouns_after"))
    return re.compile(rf"(?<!信息)(?<!政务){verbs}(?!{nouns})")


@rule(
    "S12",
    name="超范围内容/泛化",
    severity="medium",
    certainty="likely",
    basis="《政府信息公开条例》第五十五条；国办公开办函〔2021〕30号",
)
def outside_scope(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """把学校、医院、企业公开的信息计入了本机关。

    为什么：公共企事业单位的信息公开另有规定，不是本机关的政府信息；与本机关的数并列，容易重复计算。
    报告：总体情况、主动公开部分里，以学校、医院、幼儿园、国有企业等为主语、说它们公开（发布）了多少的数。
    不报告：没有数字的指导、督促；写明不计入本机关的数；面向学校的文件和检查；各部门、各乡镇、各科室的数（本机关或行政区域汇总）；
      学校、医院自己编的报告。
    依据：《政府信息公开条例》第五十五条。
    例：“各中小学累计公开信息620条”。
    """
    agency = facts.document.agency or ""
    if _bodies().search(agency):
        return
    last = -1
    for checked in facts.claims:
        claim = checked.claim
        sentence = facts.sentences[claim.sentence]
        if claim.kind != "count" or sentence.section not in ("overview", "disclosure"):
            continue
        place = _told(facts, claim, sentence.span)
        if place is not None and place.start != last:
            last = place.start  # 112条、64条 of one body are one fault
            yield Fault(
                message=f"“{facts.quote(place)}”是公共企事业单位公开的信息，不应计入本机关。",
                anchors=(place,),
                advice="删去这个数，或注明不计入本机关公开量；对这些单位可写如何指导、监督。",
            )


def _told(facts: Facts, claim: Claim, sentence: Span) -> Span | None:
    """From the body to the figure, where the body is said to have published so much in one clause."""
    before = facts.text[sentence.start : claim.span.start]
    start = sentence.start
    for mark in _CLAUSE_END.finditer(before):
        start = sentence.start + mark.end()
    body = _bodies().search(facts.text, start, claim.span.start)
    if body is None or _has(facts.text[start : body.start()], "not_subject"):
        return None
    between = facts.text[body.end() : claim.span.start]
    if _publishing().search(between) is None or _has(between, "not_acting"):
        return None
    if _has(facts.text[claim.span.end : sentence.end], "told_apart"):
        return None
    return Span(body.start(), claim.span.end)


def _has(text: str, key: str) -> bool:
    return any(word in text for word in words(_FILE, _TABLE, key))
