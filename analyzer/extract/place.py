"""Where a number stands in its sentence, and what the cues around it name there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from analyzer.claim import Quantity
from analyzer.extract.cues import Cue, between, sentence_part_start
from analyzer.extract.expressions import Expression
from analyzer.extract.reading import Reading
from analyzer.extract.subject import FOREIGN, Subject
from analyzer.extract.subjects import subject_of
from analyzer.lexicon.phrases import Run
from analyzer.lexicon.source import words
from analyzer.lexicon.units import CASE, units

_CONTEXT: Final = "context"
_LAYOUT: Final = r"\s"
_FIGURE: Final = r"(?:19|20)\d{2}年度?"
_SHORT: Final = 10  # characters of 申请之中大约有
_OPENED_BEFORE: Final = frozenset(("", "的", "的有", "的共", "的为"))
# 无法提供的申请里有51件是征收资料: some of them, not all
_OUT_OF: Final = Expression(
    r"(?:申请|案件|答复|的|公开|提供|处理|件)(?P<among>里面?|当中|之中|中)(?:还|另|约|仅|只|就|大约|也|至少)*(?:有|占)?$"
)
# 实为举报企业隐患的3件, 要求重新出具旧证明的2件: what of stands before the number
_WITH_OBJECT: Final = frozenset({("refuse_petition",), ("refuse_reconfirm",)})
_ASKS: Final = (*"以借用实想让要请变", "名为", "申请", "重新")
_OBJECT: Final = Expression(
    r"(?:、重新出具)?[^，。；、：\d的]{1,12}(?:的[^，。；、：\d的]{1,6})?的?$"
)
# 企业提交2件, 企业只提了4件
_HANDED_IN: Final = Expression(
    r"(?:各|共|分别|只|仅|就|也|还|又|所|一共|全年|今年)*(?:提交|递交|寄来|送来|提来|提出|提)(?:了|的|过)?"
)
# 依申请公开收6件: a verb too short for a cue
_TAKEN_IN: Final = Expression(
    r"(?:全年|今年|本年度?|年内|共|总共|一共|只|仅|新)*[收接来](?:了|到|有|来)*(?=\d)"
)


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
        self.unit: Final = CASE if unit in units().as_cases else unit
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


def is_near_enough(text: str, near: Sequence[Cue], start: int, subject: Subject) -> bool:
    """Whether only known words part the last cue from the number; none may after a bare 公开."""
    end = near[-1].end
    if subject.first == ("granted_plain",) and text[end:start] not in _OPENED_BEFORE:
        return False
    out_of = _OUT_OF.search(text, max(0, start - _SHORT), start)
    if out_of is not None and end <= out_of.start("among"):
        return False  # 答复中有2件; not 处理中2件
    if subject.first in _WITH_OBJECT and _has_object(text, near, start):
        return True
    if subject.second and subject.domain == "requests":
        handed = _HANDED_IN.match(text, end, start)
        end = handed.end() if handed else end
    elif subject.first == ("new_received",) and subject.domain == "requests":
        taken = _TAKEN_IN.match(text, end)
        end = taken.end() if taken and taken.end() <= start else end
    return subject is not FOREIGN and gap().covers(text, end, start)


def _has_object(text: str, near: Sequence[Cue], start: int) -> bool:
    """Whether a phrase that asks (要求确认, 借公开反映) stands before the number with what it asks for."""
    asks = [cue for cue in near if cue.has("row") and cue.surface.startswith(_ASKS)]
    return bool(asks) and _OBJECT.match(text, asks[-1].end, start) is not None


def without_its_object(subject: Subject, last: Cue) -> Subject:
    """实为举报企业隐患的3件: the enterprise is what it was about, not who applied."""
    if subject.first in _WITH_OBJECT and subject.second and last.has("column"):
        return replace(subject, second=())
    return subject
