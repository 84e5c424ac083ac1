"""Figures of the whole area that is governed: 全市收到320件 is the government's own, to its departments more than themselves."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from analyzer.claim import Scope
from analyzer.extract.bodies import CASES, OWN
from analyzer.extract.cues import between
from analyzer.extract.reading import Paragraph, Reading
from analyzer.extract.subject import Subject

# A region's figure beside the agency's own is not what the tables count; alone it may be.
OF_REGION: Final = 0.8
_OF_THESE: Final = ("其中", "经审查", "办理结果", "从")
_DEPARTMENT: Final = re.compile(r"[我本省市县区][局厅委]")


class Placed(NamedTuple):
    """Whose number it is, how sure, and whether it is told of the whole area that is governed."""

    scope: Scope
    sure: float = 1.0
    of_area: bool = False


AGENCY: Final = Placed("agency")


def of_the_area_still(
    reading: Reading,
    span: tuple[int, int],
    placed: Placed,
    subject: Subject | None,
    paragraph: Paragraph,
) -> Placed:
    """全市收到320件；予以公开120件: behind a semicolon still of the area, where nobody else is named."""
    if subject is None or subject.metric is None:
        return placed
    named = OWN.search(reading.text, *span) or between(reading.having("agency"), *span)
    goes_on = span[0] > 0 or reading.text.startswith(_OF_THESE)
    if placed == AGENCY and not named and paragraph.region is not None:
        if goes_on and paragraph.region == subject.domain:
            placed = in_region(reading, own=paragraph.own)
        elif paragraph.region in CASES and subject.domain in CASES:
            placed = _of_the_same(reading, own=paragraph.own)
    of_area = placed.of_area or placed.scope == "region"
    paragraph.region = subject.domain if of_area else None
    return placed


def _of_the_same(reading: Reading, *, own: bool) -> Placed:
    """全市收到320件。引发复议93件、诉讼19件: applications and disputes are told of the same area.

    A government's tables are of its whole area, so to its own report that changes nothing.
    """
    if own or has_larger_area(reading):
        return Placed("region")
    return Placed("agency", OF_REGION, of_area=True) if reading.level is None else AGENCY


def in_region(reading: Reading, *, own: bool) -> Placed:
    """A figure of the area: another's to a department, and beside the agency's own."""
    if own or has_larger_area(reading):
        return Placed("region")
    return Placed("agency", OF_REGION, of_area=True)


def has_larger_area(reading: Reading) -> bool:
    """A government reports for its whole area; to a department 全市 is more than itself."""
    level = reading.level
    if level is None:
        return is_of_a_department(reading.text)
    return level.endswith("department") or level == "ministry"


@lru_cache(maxsize=16)  # every quantity of a sentence asks
def is_of_a_department(text: str) -> bool:
    """Whether a text that tells no level speaks of a department's own (我局, 市住建局)."""
    return _DEPARTMENT.search(text) is not None
