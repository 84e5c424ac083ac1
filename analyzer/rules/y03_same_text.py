"""Y03: last year's text once more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.likeness.alignment import compare
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.last_year import last_years_report

_MOST_QUOTED: Final = 24


@rule(
    "Y03",
    name="正文高度雷同（同机关跨年）",
    severity="high",
    certainty="likely",
    basis="国办公开办函〔2021〕30号：内容雷同、敷衍塞责的应予追责",
)
def same_text(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """正文与上年年报几乎一样。

    为什么：一年的工作不会与上年一字不差，照抄上年等于没有报告。
    报告：去掉套话、数字、年份和机关名称之后，八成以上文字与上年年报相同；九成以上为严重。指出相同的段落。
    不报告：没有上年年报，或不是前一年的；可比的文字太少；法定用语、零陈述、导语相同。
    依据：国办公开办函〔2021〕30号“明确责任”部分。
    例：2024 年度报告除数字外与 2023 年度报告逐句相同。
    """
    previous = last_years_report(facts)
    if previous is None:
        return
    found = compare(facts, previous)
    if found.compared < profile.tolerance("y03_least_characters"):
        return
    if found.share < profile.tolerance("y03_share"):
        return
    longest = max(found.passages, key=lambda passage: passage.span.end - passage.span.start)
    yield Fault(
        message=(
            f"正文去掉套话、数字和年份后，{found.share:.0%} 与上年年报相同，共 {len(found.passages)} 段，"
            f"最长的一段自“{facts.quote(longest.span)[:_MOST_QUOTED].strip()}”起。"
        ),
        anchors=tuple(passage.span for passage in found.passages),
        advice="按本年实际工作重写相同的段落，写出本年做了什么、有什么变化。",
        severity="critical" if found.share >= profile.tolerance("y03_grave_share") else None,
    )
