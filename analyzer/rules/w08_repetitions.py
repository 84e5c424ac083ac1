"""W08: saying the same twice."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.own_words import wording_faults


@rule(
    "W08",
    name="语义重复",
    severity="low",
    certainty="likely",
    basis="《党政机关公文处理工作条例》（文字精练）",
)
def repetitions(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """语义重复或互相抵触。

    为什么：重复的词使句子累赘；“平均”与“总数”、“近”与“余”并用，读者不知指哪一个数。
    报告：词表所列的说法，一种说法合为一条。
    不报告：近年均、每年均等“均”作“都”讲的；“附近 30 余户”等字面相同的。
    依据：《党政机关公文处理工作条例》关于文字精练的要求。
    例：“约 30 人左右”，应为“约 30 人”或“30 人左右”。
    """
    return wording_faults(facts, "wording", "repetition")
