"""Numbers that go on about what was counted just before: one number, or both tables of disputes.

With them the years that say where 结转 goes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from analyzer.claim import Quantity
from analyzer.extract.cues import Cue, sentence_part_start
from analyzer.extract.disclosure_subjects import MAYBE_ALL
from analyzer.extract.documents_before import going_on
from analyzer.extract.earlier_whole import AMONG, CARRIED
from analyzer.extract.expressions import Expression
from analyzer.extract.place import Place
from analyzer.extract.reading import Paragraph, Reading
from analyzer.extract.subject import DOCUMENT_UNITS, FOREIGN, Subject

_FROM: Final = Expression(
    r"((?:19|20)\d\d)年度?[底末]?(?:未办结的?|未答复的?)?(?:跨年)?结转(?:下?来|而来|过来|的|申请|案件|件|本年|有)*$"
)
_ONTO: Final = Expression(
    r"结转(?:至|到|入)?((?:19|20)\d\d)年度?(?:继续)?(?:办理|答复)?(?:的|有)*$"
)
_IN_HAND: Final = Expression(r"(?:在办|在手|待办|待办理)[^，。；\d]{0,6}$")
_AT_THE_START: Final = Expression(
    r"(?:(?<![今本当])(?:年初|期初)|(?:上|去|前一|上一)年度?[年]?[底末终]?|(?P<year>20\d\d)年(?:初|[底末终]))(?:时|，)?(?:尚|仍|还|就|已|，)*(?:有|余|剩|存|留有|剩下|结存|累计有)*(?:未办结的?|未答复的?|没办完的?|在办的?)?$"
)
_LEFT_UNDONE: Final = ("carried_forward",)
_AT_THE_END: Final = Expression(r"[年期][末底]|截[至止]|尚|仍|还|目前|剩|余|下年|次年|月\d*日")
_THAT_IS: Final = Expression(r"[，（(]?(?:即|也就是|约合|折合|亦即)(?:约|人民币)?\s?")
_ROUNDED: Final = Decimal("0.1")  # what is said again is rounded at most
_ADDED: Final = Expression(r"加上|连同|加之|合并|累加|计入|算上")
BOTH_TABLES: Final = [("review",), ("suit",)]
_BOTH_KINDS: Final = [(("suit_direct",), ()), (("suit_after",), ())]
_BY_OUTCOME: Final = Expression(r"(?:从|按|就)[^，。；、\d]{0,8}结果[^，。；、\d]{0,4}，?")
_SUMMED: Final = Expression(r"共|合计|总计|两类|两项|二者")
BOTH_SUITS: Final = frozenset({("suit_direct",), ("suit_after",)})
_OUT_OF: Final = Expression(r"\d[件起宗例个][之当]?[中里]，?[^。；]*$")
_ALL_CASES: Final = Expression(r"(?:所有|全部|上述|以上|两类)(?:案件|争议)[^，。；、\d]{0,6}")
_TWO: Final = 2
_LATTER: Final = Expression(r"[前后](?=者|一类|一种|一部分)")


def carried_by_year(reading: Reading, start: int, at: int, subject: Subject) -> Subject:
    """2024年结转2件 in the report of 2025 came from last year; 结转2026年2件 goes to the next."""
    if subject.domain != "requests" or not set(subject.first) & CARRIED or reading.year is None:
        return subject
    onto, source = _ONTO.search(reading.text, start, at), _FROM.search(reading.text, start, at)
    if onto is not None and int(onto[1]) > reading.year:
        return replace(subject, first=("carried_forward",), also=())
    if source is not None and int(source[1]) < reading.year:
        return replace(subject, first=("carried_over",), also=())
    return subject


def from_the_start(reading: Reading, start: int, at: int, subject: Subject) -> Subject:
    """年初尚有9件未办结, 去年底留下5件没办完: undone when the year began, not at its end."""
    if subject.domain != "requests" or subject.first != _LEFT_UNDONE:
        return subject
    said = _AT_THE_START.search(reading.text, start, at) if "年" in reading.text[start:at] else None
    if said is None:
        return subject
    first = said[0].find("初") > 0
    if said["year"] and reading.year and int(said["year"]) >= reading.year + (1 if first else 0):
        return subject
    return replace(subject, first=("carried_over",), also=())


def in_hand(
    reading: Reading, span: tuple[int, int], subject: Subject, paragraph: Paragraph
) -> Subject:
    """新收135件，加上结转8件，在办143件: what came in and was carried over, nothing left undone."""
    if subject.first != ("carried_forward",):
        return subject
    said = reading.text[slice(*span)]
    if not _IN_HAND.search(said):
        return subject
    told = [part.first[0] for part in paragraph.listed if part.domain == "requests" and part.first]
    if told[-2:] not in (["new_received", name] for name in CARRIED) or _AT_THE_END.search(said):
        return subject
    both = replace(subject, first=("new_received", "carried_over"), also=())
    if _ADDED.search(reading.text, 0, span[0]):
        return both
    return replace(both, sure=0.8, also=(subject,))


def of_the_sentence_before(place: Place, before: str, paragraph: Paragraph) -> Subject | None:
    """What goes on about the documents of the sentence before."""
    if not paragraph.documents or paragraph.listed or place.unit not in DOCUMENT_UNITS:
        return None
    text, end = place.reading.text, place.quantity.span.end
    return going_on(before, text[end : end + 1], text[: place.start], paragraph.documents)


def _taken_up(reading: Reading, quantity: Quantity, paragraph: Paragraph) -> Subject | None:
    """收到申请66件。66件中，公开27件: a number of the sentence before, of which this one tells more."""
    value = (quantity.value, quantity.unit)
    opens = not reading.text[: quantity.span.start].strip("这其上述")
    if not opens or not reading.text.startswith(AMONG, quantity.span.end):
        return None
    if value not in paragraph.values_before:
        return None
    told = paragraph.values_before[value]
    # 其中征地类12件。12件中公开3件: of what no table counts
    paragraph.of_a_topic = told is None or told is FOREIGN
    return told


def said_again(reading: Reading, at: int, paragraph: Paragraph) -> Subject | None:
    """信息公开类4件；4件中维持3件: the number just told, taken up again."""
    quantity = reading.quantities[at]
    if not at:
        return _taken_up(reading, quantity, paragraph)
    before = reading.quantities[at - 1]
    alike = before.unit == quantity.unit
    near = abs(before.value - quantity.value) <= before.value * _ROUNDED
    if alike and near and _THAT_IS.fullmatch(reading.text, before.span.end, quantity.span.start):
        return paragraph.stated  # 3,206.75万元，即0.32亿元
    if not reading.text.startswith(AMONG, quantity.span.end):
        return None
    if alike and before.value == quantity.value:
        return paragraph.stated
    # 办结133件，遗留7件；133件中…: told somewhat earlier
    again = [
        paragraph.told.get(index)
        for index, one in enumerate(reading.quantities[:at])
        if (one.value, one.unit) == (quantity.value, quantity.unit)
    ]
    return again[-1] if len(again) == 1 else None


def of_parts(
    reading: Reading,
    place: tuple[int, int],
    near: Sequence[Cue],
    subject: Subject | None,
    paragraph: Paragraph,
) -> Subject | None:
    """复议23件、诉讼18件，被纠正的共4件，其中复议3件、诉讼1件: the outcome of both, then of each."""
    if subject is None or subject.domain != "disputes":
        return subject
    text, listed = reading.text[slice(*place)], paragraph.listed
    named = any(cue.has("group") for cue in near)
    if subject.second and not named:
        return _outcome_of(reading, place, subject, paragraph)
    if subject.second or not named or subject.first == ("all",):
        return subject
    if "占" in text and listed and (listed[-1].first, listed[-1].second) == (subject.first, ()):
        return FOREIGN  # 信息公开复议3宗，占全局复议21宗的14%
    whole = next((s for s in reversed(listed) if s.first == ("all",) and s.second), None)
    if whole is not None:
        return replace(subject, second=whole.second)
    part = _of_some(reading.text[: place[0]], subject, listed)
    if part is not None:
        return part
    unclear = "其中" in text and bool(listed) and bool(listed[-1].second)
    return replace(subject, sure=min(subject.sure, MAYBE_ALL)) if unclear else subject


def _outcome_of(
    reading: Reading, place: tuple[int, int], subject: Subject, paragraph: Paragraph
) -> Subject:
    """Of which of the groups told before an outcome is told that names none itself."""
    text, listed = reading.text[slice(*place)], paragraph.listed
    if _LATTER.search(text):
        return of_the_latter(text, subject, paragraph)
    part = sentence_part_start(reading.text, place[1], 0)
    if _ALL_CASES.search(reading.text, part, place[1]):
        return _of_all_told(subject, listed)
    both = replace(subject, first=("all",))
    if _by_outcome(reading, place[1], listed):
        return both
    last = [(s.first, s.second) for s in listed[-2:]]
    if last == _BOTH_KINDS and reading.text[place[0] - 1 : place[0]] == "；":
        return replace(subject, first=("suit",))  # 直诉12件；复议后诉24件；法院支持29件
    if [s.first for s in listed[-2:]] != BOTH_TABLES:
        return subject
    if _SUMMED.search(text) or _exceeds(reading, place[1], paragraph):
        return both
    if listed[-2].second:
        return subject  # 复议9件，其中维持6件；诉讼7件，其中维持5件: each is followed by its own
    sure = min(subject.sure, MAYBE_ALL) if "其中" in text else subject.sure
    return replace(subject, sure=sure, also=(both,))


def _exceeds(reading: Reading, at: int, paragraph: Paragraph) -> bool:
    """复议16件、诉讼9件，其中维持20件: more than there were suits; 诉讼7件，较上年增加2件，其中维持5件 is not."""
    told = [i for i, quantity in enumerate(reading.quantities) if quantity.span.start <= at]
    counted = [i for i in told[:-1] if i in paragraph.told]
    if not counted:
        return False
    return reading.quantities[told[-1]].value > reading.quantities[counted[-1]].value


def _of_all_told(subject: Subject, listed: Sequence[Subject]) -> Subject:
    """直接起诉9件，复议后起诉3件；所有案件中4件未结: of every group that was counted."""
    told = {key for part in listed if part.domain == "disputes" for key in part.first}
    if told and told <= {"suit", "suit_direct", "suit_after"}:
        return replace(subject, first=("suit",))
    return replace(subject, first=("all",)) if len(told) > 1 else subject


def _of_some(before: str, subject: Subject, listed: Sequence[Subject]) -> Subject | None:
    """尚未审结的4件中，直接起诉3件，复议后起诉1件: of both kinds only those with the outcome."""
    if subject.first not in BOTH_SUITS or not _OUT_OF.search(before):
        return None
    told = [part for part in listed if part.domain == "disputes"]
    while told and told[-1].first in BOTH_SUITS and told[-1].second:
        told.pop()
    whole = told[-1] if told else None
    if whole is None or whole.first != ("suit",) or not whole.second:
        return None
    return replace(subject, second=whole.second)


def of_the_latter(text: str, subject: Subject, paragraph: Paragraph) -> Subject:
    """直接起诉2件，复议后起诉10件；后一类中维持8件: of the second of the two just told."""
    said = _LATTER.search(text)
    if said is None:
        return subject
    for listed in (paragraph.listed, paragraph.earlier):
        told = [part.first for part in listed if part.domain == "disputes" and not part.second]
        if len(told) >= _TWO and told[-1] != told[-2]:
            return replace(subject, first=told[-1] if said[0] == "后" else told[-2])
    return subject


def _by_outcome(reading: Reading, at: int, listed: Sequence[Subject]) -> bool:
    """复议9件，诉讼4件；从结果看，维持9件，纠正1件: the outcomes of both."""
    told = [part.first for part in listed if not part.second]
    if told[-2:] != BOTH_TABLES and ("all",) not in told:
        return False
    part = sentence_part_start(reading.text, at, 0)
    return _BY_OUTCOME.search(reading.text, part, at) is not None
