"""A sentence being read, and what its paragraph has spoken of so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from analyzer.claim import Quantity
from analyzer.document import AgencyLevel
from analyzer.extract.cues import Cue
from analyzer.extract.subject import Subject


@dataclass
class Paragraph:
    """What the running paragraph speaks of (`subject`) and what its last number counted.

    `taken` is where the words end that already named the last number of this sentence (3件维持，
    1件撤销: 维持 is not said of the 1件).

    The only mutable values of this room; one lives as long as its paragraph is read.
    """

    subject: Subject | None = None
    stated: Subject | None = None
    taken: int = 0


@dataclass(frozen=True)
class Reading:
    """One sentence being read: its text, cues, quantities, and the report it stands in."""

    text: str
    cues: list[Cue]
    quantities: list[Quantity]
    year: int | None
    level: AgencyLevel | None
    listed: dict[int, Subject] = field(default_factory=dict)
