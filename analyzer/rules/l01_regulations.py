"""L01: regulations by an agency that may not make any."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.lexicon.names import name_of
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.legal_powers import cell_anchors, cells_said, regulations


@rule(
    "L01",
    name="无权制定规章",
    severity="critical",
    certainty="certain",
    basis="《中华人民共和国立法法》第九十一条、第九十三条",
)
def regulations_without_power(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """没有规章制定权的机关填了规章件数。

    为什么：只有国务院部门和省、自治区、直辖市、设区的市、自治州的政府可以制定规章；其他机关填了就是硬伤，
      多是把内部规章制度或行政规范性文件误填在这一行。
    报告：县级政府、各级地方政府部门、乡镇、街道的“规章”行任一格大于 0；各格合为一条。
    不报告：国务院部门、省级政府、市级政府；看不出层级的机关；空白或没有读出的格。
    依据：《立法法》第九十一条、第九十三条。
    例：某县水务局“规章·本年制发件数”填 1。
    """
    refs = regulations(facts)
    level = facts.document.agency_level
    if refs and level is not None:
        yield Fault(
            message=(
                f"{cells_said(facts, refs)}，而本机关（{facts.document.agency}）属{name_of('agency_level', level)}，"
                "没有规章制定权。"
            ),
            anchors=cell_anchors(facts, refs),
            advice="“规章”行应填 0；如是行政规范性文件，移到下一行，如是内部规章制度，不填。",
            expected="0",
            actual=facts.value(refs[0]),
        )
