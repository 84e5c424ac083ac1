"""A sentence being read, and what its paragraph has spoken of so far."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from analyzer.claim import Quantity
from analyzer.document import AgencyLevel
from analyzer.extract.cues import Cue, cues
from analyzer.extract.quantities import quantities
from analyzer.extract.subject import Subject
from analyzer.lexicon.script import simplified

# （含上年结转）, （具体见表格）: a remark without figures; what states none or all is no remark
_ASIDE: Final = re.compile(
    r"[（(](?!次|[一二三四五六七八九十])(?:[^（()）\d无未没零均全都]|(?:19|20)\d\d年){1,40}[）)]"
)
_WITH_CARRIED: Final = re.compile(r"[含括].{0,8}结转")
_BLANK: Final = "\u3000"


@dataclass
class Paragraph:
    """What the running paragraph speaks of (`subject`) and what its last number counted (`stated`).

    `taken` is where the words end that already named the last number of this sentence (3件维持，
    1件撤销: 维持 is not said of the 1件). `listed` are the subjects counted in this sentence so far,
    `frame` the columns that all of it is about (法律服务机构新收20件，其中…), `kinds` the rows of which one kind was counted (施工许可), `held` what was stated
    before each open bracket, `own` whether the paragraph sets the agency itself apart from others.

    The only mutable values of this room; one lives as long as its paragraph is read.
    """

    subject: Subject | None = None
    stated: Subject | None = None
    taken: int = 0
    listed: list[Subject] = field(default_factory=list)
    frame: tuple[str, ...] = ()
    kinds: list[tuple[str, ...]] = field(default_factory=list)
    held: list[tuple[Subject | None, Subject | None]] = field(default_factory=list)
    own: bool = False

    def turn(self) -> None:
        """A new sentence: what is counted is named anew, only the topic carries on.

        Documents and decisions are named in every sentence; of a dispute the group stays.
        """
        subject = self.subject
        self.stated, self.taken, self.frame = None, 0, ()
        self.listed, self.held, self.kinds = [], [], []
        if subject is None:
            return
        if subject.domain == "disputes":
            self.subject = Subject("disputes", subject.first)
        else:
            self.subject = Subject("requests") if subject.domain == "requests" else None

    def bracket(self, text: str) -> None:
        """Follow the brackets of `text`: behind a closing one the words before it hold again."""
        for character in text:
            if character in "（(":
                self.held.append((self.subject, self.stated))
            elif character in "）)" and self.held:
                self.subject, self.stated = self.held.pop()


@dataclass(frozen=True)
class Reading:
    """One sentence being read: its text, cues, quantities, and the report it stands in.

    `text` is in the script of the lexicon and without asides; offsets are those of the sentence.
    `with_carried` are the ends of asides that count in what was carried over.
    """

    text: str
    cues: list[Cue]
    quantities: list[Quantity]
    year: int | None
    level: AgencyLevel | None
    with_carried: tuple[int, ...] = ()
    distributed: dict[int, Subject] = field(default_factory=dict)


def reading_of(sentence: str, year: int | None, level: AgencyLevel | None) -> Reading:
    """The reading of a sentence, nothing attributed yet."""
    text = simplified(sentence)
    found = quantities(text)
    asides: list[int] = []
    if "（" in text or "(" in text:
        asides = [m.end() for m in _ASIDE.finditer(text) if _WITH_CARRIED.search(m[0])]
        known = cues(text)
        text = _ASIDE.sub(lambda match: _blanked(match, known), text)
    return Reading(text, cues(text), found, year, level, tuple(asides))


def _blanked(aside: re.Match[str], known: list[Cue]) -> str:
    """An aside as blanks, unless a phrase of the lexicon spans it (予以公开（含部分公开）)."""
    spanned = any(cue.start < aside.start() < cue.end for cue in known)
    return aside[0] if spanned else _BLANK * len(aside[0])
