"""P09: platforms told without the statutory ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.document import Span
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.passages import statements
from analyzer.rules.phrasing import any_of

_FILE: Final = "substance"


@rule(
    "P09",
    name="平台建设缺法定平台",
    severity="medium",
    certainty="likely",
    basis="《政府信息公开条例》第二十三条、第二十四条",
)
def only_new_media(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """只谈新媒体，不提政府网站等法定平台。

    为什么：条例规定通过政府公报、政府网站等公开，并依托统一平台集中发布；新媒体只是补充。
    报告：正文讲到公众号、视频号等新媒体，而全文没有一处提到政府网站、公报、专栏、专区、统一平台。
    不报告：正文任何一处提到其中之一；没有讲平台；只有一句“用好新媒体”而没有数字。学校的校园网站不算政府网站。
    依据：《政府信息公开条例》第二十三条、第二十四条。
    例：平台建设只写公众号用户数和短视频播放量。
    """
    told = list(statements(facts))
    official = any_of(_FILE, "platform", "official")
    schools = any_of(_FILE, "platform", "school_only")
    if any(official.search(schools.sub("", facts.quote(span))) for span in told):
        return
    new_media = any_of(_FILE, "platform", "new_media")
    named = [match for span in told if (match := new_media.search(facts.text, *span))]
    if not named or not (len(named) > 1 or _counted(facts, named[0].start())):
        return
    yield Fault(
        message=f"平台建设只提“{named[0][0]}”等新媒体，没有提到政府网站、信息公开专栏或政府公报。",
        anchors=(Span(*named[0].span()),),
        advice="请补写政府网站（信息公开专栏）发布量、更新维护和统一平台集中公开的情况。",
    )


def _counted(facts: Facts, at: int) -> bool:
    """Whether the sentence at this offset gives a figure: new media are told as a fact."""
    return any(
        facts.sentences[c.claim.sentence].span.start
        <= at
        < facts.sentences[c.claim.sentence].span.end
        for c in facts.claims
    )
