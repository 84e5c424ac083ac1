"""Licences, penalties and coercive measures: spoken of or published but not decided; and their matters, which the edition of 2019 counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from analyzer.extract.cues import Cue, behind_last
from analyzer.extract.expressions import Expression
from analyzer.extract.reading import spoken
from analyzer.extract.subject import DECISIONS, FOREIGN, Subject, joined, keys_of
from analyzer.lexicon.metrics import metrics
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
_DELTA: Final = Expression(
    r"增|减|取消|划入|划转|划出|移出|调出|承接|停征|转出|下放|变化|变动|新设|精简|压缩|合并|拆分|整合|(?:[本今]年度?)(?:(?:净|的|数|：)*$|(?=的?变))"
)
# 由上年的7项减为6项: last year's, whatever year the words before tell
_LAST: Final = Expression(r"(?:[去上]年度?|上一年度?|年初|原来?)的?(?:共?有|为|是|共)?$")
# 年末执收8项, 现为67项, 调整后47项: last year's with the change
_NOW: Final = Expression(
    r"(?<![去上])年[末底]|现[为有共]|目前|调整后|实有|达到?$|今年度?(?:共?有|为|是)?$|本年度?(?:共?有|为|是)$|(?:(?<!增)[减增升降变调精压缩]|减少|增加|精简|压减|压缩|调整)[为至到](?:了)?$"
)
_THIS_YEAR: Final = Expression("[本今当]年")
_NO_ITEMS: Final = Expression(r"决定|处理$|办件|公示|公开(?!事项)|进驻|梳理|目录|清单|指南")


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


def _go_on_a_list(text: str, span: tuple[int, int]) -> bool:
    """Whether what the cues of `span` name stands in a list of what was published."""
    return are_listed_as_published(text, span[0]) or may_be_published(text, span)


def items(
    text: str, near: Sequence[Cue], span: tuple[int, int], inherited: Subject | None
) -> Subject | None:
    """行政许可上一年项目41项，本年取消3项: the columns of matters in the edition of 2019.

    `span` reaches from the clause to the number.
    """
    rows = joined(text, keys_of(near, "document"))
    if not rows and inherited and inherited.domain == "disclosure":
        rows = inherited.first
    column = metrics().axes["document"][rows[-1]].column if rows else None
    said = text[slice(*span)]
    if column == "projects":
        # 集中采购4项，自行采购17项; 公开采购信息31条，涉及集中采购项目12个
        elsewhere = "涉及" in said or any(cue.has("foreign") for cue in near)
        return FOREIGN if elsewhere else Subject("disclosure", rows, ("projects",))
    if column is None or _NO_ITEMS.search(said):
        return None
    listed = said.startswith(("、", "和", "及")) and inherited is not None
    if listed and inherited and inherited.second == ("delta",):
        return Subject("disclosure", rows, ("delta",), 0.9)  # 划入行政许可5项、行政处罚41项
    if _LAST.search(said):
        return Subject("disclosure", rows, ("prev_items",), 0.93)
    if near and "事项" not in said and _go_on_a_list(text, (near[0].start, near[-1].end)):
        return FOREIGN  # 公布行政许可28项、行政处罚18项: published items, no matters
    if _NOW.search(said):
        return Subject("disclosure", rows, ("prev_items", "delta"), 0.93)
    if _DELTA.search(said):
        return Subject("disclosure", rows, ("delta",), 0.93)
    last = Subject("disclosure", rows, ("prev_items",), 0.93)
    if _THIS_YEAR.search(said):  # 本年度收费项目2项: with the change, if there was any
        return Subject("disclosure", rows, ("prev_items", "delta"), 0.93, (last,))
    now = Subject("disclosure", rows, ("prev_items", "delta"), 0.93)  # 13项，比上年减少3项
    before = any(cue.key("verb") == "prev_items" for cue in near) or "年初" in said
    return last if before else replace(last, also=(now,))
