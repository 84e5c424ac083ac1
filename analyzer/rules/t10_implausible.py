"""T10: figures that cannot well be."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from analyzer.analysis import Facts, number
from analyzer.claim import Claim
from analyzer.finding import Fault
from analyzer.lexicon.source import words
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.figures import by_sentence, lead, quoted, thought
from analyzer.rules.phrasing import any_of

_TENTH: Final = Decimal("0.1")


@rule(
    "T10",
    name="数量不合常理",
    severity="medium",
    certainty="hint",
    basis="专家合理性（供核实）",
)
def implausible(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """数字之间的比例不合常理。

    为什么：日均阅读量比全部用户还多、参加的人次比场次还少，多半是单位、量级或口径写错。
    报告：同一段里，日均阅读（访问、播放）次数超过所写的用户（粉丝）总数；同一句里，培训、会议的人次少于场次。
    不报告：没有日均数或没有用户数；不在同一段；所写数字只有一个。
    依据：经验性提示，请核实，不等于错误。
    例：“公众号用户 3 万人，日均阅读 8 万次”。
    """
    yield from _reads(facts, profile)
    for _, checked in by_sentence(facts):
        claims = [c.claim for c in checked if c.claim.kind == "count"]
        for events in claims:
            if not _is_events(facts, events):
                continue
            people = next((c for c in claims if c.span > events.span and _is_people(c)), None)
            if people is not None and _fewer(people, events):
                yield Fault(
                    message=f"“{quoted(facts, events)}”而只有“{quoted(facts, people)}”，参加的人次少于场次。",
                    anchors=(people.span, events.span),
                    advice="请核对场次与人次，改正写错或写反的数字。",
                )


def _reads(facts: Facts, profile: Profile) -> Iterator[Fault]:
    most = profile.tolerance("t10_daily_reads_per_follower")
    counts = [c.claim for c in facts.claims if c.claim.kind == "count"]
    followers = [claim for claim in counts if _is_followers(facts, claim)]
    for reads in counts:
        before = lead(facts, reads)
        if not any_of("cross_checks", "daily", "markers").search(before):
            continue
        if not any_of("cross_checks", "daily", "readings").search(before):
            continue
        place = facts.sentences[reads.sentence].paragraph
        for users in followers:
            if facts.sentences[users.sentence].paragraph != place or not users.quantity.value:
                continue
            ratio = reads.quantity.value / users.quantity.value
            if ratio > most:
                yield Fault(
                    message=(
                        f"“{quoted(facts, reads)}”，而用户只有 {number(users.quantity.value)} {users.quantity.unit}，"
                        f"平均每个用户每天 {number(ratio.quantize(_TENTH))} 次以上，不合常理。"
                    ),
                    anchors=(reads.span, users.span),
                    advice="请核对是否把全年总量写成日均、量级是否有误，并注明统计口径。",
                )
                break


def _is_followers(facts: Facts, claim: Claim) -> bool:
    return (
        claim.quantity.unit in words("cross_checks", "daily", "people_units")
        and any_of("cross_checks", "daily", "followers").search(lead(facts, claim)) is not None
    )


def _is_events(facts: Facts, claim: Claim) -> bool:
    return (
        claim.quantity.unit in words("cross_checks", "daily", "events")
        and any_of("cross_checks", "daily", "attended").search(thought(facts, claim)) is not None
    )


def _is_people(claim: Claim) -> bool:
    return claim.quantity.unit in ("人次", "人")


def _fewer(people: Claim, events: Claim) -> bool:
    high, low = people.quantity.high, events.quantity.low
    return high is not None and low is not None and people.quantity.value > 0 and high < low
