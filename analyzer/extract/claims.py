"""Claims: every quantity and statement of the prose with what it is said of.

Sentences are read in order; what a paragraph last spoke of is carried over to numbers that name
nothing themselves. Where the words do not decide, no metric is given: abstaining beats guessing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from typing import Final

from analyzer.claim import Claim, Kind, Quantity, Scope
from analyzer.document import AgencyLevel, Sentence, Span
from analyzer.extract.cues import Cue, between, clause_end, clause_start, cues, sentence_part_start
from analyzer.extract.measures import kind_of, sign_of_change
from analyzer.extract.quantities import quantities
from analyzer.extract.statements import Statement, statements
from analyzer.extract.subjects import FOREIGN, Subject, subject_of
from analyzer.lexicon.phrases import trie_pattern
from analyzer.lexicon.source import words

_ONE: Final = Decimal(1)
_HUNDRED: Final = Decimal(100)
_FILLER: Final = re.compile(
    r"(?:其中|另外|另有|此外|另|还有|还|共有|共计|共|合计|总计|累计|总共|计|有|为|达到?|分别|依次|仅|只|剩余|余下|余|其余|尚有|仍有|以及|和|与|及|并|包括|含|即|"
    r"全年|本年度?|年内|当年|今年|对|将|就|把|因|的|在|里|中|约|近|超过?|了|是|各|新增|件数|数量|总数|总量|年末|年底|截至年末|截至年底|截至目前|截至12月31日|最终|经审查|"
    r"(?:19|20)\d{2}年度?|一是|二是|三是|四是|[（(]|[一二三四五六]+|\s|[:：、，“”])*"
)
_GAP: Final = re.compile(
    r"(?:共计|共|合计|总计|累计|为|有|达到?|了|的|数量|总数|总量|件数|政府信息公开|政府信息|申请人?|依申请公开|信息公开|信息|公开|案件|案|决定书?|处理|情况|方面|分别|"
    r"依次|数|[:：、“”（）()\s]|等|类|原因|情形|告知书?|答复书?|回复|各类|各种|书面|网络|在线|本级|政府|本机关|事项|行政|主动|而|予以|依法|且|作出|即|就是|是|由|提出|"
    r"人|结果|办件|件|相关|内容|要求|上报|登记|年度|本年|办理|继续|约|近|超过?|不足|仅|只|另|则|其|里|中|被|共同|均|全年|直接|向|提起|后|又|再|本局|我局|引发|引起|因|"
    r"未|不|工作|机关|单位|组织|公民|法人|其他|和|或|及|与|下|年|度|至|到|入|转|\d{4})*"
)
_REQUEST_SECTIONS: Final = {"requests": Subject("requests"), "disputes": Subject("disputes")}
_SEVERALLY: Final = re.compile(r"分别|依次")


@dataclass
class _Paragraph:
    """What the running paragraph speaks of; the only mutable thing in this room."""

    subject: Subject | None = None
    stated: Subject | None = None


@dataclass(frozen=True)
class _Sentence:
    """One sentence being read: its text, cues, quantities and place."""

    text: str
    index: int
    cues: list[Cue]
    quantities: list[Quantity]
    year: int | None
    level: AgencyLevel | None
    base: int
    overrides: dict[int, Subject] = field(default_factory=dict)


def claims(
    text: str,
    sentences: Sequence[Sentence],
    *,
    year: int | None = None,
    level: AgencyLevel | None = None,
) -> tuple[Claim, ...]:
    """The claims of `text` in order; spans are half-open code points of `text`.

    `year` is the year reported on, `level` the agency's level, which decides whether 全市 is the
    agency's own scope.
    """
    found: list[Claim] = []
    paragraph, number = _Paragraph(), -1
    for index, sentence in enumerate(sentences):
        if sentence.paragraph != number:
            number = sentence.paragraph
            paragraph = _Paragraph(_REQUEST_SECTIONS.get(sentence.section))
        body = sentence.span.of(text)
        read = _Sentence(
            text=body,
            index=index,
            cues=cues(body),
            quantities=quantities(body),
            year=year,
            level=level,
            base=sentence.span.start,
        )
        found.extend(_read(read, paragraph))
    return tuple(replace(claim, id=f"c{count}") for count, claim in enumerate(found, 1))


def _read(sentence: _Sentence, paragraph: _Paragraph) -> list[Claim]:
    opening = paragraph.subject
    claimed = [_claim(sentence, i, paragraph) for i in range(len(sentence.quantities))]
    taken = [claim.span for claim in claimed]
    for statement in statements(sentence.text, sentence.cues, paragraph.subject or opening):
        if not any(_overlap(statement.span, span, sentence.base) for span in taken):
            claim = _stated(sentence, statement)
            claimed.append(claim)
            taken.append(claim.span)
            if statement.sense == "zero":
                paragraph.subject = statement.subject
    if not claimed:
        _follow(sentence, paragraph)
    return sorted(claimed, key=lambda claim: claim.span)


def _follow(sentence: _Sentence, paragraph: _Paragraph) -> None:
    """A sentence without numbers may still change the topic for the next one."""
    if any(cue.has("request") for cue in sentence.cues):
        paragraph.subject = Subject("requests")
    elif any(cue.has("group") for cue in sentence.cues):
        paragraph.subject = Subject("disputes")
    elif any(cue.has("foreign") for cue in sentence.cues):
        paragraph.subject = None


def _overlap(span: Span, other: Span, base: int) -> bool:
    return span.start + base < other.end and other.start < span.end + base


def _claim(sentence: _Sentence, at: int, paragraph: _Paragraph) -> Claim:
    text, quantity = sentence.text, sentence.quantities[at]
    kind = kind_of(quantity, text)
    floor = sentence.quantities[at - 1].span.end if at else 0
    start = clause_start(text, quantity.span.start, floor)
    subject = _subject(sentence, at, start, floor, paragraph)
    base: Subject | None = None
    if kind == "share":
        subject, base = _share(sentence, quantity, start, subject, paragraph)
    elif kind == "change":
        named = subject if subject is not FOREIGN else None
        subject = named or paragraph.stated
        quantity = _signed(quantity, sign_of_change(quantity, text))
    elif subject is not None:
        paragraph.subject = subject if subject is not FOREIGN else paragraph.subject
        paragraph.stated = subject
    else:
        paragraph.stated = None
    period = _period(sentence, start, quantity, subject, kind)
    scope = _scope(sentence, start, quantity)
    usable = subject if period is not None and scope == "agency" else None
    if kind in ("duration", "rank") or quantity.unit == "个百分点":
        usable = None
    return _build(sentence, quantity, kind, usable, base, period, scope)


def _build(
    sentence: _Sentence,
    quantity: Quantity,
    kind: Kind,
    subject: Subject | None,
    base: Subject | None,
    period: int | None,
    scope: Scope,
) -> Claim:
    shift = sentence.base
    moved = replace(
        quantity,
        span=Span(quantity.span.start + shift, quantity.span.end + shift),
        number=Span(quantity.number.start + shift, quantity.number.end + shift),
    )
    return Claim(
        id="",
        quantity=moved,
        text=quantity.span.of(sentence.text),
        sentence=sentence.index,
        kind=kind,
        metric=subject.metric if subject else None,
        period=period,
        scope=scope,
        base=base.metric if base else None,
        probability=subject.sure if subject else 0.9,
    )


def _signed(quantity: Quantity, sign: int) -> Quantity:
    """A fall is negative, and its bounds change places."""
    if sign >= 0:
        return quantity
    return replace(
        quantity,
        value=-quantity.value,
        low=None if quantity.high is None else -quantity.high,
        high=None if quantity.low is None else -quantity.low,
    )


def _subject(
    sentence: _Sentence, at: int, start: int, floor: int, paragraph: _Paragraph
) -> Subject | None:
    """What the quantity counts: the words before it, else those behind it, else further before."""
    if at in sentence.overrides:
        return sentence.overrides[at]
    text, quantity = sentence.text, sentence.quantities[at]
    _several(sentence, at, start, floor, paragraph)
    if at in sentence.overrides:
        return sentence.overrides[at]
    inherited = paragraph.subject
    near = between(sentence.cues, start, quantity.span.start)
    around = between(sentence.cues, 0, quantity.span.start)
    if any(cue.has("request") for cue in around) and _at_home(inherited):
        inherited = inherited or Subject("requests")
    subject = subject_of(text, near, quantity.unit, around, inherited)
    if subject is not None:
        return subject if subject is FOREIGN or _near_enough(text, near, quantity) else FOREIGN
    filler = _FILLER.fullmatch(text, start, quantity.span.start) is not None
    after = _after(sentence, at)
    behind = between(sentence.cues, quantity.span.end, after)
    subject = subject_of(text, behind, quantity.unit, around, inherited)
    if subject is not None and _GAP.fullmatch(text, quantity.span.end, behind[0].start):
        return subject
    if not filler:
        return None
    far = between(sentence.cues, sentence_part_start(text, start, floor), start)
    return subject_of(text, far, quantity.unit, around, inherited)


def _at_home(inherited: Subject | None) -> bool:
    return inherited is None or inherited.domain == "requests"


def _near_enough(text: str, near: Sequence[Cue], quantity: Quantity) -> bool:
    """Whether only known words stand between the last cue and the number."""
    return _GAP.fullmatch(text, near[-1].end, quantity.span.start) is not None


def _after(sentence: _Sentence, at: int) -> int:
    quantity = sentence.quantities[at]
    last = at + 1 >= len(sentence.quantities)
    ceiling = len(sentence.text) if last else sentence.quantities[at + 1].span.start
    return clause_end(sentence.text, quantity.span.end, ceiling)


def _several(
    sentence: _Sentence, at: int, start: int, floor: int, paragraph: _Paragraph
) -> None:
    """自然人、企业、律所分别为8件、3件、1件: one name each, in order."""
    text, quantity = sentence.text, sentence.quantities[at]
    part = sentence_part_start(text, quantity.span.start, floor)
    marker = _SEVERALLY.search(text, part, quantity.span.start)
    if marker is None:
        return
    run = _run(sentence, at)
    for kind in ("column", "row", "outcome", "group", "document", "verb"):
        named = [c for c in between(sentence.cues, part, marker.start()) if c.has(kind)]  # type: ignore[arg-type]  # the tuple holds cue kinds
        if len(named) == len(run) > 1:
            for index, cue in zip(run, named, strict=True):
                near = [*between(sentence.cues, part, named[0].start), cue]
                subject = subject_of(text, near, quantity.unit, near, paragraph.subject)
                if subject is not None:
                    sentence.overrides[index] = subject
            return


def _run(sentence: _Sentence, at: int) -> list[int]:
    """The quantities from `at` on that follow each other with nothing but 、 and 和 between."""
    run = [at]
    while run[-1] + 1 < len(sentence.quantities):
        end = sentence.quantities[run[-1]].span.end
        following = sentence.quantities[run[-1] + 1].span.start
        if not re.fullmatch(r"\s?[、，,和及与]\s?", sentence.text[end:following]):
            break
        run.append(run[-1] + 1)
    return run


@cache
def _rates() -> re.Pattern[str]:
    parts = (
        rf"(?P<{name}>{trie_pattern(words('metrics', 'statements', name))})"
        for name in ("close_rates", "open_rates", "corrected_rates")
    )
    return re.compile("|".join(parts))


_SHARE_OF: Final = re.compile(r"占(?:比|到|了|全部|总)?")
_CLOSED: Final = Subject("requests", ("result_total",))
_HANDLED: Final = Subject("requests", ("new_received", "carried_over"))
_OPENED: Final = Subject("requests", ("granted", "partial"))


def _share(
    sentence: _Sentence,
    quantity: Quantity,
    start: int,
    subject: Subject | None,
    paragraph: _Paragraph,
) -> tuple[Subject | None, Subject | None]:
    """Numerator and denominator of a percentage; both None where no table can tell."""
    text = sentence.text
    near = between(sentence.cues, start, quantity.span.start)
    rate = _rates().search(text, start, quantity.span.start)
    about_requests = any(cue.has("request") for cue in sentence.cues) or (
        paragraph.subject is not None and paragraph.subject.domain == "requests"
    )
    foreign = any(cue.has("foreign") for cue in near)
    if rate is not None:
        return _rate(rate, paragraph, about_requests=about_requests and not foreign)
    taken = _SHARE_OF.search(text, start, quantity.span.start)
    if taken is None or not about_requests and not _is_dispute(paragraph.subject):
        return None, None
    before = [cue for cue in near if cue.end <= taken.start()]
    whole = [cue for cue in near if cue.start >= taken.end()]
    numerator = subject_of(text, before, "件", before, paragraph.subject) or paragraph.stated
    if numerator is None or numerator.metric is None or numerator is FOREIGN:
        return None, None
    return numerator, _whole(text, whole, numerator)


def _is_dispute(subject: Subject | None) -> bool:
    return subject is not None and subject.domain == "disputes"


def _rate(
    rate: re.Match[str], paragraph: _Paragraph, *, about_requests: bool
) -> tuple[Subject | None, Subject | None]:
    if rate["corrected_rates"] and paragraph.subject and paragraph.subject.domain == "disputes":
        group = paragraph.subject.first or ("review",)
        return Subject("disputes", group, ("corrected",)), Subject("disputes", group)
    if not about_requests:
        return None, None
    if rate["close_rates"]:
        return _CLOSED, _HANDLED
    return (_OPENED, _CLOSED) if rate["open_rates"] else (None, None)


def _whole(text: str, whole: Sequence[Cue], numerator: Subject) -> Subject:
    """What a share is taken of: the row named after 占, else the total the form gives it."""
    if numerator.domain == "disputes":
        return Subject("disputes", numerator.first)
    if numerator.domain == "disclosure":
        return numerator
    named = subject_of(text, whole, "件", whole, Subject("requests"))
    if named is not None and named.domain == "requests" and named.first:
        return replace(named, second=())
    if numerator.second:
        return Subject("requests", numerator.first)
    return _CLOSED if numerator.first[0] != "new_received" else Subject("requests", ("new_received",))


_YEAR: Final = re.compile(r"((?:19|20)\d{2})\s?年")
_THAT_YEAR: Final = re.compile(r"(?:较|比|与|同|由|从|相比)")


def _period(
    sentence: _Sentence, start: int, quantity: Quantity, subject: Subject | None, kind: Kind
) -> int | None:
    """The year a number speaks of; None where it is neither this year nor last."""
    year = sentence.year
    if kind == "change" or year is None:
        return year if year is not None else 0
    before = sentence.text[start : quantity.span.start]
    named = [int(found) for found in _YEAR.findall(before)]
    if subject is not None and {"carried_over", "carried"} & set(subject.first):
        return year
    if named:
        if named[-1] == year - 1:
            return year - 1
        return year if named[-1] in (year, year + 1) else None
    if any(cue.has("previous") for cue in between(sentence.cues, start, quantity.span.start)):
        return year - 1
    return year


_GOVERNMENTS: Final = ("township", "subdistrict")


def _scope(sentence: _Sentence, start: int, quantity: Quantity) -> Scope:
    """Whose number it is: the last of 全市, 各学校, 本机关 before it in the same thought."""
    part = sentence_part_start(sentence.text, start, 0)
    for cue in reversed(between(sentence.cues, part, quantity.span.start)):
        if cue.has("agency"):
            return "agency"
        if cue.has("subordinate") and cue.start >= start:
            return "subordinate"
        if cue.has("region") and _other_than_own(sentence.level):
            return "region"
    return "agency"


def _other_than_own(level: AgencyLevel | None) -> bool:
    """A government reports for its whole area; a department does not."""
    return level is not None and (level.endswith("department") or level == "ministry")


_SENSES: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "natural_person": ("new_received", ("natural_person",)),
    "commercial": ("new_received", ("commercial",)),
    "organizations": ("new_received", ("organizations",)),
}


def _stated(sentence: _Sentence, statement: Statement) -> Claim:
    """A zero statement (value 0) or a universal (100 % of what it speaks of)."""
    span, sense, subject = statement.span, statement.sense, statement.subject
    number = Span(span.start, span.start)
    if sense == "zero":
        unit = "元" if subject.first == ("fees",) else "件"
        zero = Decimal(0)
        quantity = Quantity(span, number, zero, zero, zero, unit, "zero", _ONE)
        start = clause_start(sentence.text, span.start, 0)
        period = _period(sentence, start, quantity, subject, "count")
        kind: Kind = "money" if unit == "元" else "count"
        return _build(sentence, quantity, kind, subject if period is not None else None, None, period, "agency")
    quantity = Quantity(span, number, _HUNDRED, _HUNDRED, _HUNDRED, "%", "all", _ONE)
    numerator, base = _CLOSED, _HANDLED
    if sense == "granted":
        numerator, base = Subject("requests", ("granted",)), _CLOSED
    elif sense == "upheld":
        numerator = Subject("disputes", subject.first, ("upheld",))
        base = Subject("disputes", subject.first)
    elif sense in _SENSES:
        row, columns = _SENSES[sense]
        first = subject.first if subject.first else (row,)
        numerator, base = Subject("requests", first, columns), Subject("requests", first)
    return _build(sentence, quantity, "share", numerator, base, sentence.year, "agency")
