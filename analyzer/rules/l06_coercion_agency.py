"""L06: coercion by an agency without the power, or delegated."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.legal_powers import (
    FILE,
    cell_anchors,
    cells_said,
    is_quiet,
    positive,
    tells_empowerment,
)
from analyzer.rules.own_words import matches

_CELL: Final = "disclosure.coercion.decisions"


@rule(
    "L06",
    name="行政强制主体异常",
    severity="high",
    certainty="hint",
    basis="《中华人民共和国行政强制法》第十七条",
)
def coercion_agency(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """行政强制的主体没有职权，或委托他人实施。

    为什么：行政强制措施由法律、法规规定的机关在法定职权内实施，不得委托。
    报告：街道办事处、统计信访档案等机关“行政强制”大于 0 而正文没有说明；正文写委托他人实施强制措施。
    不报告：正文说明了赋权；乡镇政府（城乡规划法授予强制拆除权）；写“不得委托”的；空白或没有读出的格。
    依据：《行政强制法》第十七条；表格数据仅供核实。
    例：某街道办事处“行政强制·本年处理决定数量”填 2。
    """
    refs = positive(facts, _CELL)
    subdistrict = facts.document.agency_level == "subdistrict" and not tells_empowerment(facts)
    if refs and (subdistrict or is_quiet(facts, "coercion")):
        yield Fault(
            message=f"{cells_said(facts, refs)}，而本机关（{facts.document.agency}）一般没有行政强制职权。",
            anchors=cell_anchors(facts, refs),
            advice="核实是否本机关以自己名义作出；确有职权的在正文写明依据，没有的改为 0。",
            actual=facts.value(_CELL),
        )
    for place in matches(facts, FILE, "delegated", "pattern", unless="unless_pattern"):
        yield Fault(
            message=f"正文写“{facts.quote(place)}”，行政强制措施权不得委托。",
            anchors=(place,),
            advice="核实执法主体；表述有误的改正，确属委托的应当纠正。",
            certainty="likely",
        )
