"""S01: one of the six parts is missing."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.document import SectionKey, Span
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.parts import (
    KEYS,
    found_parts,
    missing_parts,
    numbered_title,
    six_parts_apply,
    title_anchor,
)

_FEWEST_FOUND = 2


@rule(
    "S01",
    name="缺少一级部分",
    severity="critical",
    certainty="likely",
    basis="《政府信息公开条例》第五十条；国办公开办函〔2021〕30号",
)
def missing_part(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """六个部分缺了一个。

    为什么：年度报告的内容由条例规定、格式由国办统一，六个部分一个也不能少，没有内容也要写明。
    报告：某个部分既没有标题，全文也没有哪一行像它的标题。表格还在、只丢了标题的，降一级。
    不报告：标题用了别称、错字、换了序号（S02、S03、S05）；2018 年及以前的报告；
      全文认不出几个标题时只作一条提示，可能是文件没有读全。
    依据：《政府信息公开条例》第五十条；国办公开办函〔2021〕30号、〔2019〕60号。
    例：写到“五、存在的主要问题及改进情况”就落款，没有“六、其他需要报告的事项”。
    """
    if not six_parts_apply(facts):
        return
    missing, found = missing_parts(facts), found_parts(facts)
    if len(found) < _FEWEST_FOUND and missing:
        yield Fault(
            message="没有认出六个部分的标题，可能未按统一格式编写，也可能文件没有读全。",
            anchors=(title_anchor(facts),),
            advice="按“一、总体情况”至“六、其他需要报告的事项”设六个部分，标题单独成行。",
            certainty="hint",
        )
        return
    for key in missing:
        has_table = facts.table(key) is not None
        what = "的标题（表格还在）" if has_table else ""
        yield Fault(
            message=f"缺少“{numbered_title(key)}”{what}。",
            anchors=(_before(facts, key),),
            advice=f"补上“{numbered_title(key)}”；没有发生的也要写明。",
            severity="high" if has_table else None,
        )


def _before(facts: Facts, key: SectionKey) -> Span:
    """The title after which the missing part should stand."""
    found = found_parts(facts)
    before = [other for other in KEYS[: KEYS.index(key)] if other in found]
    return found[before[-1]].title_span if before else title_anchor(facts)
