"""The subject that stands before the clause of a number which names none itself (，共12件)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from analyzer.extract.cues import ENDS, Cue, sentence_part_start
from analyzer.extract.expressions import Expression
from analyzer.extract.measures import says_only_change
from analyzer.extract.place import Place, filler, gap, ranked
from analyzer.extract.reading import OPENING_BRACKETS, says_any
from analyzer.extract.subject import Subject

_ALIKE: Final = Expression(r"相同|一样|一致|持平|相等|相当")
_ALL_OF_THEM: Final = Expression(r"全部|均|都|皆")
_TOPICS: Final = frozenset({"other_disputes"})
_IS_SOMETHING: Final = re.compile(r"[均都则]?(?:为|是|系|属于?|涉及|关于|用于)[^，。；、\d]{2}")
# 办结的申请中，有7件…: some of them, whatever is said of these
_SOME_OF_THEM: Final = Expression(r"的?(?:申请|件)?[之当]?[中里]，?$")
_YEAR: Final = r"(?:(?:19|20)\d\d年度?|大?前年|[去上今本]年度?)(?:再|又|则|尚|还|仅|已|共)*(?:收到|新收|收|受理)?(?:有|为|是|达|[降增升减][为至到]|(?:回落|上升|下降)[为至到])*"
_YEARS_AGO: Final = Expression("前年", needs="前年")
_IN_YEAR: Final = Expression(rf"[，；：、\s]*{_YEAR}", needs="年")
# a head without figures, then one year after the other
_SERIES: Final = Expression(rf"(?<=[：，]){_YEAR}\d[\d,]*[件份宗起条](?=[，、；]{_YEAR}\d)")
_WITH_A_YEAR: Final = Expression(
    r"(?:^|[，；。])(?:[比较与同跟和]|相比|对比|相较于?|比起)(?:(?:19|20)\d\d年|上年|去年|上一年)(?:度|同期)?的?（$"
)
_COMPARED: Final = Expression(r"）(?:申请)?(?:相比较?|比较|对比|比)?，")
_MATTER: Final = "集中|涉及|关于|围绕|反映|主要是|主要为|内容|领域|方面"
_COMPARED_AHEAD: Final = Expression(
    r"(?:对比|相比于?|比起|较之|相较于?|相对于?|[与同和较比])(?:(?:19|20)\d\d年|上年|去年|上一年)(?:度|同期)*的?"
)
_TURNS: Final = Expression(r"(?:相比较?|比较|对比|而言|来说)?，")


def further_before(place: Place) -> Subject | None:
    """The subject before the clause, where the clause itself holds only filler (，共12件)."""
    text, start = place.reading.text, place.start
    if not filler().covers(text, start, place.quantity.span.start):
        return None
    begin = sentence_part_start(text, start, place.floor)
    subject, found = place.named(begin, start)
    said = text[found[-1].end : start] if found else ""
    applied = found and found[-1].has("bare_request") and not says_only_change(said)
    if applied and not (subject and subject.second and _ranks(said)):
        return None  # 申请高度集中，至少20件来自…
    if found and _of_what_is_described(text, begin, found):
        return None
    if found and _SOME_OF_THEM.search(text, found[-1].end - 1, start):
        return None
    if found and text[start - 1] in OPENING_BRACKETS and _tells_a_topic(text, found[-1], start - 1):
        return None
    if subject is not None and found and _ALIKE.search(text, found[-1].end, start):
        # 制发数和废止数相同，都是2件: so many of each
        subject = replace(subject, first=subject.first[:1], second=subject.second[:1])
    if _IS_SOMETHING.match(text, place.quantity.span.end):
        return None  # 许可694宗，其中3宗为学校设立
    turned = place.at and text[start - 1] == "，"
    if turned and subject is not None and subject.domain == "disputes":
        return replace(subject, second=())  # 2件在年内审结，本年新增3件
    if subject is not None and subject.second and _ALL_OF_THEM.search(text, begin, start):
        end = place.quantity.span.end  # 全部来自企业，共8件; 都是村民提的，3件当场给了: of these
        return replace(subject, second=()) if text[end : end + 1] in ENDS else None
    return subject


def _of_what_is_described(text: str, begin: int, found: list[Cue]) -> bool:
    """需要查找的限期答复，共9件: of some applications, which no word calls so."""
    if any(cue.is_strong() or cue.has("request") or not cue.has("row") for cue in found):
        return False
    return "的" in text[begin : found[0].start]


def _ranks(said: str) -> bool:
    """自然人申请|最多，有188件; 自然人仍是申请|主力，全年58件."""
    return says_any("ranking", said) and ranked().covers(said, 0, len(said))


def in_a_series(place: Place) -> Subject | None:
    """新收申请逐年走低：2022年尚有151件，2023年降为139件: what the words before the first year name."""
    text, at = place.reading.text, place.quantity.span.start
    begin = sentence_part_start(text, place.start, 0)
    if not _IN_YEAR.fullmatch(text, place.start, at) or _YEARS_AGO.search(text, place.start, at):
        return None
    series = _SERIES.search(text, begin)
    if series is None or series.start() > at:
        return None
    subject, found = place.named(begin, series.start())
    told = subject is not None and subject.metric is not None and found[-1].end <= series.start()
    return replace(subject, sure=min(subject.sure, 0.93)) if told and subject else None


def compared_ahead(place: Place) -> Subject | None:
    """与2024年（31件）相比，今年新收44件: what the number after the comparison counts."""
    reading, text, span = place.reading, place.reading.text, place.quantity.span
    if text[place.start : span.start]:
        return _compared_at_once(place)
    if not _WITH_A_YEAR.search(text, 0, span.start):
        return None
    compared = _COMPARED.match(text, span.end)
    following = reading.quantities[place.at + 1 : place.at + 2]
    if compared is None or not following or following[0].unit != place.quantity.unit:
        return None
    start, end = compared.end(), following[0].span.start
    subject, found = place.named(start, end)
    told = subject is not None and subject.metric is not None
    if not told or subject is None or not gap().covers(text, found[-1].end, end):
        return None
    return replace(subject, sure=min(subject.sure, 0.93))


def _compared_at_once(place: Place) -> Subject | None:
    """与上年的16件相比，本年收到申请减少3件: last year's figure of what the clause behind it names."""
    reading, span = place.reading, place.quantity.span
    if _COMPARED_AHEAD.fullmatch(reading.text, place.start, span.start) is None:
        return None
    turn = _TURNS.match(reading.text, span.end)
    following = reading.quantities[place.at + 1 : place.at + 2]
    if turn is None or not following:
        return None
    subject = place.named(turn.end(), following[0].span.start)[0]
    if subject is None or subject.metric is None:
        return None
    return replace(subject, sure=min(subject.sure, 0.9), also=())


def _tells_a_topic(text: str, last: Cue, end: int) -> bool:
    """申请主要集中在征地拆迁（12件）: what stands before the bracket is what was asked about."""
    if last.keys.keys() <= _TOPICS:
        return True
    return last.has("request") and re.search(_MATTER, text[last.end : end]) is not None
