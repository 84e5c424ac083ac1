"""S17: instructions and placeholders of the template left in the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from analyzer.analysis import Facts
from analyzer.document import Span
from analyzer.finding import Fault
from analyzer.lexicon.needed import is_possible, needed
from analyzer.lexicon.source import words
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.own_words import characters_of


@cache
def _residue() -> re.Pattern[str]:
    instructions = "|".join(words("report_format", "residue", "instructions"))
    placeholders = "|".join(words("report_format", "residue", "placeholders"))
    return re.compile(f"(?P<instruction>{instructions})|(?P<placeholder>{placeholders})")


@rule(
    "S17",
    name="模板提示语残留",
    severity="medium",
    certainty="certain",
    basis="国办公开办函〔2021〕30号（模板中的填写提示不属报告内容）",
)
def template_residue(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """模板的提示语、占位符没有删掉。

    为什么：提示语是给填报人看的，占位符说明该填的没有填。
    报告：“该部分以表格形式报告”“（机关名称）”、字体字号说明等提示语；“XX年”“××件”“____次”等占位符。
    不报告：“详见下表”等正常说明；字母缩写；隐去姓名的“张××”；表内表样自带的文字。
    依据：国办公开办函〔2021〕30号；公文校核的一般要求。
    例：“二、主动公开政府信息情况（该部分以表格形式报告）”。
    """
    pattern = _residue()
    if not is_possible(needed(pattern.pattern), facts.prose, characters_of(facts)):
        return
    for match in pattern.finditer(facts.prose):
        kind = "模板的提示语" if match["instruction"] else "没有替换的占位符"
        yield Fault(
            message=f"“{match[0]}”是{kind}。",
            anchors=(Span(*match.span()),),
            advice="删去提示语。" if match["instruction"] else "填上实际内容。",
            actual=match[0],
        )
