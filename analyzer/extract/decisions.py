"""Licences, penalties and coercive measures that are spoken of or published, but not counted as decided."""

from __future__ import annotations

import re
from typing import Final

from analyzer.extract.cues import Cue, behind_last
from analyzer.extract.expressions import Expression
from analyzer.extract.reading import spoken
from analyzer.lexicon.source import words

# 公开信息30件，其中行政处罚20件: what was published, unless the clause says it was decided
_PUBLISHING: Final = Expression(
    r"(?:公开|公示|公布|发布|推送|归集|上传)[^。；]*(?:、|：|其中)|(?:公开|公示|公布|发布)(?:各类|的)?$"
    # 公开行政许可决定40件，行政处罚决定3件: the verb goes on over the comma where no other is told
    r"|(?:公开|公示|公布|发布)(?:各类|了|的)*行政(?:许可|处罚|强制)[^，。；：\d]*\d+[件条项宗份](?:，行政(?:许可|处罚|强制)[^，。；：\d]*\d+[件条项宗份])*，$"
)
# 决定 in the name of what was decided says nothing of who did it
_DECIDING: Final = re.compile(
    r"作出|做出|(?<!许可)(?<!处罚)(?<!强制)(?<!处理)决定|办理(?!结果)|办结|实施|给予|下达|处理(?!决定)|采取|核发|颁发"
)
# 网站公开许可结果1352件、处罚决定89件: one verb for a list of published items
_PUBLISHED_IN_A_ROW: Final = re.compile(
    r"(?:公开|公示|公布|发布|推送|归集|上传|报送)(?!率|栏|类)[^，。；：]*\d[^，。；：]*、[^，。；：\d]*$"
)


def are_spoken_of(text: str, named: Cue, end: int) -> bool:
    """Whether a decision is only spoken of: 参加行政处罚听证6次, 不予行政处罚12件.

    `named` is its name, `end` where the words before the number end.
    """
    if text.endswith(words("context", "not_taken"), 0, named.start):
        return True
    begin = behind_last(text, named.start, "，。；：（")
    if spoken("handled_otherwise").search(text, begin, named.start):
        return not _DECIDING.search(text, begin, named.start)  # 将行政处罚决定76件录入系统
    return spoken("about_decisions").search(text, named.end, end) is not None


def are_listed_as_published(text: str, start: int) -> bool:
    """Whether what begins at `start` goes on a list of published items."""
    begin = behind_last(text, start, "，。；：")
    return _PUBLISHED_IN_A_ROW.search(text, begin, start) is not None


def may_be_published(text: str, span: tuple[int, int]) -> bool:
    """Whether the sentence counts published items before the words in `span`, which do not decide."""
    start, end = span
    begin = behind_last(text, start, "。；")
    said = text[behind_last(text, start, "，。；、：") : end]
    return not _DECIDING.search(said) and _PUBLISHING.search(text, begin, start) is not None
