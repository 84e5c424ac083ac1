"""L04: licences by an agency that usually grants none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.legal_powers import cell_anchors, cells_said, is_quiet, positive

_CELL: Final = "disclosure.licensing.decisions"


@rule(
    "L04",
    name="许可主体异常",
    severity="medium",
    certainty="hint",
    basis="《中华人民共和国行政许可法》第二十二条（职权核实，经验）",
)
def licensing_agency(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """一般没有许可职权的机关填了行政许可。

    为什么：统计、审计、信访、档案、史志、研究机构一般不办行政许可，填了多是误填或错行。
    报告：地方这几类机关“行政许可”大于 0。
    不报告：名称里还有行政审批、综合等字样的合署机关；省级以上机关；空白或没有读出的格。
    依据：《行政许可法》第二十二条；从业经验，仅供核实。
    例：某县统计局“行政许可·本年处理决定数量”填 3。
    """
    refs = positive(facts, _CELL)
    if refs and is_quiet(facts, "licensing"):
        yield Fault(
            message=f"{cells_said(facts, refs)}，而本机关（{facts.document.agency}）一般没有行政许可职权。",
            anchors=cell_anchors(facts, refs),
            advice="对照权责清单核实；确有许可职权的，在正文说明许可事项。",
            actual=facts.value(_CELL),
        )
