"""Licences, penalties and coercive measures that are spoken of or published but not decided."""

from __future__ import annotations

import re
from typing import Final

from analyzer.extract.cues import Cue, behind_last
from analyzer.extract.expressions import Expression
from analyzer.extract.reading import spoken
from analyzer.extract.subject import DECISIONS, Subject
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
_FOR_ANOTHER: Final = Expression(r"受[^，。；\d]{2,14}委托", needs="委托")  # another's decisions
_EXAMPLES: Final = Expression(r"等(?:的|各类|各项)?(?:行政)?$")
_HEADED: Final = Expression(
    r"[^，。；：\d]{0,8}(?<![、和及])(?:行政)?(?P<row>许可|处罚|强制)(?:方面|情况|工作|类)?(?:[，：]|(?=受理|收件|接件|立案))"
    r"(?:(?!申请|公开|公示|处罚|许可|强制|其中)[^；。])*?(?:办结|办理|作出|审结|结案|办件)(?:决定|了|的|量|数|共|为)*"
)
_PUNISHED: Final = "社会组织"  # 社会组织处罚2起: it organises nothing


def are_spoken_of(text: str, named: Cue, end: int) -> bool:
    """Whether a decision is only spoken of: 参加行政处罚听证6次, 不予行政处罚12件.

    `named` is its name, `end` where the words before the number end.
    """
    if text.endswith(words("context", "not_taken"), 0, named.start):
        return not text.endswith(_PUNISHED, 0, named.start)
    begin = behind_last(text, named.start, "，。；：（")
    # 律师执业审核、民办学校设立等许可: what stands in a list of examples handles nothing
    listed = _EXAMPLES.search(text, begin, named.start) is not None
    if _FOR_ANOTHER.search(text, begin, named.start):
        return True
    handled = spoken("handled_otherwise")
    if handled.match(text, begin) if listed else handled.search(text, begin, named.start):
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


def under_heading(text: str, part: int, at: int) -> Subject | None:
    """行政许可方面，受理340件，办结338件: what was decided, by the row that opened the sentence.

    `part` begins the thought that the number at offset `at` stands in.
    """
    said = _HEADED.fullmatch(text, part, at)
    return Subject("disclosure", (DECISIONS[said["row"]],), ("decisions",), 0.9) if said else None
