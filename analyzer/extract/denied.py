"""Denials that state no zero: of how and why, of what ought to be, of cases that are still in hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from analyzer.extract.cues import Cue
from analyzer.lexicon.phrases import trie_pattern
from analyzer.lexicon.source import words

_FILE: Final = "metrics"
_TABLE: Final = "statements"
_OTHER: Final = re.compile("其他(?:处理|结果)(?=[，。；、]|$)")
_OR: Final = ("或", "而")  # 信息不存在或不由我厅保存: a reason
_LED_TO: Final = ("引发", "引起", "导致", "产生", "造成")
_COUNTED: Final = ("复议", "诉讼", "败诉", "被诉", "起诉", "纠错", "费")
# 未向申请人收取费用: of what was not done to somebody only the fees are told
_TO_SOMEBODY: Final = ("向", "对")
_FEES: Final = "费"


@cache
def of_what_ought_to_be() -> re.Pattern[str]:
    """没有应公开而未公开的: the words of what is right or wrong, not of how many."""
    return re.compile(trie_pattern(words(_FILE, _TABLE, "zero_of_wrong")))


def is_of_else(negation: str, said: str) -> bool:
    """Whether what is denied is how or why (无逾期答复), not whether there was any."""
    if negation.endswith(_TO_SOMEBODY) and _FEES not in said:
        return True
    if said.startswith(words(_FILE, _TABLE, "zero_of_else")) and not _OTHER.match(said):
        return True
    return (
        said.startswith(_OR)
        or of_what_ought_to_be().search(said) is not None
        or _is_of_a_cause(said)
    )


def is_in_hand(near: Sequence[Cue], start: int) -> bool:
    """尚无结果, 没有审结: whether the denial at offset `start` is itself a word for pending cases."""
    return bool(near) and near[0].start == start and near[0].key("outcome") == "pending"


def _is_of_a_cause(said: str) -> bool:
    """未发生因申请公开引发的舆情: nothing that came of applications, whatever came in."""
    caused = said.startswith("因") and any(word in said for word in _LED_TO)
    return caused and not any(word in said for word in _COUNTED)
