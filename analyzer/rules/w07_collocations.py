"""W07: words that do not go together."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.own_words import wording_faults


@rule(
    "W07",
    name="语病/搭配不当",
    severity="low",
    certainty="hint",
    basis="《党政机关公文处理工作条例》（用语规范）",
)
def collocations(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """语病、搭配不当。

    为什么：成分残缺、搭配不当使句子不通，是年报里最常见的文字毛病。
    报告：词表所列的说法，一种说法合为一条。
    不报告：词表以外的说法；同一句里另有正确搭配的词（加强监管、加大力度）。
    依据：《党政机关公文处理工作条例》关于用语规范的要求；语法常识。
    例：“在政府信息公开取得成效”，应为“在政府信息公开工作中取得成效”。
    """
    return wording_faults(facts, "wording", "collocation")
