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
_BEFORE: Final = 10


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
    不报告：前面写的是打算、要求；后面说的是上年已整改的问题；说的是培训“针对性不强”之类，并不否定做过。
    依据：文文一致；《政府信息公开条例》第六条（及时、准确）。
    例：前文“及时公开惠农政策”，后文“部分信息公开不及时”。
    """
    claims_at = [s.span for s in facts.sentences if s.section in ("overview", "disclosure")]
    problems_at = [s.span for s in facts.sentences_of("problems") if not is_heading(facts, s)]
    for key in words(_FILE, "order"):
        denied = _first(facts, problems_at, _Side(key, "denied", "not_now", whole=True))
        claimed = denied and _first(
            facts, claims_at, _Side(key, "claimed", "not_achieved", whole=False)
        )
        if denied and claimed:
            yield Fault(
                message=(
                    f"关于{_name(key)}，前文写“{facts.quote(claimed)}”，"
                    f"问题部分却写“{facts.quote(denied)}”，两处说法互斥。"
                ),
                anchors=(denied, claimed),
                advice="请核实实际情况：成绩写明做到了哪些，问题写明是哪个单位、哪类信息、多少件没有做到。",
            )


class _Side(NamedTuple):
    """One side of a pair. The guard looks at the `whole` sentence or just before the words."""

    key: str
    name: str
    guard: str
    whole: bool


def _first(facts: Facts, spans: list[Span], side: _Side) -> Span | None:
    """The first place that says so and that no guard excuses."""
    pattern = any_pattern(_FILE, side.key, side.name)
    excuse = any_pattern(_FILE, "guards", side.guard)
    for span in spans:
        for match in pattern.finditer(facts.text, span.start, span.end):
            before = facts.text[max(span.start, match.start() - _BEFORE) : match.start()]
            if not _excused(excuse, facts.quote(span) if side.whole else before):
                return Span(*match.span())
    return None


def _excused(excuse: re.Pattern[str], text: str) -> bool:
    return excuse.search(text) is not None


def _name(key: str) -> str:
    name = load(_FILE).get(key, {}).get("name")
    if not isinstance(name, str):
        raise DataError(f"键 {key}.name 应为字符串", place=f"{_FILE}.toml")
    return name
