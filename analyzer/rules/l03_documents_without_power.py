"""L03: normative documents by a body that may not issue any."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.legal_powers import FILE, cell_anchors, cells_said, positive
from analyzer.rules.phrasing import any_pattern

_CELL = "disclosure.normative_documents.issued"


@rule(
    "L03",
    name="无主体资格制发规范性文件",
    severity="high",
    certainty="hint",
    basis="国办发〔2018〕37号：临时性机构、议事协调机构、内设机构不得制发行政规范性文件（供核实）",
)
def documents_without_power(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """临时机构、议事协调机构、内设机构或事业单位填了规范性文件制发数。

    为什么：行政规范性文件只能由行政机关和法律法规授权的组织制发，这些机构填了多是把一般工作文件计了进去。
    报告：机关名称是领导小组、指挥部、专班、内设科室或一般事业单位，而“行政规范性文件·本年制发件数”大于 0。
    不报告：管委会、公积金中心等法律法规授权的组织；只填了现行有效；看不出机关名称；空白或没有读出的格。
    依据：国办发〔2018〕37号；名称不足以定性，只提示核实，不扣分。
    例：某县防汛抗旱指挥部“行政规范性文件·本年制发件数”填 2。
    """
    agency = facts.document.agency or ""
    refs = positive(facts, _CELL)
    if not refs or any_pattern(FILE, "no_documents", "unless_pattern").search(agency):
        return
    if any_pattern(FILE, "no_documents", "pattern").search(agency):
        yield Fault(
            message=f"{cells_said(facts, refs)}，而本机构（{agency}）从名称看一般无权制发行政规范性文件。",
            anchors=cell_anchors(facts, refs),
            advice="核实文件的制发主体和性质；一般工作文件不计入，确由法律法规授权的在正文说明。",
            actual=facts.value(_CELL),
        )
