"""Subjects named behind the number: 3件维持, 1件因涉密不予公开, 2件涉及核定表，已给予公开."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Final

from analyzer.extract import remote
from analyzer.extract.antecedent import from_the_start, of_the_latter
from analyzer.extract.applicants import all_that_came, asks_about, is_named_behind
from analyzer.extract.cues import CLOSES, Cue, between, clause_end
from analyzer.extract.disclosure_subjects import MAYBE_ALL
from analyzer.extract.dispute_subjects import with_outcome_behind
from analyzer.extract.earlier_whole import AMONG
from analyzer.extract.expressions import Expression
from analyzer.extract.given import in_part
from analyzer.extract.parts import in_parts
from analyzer.extract.place import Place, at_home_in, gap
from analyzer.extract.reading import Paragraph, Reading
from analyzer.extract.request_subjects import GROUPS, narrowed
from analyzer.extract.subject import Subject
from analyzer.extract.universal_phrases import closing

# 3件因改制档案由他人保管不掌握, 1件经讲解后主动撤回: the reason stands between
_REASON: Final = re.compile(
    r"(?:均|皆|都|系)?(?:因|由于|由|属|以|经|为|作为?|当作|列为|认定为|转|按|需|须|申请人|补正|尚|已|被|复议机关|法院|隐去|遮|涂|抹|删|剔除|去掉)[^，。；、\d]{0,26}"
)
_IN_OTHER_WAYS: Final = Expression("[作按以用]其[他它]")  # 其余21件作其他答复
_REST: Final = re.compile(r"(?:其余|余下|剩余|剩下|其他|另外)的?$")
_ENDED: Final = frozenset({"repealed", "in_force"})
_FOR_A_REASON: Final = 0.9
_STOP: Final = re.compile(r"[，。；]")
_STILL: Final = ("尚有", "仍有", "还有")
_STOPS: Final = frozenset(("", "，", "。", "；"))
_DESCRIBED: Final = re.compile(
    r"申请的?[^，。；：\d]{0,6}(?:情况|结果|方式)|申请的?(?:申请人|申请者|提出人)|申请(?:需要|须要?|有待|要)(?:办理|处理|答复)|申请(?:均|都|全部|皆)(?:来自|出自|由|是|为|系|属)"
)
# 其中涉及拆迁安置的7件予以公开: these, perhaps others as well
_OF_SOME: Final = re.compile(r"(?:涉及|关于|要求|索要|索取|反映|有关)[^，。；]{2,}$|[^各此]类$")
# 9件复议中维持7件: what is said behind 中 is said of other numbers; not 2件答复在复议中被撤销
_WITHIN: Final = Expression(
    r"(?<!在)(?<!在行政)(?:复议|诉讼|申请|案件|来件|答复|办件|办结件)(?=[之当]?[中里])"
)
_EACH: Final = Expression(r"案?件?(?:的?结果)?(?:最终)?(?:已|现)?[均都皆全]")
_DENIED: Final = Expression(
    r"无一|没有(?!结果|审结)|均无|均未|尚无(?!结果)|未(?=发生|收到|提起|引发)"
)
_OF: Final = Expression(r"的?(?:共|全部|有)?")
_OF_AN_OBJECT: Final = Expression(
    r"[，；]?(?:其中)?对(?!其中|上述|这|该|申请)[^，。；、\d]{3,}(?<!申请)(?<!申请的)$"
)
# 113件以不掌握为多: what most of them are
_MOSTLY: Final = Expression(r"(?:类|的|居|的?占)*(?:为主|为多|居多|较多|最多|多数)")
_OTHERS_GO_OVER: Final = Expression(
    r"[，；、]\s?(?:其余|余下|剩余|剩下|另有?|还有)?的?\d+[件宗份起条][^，。；\d]{0,6}(?:转|顺延|[尚仍]在|正在|待|未办)"
)
_BROUGHT_ON: Final = Expression(
    r"公开[^，。；]{0,2}(?:答复|决定|申请)[^，。；]{0,4}(?:被|引发|引起)"
)


def behind(place: Place, paragraph: Paragraph) -> Subject | None:
    """The subject named after the number: 3件维持, 1件不予公开."""
    text, end = place.reading.text, place.quantity.span.end
    among = text.startswith((*AMONG, "或"), end) and not text.startswith("中止", end)
    if among or _DESCRIBED.match(text, end):
        return None  # 17件里自然人15件; 7件申请的答复情况是
    after = _before_a_denial(place.reading, end, _after(place.reading, place.at))
    subject, cues_behind = _named(place, after)
    if subject is None or _only_came_in(place, subject, cues_behind) or asks_about(cues_behind):
        return None
    if _is_object(place, subject, cues_behind[-1]):
        return None
    if subject.domain == "requests" and cues_behind[0].has("document"):
        return None  # 12件新制定的规范性文件全部公开
    if _is_of_some(text, (end, after), cues_behind[-1], subject) or _of_the_next(
        place, cues_behind[-1]
    ):
        return None
    if not gap().covers(text, end, cues_behind[0].start):
        first, last = cues_behind[0], cues_behind[-1]
        if not is_named_behind(text, end, first) and (
            not _follows_reason(text, end, first.start) or _tells_too_little(subject, last)
        ):
            return None
        subject = replace(subject, sure=min(subject.sure, _FOR_A_REASON))
    if _OF_SOME.search(text, place.start, place.quantity.span.start):
        subject = replace(subject, sure=min(subject.sure, MAYBE_ALL))
    subject = _said_more_closely(place, subject, cues_behind[-1].end, paragraph)
    subject = all_that_came(text, place.quantity.span.start, subject)
    subject = from_the_start(place.reading, place.start, place.quantity.span.start, subject)
    subject = _with_outcome_before(place, subject)
    subject = with_outcome_behind(place.reading, cues_behind[-1].end, subject, paragraph)
    subject = in_parts(place.reading, place.quantity, subject, paragraph)
    # 有8件行政处罚决定超期公示 tells of some decisions, not of the year's
    if (
        subject.domain == "disclosure"
        and text[cues_behind[-1].end : cues_behind[-1].end + 1] not in CLOSES
    ):
        return None
    paragraph.taken = max(paragraph.taken, cues_behind[-1].end)
    return subject


def _is_of_some(text: str, span: tuple[int, int], last: Cue, subject: Subject) -> bool:
    """113件以不掌握为多, 2件不予公开答复被撤销: not all of the number, or not all of the row."""
    if _MOSTLY.match(text, last.end):
        return True
    return subject.domain == "requests" and _BROUGHT_ON.search(text, *span) is not None


def _is_object(place: Place, subject: Subject, last: Cue) -> bool:
    """对14起行政处罚案件进行了法制审核; 对他人申报资料5件不予公开: done to these, not all of their row."""
    text, start = place.reading.text, place.quantity.span.start
    if subject.first in GROUPS:
        return _OF_AN_OBJECT.match(text, place.start, start) is not None
    ended = subject.second == ("repealed",) and last.has("verb")  # 对8件规范性文件予以废止
    taken_up = text.endswith(("对", "将", "把"), 0, start)
    return taken_up and subject.domain == "disclosure" and not ended


def _follows_reason(text: str, start: int, end: int) -> bool:
    """Whether only a reason stands between a number and what is said of it (3件因改制档案不掌握)."""
    told = _REASON.fullmatch(text, start, end)
    return told is not None and not _IN_OTHER_WAYS.match(text, start)


def _named(place: Place, after: int) -> tuple[Subject | None, list[Cue]]:
    """What the words behind the number, before `after`, name as far as they are said of it."""
    end = place.quantity.span.end
    within = _WITHIN.search(place.reading.text, end, after)
    subject, found = place.named(end, within.end() if within else after)
    if subject is not None and _ends_apart(place, found):
        return place.named(end, found[-1].start)
    return subject, found


def _ends_apart(place: Place, found: list[Cue]) -> bool:
    """21件复议案件已审结20件, 2件复议均维持, 2件复议已审结: the number counts all, however they ended."""
    text, last = place.reading.text, found[-1]
    groups = [cue for cue in found[:-1] if cue.has("group")]
    if not groups or not last.has("outcome"):
        return False
    if last.key("outcome") == "closed" or text[last.end : last.end + 1].isdigit():
        return True
    return _EACH.match(text, groups[-1].end, last.end) is not None


def _before_a_denial(reading: Reading, start: int, end: int) -> int:
    """Where 无一 of 7件复议无一被撤销 stands, else `end`; 2件没有办完, 2件尚无结论 deny nothing of the row."""
    denied = _DENIED.search(reading.text, start, end)
    if denied is None:
        return end
    names = (*reading.having("row"), *reading.having("outcome"))
    return end if any(cue.start == denied.start() for cue in names) else denied.start()


def _only_came_in(place: Place, subject: Subject, found: list[Cue]) -> bool:
    """46件收到 tells of no number; 46件系本年新收, at the end of its clause, does."""
    if subject.first != ("new_received",) or subject.second:
        return False
    text = place.reading.text
    return (
        not found[0].surface.startswith("新") or text[found[0].end : found[0].end + 1] not in CLOSES
    )


def closed_in_time(place: Place, paragraph: Paragraph) -> Subject | None:
    """121件均在规定时间内完成答复: in time, which no word of a row says."""
    closed = _all_closed().match(place.reading.text, place.quantity.span.end)
    if closed is None or not at_home_in(place.inherited):
        return None
    if _REST.search(place.reading.text, place.start, place.quantity.span.start):
        return None
    # 其中17件在法定期限内完成答复: others may have been answered late, unless they go over
    if not closed["all"] and _OTHERS_GO_OVER.match(place.reading.text, closed.end()) is None:
        return None
    paragraph.taken = closed.end("closed")
    return Subject("requests", ("result_total",), (), _FOR_A_REASON)


@cache
def _all_closed() -> re.Pattern[str]:
    return re.compile(
        rf"(?:申请)?(?P<all>均|都|皆|全都|全部)?(?(all)(?![未无没不])|(?=[已在于按依])){closing(fewest=0)}"
        r"(?:工作)?(?=[，。；]|$)"
    )


def _said_more_closely(place: Place, subject: Subject, end: int, paragraph: Paragraph) -> Subject:
    """The subject of words that end at `end`, with what was hidden, why, or that it is the rest."""
    text, span = place.reading.text, place.quantity.span
    subject = in_part(text[span.end : end], subject, text, end)
    if subject.domain == "disputes" and subject.second:
        subject = of_the_latter(text[place.start : span.start], subject, paragraph)
    subject = narrowed(text, subject, place.passed())
    if _REST.search(text, place.start, span.start):
        return remote.rest_of_results(place.reading, place.at, subject, paragraph)
    return subject


def _of_the_next(place: Place, cue: Cue) -> bool:
    """46件申请办结44件，: the word belongs to the number after it, behind which nothing is named."""
    reading, text = place.reading, place.reading.text
    following = reading.quantities[place.at + 1 : place.at + 2]
    if not following or cue.has("outcome"):
        return False
    span = following[0].span
    touches = gap().covers(text, cue.end, span.start)
    return touches and text[span.end : span.end + 1] in _STOPS


def _with_outcome_before(place: Place, subject: Subject) -> Subject:
    """未审结的2件行政诉讼案件: the outcome stands before the number, the group behind it."""
    if subject.domain != "disputes" or subject.second:
        return subject
    start = place.quantity.span.start
    reading, begin = place.reading, start - len("尚有")
    if reading.text.startswith(_STILL, max(0, begin)):
        # 尚有2件行政复议、1件行政诉讼未审结
        clause = _mark_after(reading.text, place.quantity.span.end)
        left = between(reading.having("outcome"), start, clause)
        if left and left[-1].key("outcome") == "pending":
            return replace(subject, second=("pending",))
    told = between(place.reading.having("outcome"), place.start, start)
    outcome = (
        told[-1].key("outcome")
        if told and _OF.fullmatch(place.reading.text, told[-1].end, start)
        else None
    )
    return replace(subject, second=(outcome,)) if outcome else subject


def _mark_after(text: str, at: int) -> int:
    """Where the clause ends that offset `at` stands in; 、 does not end it."""
    stop = _STOP.search(text, at)
    return stop.start() if stop else len(text)


def _tells_too_little(subject: Subject, last: Cue) -> bool:
    """Behind a reason the words decide only where they name a row or an outcome.

    1件因统计法规定未公开 is some row of 不予公开, 2起因当事人申请复议 no count of disputes.
    """
    if subject.domain == "disputes":
        return not subject.second
    if subject.domain == "disclosure":  # 2件因上位法修改予以废止
        return not set(subject.second) <= _ENDED or not last.has("verb")
    return subject.first in GROUPS


def _after(reading: Reading, at: int) -> int:
    quantity = reading.quantities[at]
    last = at + 1 >= len(reading.quantities)
    ceiling = len(reading.text) if last else reading.quantities[at + 1].span.start
    end = clause_end(reading.text, quantity.span.end, ceiling)
    # 1件系去年12月收到、今年1月答复: a phrase may reach over the mark
    return next((c.end for c in reading.cues if c.start < end < c.end <= ceiling), end)
