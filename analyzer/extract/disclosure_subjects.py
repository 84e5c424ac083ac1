"""Documents, decisions and fees: which row and column of 表二 the cues near a number name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from analyzer.extract.cues import Cue
from analyzer.extract.subject import CASE_UNITS, FOREIGN, Subject, joined, keys_of
from analyzer.lexicon.metrics import metrics
from analyzer.lexicon.source import load, words

_DELTA: Final = re.compile(r"增|减|取消|划入|划转|承接|停征|转出|下放|变化|变动|本年|今年|新设")
# 年末执收8项, 现为67项, 调整后47项: last year's with the change
_NOW: Final = re.compile(r"(?<![去上])年[末底]|现[为有共]|目前|调整后|实有")
_NO_ITEMS: Final = re.compile(r"决定|处理$|办件|公示|公开|进驻|梳理|目录|清单|指南")
# what a word for one kind is worth as the whole: told, but never held against the table
MAYBE_ALL: Final = 0.84
_OF_DOCUMENTS: Final = frozenset({"issued", "repealed", "in_force", "made", "opened", "total_open"})
_HOLDINGS: Final = frozenset({"in_force", "total_open"})


def document(
    text: str, near: Sequence[Cue], unit: str, inherited: Subject | None
) -> Subject | None:
    """The document, decision or fee that the cues name; `FOREIGN` for what no table counts."""
    documents, verbs = keys_of(near, "document"), keys_of(near, "verb")
    if documents:
        rows = joined(text, documents)
        if _is_one_kind(text, documents[-1][0]):
            return _one_kind(near, unit, rows)
    elif inherited and inherited.domain == "disclosure" and inherited.first:
        rows = inherited.first
    else:
        return None
    column = metrics().axes["document"][rows[-1]].column
    if column is not None:
        return _decisions(near, unit, rows, verbs[-1][1] if verbs else column, column)
    if any(cue.has("not_regulation") for cue in near):
        return FOREIGN
    named = {key for _, key in verbs}
    if any(cue.has("not_normative") for cue in near) and not named & _HOLDINGS:
        return FOREIGN
    if unit not in CASE_UNITS:
        return FOREIGN
    if not verbs:  # 废止规章3件、规范性文件41件
        told = inherited is not None and inherited.domain == "disclosure" and inherited.second
        carried = bool(told) and set(told or ()) <= _OF_DOCUMENTS
        return Subject("disclosure", rows, told or (), 0.93) if carried else FOREIGN
    holding = next((key for _, key in verbs if key in _HOLDINGS), None)
    return Subject("disclosure", rows, (holding,) if holding else joined(text, verbs))


@cache
def _bare() -> tuple[frozenset[str], str]:
    before = load("metrics")["objects"]["before_bare_document"]
    return frozenset(words("metrics", "objects", "bare_documents")), before


def _is_one_kind(text: str, cue: Cue) -> bool:
    """施工许可 is one kind of licence, not all of them."""
    bare, allowed = _bare()
    return cue.surface in bare and cue.start > 0 and text[cue.start - 1] not in allowed


def _one_kind(near: Sequence[Cue], unit: str, rows: tuple[str, ...]) -> Subject:
    """An office with one kind of licence to give means all of them by it; but it may have more."""
    column = metrics().axes["document"][rows[-1]].column
    if column is None or len(rows) > 1:
        return FOREIGN
    subject = _decisions(near, unit, rows, column, column)
    return subject if subject is FOREIGN else replace(subject, sure=MAYBE_ALL)


def items(
    text: str, near: Sequence[Cue], span: tuple[int, int], inherited: Subject | None
) -> Subject | None:
    """行政许可上一年项目41项，本年取消3项: the columns of matters in the edition of 2019.

    `span` reaches from the clause to the number.
    """
    rows = joined(text, keys_of(near, "document"))
    if not rows and inherited and inherited.domain == "disclosure":
        rows = inherited.first
    column = metrics().axes["document"][rows[-1]].column if rows else None
    said = text[slice(*span)]
    if column == "projects":
        return Subject("disclosure", rows, ("projects",))
    if column is None or _NO_ITEMS.search(said):
        return None
    if _NOW.search(said):
        return Subject("disclosure", rows, ("prev_items", "delta"), 0.93)
    return Subject("disclosure", rows, ("delta",) if _DELTA.search(said) else ("prev_items",), 0.93)


def _decisions(
    near: Sequence[Cue], unit: str, rows: tuple[str, ...], said: str, column: str
) -> Subject:
    """Decisions and fees: published items and matters are not decisions (MESSINESS, look-alikes)."""
    if column == "amount" or said == "amount" or (column == "projects" and unit == "元"):
        return Subject("disclosure", rows, ("amount",)) if unit in ("元", "") else FOREIGN
    if said == "prev_items" and unit != "项":
        said = column  # 与上一年相比少了5件
    if said in ("prev_items", "delta") or column == "projects":
        return Subject("disclosure", rows, (said if column != "projects" else column,))
    published = any(cue.has("published") for cue in near)
    if unit not in CASE_UNITS or unit in ("条", "项", "个") or published:
        return FOREIGN
    return Subject("disclosure", rows, (column,))
