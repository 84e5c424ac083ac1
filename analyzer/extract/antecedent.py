"""Numbers that go on about what was counted just before, and the years that say where 结转 goes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from analyzer.claim import Quantity
from analyzer.extract.documents_before import going_on
from analyzer.extract.expressions import Expression
from analyzer.extract.place import Place
from analyzer.extract.reading import Paragraph, Reading
from analyzer.extract.subject import FOREIGN, Subject

_TEXTS: Final = frozenset({"件", "份", "部", ""})
_CARRIED: Final = frozenset({"carried_over", "carried_over_likely", "carried", "carried_forward"})
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
AMONG: Final = ("中", "之中", "当中", "里")
_ADDED: Final = Expression(r"加上|连同|加之|合并|累加|计入|算上")


def carried_by_year(reading: Reading, start: int, at: int, subject: Subject) -> Subject:
    """2024年结转2件 in the report of 2025 came from last year; 结转2026年2件 goes to the next."""
    if subject.domain != "requests" or not set(subject.first) & _CARRIED or reading.year is None:
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
    if told[-2:] not in (["new_received", name] for name in _CARRIED) or _AT_THE_END.search(said):
        return subject
    both = replace(subject, first=("new_received", "carried_over"), also=())
    if _ADDED.search(reading.text, 0, span[0]):
        return both
    return replace(both, sure=0.8, also=(subject,))


def of_an_earlier_whole(
    reading: Reading, at: int, subject: Subject, paragraph: Paragraph
) -> Subject:
    """新收60件，结转3件，其中46件由个人提出: a part greater than the 3 is of what came before."""
    before = paragraph.told.get(at - 1)
    if before is None or not subject.also or not set(subject.first) & set(before.first) & _CARRIED:
        return subject
    if reading.quantities[at].value <= reading.quantities[at - 1].value:
        return subject
    return replace(subject.also[0], also=subject.also[1:])


def of_the_sentence_before(place: Place, before: str, paragraph: Paragraph) -> Subject | None:
    """What goes on about the documents of the sentence before."""
    if not paragraph.documents or paragraph.listed or place.unit not in _TEXTS:
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
