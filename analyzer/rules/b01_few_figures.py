"""B01: an overview with hardly any figures."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.figures import sections_of
from analyzer.rules.parts import six_parts_apply
from analyzer.rules.work_figures import distinct, says_anything, tells_of_the_work, unread_numbers


@rule(
    "B01",
    name="无任何量化数据",
    severity="high",
    certainty="likely",
    basis="国办公开办函〔2021〕30号（总体情况）；《条例》第五十条",
)
def few_figures(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """总体情况几乎没有说明公开工作的数据。

    为什么：总体情况要用数据说明主动公开、依申请公开、管理、平台、监督各方面做了什么，没有数据就是空话。
    报告：总体情况中本机关的不同定量数据（含零陈述）少于 3 个。
    不报告：没有识别出总体情况或其下没有文字的报告；2018 年及以前的报告（数据写在其后各部分）；达到 3 个的。阅读量、用户数等传播量和下级单位的数据不计，
      同一批信息的两种说法（435 条与 430 余篇）只计一个。
    依据：国办公开办函〔2021〕30号关于总体情况的要求；《政府信息公开条例》第五十条。
    例：总体情况全篇只有“培训 2 次”一个数。
    """
    section, keys = facts.section("overview"), sections_of(facts)
    if not six_parts_apply(facts):
        return
    least = profile.tolerance("b01_least_figures")
    claims = [c.claim for c in facts.claims if keys.get(c.claim.sentence) == "overview"]
    figures = distinct(claim for claim in claims if tells_of_the_work(facts, claim))
    if section is None or len(figures) >= least or not says_anything(facts):
        return
    counted = "、".join(f"“{claim.text}”" for claim in figures)
    others = [claim for claim in claims if claim not in figures]
    left = (
        f"；“{others[0].text}”等 {len(others)} 处是传播量、下级单位数据或重复说法，不计"
        if others
        else ""
    )
    yield Fault(
        message=(
            f"总体情况说明公开工作的数据只有 {len(figures)} 个{f'（{counted}）' if counted else ''}，"
            f"少于 {least} 个{left}。"
        ),
        anchors=(section.title_span if section.title else section.span, *(c.span for c in figures)),
        advice="补写主动公开信息总数、网站和新媒体发布数、规范性文件数、申请办理数、培训和检查次数，没有的写明为零。",
        actual=str(len(figures)),
        # Numbers that were not understood may be figures too.
        certainty=None if len(figures) + unread_numbers(facts, claims) < least else "hint",
    )
