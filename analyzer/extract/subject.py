"""The rows and columns that a number counts, and how cues combine into them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from analyzer.extract.cues import Cue
from analyzer.extract.expressions import Expression
from analyzer.lexicon.metrics import CueKind, sense_of

Domain = Literal["requests", "disputes", "disclosure", "narrative", "foreign"]

# 件 and its many stand-ins; people, money and shares are never applications (MESSINESS, "Numbers")
CASE_UNITS: Final = frozenset(
    [
        "件",
        "宗",
        "份",
        "条",
        "次",
        "起",
        "个",
        "封",
        "件次",
        "例",
        "笔",
        "单",
        "项",
        "部",
        "",
        "条次",
        "份次",
        "件（次）",
        "起次",
    ]
)
# what came in this year, what came over from the last
CAME_IN: Final = ("new_received",)
CARRIED_OVER: Final = ("carried_over",)
# rows of 表三 for what comes in and goes over, which no other business has beside each other
IN_AND_OVER: Final = frozenset(
    {"new_received", "carried_over", "carried_forward", "carried", "to_handle"}
)
# applications that were dealt with, however
DEALT_WITH: Final = frozenset({"result_total", "handled"})
DECISIONS: Final = {"许可": "licensing", "处罚": "penalty", "强制": "coercion"}
DECIDED: Final = frozenset(DECISIONS.values())
# the rows of texts, not of decisions
TEXTS: Final = frozenset({"regulations", "normative_documents"})
# columns that the edition of 2019 has for the matters of decisions
OF_MATTERS: Final = frozenset({"prev_items", "delta"})
# documents are counted by these
DOCUMENT_UNITS: Final = frozenset({"件", "份", "部", ""})
# the results of which 表三 has a row for each reason, named after them (denied_state_secret)
_GROUPS: Final = ("denied", "unable", "refuse", "other")
_CONNECTED: Final = re.compile(
    r"[度、和及与或以\s“”（）含的]{0,3}(?:其中|以及|或者|类)?[、和及与或加跟]?"
    r"|[，、]?[也亦且](?:未|没有?|无)"  # 未制发也未废止
)

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


@dataclass(frozen=True, slots=True)
class Subject:
    """Rows and columns (or groups and outcomes, or document and verb) that a number counts.

    `earlier` makes it last year's: what a multiple is taken of (是上年的2倍).
    """

    domain: Domain
    first: tuple[str, ...] = ()
    second: tuple[str, ...] = ()
    sure: float = 0.97
    also: tuple[Subject, ...] = ()
    earlier: bool = False

    @property
    def metric(self) -> str | None:
        """The metric id, None for foreign matters and unfinished subjects."""
        if self.domain == "foreign" or not self.first:
            return None
        tail = f".{'+'.join(self.second)}" if self.second else ""
        year = "previous." if self.earlier else ""
        return f"{year}{self.domain}.{'+'.join(self.first)}{tail}"


FOREIGN: Final = Subject("foreign")


def group_of(row: str) -> str | None:
    """The group of results that a row for one reason belongs to, None for any other row."""
    return next((group for group in _GROUPS if row.startswith(f"{group}_")), None)


def keys_of(near: Sequence[Cue], kind: CueKind) -> list[tuple[Cue, str]]:
    """The cues that name a key on the axis `kind`, with that key, in order."""
    return [(cue, key) for cue in near if (key := cue.key(kind)) is not None]


def joined(text: str, found: list[tuple[Cue, str]]) -> tuple[str, ...]:
    """The last key, with those before it that are joined to it by 和, 及, 、."""
    if not found:
        return ()
    keys = [found[-1][1]]
    for (earlier, key), (later, _) in zip(reversed(found[:-1]), reversed(found), strict=False):
        if not _CONNECTED.fullmatch(text, earlier.end, later.start):
            break
        if key not in keys:
            keys.insert(0, key)
    return tuple(keys)


def names(text: str, found: Sequence[Cue], kind: CueKind, wanted: int) -> list[Cue]:
    """The cues of a kind, one a name: 新收申请数量、结转下年数量 are two, though 新收 and 申请数量 are cues.

    `wanted` is how many numbers follow.
    """
    axis: list[Cue] = []
    for cue in found:
        if not cue.has(kind):
            continue
        goes_on = bool(axis) and not _PARTED.search(text, axis[-1].end, cue.start)
        if goes_on and axis[-1].key(kind) == cue.key(kind):
            continue
        if goes_on and group_of(axis[-1].key(kind) or "") == cue.key(kind):
            continue  # 因涉及国家秘密不予公开 is one name, with the result that it is a reason of
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
