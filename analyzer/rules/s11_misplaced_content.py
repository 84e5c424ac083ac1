"""S11: content told under the wrong aspect."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from analyzer.analysis import Facts
from analyzer.document import Sentence, Span
from analyzer.finding import Fault
from analyzer.lexicon.source import words
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.aspects import Part, name_of_aspect, parts
from analyzer.rules.parts import format_of_2021_applies

_ABOUT_REQUESTS = ("requests.", "disputes.")


@cache
def _training() -> re.Pattern[str]:
    return re.compile("|".join(words("aspects", "misplaced", "own_training")))


@rule(
    "S11",
    name="内容错位",
    severity="medium",
    certainty="likely",
    basis="国办公开办函〔2021〕30号",
)
def misplaced_content(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """内容写在了别的方面之下。

    为什么：五个方面各有内容，培训属监督保障，申请和复议诉讼属依申请公开；写错地方，读的人找不到。
    报告：“主动公开”（或“信息公开情况”）、“依申请公开”之下写本机关的业务培训；
      “政府信息管理”“平台建设”“监督保障”之下写申请、复议、诉讼的件数。每个小标题之下报告一次。
    不报告：向社会发布的培训信息（职业培训、校外培训等）；“依申请公开”之下讲申请办理、答复的培训；一个小标题含两个方面；没有小标题的段落；第二至六部分。
    依据：国办公开办函〔2021〕30号关于总体情况五个方面的规定。
    例：“（一）信息公开情况”里写“开展政务公开业务培训2期”。
    """
    if not format_of_2021_applies(facts):
        return
    for part in parts(facts):
        if part.aspects and part.aspects <= {"disclosure", "requests"}:
            yield from _trainings(facts, part)
        elif part.aspects and not part.aspects & {"requests", "disclosure"}:
            yield from _requests(facts, part)


def _inside(facts: Facts, part: Part) -> list[Sentence]:
    return [s for s in facts.sentences if part.region.covers(s.span)]


def _trainings(facts: Facts, part: Part) -> Iterator[Fault]:
    for sentence in _inside(facts, part):
        text = facts.quote(sentence.span)
        match = _training().search(text)
        other = words("aspects", "misplaced", "published_training")
        if "requests" in part.aspects:
            other += words("aspects", "misplaced", "training_on_requests")
        if match is None or any(word in text for word in other):
            continue
        place = Span(sentence.span.start + match.start(), sentence.span.start + match.end())
        yield _fault(facts, part, place, "培训", "supervision")
        return


def _requests(facts: Facts, part: Part) -> Iterator[Fault]:
    for checked in facts.claims:
        claim = checked.claim
        if part.region.covers(claim.span) and (claim.metric or "").startswith(_ABOUT_REQUESTS):
            sentence = facts.sentences[claim.sentence]
            yield _fault(facts, part, sentence.span, "申请办理、复议诉讼情况", "requests")
            return


def _fault(facts: Facts, part: Part, place: Span, what: str, aspect: str) -> Fault:
    name = name_of_aspect(aspect)
    return Fault(
        message=f"“{facts.quote(part.title)}”之下写了{what}，属于“{name}”的内容。",
        anchors=(place,),
        advice=f"移到“{name}”之下。",
    )
