"""L13: a provision that was repealed in 2019, told as if it stood."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.old_provisions import told_as_standing


@rule(
    "L13", name="答复期限表述违法", severity="high", certainty="likely", basis="《条例》第三十三条"
)
def reply_term(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """答复期限写成 15 个工作日。

    为什么：现行条例规定 20 个工作日内答复，可延长不超过 20 个工作日；15 个工作日是 2019 年 5 月前的规定。
    报告：把 15 个工作日写作收到申请后的法定答复期限或延长期限。
    不报告：第三方 15 个工作日提出意见；自行压缩、承诺的时限；讲旧规定的；复议、信访等其他期限；2018 年度及以前的年报。
    依据：《政府信息公开条例》第三十三条。
    例：“自收到申请之日起 15 个工作日内予以答复”，应为 20 个工作日。
    """
    for place in told_as_standing(facts, "reply_term"):
        yield Fault(
            message=f"正文写“{facts.quote(place)}”，答复期限是 20 个工作日，经批准可延长不超过 20 个工作日。",
            anchors=(place,),
            advice="改为“20 个工作日”；如确在 15 个工作日内办结，写明是本机关自行压缩的时限。",
            actual=facts.quote(place),
        )
