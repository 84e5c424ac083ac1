"""Documents counted where only the words before named them: how many there are, what became of them."""

from __future__ import annotations

from typing import Final

from analyzer.extract.expressions import Expression
from analyzer.extract.subject import Subject
from analyzer.lexicon.metrics import metrics

_HELD: Final = Expression(
    r"[，；、：（(\s]*(?:(?:截至|到)?(?:去年|上年|本年|今年)?年?[初末底](?:时)?|还|尚|仍)*"
    r"(?:共有|共|现有|有|余|剩余|剩|存|实有|保有|为|总数|总量|合计|总计)*$"
)
_ENDS: Final = ("", "，", "。", "；", "、", "）", "（")
_GOES_ON: Final = Expression(
    r"(?:[一二三四五]是|(?:截[至止]|到)?(?:(?:19|20)\d\d年)?(?:年末|年底|\d+月\d+日|目前)|全年|年内|本年度?|同时|另外?|经清理后?|现|共|还|已)*"
    r"(?:(?P<repealed>(?:宣布|明令)?(?:废止|失效))|(?:现行|继续|仍然?|保持|尚)(?:有效|施行|执行))(?:的|共|有|为|了|件数|总数|数)*"
)
_OTHER_TEXTS: Final = Expression(r"制度|文件|事项|项目|规定|办法|法规|政策|规章|条例|标准|清单")


def held(before: str, after: str, topic: Subject | None) -> Subject | None:
    """规章：年初134件，…，年末139件; 余71件: how many documents there are, named before.

    有3件超期公开 goes on about some of them.
    """
    if after[:1] not in _ENDS:
        return None
    if topic is None or topic.domain != "disclosure" or not topic.first:
        return None
    if metrics().axes["document"][topic.first[-1]].column is not None:
        return None
    if not before.strip("，；、：（( ") or not _HELD.match(before):
        return None
    return Subject("disclosure", topic.first, ("in_force",), 0.93)


def going_on(before: str, after: str, sentence: str, rows: tuple[str, ...]) -> Subject | None:
    """制发规范性文件3件。经清理，废止2件，仍有效31件: the sentence before named the documents.

    `before` is the clause up to the number, `sentence` what stands before that clause.
    """
    if not rows or metrics().axes["document"][rows[-1]].column is not None:
        return None
    said = _GOES_ON.fullmatch(before)
    if said is None or after[:1] not in _ENDS or _OTHER_TEXTS.search(sentence):
        return None
    column = "repealed" if said["repealed"] else "in_force"
    return Subject("disclosure", rows, (column,), 0.9)
