"""L02: internal rules counted as regulations."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.legal_powers import FILE, cell_anchors, cells_said, regulations
from analyzer.rules.own_words import matches


@rule(
    "L02",
    name="内部制度误作规章",
    severity="critical",
    certainty="likely",
    basis="《中华人民共和国立法法》第九十三条",
)
def internal_rules(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """把内部规章制度当作规章填进表二。

    为什么：规章是立法法规定的法规性文件，机关的财务、考勤、公开制度不是规章。
    报告：没有规章制定权的机关填了规章件数（见 L01），正文又写有“规章制度 N 项”一类的话。
    不报告：表二规章为 0；正文没有写制度的件数；有权制定规章的机关。
    依据：《立法法》第九十三条。
    例：正文“健全规章制度 2 项”，表二“规章·本年制发件数”填 2。
    """
    refs = regulations(facts)
    places = matches(facts, FILE, "regulations", "internal_pattern") if refs else []
    if places:
        yield Fault(
            message=f"正文写“{facts.quote(places[0])}”，{cells_said(facts, refs)}：疑把内部制度当作规章填报。",
            anchors=(*places, *cell_anchors(facts, refs)),
            advice="内部制度不计入表二，“规章”行改填 0。",
            expected="0",
            actual=facts.value(refs[0]),
        )
