"""S05: titles of parts that differ from the official ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cache
from typing import Final

from analyzer.analysis import Facts
from analyzer.document import Section
from analyzer.finding import Fault
from analyzer.lexicon.phrases import trie_pattern
from analyzer.lexicon.source import words
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.parts import found_parts, numbered_title, official_title, six_parts_apply

_NUMBER: Final = re.compile(
    r"^\s*(?:第?[一二三四五六七八九十\d]{1,3}\s*(?:部分)?\s*[、.．,，:：]?)\s*"
)
_BRACKETED: Final = re.compile(r"[（(【\[][^）)】\]]*[）)】\]]\s*$")
_NOT_WORD: Final = re.compile(r"[\W_\d]+")


@cache
def _indifferent() -> re.Pattern[str]:
    return re.compile(trie_pattern(words("report_format", "part_titles", "indifferent")))


@rule(
    "S05",
    name="部分标题不符模板",
    severity="medium",
    certainty="certain",
    basis="国办公开办函〔2021〕30号",
)
def part_titles(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """部分的标题与统一格式不同。

    为什么：标题是汇总、检索的依据，应照抄统一格式。
    报告：标题与标准标题不同、又不是通行别称的（错字、漏字、另拟标题）；通行别称、在标准标题前后加了字的只作提示。
    不报告：只差“的”“工作”“政府信息公开”等字的；标题后括号里的说明（S17）；没有序号的小标题；2018 年及以前的报告。
    依据：国办公开办函〔2021〕30号规定的六部分标题。
    例：“五、存在问题及改进举措”，应为“五、存在的主要问题及改进情况”。
    """
    if not six_parts_apply(facts):
        return
    for section in found_parts(facts).values():
        if section.number:
            yield from _judge(section, profile)


def _judge(section: Section, profile: Profile) -> Iterator[Fault]:
    written, official = _core(section.title), _core(official_title(section.key))
    bare = _NOT_WORD.sub("", _BRACKETED.sub("", _NUMBER.sub("", section.title)))
    if written == official:
        return
    aliases = words("headings", section.key, "aliases")
    contained = _NOT_WORD.sub("", official_title(section.key)) in bare
    is_alias = contained or bare in {_NOT_WORD.sub("", alias) for alias in aliases}
    likeness = Decimal(
        str(round(SequenceMatcher(None, bare, official_title(section.key)).ratio(), 4))
    )
    similar = likeness >= profile.tolerance("s05_similarity")
    shown = "".join(section.title.split())
    yield Fault(
        message=f"标题“{shown}”与统一格式的“{numbered_title(section.key)}”不同。",
        anchors=(section.title_span,),
        advice=f"标题改为“{official_title(section.key)}”。",
        expected=official_title(section.key),
        actual=shown,
        severity="info" if is_alias else None,
        certainty=None if is_alias or similar else "likely",
    )


def _core(title: str) -> str:
    """A title without number, marks, figures and words that make no difference."""
    bare = _NOT_WORD.sub("", _BRACKETED.sub("", _NUMBER.sub("", title)))
    return _indifferent().sub("", bare)
