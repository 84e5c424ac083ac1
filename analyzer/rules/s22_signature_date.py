"""S22: no date of signature, or one that does not fit the year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from analyzer.analysis import Facts
from analyzer.document import Span
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.parts import title_anchor


@rule(
    "S22",
    name="落款/日期缺失或早于年末",
    severity="low",
    certainty="likely",
    basis="《政府信息公开条例》第四十九条",
)
def signature_date(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """没有落款日期，或者日期与报告年度不合。

    为什么：年度报告在次年编制，落款日期应在次年；早于年末，数据就不可能是全年的。
    报告：末尾没有日期；日期早于报告年度的12月31日；日期不在报告年度的次年。
    不报告：网页上另有发布日期而末尾没有落款的；年度没有认出的；落款晚于法定期限（D01、D02）。
    依据：《政府信息公开条例》第四十九条。
    例：2024 年度报告落款“2024年1月8日”。
    """
    document = facts.document
    if document.signed is None:
        if document.published is None:
            yield Fault(
                message="末尾没有落款日期。",
                anchors=(_last_line(facts),),
                advice="在末尾写明机关名称和日期。",
            )
        return
    if document.year is None:
        return
    signed = date.fromisoformat(document.signed)
    if signed.year == document.year + 1:
        return
    early = signed < date(document.year, 12, 31)
    if signed.year == document.year and not early:
        return
    what = "早于报告年度的年末" if early else "不在报告年度的次年"
    yield Fault(
        message=f"落款日期 {signed.year}年{signed.month}月{signed.day}日{what}（报告年度为 {document.year} 年）。",
        anchors=(document.signed_span or title_anchor(facts),),
        advice=f"核对落款日期和报告年度；{document.year} 年度报告应在 {document.year + 1} 年初编制。",
        expected=f"{document.year + 1} 年",
        actual=document.signed,
    )


def _last_line(facts: Facts) -> Span:
    end = len(facts.text.rstrip())
    start = facts.text.rfind("\n", 0, end) + 1
    return Span(start, end)
