"""D04: signature and publication contradict each other or the year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.parts import title_anchor


@rule(
    "D04",
    name="落款日与发布日矛盾",
    severity="medium",
    certainty="certain",
    basis="《政府信息公开条例》第四十九条",
)
def dates_contradict(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """落款日期与发布日期矛盾。

    为什么：报告先定稿落款、后发布；报告年度没有结束，不可能发布全年的报告。
    报告：落款日期晚于发布日期；发布日期在报告年度的年末之前。
    不报告：只有一个日期的；落款与发布同一天或发布较晚；落款日期与报告年度不合（S22）。
    依据：《政府信息公开条例》第四十九条。
    例：网页发布日期 2025-01-10，落款却是 2025年1月20日。
    """
    document = facts.document
    if document.published is None:
        return
    out = date.fromisoformat(document.published)
    span = document.published_span or document.signed_span or title_anchor(facts)
    if document.year is not None and out < date(document.year, 12, 31):
        yield Fault(
            message=f"发布日期 {document.published} 在 {document.year} 年结束之前，与报告年度矛盾。",
            anchors=(span,),
            advice="核对发布日期和报告年度。",
            actual=document.published,
        )
    elif document.signed is not None and date.fromisoformat(document.signed) > out:
        yield Fault(
            message=f"落款日期 {document.signed} 晚于发布日期 {document.published}。",
            anchors=(document.signed_span or span,),
            advice="核对落款日期和发布日期，改正错误的一个。",
            expected=f"不晚于 {document.published}",
            actual=document.signed,
        )
