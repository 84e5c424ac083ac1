"""W10: the name of another place, left over from a borrowed text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.document import Span
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.own_words import own_prose, surroundings
from analyzer.rules.phrasing import any_pattern
from analyzer.rules.places import Place, home_of, named_places

_FILE: Final = "agency_places"


@rule(
    "W10",
    name="外单位名称残留",
    severity="critical",
    certainty="likely",
    basis="《条例》第五十条；公文内容真实准确的要求",
)
def other_places(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """正文里出现不相干的外地地名。

    为什么：照抄外地年报而忘了改地名，说明内容不是本机关的，一经发现就是舆情。
    报告：与本机关不同省的市、州、县全称，同句没有说明来由；同省的只作供参考的提示。
    不报告：本机关的上级、下级地名；赴外地学习考察、协作支援、法院、企业、转发外地文件等有来由的提及；
      看不出本机关在哪里的；区名和简称（容易与普通词语混淆）。
    依据：《政府信息公开条例》第五十条；公文内容真实准确的要求。
    例：甲省某县的年报写“乙市政务公开工作扎实推进”。
    """
    home = home_of(facts.document.agency)
    if home is None:
        return
    prose = own_prose(facts)
    told: set[Place] = set()
    for span, place in named_places(prose):
        if place in told or home.is_kin(place) or _has_reason(prose, span):
            continue
        told.add(place)
        near = place.province == home.province
        yield Fault(
            message=f"正文出现“{place.name}”（{place.province}），与本机关（{facts.document.agency}）没有隶属关系，疑为照抄外地材料留下的。",
            anchors=(span,),
            advice="核对这一段是否本机关的情况；是照抄的，全段重写并通查全文。",
            actual=place.name,
            severity="high" if near else None,
            certainty="hint" if near else None,
        )


def _has_reason(prose: str, span: Span) -> bool:
    """Whether the sentence tells why another place is named."""
    sentence = surroundings(prose, span)
    return bool(
        any_pattern(_FILE, "related_pattern").search(prose, sentence.start, sentence.end)
        or any_pattern(_FILE, "before_pattern").search(prose[sentence.start : span.start])
        or any_pattern(_FILE, "after_pattern").match(prose, span.end)
    )
