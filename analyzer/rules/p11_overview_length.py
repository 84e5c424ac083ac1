"""P11: an overview longer than some places allow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts, number
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.passages import statements, title_of

_SPACE: Final = re.compile(r"\s+")


@rule(
    "P11",
    name="总体情况过长",
    severity="info",
    certainty="hint",
    basis="部分地方的年报编制通知（总体情况控制在 1000 字以内）",
)
def overview_length(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """总体情况的篇幅超过部分地方规定的字数。

    为什么：有的地方要求总体情况控制在 1000 字以内，突出数据和事实。
    报告：总体情况正文（标题、空格和表格不算）超过配置的字数（默认 1000 字）。
    不报告：不超过该字数；本地没有这一要求的，可在配置中忽略本规则或调高字数。
    依据：地方通知，不具普遍约束力。
    例：某局总体情况 1650 字。
    """
    written = _SPACE.sub("", "".join(map(facts.quote, statements(facts, "overview"))))
    most = profile.tolerance("p11_overview_characters")
    if len(written) > most:
        yield Fault(
            message=f"总体情况正文约 {len(written)} 字，超过部分地方要求的 {number(most)} 字。",
            anchors=title_of(facts, "overview"),
            advice="本地有字数要求的，请压缩套话，保留数据；没有要求的可不理会。",
        )
