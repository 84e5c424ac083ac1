"""S09: 总体情况 lacks one of its five aspects."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.aspects import FIVE, name_of_aspect, told
from analyzer.rules.parts import format_of_2021_applies, found_parts


@rule(
    "S09",
    name="总体情况缺规定方面",
    severity="high",
    certainty="likely",
    basis="国办公开办函〔2021〕30号",
)
def missing_aspect(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """总体情况没有写到规定的某个方面。

    为什么：总体情况应写主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面，没有发生的也要写明。
    报告：总体情况里没有某一方面的小标题，任何一段也没有两个以上该方面的用词，
      也没有被认作讲该方面的句子（空话、打算不算）；没有关于申请、复议、诉讼的数字或零陈述。
    不报告：没有分小标题但写到了的；小标题名称不规范的（S10）；2020 年及以前的报告；没有认出总体情况的（S01）。
    依据：国办公开办函〔2021〕30号关于总体情况五个方面的规定。
    例：总体情况只分“信息公开”“平台建设”“监督保障”三段，没有提到申请的收到和办理。
    """
    section = found_parts(facts).get("overview")
    if section is None or not format_of_2021_applies(facts):
        return
    present = told(facts)
    missing = [aspect for aspect in FIVE if aspect not in present]
    if len(missing) == len(FIVE):
        yield Fault(
            message="总体情况没有写到规定的五个方面。",
            anchors=(section.title_span,),
            advice=f"分{'、'.join(map(name_of_aspect, FIVE))}五个方面写，没有发生的也要写明。",
        )
        return
    for aspect in missing:
        name = name_of_aspect(aspect)
        yield Fault(
            message=f"总体情况没有写到“{name}”这一方面。",
            anchors=(section.title_span,),
            advice=f"在总体情况中增写“{name}”，写明做了什么、有多少；没有发生的写“未发生”“0 件”。",
        )
