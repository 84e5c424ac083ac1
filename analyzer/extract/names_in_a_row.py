"""The names of a list, one for each number behind it: 予以公开、部分公开、不予公开分别为19件、7件、4件."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from analyzer.extract.cues import Cue
from analyzer.extract.expressions import Expression
from analyzer.extract.subject import Subject, group_of
from analyzer.lexicon.metrics import CueKind, sense_of

_PARTED: Final = Expression(r"[、，；和及与]")
_GIVEN: Final = "granted_or_partial"
_WITH_PARTIAL: Final = Expression(r"(?:、|和|及|与|或|或者|以及)(?=部分)")
# what one name counts together: 公开和部分公开共195件, 复议诉讼共8件
_TOGETHER: Final[dict[tuple[str, ...], tuple[str, ...]]] = {
    (_GIVEN,): ("granted", "partial"),
    ("all",): ("review", "suit"),
    ("suit",): ("suit_direct", "suit_after"),
}
# one reading of what came in, whichever of both is named first
_IN_NO_ORDER: Final = ("new_received", "carried_over")


def names(text: str, found: Sequence[Cue], kind: CueKind, wanted: int) -> list[Cue]:
    """The cues of a kind, one a name: 新收申请数量、结转下年数量 are two, though 新收 and 申请数量 are cues.

    `wanted` is how many numbers follow.
    """
    axis: list[Cue] = []
    for cue in found:
        if not cue.has(kind):
            continue
        again = bool(axis) and axis[-1].key(kind) == cue.key(kind)
        if again and not _PARTED.search(text, axis[-1].end, cue.start):
            continue
        axis.extend(_apart(cue))
    return _without_group(axis) if kind == "row" and len(axis) == wanted + 1 else axis


def _apart(cue: Cue) -> tuple[Cue, ...]:
    """予以公开、部分公开 is one phrase of the lexicon, and two names of a list."""
    joint = _WITH_PARTIAL.search(cue.surface) if cue.key("row") == _GIVEN else None
    if joint is None:
        return (cue,)
    first, second = cue.surface[: joint.start()], cue.surface[joint.end() :]
    middle = cue.start + len(first)
    return (
        Cue(cue.start, middle, first, sense_of(first)),
        Cue(cue.end - len(second), cue.end, second, sense_of(second)),
    )


def _without_group(axis: list[Cue]) -> list[Cue]:
    """国家秘密、第三方权益的不予公开申请: the reasons, without the result they are reasons of."""
    for group, rows in ((axis[-1], axis[:-1]), (axis[0], axis[1:])):
        if all(group_of(row.key("row") or "") == group.key("row") for row in rows):
            return rows
    return axis


def counted_together(whole: Subject) -> list[Subject]:
    """What a number of several names counts of each: 无法提供、不予公开共171件."""
    first = _TOGETHER.get(whole.first, whole.first)
    if len(first) > 1 and first != _IN_NO_ORDER and len(whole.second) <= 1:
        return [Subject(whole.domain, (name,), whole.second) for name in first]
    if len(first) == 1 and len(whole.second) > 1:
        return [Subject(whole.domain, first, (name,)) for name in whole.second]
    return []
