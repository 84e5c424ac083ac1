"""One kind of what table 1 counts: 施工许可 beside other licences, 宣布废止 beside 自然失效.

A number of one kind is not the number of its row where the text counts other kinds as well.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Final

from analyzer.claim import Quantity
from analyzer.extract.cues import Cue, clause_end, clause_start
from analyzer.extract.expressions import Expression
from analyzer.extract.reading import Reading
from analyzer.extract.subject import CASE_UNITS, Subject
from analyzer.lexicon.source import words

# Met in few reports, hence compiled when first looked for.
# 宣布废止11件、失效3件: neither is all that the table counts as repealed
_AND_LAPSED: Final = r"[、和及，]?(?:宣布|自然|自动|明令)?(?:失效|废止)了?\s?\d"
_LAPSED_AS_WELL: Final = (
    r"(?:废止|失效)了?\s?\d[\d,]*[件份部个]?[、和及，](?:宣布|自然|自动|明令)?(?:废止|失效)了?$"
)
_LIST: Final = 24  # characters of 废止11件、宣布失效
_PART: Final = Expression(r"其中[^，。；]*$")
_NO_KIND: Final = Expression(r"其中|吊销|注销|撤销|不予|撤回|拒绝")
_REFUSED: Final = r"(?:不予|未予|不准予)(?:行政)?许可(?:决定)?\s?\d"
_ALLOWED: Final = (
    "准予",
    "准予许可",
    "准予行政许可",
    "准予决定",
    "准予许可决定",
    "准予行政许可决定",
)
_MATTERS: Final = "项"  # 行政强制34项 counts what may be done, no kind of what was done
_NEAR: Final = 40  # characters
_ONE_NAME: Final = 2  # 等, 类 between two words for the same
# 暂扣车辆等强制措施, 查封场所、扣押物品等强制措施: what stands before 等 is an example of the whole
_EXAMPLES: Final = Expression(r"[^，。；：\d]*等(?:的|各类|各项|类)*(?:行政)?")


@cache
def _kinds() -> frozenset[str]:
    return frozenset(words("metrics", "objects", "kinds_of_decisions"))


def is_kind(cue: Cue) -> bool:
    """Whether the cue is a bare kind of decision (强制措施)."""
    return cue.surface in _kinds()


def names_more_kinds(reading: Reading, near: list[Cue], subject: Subject) -> bool:
    """Whether the sentence counts other licences besides this kind: then it is not all of them.

    查封、扣押等强制措施 is one name, 其中当场处罚70件 a part, 吊销许可1件 no licence given.
    """
    row = subject.first[-1]
    named = [cue for cue in reading.having("document") if cue.key("document") == row]
    if _PART.search(reading.text, 0, near[0].start):
        return len(named) > 1
    named = [cue for cue in named if cue in near or _counts_apart(reading, cue)]
    return any(
        later.start - cue.end > _ONE_NAME
        and not _EXAMPLES.fullmatch(reading.text, cue.end, later.start)
        for cue, later in pairwise(named)
    )


def counts_by_name(reading: Reading, row: str) -> bool:
    """Whether the sentence counts what the row is named after (许可42宗)."""
    return any(
        cue.key("document") == row and _counts_apart(reading, cue)
        for cue in reading.having("document")
    )


def _counts_apart(reading: Reading, cue: Cue) -> bool:
    """Whether a number of its own follows this mention in its clause."""
    end = clause_end(reading.text, cue.end, len(reading.text))
    counted = any(
        cue.end <= q.span.start < end and q.unit in CASE_UNITS and q.unit != _MATTERS
        for q in reading.quantities
    )
    start = clause_start(reading.text, cue.start, 0)
    return counted and not _NO_KIND.search(reading.text, start, cue.start)


def is_beside_another(text: str, quantity: Quantity, subject: Subject) -> bool:
    """宣布废止15件、自然失效7件, 准予许可540件，不予许可20件: each some of what the table counts."""
    start, end = quantity.span
    if subject.domain != "disclosure":
        return False
    if subject.first == ("licensing",):
        allowed = text.endswith(_ALLOWED, 0, start)
        return allowed and re.search(_REFUSED, text[end : end + _NEAR]) is not None
    if subject.second != ("repealed",):
        return False
    if re.match(_AND_LAPSED, text[end : end + _LIST]):
        return True
    return re.search(_LAPSED_AS_WELL, text[max(0, start - _LIST) : start]) is not None
