"""W03: miswritten characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from analyzer.analysis import Facts
from analyzer.document import Span
from analyzer.finding import Fault
from analyzer.lexicon.source import words
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.own_words import (
    characters_of,
    own_prose,
    quotes,
    times,
    wording_faults,
)

# More is a text in traditional characters (a mirror page), not a slip.
_MOST_TRADITIONAL: Final = 20


@rule(
    "W03",
    name="错别字/形近字",
    severity="medium",
    certainty="likely",
    basis="《现代汉语词典》；《党政机关公文处理工作条例》（用语规范）",
)
def typos(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """错别字、形近字。

    为什么：错别字损害公文的严肃性；“转结”“制法”一类还会让人误解指标。
    报告：词表所列的错误写法，一种写法合为一条，列出每一处；简体文本里夹杂的繁体字。
    不报告：字面相同而用法正确的词（流转结果、年末收到、自己经办、台风登陆）；全文是繁体字的镜像页面。
    依据：《现代汉语词典》；《党政机关公文处理工作条例》关于用语规范的要求。
    例：“上年转结 2 件”，应为“上年结转 2 件”。
    """
    yield from wording_faults(facts, "wording", "typo")
    places = _traditional(facts)
    if 0 < sum(end - start for start, end in places) <= _MOST_TRADITIONAL:
        yield Fault(
            message=f"简体文字里夹杂繁体字{quotes(facts, places)}{times(places)}。",
            anchors=tuple(places),
            advice="改为简体字。",
        )


def _traditional(facts: Facts) -> list[Span]:
    found = characters_of(facts) & _traditional_characters()
    if not found:
        return []
    return [Span(*m.span()) for m in re.finditer(f"[{''.join(found)}]+", own_prose(facts))]


@cache
def _traditional_characters() -> frozenset[str]:
    return frozenset("".join(words("wording", "script", "traditional")))
