"""W03: miswritten characters."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.own_words import wording_faults


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
    报告：词表所列的错误写法，一种写法合为一条，列出每一处。
    不报告：字面相同而用法正确的词（流转结果、年末收到、自己经办、台风登陆）。
    依据：《现代汉语词典》；《党政机关公文处理工作条例》关于用语规范的要求。
    例：“上年转结 2 件”，应为“上年结转 2 件”。
    """
    return wording_faults(facts, "wording", "typo")
