"""L11: figures of subordinate units counted in, or a government that does not say whose they are."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts, number
from analyzer.finding import CellAnchor, Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.figures import lead, quoted
from analyzer.rules.own_words import own_prose
from analyzer.rules.parts import title_anchor
from analyzer.rules.phrasing import any_of

_METRIC = "requests.new_received"
_CELL = f"{_METRIC}.total"
_APPLICATION = "申请"
_GOVERNMENTS = ("county_government", "city_government", "provincial_government")


@rule(
    "L11",
    name="下级单位数据混入",
    severity="medium",
    certainty="hint",
    basis="国办公开办函〔2021〕30号：统计口径应当明确（供核实）",
)
def scope_untold(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """看不出数据是本机关的，还是连同下级单位的。

    为什么：政府年报有“本级”和“行政区域汇总”两种口径，部门年报只应统计本机关，不说明就无法使用。
    报告：县级以上政府的年报有申请数据，全文却没有“全市”“本级”“各部门”等说明口径的话；
      部门年报里，所属单位的申请数恰好也计入了表三新收（本机关数加所属单位数等于表三）。
    不报告：写了口径的；没有申请的；所属单位的数没有计入表三。
    依据：国办公开办函〔2021〕30号；是否汇总请核实。
    例：某县人民政府年报只写“收到申请 96 件”，没有说是县政府本级还是全县。
    """
    total = facts.value(_CELL)
    if total is None or total <= 0:
        return
    if facts.document.agency_level in _GOVERNMENTS:
        if any_of("law", "scope", "told").search(own_prose(facts)) is None:
            yield Fault(
                message=f"表三新收 {number(total)} 件，正文没有说明是本级政府的，还是包括各部门、各乡镇的。",
                anchors=(title_anchor(facts),),
                advice="在导语或总体情况中写明统计口径：政府本级，或本行政区域汇总。",
            )
        return
    counts = [c.claim for c in facts.claims if c.claim.kind == "count"]
    own = {c.quantity.value for c in counts if c.metric == _METRIC and c.scope == "agency"}
    for claim in counts:
        theirs = claim.quantity.value
        if claim.scope != "subordinate" or _APPLICATION not in lead(facts, claim):
            continue
        if theirs and total - theirs in own:
            yield Fault(
                message=f"表三新收 {number(total)} 件，恰为本机关的 {number(total - theirs)} 件加“{quoted(facts, claim)}”，疑把所属单位的申请计入了本机关。",
                anchors=(claim.span, CellAnchor(_CELL)),
                advice="表三只统计向本机关提出的申请；所属单位的另行统计，正文写明口径。",
                expected=total - theirs,
                actual=total,
            )
