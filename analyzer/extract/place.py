"""Where a number stands in its sentence, and what the cues around it name there."""

from __future__ import annotations

from functools import cache
from typing import Final

from analyzer.claim import Quantity
from analyzer.extract.cues import Cue, between, sentence_part_start
from analyzer.extract.reading import Reading
from analyzer.extract.subject import Subject
from analyzer.extract.subjects import subject_of
from analyzer.lexicon.phrases import Run
from analyzer.lexicon.source import words

_CONTEXT: Final = "context"
_LAYOUT: Final = r"\s"
_FIGURE: Final = r"(?:19|20)\d{2}年度?"


@cache
def gap() -> Run:
    """The words that may stand between what is counted and its number."""
    return Run(words(_CONTEXT, "between"), rf"\d{{4}}|(?<=转20)\d\d年度?|{_LAYOUT}")


@cache
def filler() -> Run:
    """The words of a clause that name nothing (，共12件)."""
    return Run(words(_CONTEXT, "filler"), rf"{_FIGURE}|{_LAYOUT}")


@cache
def ranked() -> Run:
    """The words that rank what they are said of (自然人|仍是申请主体, 科研机构29件|居首位)."""
    return Run(
        [word for key in ("ranking", "ranking_with") for word in words(_CONTEXT, key)],
        rf"\d[\d,]*[件宗份起]?|{_LAYOUT}",
    )


class Place:
    """Where a number stands: its clause begins at `start`, what precedes it ends at `floor`.

    Made for every number, so it is written out: a frozen dataclass takes four times as long.
    """

    def __init__(  # noqa: PLR0913, PLR0917  # what is known of a place
        self,
        reading: Reading,
        at: int,
        start: int,
        floor: int,
        inherited: Subject | None,
        disclosed: bool,  # noqa: FBT001
        unit: str,
    ) -> None:
        self.reading: Final = reading
        self.at: Final = at
        self.start: Final = start
        self.floor: Final = floor
        self.inherited: Final = inherited
        self.disclosed: Final = disclosed
        self.unit: Final = unit
        self.quantity: Final[Quantity] = reading.quantities[at]

    @property
    def quantity_before(self) -> bool:
        """Whether the number directly follows another of the same clause or sentence."""
        return self.at > 0

    def passed(self) -> list[Cue]:
        """The cues of the clauses before, back to what ends a thought (多为商业秘密；不予公开62件)."""
        begin = sentence_part_start(self.reading.text, self.start, self.floor)
        return between(self.reading.cues, begin, self.start)

    def named(self, start: int, end: int) -> tuple[Subject | None, list[Cue]]:
        """The subject that the cues of a range name, and these cues."""
        found = between(self.reading.cues, start, end)
        subject = subject_of(
            self.reading.text, found, self.unit, self.inherited, disclosed=self.disclosed
        )
        return subject, found


def at_home_in(inherited: Subject | None) -> bool:
    """Whether the text before spoke of applications."""
    return inherited is not None and inherited.domain == "requests"
