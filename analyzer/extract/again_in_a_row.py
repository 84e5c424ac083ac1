"""Numbers in a row that are of what was just counted: 企业申请1件，公民申请4件，去年同期分别为0件、6件."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from analyzer.extract.cues import Cue
from analyzer.extract.expressions import Expression
from analyzer.extract.measures import sign_of_change
from analyzer.extract.reading import Paragraph, Reading
from analyzer.extract.subject import FOREIGN, Subject, counted_together

_LEVEL_BEHIND: Final = Expression(r"[、和及，](?:与上年|同比)?(?:持平|不变|相同|无变化|没有变化)")
_SAME_OF_YEAR: Final = Expression(
    r"[，；、（(\s]*(?:同比|(?:而|比|较|与)?(?:去年|上年|上一年|前一年|(?P<year>(?:19|20)\d\d)年)(?:度|同期|末|底|同口径|的?数据?)*(?:相比较?|比较|对比)?)[，]?(?:则?[为是有])?[（(]?"
)
# 许可20件、处罚3件，分别比上年增长4%和5%: changes of what was just counted
_CHANGED: Final = Expression(r"[，；、\s]*(?:(?:同比)?[增升降涨减]幅)?")
# 全市被复议37件、被诉19件，其中市局机关分别为8件和5件: the same, of the agency itself
_OWN_SHARE: Final = Expression(
    r"，?其中[^，。；、\d]{0,6}(?:机关|本级|自身|本身|[本我][局厅委办市县区])(?:的|承办|收到|作为被申请人)*(?:分别|依次)?"
)


def beside_no_change(reading: Reading, at: int, paragraph: Paragraph) -> None:
    """复议5件、诉讼2件，同比分别减少2件、持平: of the first of the two just told."""
    if not _LEVEL_BEHIND.match(reading.text, reading.quantities[at].span.end):
        return
    told = [paragraph.told.get(index) for index in (at - 2, at - 1)]
    reading.distributed[at] = told[0] if None not in told and told[0] else FOREIGN


def of_the_told(reading: Reading, run: Sequence[int], marker: int, paragraph: Paragraph) -> bool:
    """企业申请1件，公民申请4件，去年同期分别为0件、6件: the same things in another year."""
    first = run[0]
    # 分别增长5.2%、下降11.3%和持平: the last of three has no number
    level = _LEVEL_BEHIND.match(reading.text, reading.quantities[run[-1]].span.end)
    begin = first - len(run) - (1 if level else 0)
    own = first > 0 and _OWN_SHARE.fullmatch(
        reading.text, reading.quantities[first - 1].span.end, marker
    )
    told = [
        None if index in paragraph.elsewhere and not own else _counted_by(reading, index, paragraph)
        for index in range(begin, begin + len(run))
    ]
    known = [subject or FOREIGN for subject in told]
    if begin < 0 or all(subject is FOREIGN for subject in known):
        return False
    span = reading.quantities[first - 1].span.end, marker
    differs = sign_of_change(reading.quantities[first], reading.text)
    changed = differs and _CHANGED.fullmatch(reading.text, *span)
    if changed and begin in paragraph.told and _goes_back(reading, begin, paragraph):
        known = [FOREIGN for _ in run]  # 许可5件、处罚3件、强制1件，分别增长4%和5%: of which two
    again = None if changed else _SAME_OF_YEAR.fullmatch(reading.text, *span)
    if not changed and not own and again is None:
        return False
    for index, subject in zip(run, known, strict=True):
        reading.distributed[index] = subject
        # 同比分别增长5%、12% are changes of this year
        if (
            again
            and not differs
            and reading.year
            and again["year"] in {None, str(reading.year - 1)}
        ):
            reading.dated[index] = reading.year - 1
    return True


def _counted_by(reading: Reading, at: int, paragraph: Paragraph) -> Subject | None:
    """What number `at` counts, or what it says to have changed (分别减少3件、2件，降幅分别为17%、20%)."""
    if at in paragraph.told or at < 0:
        return paragraph.told.get(at)
    changed = sign_of_change(reading.quantities[at], reading.text)
    return reading.distributed.get(at) if changed else None


def of_the_whole(reading: Reading, run: Sequence[int], marker: int, paragraph: Paragraph) -> bool:
    """无法提供、不予公开、不予处理共171件，分别为116件、38件、17件: each of the names just added up."""
    whole = paragraph.told.get(run[0] - 1)
    if whole is None or not _CHANGED.fullmatch(
        reading.text, reading.quantities[run[0] - 1].span.end, marker
    ):
        return False
    parts = counted_together(whole)
    if len(parts) != len(run):
        return False
    reading.distributed.update(zip(run, parts, strict=True))
    return True


def _goes_back(reading: Reading, first: int, paragraph: Paragraph) -> bool:
    """Whether the list that number `first` stands in began before it."""
    if not first or paragraph.told.get(first - 1) in (None, FOREIGN):
        return False
    end, start = reading.quantities[first - 1].span.end, reading.quantities[first].span.start
    said = reading.text[end:start]
    return "其中" not in said and "；" not in said


def of_documents(
    reading: Reading, run: Sequence[int], named: Sequence[Cue], paragraph: Paragraph
) -> bool:
    """废止规章3件、规范性文件40件，现行有效分别为20件、512件: of the documents just counted."""
    verbs = [key for cue in named if (key := cue.key("verb")) is not None]
    told = paragraph.listed[-len(run) :]
    last = told[-1] if told else FOREIGN
    if last.domain == "disclosure" and len(last.first) == len(run):
        told = [replace(last, first=(row,)) for row in last.first]  # 规章、规范性文件均为0件
    kinds = {subject.first for subject in told if subject.domain == "disclosure"}
    again = any(cue.has("document") for cue in named)
    if not verbs or again or not len(kinds) == len(told) == len(run):
        return False
    for index, subject in zip(run, told, strict=True):
        reading.distributed[index] = replace(subject, second=(verbs[-1],))
    return True


def of_same_columns(
    reading: Reading, run: Sequence[int], named: Sequence[Cue], paragraph: Paragraph
) -> bool:
    """规章制发2件、废止1件、有效36件；规范性文件相应为14件、6件、203件: of the columns just told."""
    documents = [key for cue in named if (key := cue.key("document")) is not None]
    told = paragraph.listed[-len(run) :]
    same = {subject.first for subject in told if subject.domain == "disclosure"}
    columns = [subject.second for subject in told]
    if len(documents) != 1 or any(cue.has("verb") for cue in named):
        return False
    if len(same) != 1 or len(told) != len(run) or len(set(columns)) != len(run):
        return False
    for index, column in zip(run, columns, strict=True):
        reading.distributed[index] = Subject("disclosure", (documents[0],), column, 0.93)
    return True
