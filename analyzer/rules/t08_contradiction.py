"""T08: an achievement and a problem that exclude each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from analyzer.analysis import Facts
from analyzer.document import Span
from analyzer.errors import DataError
from analyzer.finding import Fault
from analyzer.lexicon.source import load, words
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.passages import is_heading
from analyzer.rules.phrasing import any_pattern

_FILE: Final = "contradictions"
_CLAUSE_END: Final = re.compile(r"[，。；,;\n]")
_BEFORE: Final = 18


@rule(
    "T08",
    name="成绩与问题互斥",
    severity="medium",
    certainty="hint",
    basis="文文一致；《政府信息公开条例》第六条",
)
def contradiction(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """前面说做到了，后面又说没有做到。

    为什么：成绩与问题互相否定，至少有一处不符合实际，或者没有说清范围。
    报告：总体情况写及时、准确公开，问题部分写公开不及时、不准确；写已开展培训，问题部分写缺乏培训；
      写有专人、渠道多样、解读形式多样，问题部分写没有。每组报告一次。
    不报告：前面写的是打算、要求；后面说的是上年已整改的问题；说的是培训“针对性不强”之类，并不否定做过；
      后面只说部分、个别没有做到，前面也没有说全部做到。
    依据：文文一致；《政府信息公开条例》第六条（及时、准确）。
    例：前文“各类惠农政策均及时公开”，后文“部分信息公开不及时”。
    """
    claims_at = [s.span for s in facts.sentences if s.section in ("overview", "disclosure")]
    problems_at = [s.span for s in facts.sentences_of("problems") if not is_heading(facts, s)]
    for key in words(_FILE, "order"):
        denied = _first(facts, problems_at, _Side(key, "denied", "not_now", whole=True))
        if denied is None:
            continue
        entire = _is_limited(facts, denied)
        claimed = _first(
            facts, claims_at, _Side(key, "claimed", "not_achieved", whole=False, entire=entire)
        )
        if claimed is not None:
            yield Fault(
                message=(
                    f"关于{_name(key)}，前文写“{facts.quote(claimed)}”，"
                    f"问题部分却写“{facts.quote(denied)}”，两处说法互斥。"
                ),
                anchors=(denied, claimed),
                advice="请核实实际情况：成绩写明做到了哪些，问题写明是哪个单位、哪类信息、多少件没有做到。",
            )


class _Side(NamedTuple):
    """One side of a pair. The guard looks at the `whole` sentence or just before the words.

    `entire` asks for a clause that speaks of everything.
    """

    key: str
    name: str
    guard: str
    whole: bool
    entire: bool = False


def _first(facts: Facts, spans: list[Span], side: _Side) -> Span | None:
    """The first place that says so and that no guard excuses."""
    pattern = any_pattern(_FILE, side.key, side.name)
    excuse = any_pattern(_FILE, "guards", side.guard)
    for span in spans:
        for match in pattern.finditer(facts.text, span.start, span.end):
            before = facts.text[max(span.start, match.start() - _BEFORE) : match.start()]
            if _excused(excuse, facts.quote(span) if side.whole else before):
                continue
            if not side.entire or _all().search(facts.quote(_clause(facts, span, match.end()))):
                return Span(*match.span())
    return None


def _is_limited(facts: Facts, denied: Span) -> bool:
    """Whether the problem is that of some (部分信息公开不及时), which 及时公开 does not exclude."""
    limited = any_pattern(_FILE, "guards", "limited")
    before = facts.text[max(0, denied.start - _BEFORE) : denied.start]
    return limited.search(_CLAUSE_END.split(before)[-1]) is not None


def _clause(facts: Facts, sentence: Span, end: int) -> Span:
    """The clause that the words before `end` stand in."""
    marks = [*_CLAUSE_END.finditer(facts.text, *sentence)]
    start = max((m.end() for m in marks if m.end() < end), default=sentence.start)
    return Span(start, min((m.start() for m in marks if m.start() >= end), default=sentence.end))


def _all() -> re.Pattern[str]:
    return any_pattern(_FILE, "guards", "whole")


def _excused(excuse: re.Pattern[str], text: str) -> bool:
    return excuse.search(text) is not None


def _name(key: str) -> str:
    name = load(_FILE).get(key, {}).get("name")
    if not isinstance(name, str):
        raise DataError(f"键 {key}.name 应为字符串", place=f"{_FILE}.toml")
    return name
