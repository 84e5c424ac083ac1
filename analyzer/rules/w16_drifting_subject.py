"""W16: sentences about nobody in particular, and traces of text generators."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.own_words import matches, quotes

# These agencies have no regions or departments of their own to speak of.
_LEVELS: Final = ("township", "subdistrict", "county_department", "city_department")


@rule(
    "W16",
    name="AI/网文腔、主体漂移",
    severity="medium",
    certainty="hint",
    basis="文本特征（经验）",
)
def drifting_subject(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """说的不是本机关，或留有生成工具的话。

    为什么：年报讲本机关的工作；“部分地区”“多数部门”作主语，多半是从文章或生成工具里搬来的。
    报告：乡镇、街道和部门的年报里，“部分地区”一类说法达到两处；对话式生成工具的套话，一处即报。
    不报告：政府和省级以上机关说的“部分地区”“一些部门”（属其职责范围）；只出现一次的。
    依据：文本特征，仅供参考。
    例：某县级局写“部分地区公开不及时”“一些部门重视不够”。
    """
    places = matches(facts, "wording", "drift", "foreign_pattern")
    enough = len(places) >= profile.tolerance("w16_foreign_subjects")
    if enough and facts.document.agency_level in _LEVELS:
        yield Fault(
            message=f"年报应讲本机关的情况，正文却以{quotes(facts, places)}为主语，共 {len(places)} 处。",
            anchors=tuple(places),
            advice="改写为本机关的具体情况：哪个科室、哪项工作、什么问题。",
        )
    for place in matches(facts, "wording", "drift", "assistant_pattern"):
        yield Fault(
            message=f"正文留有“{facts.quote(place)}”，像是文字生成工具的话。",
            anchors=(place,),
            advice="删去，并核对这一段的内容是否属实。",
            severity="high",
        )
