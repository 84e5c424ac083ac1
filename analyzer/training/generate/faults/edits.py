"""Edits that the injectors share: where the prose of a report is changed, and how."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import Final

from analyzer.document import SectionKey
from analyzer.training.generate.phrasing import Phrases
from analyzer.training.generate.report import Report
from analyzer.training.manuscript import Part

PACKAGE: Final = "analyzer.training.generate.faults"
_ASPECT_NUMBERS: Final[Mapping[str, str]] = {
    "disclosure": "（一）",
    "requests": "（二）",
    "management": "（三）",
    "platform": "（四）",
    "supervision": "（五）",
}
_MARKED: Final = re.compile("⟦(.*?)⟧", re.DOTALL)


def phrases(report: Report, chance: Random, file: str) -> Phrases:
    """Phrases of `file` that know the agency of this report and its years."""
    year = report.manuscript.year
    small = {
        "few": chance.randint(2, 6),
        "less": chance.randint(2, 4),
        "count": chance.randint(12, 60),
        "people": chance.randint(30, 320),
        "many": chance.randint(210, 980),
        "visits": chance.randint(12_000, 90_000),
        "followers": chance.randint(2_000, 9_000),
        "plays": chance.randint(20_000, 90_000),
    }
    own = "我局" if report.manuscript.agency.endswith("局") else "本机关"
    known = {"self": own, "year": year, "last": year - 1, "next": year + 1, **small}
    return Phrases(file, chance, known, PACKAGE)


def unmarked(text: str) -> tuple[str, str]:
    """The text without its marks, and the marked quote (all of the text where there is none)."""
    match = _MARKED.search(text)
    return _MARKED.sub(r"\1", text), match[1] if match else text


def place(report: Report, key: SectionKey, aspect: str | None = None) -> int | None:
    """The paragraph of a part that tells of an aspect; without one, the last paragraph."""
    paragraphs = report.part(key).paragraphs
    if not paragraphs:
        return None
    if aspect is None:
        return len(paragraphs) - 1
    number = _ASPECT_NUMBERS[aspect]
    for index, paragraph in enumerate(paragraphs):
        if paragraph.startswith(number):
            # A heading on a line of its own has its sentences in the next paragraph.
            return index if "。" in paragraph else index + 1
    return None


def with_paragraph(report: Report, key: SectionKey, index: int, text: str) -> Report:
    """A copy with one paragraph of a part replaced; an empty text takes the paragraph out."""
    part = report.part(key)
    paragraphs = list(part.paragraphs)
    paragraphs[index : index + 1] = [text] if text else []
    return report.with_part(replace(part, paragraphs=tuple(paragraphs)))


def added(report: Report, key: SectionKey, text: str, aspect: str | None = None) -> Report | None:
    """A copy with a sentence behind the paragraph on an aspect, or at the end of the part."""
    index = place(report, key, aspect)
    if index is None:
        part = report.part(key)
        return report.with_part(replace(part, paragraphs=(*part.paragraphs, text)))
    return with_paragraph(report, key, index, report.part(key).paragraphs[index] + text)


def renumbered(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts with their headings counted anew from 一."""
    numbers = iter("一二三四五六七八")
    return tuple(
        replace(part, heading=f"{next(numbers)}、{part.heading.split('、', 1)[1]}")
        if part.heading
        else part
        for part in parts
    )
