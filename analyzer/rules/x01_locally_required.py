"""X01: something that the locality wants told is not told."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile, Required
from analyzer.rule import rule
from analyzer.rules.parts import title_anchor


@rule(
    "X01",
    name="当地要求的内容未写",
    severity="medium",
    certainty="likely",
    basis="地方规定（在配置中设定）",
)
def locally_required(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """当地另外要求写的内容，全文没有写。

    为什么：不少地方的通知在国家格式之外要求写明某些内容，各地不同，只能由使用者设定。
    报告：配置里每一个 [[required]]，指定的部分（没有指定则全文）没有出现所列的任何一个词。
    不报告：没有设定（默认）；不属于所列机关层级的；指定的部分没有认出（由 S01 报告）。
    依据：当地通知，由使用者在配置中设定。
    例：设定“政务公开专区”，全文没有“政务公开专区”“政务公开体验区”。
    """
    for item in profile.required:
        if item.levels and facts.document.agency_level not in item.levels:
            continue
        section = facts.section(item.part) if item.part else None
        if item.part and section is None:
            continue
        if any(word in _told(facts, item) for word in item.words):
            continue
        where = f"“{section.title}”" if section is not None else "全文"
        source = f"（{item.basis}）" if item.basis else ""
        yield Fault(
            message=f"{where}没有写当地要求的“{item.name}”{source}。",
            anchors=(section.title_span if section is not None else title_anchor(facts),),
            advice=f"补写“{item.name}”；没有这项工作的，写明没有。",
            severity=item.severity,
        )


def _told(facts: Facts, item: Required) -> str:
    prose = facts.prose
    if not item.part:
        return prose
    return "\n".join(s.span.of(prose) for s in facts.sections if s.key == item.part)
