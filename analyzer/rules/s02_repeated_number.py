"""S02: two parts with the same number."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.document import Section
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.parts import found_parts, number_of, numbered_title, six_parts_apply


@rule(
    "S02",
    name="一级序号重复",
    severity="high",
    certainty="certain",
    basis="国办公开办函〔2021〕30号",
)
def repeated_number(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """两个部分用了同一个序号。

    为什么：序号重复，其后各部分的序号随之错位，引用和汇总都会出错。
    报告：六个部分中有两个不同的部分序号相同。
    不报告：附件、附表里重新从“一”排起的序号；同一部分在目录和正文各出现一次；各部分之内的“（一）”“1.”。
    依据：国办公开办函〔2021〕30号规定的六部分及其次序。
    例：“二、主动公开政府信息情况”之后又是“二、收到和处理政府信息公开申请情况”。
    """
    if not six_parts_apply(facts):
        return
    seen: dict[int, Section] = {}
    for key, section in found_parts(facts).items():
        number = number_of(section.number)
        if number is None:
            continue
        earlier = seen.setdefault(number, section)
        if earlier is not section:
            yield Fault(
                message=(
                    f"序号“{section.number}”重复：“{_one_line(earlier)}”之后又有“{_one_line(section)}”。"
                ),
                anchors=(section.title_span, earlier.title_span),
                advice=f"改为“{numbered_title(key)}”，其后各部分序号顺次调整。",
                expected=numbered_title(key),
                actual=_one_line(section),
            )


def _one_line(section: Section) -> str:
    return "".join(section.title.split())
