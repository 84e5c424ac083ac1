"""S10: sub-headings of 总体情况 that do not use the official names."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.lexicon.source import words
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.aspects import FIVE, core, name_of_aspect, parts
from analyzer.rules.parts import format_of_2021_applies


@rule(
    "S10",
    name="总体情况方面名称不规范",
    severity="low",
    certainty="certain",
    basis="国办公开办函〔2021〕30号",
)
def aspect_names(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """总体情况的小标题没有用规定的名称。

    为什么：五个方面有固定名称；“信息公开情况”不等于“主动公开”，名称不准会使内容归类不清。
    报告：小标题去掉“情况”“工作”后，正好是名单里的不规范叫法（如“信息公开”“信息公开平台建设”）。
    不报告：规定的名称及其后加“情况”“工作”的；另有内容的小标题（如“主动公开持续深化”“加强组织领导”）；没有序号的段首语。
    依据：国办公开办函〔2021〕30号关于总体情况五个方面的规定。
    例：“（一）信息公开情况”，应为“（一）主动公开”。
    """
    if not format_of_2021_applies(facts):
        return
    for part in parts(facts):
        written = core(facts.quote(part.title))
        aspect = next((a for a in FIVE if written in words("aspects", a, "informal")), None)
        if aspect is not None:
            yield Fault(
                message=f"小标题“{facts.quote(part.title)}”不是规定的名称，应为“{name_of_aspect(aspect)}”。",
                anchors=(part.title,),
                advice=f"改为“{name_of_aspect(aspect)}”或“{name_of_aspect(aspect)}情况”。",
                expected=name_of_aspect(aspect),
                actual=facts.quote(part.title),
            )
