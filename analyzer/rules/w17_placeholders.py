"""W17: garbled characters, unfinished places and broken links."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.own_words import matches


@rule(
    "W17",
    name="敏感词/错链占位",
    severity="high",
    certainty="likely",
    basis="公文内容完整、准确的要求（文本特征）",
)
def placeholders(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """乱码、占位文字、失效的引用。

    为什么：乱码和没填完的占位文字说明发布前无人校对。
    报告：替换字符、编码错乱留下的字、网页转义符；“某某局”“（待补充）”“TODO”；Word、Excel 的引用错误。
    不报告：隐去姓名的“张某某”；“有待完善”；格式样本的“××”（由 S17 报告）。
    依据：公文内容完整、准确的要求；文本特征。
    例：“某某局认真落实”，应写机关名称。
    """
    for place in matches(facts, "wording", "placeholder", "broken_pattern"):
        yield Fault(
            message=f"正文有乱码“{facts.quote(place)}”。",
            anchors=(place,),
            advice="对照原稿改正；若原稿无误，请换一种格式重新提交审核。",
            certainty="hint",
        )
    for place in matches(facts, "wording", "placeholder", "unfinished_pattern"):
        yield Fault(
            message=f"正文留有占位或出错的文字“{facts.quote(place)}”。",
            anchors=(place,),
            advice="补上应有的内容，或删去。",
        )
