"""L05: penalties by a township that does not tell its empowerment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.legal_powers import (
    GRASS_ROOTS,
    cell_anchors,
    cells_said,
    positive,
    tells_empowerment,
)

_CELL: Final = "disclosure.penalty.decisions"


@rule(
    "L05",
    name="乡镇街道处罚>0无赋权说明",
    severity="medium",
    certainty="hint",
    basis="《中华人民共和国行政处罚法》第二十四条",
)
def township_penalty(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """乡镇、街道有行政处罚，正文没有说明赋权。

    为什么：乡镇、街道的处罚权由省、自治区、直辖市决定交由，并须公布；不说明，读者不知有无权限。
    报告：乡镇、街道“行政处罚”大于 0，全文没有赋权、委托、综合执法等说明。
    不报告：正文说明了赋权；处罚为 0、空白或没有读出。
    依据：《行政处罚法》第二十四条；法律不要求在年报中说明，仅供核实。
    例：某镇“行政处罚·本年处理决定数量”填 5，正文没有提到执法权。
    """
    refs = positive(facts, _CELL)
    if refs and facts.document.agency_level in GRASS_ROOTS and not tells_empowerment(facts):
        yield Fault(
            message=f"{cells_said(facts, refs)}，正文没有说明乡镇、街道的处罚权从何而来。",
            anchors=cell_anchors(facts, refs),
            advice="核实是否本机关以自己名义作出；是的，在正文写明省级赋权决定和事项，不是的改为 0。",
            actual=facts.value(_CELL),
        )
