"""Where a universal may stand, and what it says all are, by the words of the lexicon: 均在规定时间内完成答复."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal, get_args

from analyzer.lexicon.metrics import stating
from analyzer.lexicon.phrases import trie_pattern

_Sense = Literal["closed", "granted", "natural_person", "commercial", "organizations", "upheld"]
SENSES: Final = get_args(_Sense)


def closing(fewest: int) -> str:
    """The pattern of 在规定时间内完成答复: from `fewest` to four words between, then the word `closed`."""
    closed = trie_pattern(stating("closed"))
    return rf"{_between()}{{{fewest},4}}(?P<closed>(?:{closed}))"


def _between() -> str:
    """The pattern of one word between 均 and what all are: 按, 规定, 在, or the title of a law."""
    return rf"(?:{trie_pattern(stating('between'))}|《[^《》]{{1,40}}》)"


@cache
def pattern() -> re.Pattern[str]:
    """Where a universal may stand, with what it says all are, if the lexicon has a word for it."""
    first = "".join(sorted({word[0] for word in stating("universals")}))
    senses = "|".join(rf"(?P<{name}>{trie_pattern(stating(name))})" for name in SENSES)
    whole = stating("all_closed")
    return re.compile(
        # Most characters begin none: tested before what stands in front of them.
        rf"(?P<whole>(?=[{''.join(sorted({word[0] for word in whole}))}]){trie_pattern(whole)})|(?=[已{first}])(?<!其余)(?<!其他)(?<!剩余)(?<!余下)(?:(?<![平月日年户])|(?<=[当本今全]年)(?!均))(?:(?<!人)|(?<=请人)|(?<=事人)|(?<=告人)|(?<=关人))"
        rf"(?:已)?{trie_pattern(stating('universals'))}"
        rf"{_between()}{{0,8}}(?:{senses})?"
    )
