"""S07: 年度 twice in the name of the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule

_TWICE: Final = re.compile(
    r"(?:\d\s*|[〇零一二三四五六七八九]\s*)年\s*(?P<extra>年?\s*度)(?=[\s\S]*年\s*度\s*报\s*告)"
)


@rule(
    "S07",
    name="名称重复“年度”",
    severity="low",
    certainty="certain",
    basis="公文用语：不重复",
)
def year_twice(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """报告名称里“年度”出现两次。

    为什么：“年度报告”已说明是一年的报告，年份后面再写“年度”就重复了。
    报告：名称写成“××××年度……年度报告”。
    不报告：“××××年……年度报告”；只有一个“年度”的名称（如“××××年度……工作报告”，由 S06 判断）；正文里的“年度”。
    依据：公文用语规范。
    例：“2024年度青岚县发展和改革局政府信息公开工作年度报告”。
    """
    span = facts.document.title_span
    if span is None:
        return
    match = _TWICE.search(facts.quote(span))
    if match is None:
        return
    title = "".join(facts.quote(span).split())
    mended = "".join(
        (
            facts.quote(span)[: match.start("extra")] + facts.quote(span)[match.end("extra") :]
        ).split()
    )
    yield Fault(
        message=f"报告名称“{title}”中“年度”重复。",
        anchors=(span,),
        advice=f"改为“{mended}”。",
        expected=mended,
        actual=title,
    )
