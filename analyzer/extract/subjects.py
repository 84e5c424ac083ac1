"""What a number is said of: cues near it, combined into rows and columns of the official forms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from analyzer.extract.cues import Cue
from analyzer.lexicon.metrics import CueKind, metrics

Domain = Literal["requests", "disputes", "disclosure", "foreign"]

# 件 and its many stand-ins; people, money and shares are never applications (MESSINESS, "Numbers")
CASE_UNITS: Final = frozenset(
    ["件", "宗", "份", "条", "次", "起", "个", "封", "件次", "例", "笔", "单", "项", "部", "", "条次", "份次"]
)
_CONNECTED: Final = re.compile(r"[、和及与或以\s“”（）含的]{0,3}(?:其中|以及|或者|类)?[、和及与或]?")
_ET_CETERA: Final = re.compile(r"等(?:原因|情形|情况|理由|方式|类)?")
_SUB_ROWS: Final = {"denied": "denied_", "unable": "unable_", "refuse": "refuse_", "other": "other_"}


@dataclass(frozen=True, slots=True)
class Subject:
    """Rows and columns (or groups and outcomes, or document and verb) that a number counts."""

    domain: Domain
    first: tuple[str, ...] = ()
    second: tuple[str, ...] = ()
    sure: float = 0.97
    also: tuple[Subject, ...] = ()

    @property
    def metric(self) -> str | None:
        """The metric id, None for foreign matters and unfinished subjects."""
        if self.domain == "foreign" or not self.first:
            return None
        tail = f".{'+'.join(self.second)}" if self.second else ""
        return f"{self.domain}.{'+'.join(self.first)}{tail}"


FOREIGN: Final = Subject("foreign")


def subject_of(
    text: str, near: Sequence[Cue], unit: str, around: Sequence[Cue], inherited: Subject | None
) -> Subject | None:
    """The subject that the cues `near` a number name.

    `around` are all cues of the sentence up to the number, `inherited` is what the text spoke of
    before. None: the cues name no row at all. `FOREIGN`: they name something the tables do not
    count.
    """
    if not near:
        return None
    deciding = _deciding(near, inherited)
    if deciding is None:
        return FOREIGN if any(cue.has("foreign") or cue.has("narrative") for cue in near) else None
    if unit not in CASE_UNITS and deciding != "disclosure":
        return FOREIGN
    if deciding == "disputes":
        return _dispute(near, around, inherited)
    if deciding == "disclosure":
        return _document(text, near, unit, inherited)
    return _request(text, near, around, inherited)


def _deciding(near: Sequence[Cue], inherited: Subject | None) -> Domain | None:
    """The domain of the axis cue that stands last, which is the one next to the number."""
    domain = inherited.domain if inherited else None
    for cue in reversed(near):
        if cue.has("group"):
            return "disputes"
        if cue.has("outcome") and (domain == "disputes" or "诉" in cue.surface):
            return "disputes"
        if cue.has("document"):
            return "disclosure"
        if cue.has("row") or cue.has("column") or cue.has("request"):
            return "requests"
        if cue.has("verb") and domain == "disclosure":
            return "disclosure"
    return None


def _keys(near: Sequence[Cue], kind: CueKind) -> list[tuple[Cue, str]]:
    return [(cue, key) for cue in near if (key := cue.key(kind)) is not None]


def _joined(text: str, found: list[tuple[Cue, str]]) -> tuple[str, ...]:
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


def _dispute(
    near: Sequence[Cue], around: Sequence[Cue], inherited: Subject | None
) -> Subject | None:
    groups, outcomes = _keys(near, "group"), _keys(near, "outcome")
    named = {key for _, key in groups}
    group = groups[-1][1] if groups else None
    if group == "suit" and named & {"suit_direct", "suit_after"}:
        group = next(key for key in ("suit_direct", "suit_after") if key in named)
    if group == "suit" and "review" in named:
        group = "all" if groups[-1][0].start - groups[-2][0].end <= 2 else group
    if group is None:
        group = _group_said(near, inherited)
    if group is None:
        return None
    last = groups[-1][0].end if groups else 0
    after = [key for cue, key in outcomes if cue.start >= last] or [key for _, key in outcomes]
    return Subject("disputes", (group,), (after[-1],) if after else ())


def _group_said(near: Sequence[Cue], inherited: Subject | None) -> str | None:
    """败诉 and 胜诉 speak of litigation whatever went before; else what the text spoke of."""
    if any(cue.has("outcome") and "诉" in cue.surface for cue in near):
        return "suit"
    if inherited is not None and inherited.domain == "disputes" and inherited.first:
        return inherited.first[0]
    return None


def _document(
    text: str, near: Sequence[Cue], unit: str, inherited: Subject | None
) -> Subject | None:
    documents, verbs = _keys(near, "document"), _keys(near, "verb")
    if documents:
        rows = _joined(text, documents)
    elif inherited and inherited.domain == "disclosure":
        rows = inherited.first
    else:
        return None
    axis = metrics().axes["document"][rows[-1]]
    if axis.column is not None:
        return _decisions(near, unit, rows, axis.column)
    if any(cue.has("not_regulation") for cue in near):
        return FOREIGN
    if any(cue.has("not_normative") for cue in near) and not any(k == "in_force" for _, k in verbs):
        return FOREIGN
    if not verbs or unit not in CASE_UNITS:
        return FOREIGN
    keys = tuple(dict.fromkeys(key for _, key in verbs))
    return Subject("disclosure", rows, ("in_force",) if "in_force" in keys else (keys[-1],))


def _decisions(near: Sequence[Cue], unit: str, rows: tuple[str, ...], column: str) -> Subject:
    """Decisions and fees: published items and matters are not decisions (MESSINESS, look-alikes)."""
    if column == "amount":
        return Subject("disclosure", rows, (column,)) if unit in ("元", "") else FOREIGN
    if unit not in CASE_UNITS or unit in ("条", "项", "个") or any(c.has("published") for c in near):
        return FOREIGN
    return Subject("disclosure", rows, (column,))


def _request(
    text: str, near: Sequence[Cue], around: Sequence[Cue], inherited: Subject | None
) -> Subject | None:
    axes = metrics().axes["row"]
    rows, columns = _keys(near, "row"), _keys(near, "column")
    strong = [(cue, key) for cue, key in rows if axes[key].strong]
    spoken = any(cue.has("request") for cue in near)
    at_home = spoken or (inherited is not None and inherited.domain == "requests")
    foreign = any(cue.has("foreign") and not cue.has("row") for cue in near)
    if strong:
        if foreign and not at_home:
            return FOREIGN
        chosen = _specific(text, strong)
    elif foreign and not spoken:
        return FOREIGN
    elif rows and at_home:
        chosen = (rows[-1][1],)
    elif spoken and not columns:
        chosen = ("new_received",)
    elif columns and at_home:
        chosen = inherited.first if _passes_on(inherited) else ("new_received",)
    else:
        return None
    second = _joined(text, columns) if columns and at_home else ()
    sure = 0.97 if spoken or strong else 0.93
    return Subject("requests", chosen, second, sure)


def _passes_on(inherited: Subject | None) -> bool:
    return inherited is not None and inherited.domain == "requests" and bool(inherited.first)


def _specific(text: str, strong: list[tuple[Cue, str]]) -> tuple[str, ...]:
    """因属国家秘密不予公开 is the row, 因本机关不掌握等原因无法提供 the sub-total of its group."""
    last_cue, last = strong[-1]
    prefix = _SUB_ROWS.get(last)
    children = [(cue, key) for cue, key in strong[:-1] if prefix and key.startswith(prefix)]
    if children:
        if _ET_CETERA.search(text, children[-1][0].end, last_cue.start):
            return (last,)
        return _joined(text, children)
    parents = {key for key, start in _SUB_ROWS.items() if last.startswith(start)}
    same = [(cue, key) for cue, key in strong if key not in parents]
    return _joined(text, same)
