"""Matters that may be licensed, punished or forced, which the edition of 2019 counts: 行政许可上一年项目41项，本年取消3项."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from analyzer.extract.cues import Cue
from analyzer.extract.decisions import are_listed_as_published, may_be_published
from analyzer.extract.expressions import Expression
from analyzer.extract.place import Place, gap
from analyzer.extract.subject import FOREIGN, Subject, joined, keys_of
from analyzer.lexicon.metrics import metrics

_DELTA: Final = Expression(
    r"增|减|取消|划入|划转|划出|移出|调出|承接|停征|转出|下放|变化|变动|新设|精简|压缩|合并|拆分|整合|(?:[本今]年度?)(?:(?:净|的|数|：)*$|(?=的?变))"
)
# 由上年的7项减为6项: last year's, whatever year the words before tell
_LAST: Final = Expression(r"(?:[去上]年度?|上一年度?|年初|原来?)的?(?:共?有|为|是|共)?$")
# 年末执收8项, 现为67项, 调整后47项: last year's with the change
_NOW: Final = Expression(
    r"(?<![去上])年[末底]|现[为有共]|目前|调整后|实有|达到?$|今年度?(?:共?有|为|是)?$|本年度?(?:共?有|为|是)$|(?:(?<!增)[减增升降变调精压缩]|减少|增加|精简|压减|压缩|调整)[为至到](?:了)?$"
)
_THIS_YEAR: Final = Expression("[本今当]年")
_NO_ITEMS: Final = Expression(r"决定|处理$|办件|公示|公开(?!事项)|进驻|梳理|目录|清单|指南")
_ITEM_UNITS: Final = frozenset({"项", "个", ""})
_LAST_WITH_ITEMS: Final = 2020  # the last year whose form counts matters


def _go_on_a_list(text: str, span: tuple[int, int]) -> bool:
    """Whether what the cues of `span` name stands in a list of what was published."""
    return are_listed_as_published(text, span[0]) or may_be_published(text, span)


def _columns(
    text: str, near: Sequence[Cue], span: tuple[int, int], inherited: Subject | None
) -> Subject | None:
    """行政许可上一年项目41项，本年取消3项: the columns of matters in the edition of 2019.

    `span` reaches from the clause to the number.
    """
    rows = joined(text, keys_of(near, "document"))
    if not rows and inherited and inherited.domain == "disclosure":
        rows = inherited.first
    column = metrics().axes["document"][rows[-1]].column if rows else None
    said = text[slice(*span)]
    if column == "projects":
        # 集中采购4项，自行采购17项; 公开采购信息31条，涉及集中采购项目12个
        elsewhere = "涉及" in said or any(cue.has("foreign") for cue in near)
        return FOREIGN if elsewhere else Subject("disclosure", rows, ("projects",))
    if column is None or _NO_ITEMS.search(said):
        return None
    listed = said.startswith(("、", "和", "及")) and inherited is not None
    if listed and inherited and inherited.second == ("delta",):
        return Subject("disclosure", rows, ("delta",), 0.9)  # 划入行政许可5项、行政处罚41项
    if _LAST.search(said):
        return Subject("disclosure", rows, ("prev_items",), 0.93)
    if near and "事项" not in said and _go_on_a_list(text, (near[0].start, near[-1].end)):
        return FOREIGN  # 公布行政许可28项、行政处罚18项: published items, no matters
    if _NOW.search(said):
        return Subject("disclosure", rows, ("prev_items", "delta"), 0.93)
    if _DELTA.search(said):
        return Subject("disclosure", rows, ("delta",), 0.93)
    last = Subject("disclosure", rows, ("prev_items",), 0.93)
    if _THIS_YEAR.search(said):  # 本年度收费项目2项: with the change, if there was any
        return Subject("disclosure", rows, ("prev_items", "delta"), 0.93, (last,))
    now = Subject("disclosure", rows, ("prev_items", "delta"), 0.93)  # 13项，比上年减少3项
    before = any(cue.key("verb") == "prev_items" for cue in near) or "年初" in said
    return last if before else replace(last, also=(now,))


def items(place: Place, near: list[Cue]) -> Subject | None:
    """What a number of matters counts in reports whose form has columns for them."""
    year, quantity = place.reading.year, place.quantity
    if quantity.unit not in _ITEM_UNITS or year is None or year > _LAST_WITH_ITEMS:
        return None
    text, span = place.reading.text, (place.start, quantity.span.start)
    told = _columns(text, near, span, place.inherited)
    if told is None or near or told.second != ("prev_items",) or gap().covers(text, *span):
        return told
    return FOREIGN  # behind 处罚89项 others: 某某事项5项
