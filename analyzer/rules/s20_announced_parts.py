"""S20: the preamble announces another number of parts than there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.document import Span
from analyzer.finding import Fault
from analyzer.lexicon.source import words
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.parts import KEYS, found_parts, missing_parts, number_of, six_parts_apply

_ANNOUNCED: Final = re.compile(
    r"(?<!第)([一二三四五六七八九十]|\d)\s?个?\s?(?:大?部分)(?!\w{0,2}表)"
)
_FEWEST_LISTED: Final = 3


@rule(
    "S20",
    name="导语“几部分”与实列不符",
    severity="low",
    certainty="certain",
    basis="公文前后一致",
)
def announced_parts(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """导语说的部分数与实际不同。

    为什么：导语说“由六个部分组成”，列举和正文就应当是六个部分。
    报告：导语里的部分数与正文认出的部分数不同；导语接着列举的部分少于或多于所说的数。
    不报告：导语没有说部分数；正文有没认出的标题、数不清；列举用“等”字的；正文其他地方的“两部分”。
    依据：公文前后一致。
    例：导语写“由五个部分组成”，正文有六个部分。
    """
    if not six_parts_apply(facts):
        return
    for sentence in facts.sentences_of("preamble"):
        text = facts.quote(sentence.span)
        match = _ANNOUNCED.search(text)
        said = number_of(match[1]) if match is not None else None
        if match is None or said is None:
            continue
        reason = _against_listing(text[match.end() :], said) or _against_body(facts, said)
        if reason is not None:
            start = sentence.span.start + match.start()
            yield Fault(
                message=f"导语说“{match[0]}”，{reason}。",
                anchors=(Span(start, start + len(match[0])),),
                advice="核对部分数，使导语、列举和正文一致；统一格式为六个部分。",
                expected=str(len(KEYS)),
                actual=str(said),
            )
        return


def _against_listing(behind: str, said: int) -> str | None:
    listing = behind.partition("。")[0]
    listed = sum(
        any(word in listing for word in words("report_format", "announced", key)) for key in KEYS
    )
    if _FEWEST_LISTED <= listed < said and "等" not in listing and listing.count("、") + 1 < said:
        return f"接着只列举了 {listed} 个"
    return None


def _against_body(facts: Facts, said: int) -> str | None:
    found = found_parts(facts)
    certain = len(found) + len(missing_parts(facts)) == len(KEYS)
    if certain and len(found) > _FEWEST_LISTED and said != len(found):
        return f"正文有 {len(found)} 个部分"
    return None
