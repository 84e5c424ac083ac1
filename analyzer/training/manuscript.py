"""What a generated report says, before any printer decides how it looks.

The generators (`generate`, `filled`) make manuscripts, the printers (`printers/`) turn one into
files of every format, and the figures hold what a reader found against what the manuscript says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from analyzer.document import AgencyLevel, Edition, SectionKey

# The form that is printed behind the paragraphs of a part.
FORM_OF: Final[Mapping[SectionKey, str]] = {
    "disclosure": "disclosure",
    "requests": "requests",
    "disputes": "disputes",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a report: heading with its number as printed, then its paragraphs.

    The preamble has an empty heading. The official table of a part (`FORM_OF`) follows its
    paragraphs; a part may be missing, repeated or out of order, as its author wants it.
    """

    key: SectionKey
    heading: str
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A whole report: who, when, the 200 cells (or those of another edition), and the prose.

    `cells` has the text of every cell of the edition by reference (`requests.partial.total`) as a
    clerk would type it: `12`, `` (blank), `/`. `signed` is an ISO date or empty, `published` that
    of the web page where it is another. `omitted` names
    what was left out of the printed forms: a form (`requests`), a row (`requests.partial`), a
    column (`requests.*.social`) or a single cell.
    """

    title: str
    agency: str
    agency_level: AgencyLevel
    year: int
    edition: Edition
    cells: Mapping[str, str]
    parts: tuple[Part, ...]
    signed: str = ""
    published: str = ""
    omitted: frozenset[str] = frozenset()

    @property
    def prose(self) -> tuple[str, ...]:
        """Every line that is no table, in printed order: title, headings, paragraphs."""
        lines = [self.title]
        for part in self.parts:
            lines += [part.heading] if part.heading else []
            lines += part.paragraphs
        return tuple(lines)
