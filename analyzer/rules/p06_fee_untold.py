"""P06: the sixth section is silent about information processing fees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.passages import statements, title_of
from analyzer.rules.phrasing import any_pattern

# The rules on fees are in force since 2021; reports of earlier years had nothing to tell.
_SINCE: Final = 2021
_SHORT: Final = 30
_RECOGNISED: Final = 3
_SPACE: Final = re.compile(r"\s+")


@rule(
    "P06",
    name="第六部分未报信息处理费",
    severity="high",
    certainty="likely",
    basis="国办公开办函〔2021〕30号第六部分；国办函〔2020〕109号",
)
def fee_untold(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """没有报告收取信息处理费的情况。

    为什么：2021 年版格式在第六部分注明须报告收取信息处理费情况，没有收取也要写明。
    报告：2021 年度起的报告，全文没有任何地方说到信息处理费、收费通知或未收取费用。
    不报告：正文任何一处说过（写 0 元、未收取、免费提供都算）；2020 年度及以前的报告；全文未能认出各部分。
    依据：国办公开办函〔2021〕30号；《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）。
    例：第六部分只写“无其他需要报告的事项”。
    """
    year = facts.document.year
    if (year is None and facts.edition is None) or (year is not None and year < _SINCE):
        return
    if facts.edition == "2019" and year is None:
        return
    if len({section.key for section in facts.sections}) <= _RECOGNISED:
        return
    if any_pattern("substance", "fee", "told_pattern").search(facts.prose):
        return
    spans = list(statements(facts, "other"))
    written = _SPACE.sub("", "".join(map(facts.quote, spans[:1])))
    if facts.section("other") is None:
        message = "报告没有第六部分“其他需要报告的事项”，也没有在别处报告收取信息处理费的情况。"
    elif written and len(written) <= _SHORT:
        message = f"第六部分只写“{written}”，没有报告收取信息处理费的情况。"
    else:
        message = "第六部分没有报告收取信息处理费的情况。"
    yield Fault(
        message=message,
        anchors=tuple(spans[:1]) or title_of(facts, "other"),
        advice="请写明发出收费通知的件数、总金额和实际收取的总金额；没有的，写“本年度未收取信息处理费”。",
    )
