"""Documents counted where only the words before named them: how many there are, what became of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from analyzer.claim import Quantity
from analyzer.extract.cues import Cue, clause_start, sentence_part_start
from analyzer.extract.expressions import Expression
from analyzer.extract.subject import DECIDED, FOREIGN, OF_MATTERS, TEXTS, Subject
from analyzer.lexicon.metrics import metrics
from analyzer.lexicon.source import load

_HELD: Final = Expression(
    r"[，；、：（(\s]*(?:(?:截至|到)?(?:去年|上年|本年|今年)?年?[初末底](?:时)?|还|尚|仍)*"
    r"(?:共有|共|现有|有|余|剩余|剩|存|实有|保有|为|总数|总量|合计|总计)*$"
)
_SUM: Final = Expression(r"[，；、：\s]*(?:共|合|总|一|计)+")
_KEPT: Final = Expression(r"(?:保留|继续有效|继续执行|沿用)[^，。；、\d]{0,8}$")
_REVISED: Final = Expression(
    r"(?:^|[，、：])(?:其中|拟|建议|需|待)*(?:修改|修订|修正)[^，。；、\d]{0,8}\d"
)
_ENDS: Final = ("", "，", "。", "；", "、", "）", "（")
_GOES_ON: Final = Expression(
    r"(?:[一二三四五]是|(?:截[至止]|到)?(?:(?:19|20)\d\d年)?(?:年末|年底|\d+月\d+日|目前)|全年|年内|本年度?|同时|另外?|经清理后?|现|共|还|已)*"
    r"(?:(?P<repealed>(?:宣布|明令)?(?:废止|失效))|(?:现行|继续|仍然?|保持|尚)(?:有效|施行|执行))(?:的|共|有|为|了|件数|总数|数)*"
)
_OTHER_TEXTS: Final = Expression(r"制度|文件|事项|项目|规定|办法|法规|政策|规章|条例|标准|清单")
# 行政强制事项9项，实施0次: decisions made where their matters were told
_CARRIED_OUT: Final = re.compile(
    r"[，；、\s]*(?:全年|年内|本年度?|当年|共|实际|已)*(?:实施|采取|办案|作出|办结|办理|处罚|批复|批准|审批|核发|发证|准予)(?:了|的|共|数|为)*$"
)
_QUOTES: Final = '“”"‘’'
_MADE: Final = (("made",), ("issued",))
_TWO: Final = 2
_IN_ALL: Final = Expression(r"累计|总|截[至止]|年[末底]|历年|目前|现")
_OPENED: Final = ("公开", "主动公开")
_ALL_OPENED: Final = Expression(
    r"(?:均|都|皆|全部|悉数|全数)(?:已|按规定|依法|及时|同步|主动|对外|全文|向社会|予以|在[^，。；、]{0,10}(?:网站|平台|门户|公报|专栏)上?)*公开(?:发布)?了?(?=[，。；（]|$)"
)


def none_at_all(
    subject: Subject | None, near: Sequence[Cue], quantity: Quantity, sure: float
) -> Subject | None:
    """规章0件、规范性文件0件: of no documents at all, none was issued, told as `sure` as that."""
    row = near[-1].key("document") if near else None
    if subject is not FOREIGN or quantity.value or row not in TEXTS:
        return subject
    return Subject("disclosure", (row,), ("issued",), sure)


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
    if _SUM.fullmatch(before):
        return None  # 以政府名义制发4件，以办公室名义7件，共11件
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


@cache
def _short_verbs() -> tuple[re.Pattern[str], dict[str, str]]:
    """立5件，废2件: verbs of one character, which say so much only of documents told before."""
    said = load("metrics")["statements"]["not_one"]
    columns = {
        verb: key.removeprefix("disclosure.")
        for verb, key in said.items()
        if key.startswith("disclosure.")
    }
    pattern = rf"[，；：、\s]*(?:全年|年内|本年|新|已|共)*(?P<verb>[{''.join(columns)}])了?"
    return re.compile(pattern), columns


def shortly_said(before: str, after: str, topic: Subject | None) -> Subject | None:
    """规章立改废：立5件，废2件; 行政强制9项，实施0次: what the text speaks of, in one word."""
    if topic is None or topic.domain != "disclosure" or not topic.first:
        return None
    if topic.first[-1] in DECIDED:
        matters = bool(topic.second) and set(topic.second) <= OF_MATTERS
        out = matters and _CARRIED_OUT.match(before)
        return Subject("disclosure", topic.first, ("decisions",), 0.93) if out else None
    if metrics().axes["document"][topic.first[-1]].column is not None:
        return None
    if after[:1] not in _ENDS and after[:1] not in _QUOTES:
        return None
    pattern, columns = _short_verbs()
    said = pattern.fullmatch(before.translate(str.maketrans("", "", _QUOTES)))
    return Subject("disclosure", topic.first, (columns[said["verb"]],), 0.93) if said else None


def all_opened(
    text: str, start: int, made: Subject | None
) -> tuple[int, tuple[Subject, Subject]] | None:
    """新制作3件，均向社会公开: where the universal ends that says all that were made were opened."""
    said = _ALL_OPENED.match(text, start) if made and made.second == ("made",) else None
    if made is None or said is None:
        return None
    return said.end(), (replace(made, second=("opened",), also=()), made)


def opened_of_made(text: str, near: Sequence[Cue], made: Subject | None) -> float | None:
    """新制作3件，公开2件; 制作规章1件，公开规章1件: how surely these of the year were opened."""
    if made is None or made.second not in _MADE:
        return None
    said = [cue for cue in near if not cue.has("document")]
    if not said or (near[-1] is not said[-1] and len(near) != _TWO):
        return None
    if said[-1].surface in _OPENED:
        return 0.93
    # 制发26件，对外公开25件; 累计对外公开 tells of all there are
    begin = clause_start(text, near[0].start, 0)
    in_all = _IN_ALL.search(text, begin, near[-1].end + _TWO) is not None
    return None if said[-1].surface != "对外公开" or in_all else 0.9


def are_revised_beside(text: str, start: int) -> bool:
    """清理文件124件，保留65件、修改7件: whether what is revised, which stays in force, is told beside the number at `start`."""
    if _KEPT.search(text, clause_start(text, start, 0), start) is None:
        return False
    end = text.find("；", start)
    part = sentence_part_start(text, start, 0)
    return _REVISED.search(text, part, end if end > 0 else len(text)) is not None
