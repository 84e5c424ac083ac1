"""The subject that stands one clause behind a number: 2件涉及退耕还林面积核定表，已给予公开."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from analyzer.extract.cues import between
from analyzer.extract.disclosure_subjects import MAYBE_ALL
from analyzer.extract.expressions import Expression
from analyzer.extract.place import Place, at_home_in
from analyzer.extract.reading import Paragraph
from analyzer.extract.request_subjects import GROUPS
from analyzer.extract.subject import Subject

_BEGINS: Final = re.compile(
    r"[，；、\s]*(?:[至到]?[年期][末底]|其中|另外|另有|另|有|还有|余下|其余|剩下|对|收到的|[^，。；、\d]{0,10}(?:申请|答复|办件|来件)[之当]?[中里]，?(?:还|另)?有)?的?"
)
# 其余12件，或因过程性信息不予公开，或因不掌握而无法提供: of more rows than one
_IN_SEVERAL_WAYS: Final = Expression(r"(?<=，)(?:或|有的)|或者?[因为是]")
_MOVED: Final = frozenset({"转到", "转入"})  # 转到司法所调解: to no other year
_THOUGHT_ENDS: Final = re.compile(r"[；。]")
OF_RESULTS: Final = (
    "carried_forward",
    "granted",
    "partial",
    "denied",
    "unable",
    "refuse",
    "other_no",
    "other_misc",
)


def clause_after(place: Place, paragraph: Paragraph) -> Subject | None:
    """2件涉及退耕还林面积核定表，已给予公开: the result stands one clause further on.

    Told, never held against the table: between them the text may have turned to something else.
    """
    reading, span = place.reading, place.quantity.span
    text = reading.text
    if text.startswith(("）", ")"), span.end):
        return None
    if _BEGINS.fullmatch(text, place.start, span.start) is None or not at_home_in(place.inherited):
        return None
    following = reading.quantities[place.at + 1 : place.at + 2]
    limit = following[0].span.start if following else len(text)
    stop = _THOUGHT_ENDS.search(text, span.end, limit)
    limit = stop.start() if stop else text.rfind("，", span.end, limit) if following else limit
    found = [c for c in between(reading.cues, span.end, limit) if c.is_strong()]
    if not found or not (found[-1].key("row") or "").startswith(OF_RESULTS):
        return None
    subject = place.named(found[0].start, found[-1].end)[0]
    if subject is None or subject.domain != "requests" or subject.first in GROUPS:
        return None
    if found[-1].surface in _MOVED or _IN_SEVERAL_WAYS.search(text, span.end, limit):
        return None
    paragraph.taken = found[-1].end
    return replace(subject, sure=MAYBE_ALL)
