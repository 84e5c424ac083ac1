"""Results of what was carried over alone, which are a part of the row that their words name."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from analyzer.extract.reading import Paragraph, Reading
from analyzer.extract.subject import Subject

CARRIED_OVER: Final = ("carried_over",)
INCOMING: Final = frozenset(
    {"new_received", "carried_over", "carried_over_likely", "carried", "to_handle"}
)
FLOWS: Final = INCOMING | {"carried_forward"}
_OF_IT: Final = re.compile(r"^[，、；：。\s]*(?:其中|这些|上述)")


def told_again(reading: Reading, at: int, subject: Subject, paragraph: Paragraph) -> bool:
    """新收17件，公开13件；上年结转1件，公开1件: a row told again is of what was carried over alone."""
    carried = paragraph.stated is not None and paragraph.stated.first == CARRIED_OVER
    if not carried or subject.second or set(subject.first) & FLOWS:
        return False
    told = [s for s in paragraph.listed if s.first == subject.first and not s.second]
    if not told or reading.quantities[at].value > reading.quantities[at - 1].value:
        return False
    paragraph.again.add(subject.metric)
    return True


def of_those_alone(reading: Reading, at: int, subject: Subject, paragraph: Paragraph) -> bool:
    """收到45件。…上年结转4件，其中予以公开3件、部分公开1件: of the four, which open their sentence."""
    if not paragraph.total or set(subject.first) & FLOWS:
        return False
    whole = next((i for i in range(at) if _is_of_requests(paragraph.told.get(i))), None)
    if whole is None:
        return False
    carried, *between = (paragraph.told.get(i) for i in range(whole, at))
    if carried is None or carried.first != CARRIED_OVER or carried.second:
        return False
    if any(told is not None and set(told.first) & FLOWS for told in between):
        return False
    quantities = reading.quantities
    said = reading.text[quantities[whole].span.end : quantities[whole + 1].span.start]
    parts = sum((each.value for each in quantities[whole + 1 : at + 1]), Decimal(0))
    return _OF_IT.match(said) is not None and parts <= quantities[whole].value


def _is_of_requests(told: Subject | None) -> bool:
    return told is not None and told.domain == "requests"
