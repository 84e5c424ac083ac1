"""W12: wrong counting words and mixed terms."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.lexicon.source import load
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.own_words import matches, own_prose, quotes, times, wording_faults


@rule(
    "W12",
    name="单位误用",
    severity="low",
    certainty="likely",
    basis="国办公开办函〔2021〕30号（表格计量单位）；《条例》用语",
)
def units_and_terms(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """计量单位误用、术语混用。

    为什么：规范性文件以“件”计，“人”与“人次”是两个口径；“政务信息公开”不是法定用语，与“政府信息公开”混用指称不清。
    报告：词表所列的单位误用；同一篇里“政府信息公开”之外又写“政务信息公开”。
    不报告：“政务公开”“信息公开”（各有所指或是简称）；机构、栏目、制度名称里的“政务信息公开”。
    依据：国办公开办函〔2021〕30号表格的计量单位；《政府信息公开条例》用语。
    例：“规范性文件 2 条”，应为“规范性文件 2 件”。
    """
    yield from wording_faults(facts, "wording", "unit")
    official = str(load("wording")["terms"]["official"])
    places = matches(facts, "wording", "terms", "mixed_pattern")
    if places and official in own_prose(facts):
        yield Fault(
            message=f"术语混用：全文多处写“{official}”，又写{quotes(facts, places)}{times(places)}。",
            anchors=tuple(places),
            advice=f"统一为法定用语“{official}”。",
            expected=official,
            certainty="hint",
        )
