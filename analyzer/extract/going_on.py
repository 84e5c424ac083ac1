"""What goes on about others: told just before, in the sentence before, or of a whole area again.

各区县收到812件。办结810件 is theirs until the agency is named; 全市收到2310件，其中市政府收到86件。办结2290件
is of the whole area, for it is more than the agency itself was asked for.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from analyzer.claim import Quantity
from analyzer.extract.bodies import OWN, is_still_theirs
from analyzer.extract.cues import between
from analyzer.extract.reading import Paragraph, Reading
from analyzer.extract.subject import CAME_IN, CASE_UNITS, Subject

_MORE: Final = 2  # what was carried over is no more than what comes in within a year
_SAME_THOUGHT: Final = ("，", "、", "（")
# the parts of what others did, told in one go (复议机构办结93件，其中维持38件)
_PARTS: Final = re.compile(
    r"[，、；：（]?其中|、|，(?:合计|共计|总计)|，(?:已|均|共|全部|按期|按时|依法)*(?:办结|办复|答复|回复|予以|部分|不予|维持|纠正|纠错|撤销|驳回|终止|败诉|胜诉)"
)
_OFFICE: Final = re.compile(r"政府|本级|办公[室厅]|自身")


def is_of_others_still(
    reading: Reading,
    span: tuple[int, Quantity],
    subject: Subject | None,
    paragraph: Paragraph,
    *,
    named: bool,
) -> bool:
    """Whether a number goes on about what others did; `named` says that its own words say whose it is.

    `span` is where the number before ends, and the number.
    """
    floor, quantity = span
    if _goes_on(reading, floor, quantity, subject, paragraph):
        return True
    if named or subject is None:
        return False
    return _is_what_became_later(reading, quantity, subject, paragraph) or is_still_theirs(
        reading, quantity.span.start, subject.domain, paragraph
    )


def _goes_on(
    reading: Reading, floor: int, quantity: Quantity, subject: Subject | None, paragraph: Paragraph
) -> bool:
    """Whether the number is a part of what others did, told just before."""
    if not paragraph.of_others:
        return False
    end = quantity.span.start
    became = paragraph.others_took and _is_what_became(reading, floor, end, subject)
    if not became and not _PARTS.match(reading.text, floor):
        return False
    own = _OFFICE.search(reading.text, floor, end)
    return own is None and not between(reading.having("agency"), floor, end)


def _is_what_became(reading: Reading, floor: int, end: int, subject: Subject | None) -> bool:
    """各派出所收到12件，同比少3件，2件未提供: all of these, until it is told anew what came in."""
    if subject is None or subject.domain != "requests":
        return False
    if not reading.text.startswith(_SAME_THOUGHT, floor):
        return False
    return all(cue.key("row") not in CAME_IN for cue in between(reading.having("row"), floor, end))


def _is_what_became_later(
    reading: Reading, quantity: Quantity, subject: Subject, paragraph: Paragraph
) -> bool:
    """各区县、各部门收到812件。办结810件，其中公开400件: what became of what others took, until the agency is named."""
    if subject.domain != "requests" or subject.metric is None:
        return False
    end = quantity.span.start
    agency = reading.having("agency")
    own = _own_named(reading.text) <= end or (bool(agency) and agency[0].end <= end)
    if subject.first == CAME_IN or own:
        paragraph.own_told = True
    return paragraph.theirs and not paragraph.own_told


@lru_cache(maxsize=16)  # every quantity of a sentence asks
def _own_named(text: str) -> int:
    """Where the first words end that name the agency itself; behind the text without any."""
    named = OWN.search(text)
    return named.end() if named else len(text) + 1


def is_more_than_own(quantity: Quantity, subject: Subject | None, paragraph: Paragraph) -> bool:
    """全市收到2310件，其中市政府收到86件。办结2290件: more than the agency itself was asked for."""
    if subject is None or subject.domain != "requests" or quantity.unit not in CASE_UNITS:
        return False
    received = paragraph.own_received if paragraph.area else None
    return received is not None and quantity.value > _MORE * received
