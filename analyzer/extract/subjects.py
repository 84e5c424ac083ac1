"""What a number is said of: cues near it, combined into rows and columns of the official forms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Final, Literal

from analyzer.extract.cues import Cue
from analyzer.lexicon.metrics import CueKind, metrics
from analyzer.lexicon.source import load, words

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
    ]
)
_CONNECTED: Final = re.compile(
    r"[、和及与或以\s“”（）含的]{0,3}(?:其中|以及|或者|类)?[、和及与或]?"
)
_OF_ANY_KIND: Final = re.compile(
    r"(?:各类|公民|群众|公众|社会公众|书面|网上|线上|新|的|有效|共|到|了|任何|自然人|法人|企业|组织|和|其他|、|人|办公室|转办的?|县政府|本级|按规定|正式|合规)*"
)
_BOTH_DISPUTES: Final = re.compile(
    r"[、，和及与或者]{0,2}(?:案件|被申请|被提起|被|提起|申请|引发|政府信息公开|行政)*"
)
_CAUSED: Final = re.compile(r"引发|引起|引致|导致")
_ET_CETERA: Final = re.compile(r"等(?:原因|情形|情况|理由|方式|类)?")
# rows named by a word too common to trust unless results are being listed
_PLAIN: Final = frozenset({"other_plain", "granted_plain"})
_ELSEWHERE: Final = frozenset({"narrative", "foreign"})
_HOLDINGS: Final = frozenset({"in_force", "total_open"})
_SUB_ROWS: Final = {
    "denied": "denied_",
    "unable": "unable_",
    "refuse": "refuse_",
    "other": "other_",
}


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
    text: str, near: Sequence[Cue], unit: str, inherited: Subject | None, *, disclosed: bool = True
) -> Subject | None:
    """The subject that the cues `near` a number name.

    `inherited` is what the text spoke of before; `disclosed` says that the text before the number
    speaks of 信息公开, without which a dispute may be about anything. None: the cues name no row at
    all. `FOREIGN`: they name something the tables do not count.
    """
    if not near:
        return None
    if _is_elsewhere(near):
        return FOREIGN
    deciding = _deciding(near, inherited)
    if deciding is None:
        return FOREIGN if any(cue.has("foreign") or cue.has("narrative") for cue in near) else None
    if deciding != "disclosure" and (unit not in CASE_UNITS or unit in ("项", "部")):
        return FOREIGN
    if deciding == "disputes":
        if not disclosed or _others_dispute(text, near):
            return FOREIGN
        return _dispute(text, near, inherited)
    if deciding == "disclosure":
        return _document(text, near, unit, inherited)
    return _request(text, near, inherited)


def _is_elsewhere(near: Sequence[Cue]) -> bool:
    """Whether the cue next to the number names only things that no table counts.

    A word that merely ends the name of a row does not (行政查询|事项).
    """
    last = near[-1]
    if not last.sense.keys.keys() <= _ELSEWHERE:
        return False
    return len(near) == 1 or last.start - near[-2].end > 1 or _is_elsewhere(near[:-1])


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


def _others_dispute(text: str, near: Sequence[Cue]) -> bool:
    """Whether a dispute is another kind, or one that the agency handles for others.

    办理不服答复的复议 is for others; 办理因信息公开申请引发的复议 is one's own.
    """
    if any(cue.has("other_disputes") for cue in near):
        return True
    handled = [cue for cue in near if cue.has("handled_for_others")]
    return bool(handled) and _CAUSED.search(text, handled[0].end, near[-1].end) is None


def _dispute(text: str, near: Sequence[Cue], inherited: Subject | None) -> Subject | None:
    groups, outcomes = _keys(near, "group"), _keys(near, "outcome")
    named = {key for _, key in groups}
    group = groups[-1][1] if groups else None
    if group == "suit" and named & {"suit_direct", "suit_after"}:
        group = next(key for key in ("suit_direct", "suit_after") if key in named)
    if group == "suit" and len(groups) > 1 and "review" in named:
        joined = _BOTH_DISPUTES.fullmatch(text, groups[-2][0].end, groups[-1][0].start)
        group = "all" if joined else group
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
        if _is_one_kind(text, documents[-1][0]):
            return FOREIGN
        rows = _joined(text, documents)
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
    if not verbs or unit not in CASE_UNITS:
        return FOREIGN
    holding = next((key for _, key in verbs if key in _HOLDINGS), None)
    return Subject("disclosure", rows, (holding,) if holding else _joined(text, verbs))


@cache
def _bare() -> tuple[frozenset[str], str]:
    before = load("metrics")["objects"]["before_bare_document"]
    return frozenset(words("metrics", "objects", "bare_documents")), before


def _is_one_kind(text: str, cue: Cue) -> bool:
    """施工许可 is one kind of licence, not all of them."""
    bare, allowed = _bare()
    return cue.surface in bare and cue.start > 0 and text[cue.start - 1] not in allowed


def _decisions(
    near: Sequence[Cue], unit: str, rows: tuple[str, ...], said: str, column: str
) -> Subject:
    """Decisions and fees: published items and matters are not decisions (MESSINESS, look-alikes)."""
    if column == "amount" or said == "amount":
        return Subject("disclosure", rows, ("amount",)) if unit in ("元", "") else FOREIGN
    if said in ("prev_items", "delta") or column == "projects":
        return Subject("disclosure", rows, (said if column != "projects" else column,))
    published = any(cue.has("published") for cue in near)
    if unit not in CASE_UNITS or unit in ("条", "项", "个") or published:
        return FOREIGN
    return Subject("disclosure", rows, (column,))


def _request(text: str, near: Sequence[Cue], inherited: Subject | None) -> Subject | None:
    rows, columns = _keys(near, "row"), _keys(near, "column")
    strong = [(cue, key) for cue, key in rows if cue.is_strong()]
    spoken = any(cue.has("request") for cue in near) or _says_bare_request(text, near)
    at_home = spoken or (inherited is not None and inherited.domain == "requests")
    foreign = any(cue.has("foreign") and not cue.has("row") for cue in near)
    if strong:
        elsewhere = inherited is not None and inherited.domain == "disclosure"
        if not spoken and (elsewhere or (foreign and not at_home)):
            return FOREIGN
        chosen = _specific(text, strong)
        if rows[-1][1] == "other_plain":  # 不予处理及其他48件
            chosen = _joined(text, [strong[-1], rows[-1]])
    elif foreign and not spoken:
        return FOREIGN
    elif rows and at_home:
        chosen = (rows[-1][1],)
        if chosen[0] in _PLAIN and not _passes_on(inherited):
            return None
        if chosen[0] == "other_plain" and inherited is not None and inherited.second:
            return Subject("requests", inherited.first, ("other_org",), 0.9)
    elif spoken and not columns:
        chosen = ("new_received",)
    elif columns and (at_home or spoken):
        return _column_alone(text, columns, inherited)
    else:
        return None
    at_home = at_home or bool(strong)
    second = _columns(text, columns) if columns and at_home else ()
    return Subject("requests", chosen, second, 0.97 if spoken or strong else 0.93)


def _column_alone(text: str, columns: list[tuple[Cue, str]], inherited: Subject | None) -> Subject:
    """自然人9件 after 办结11件: of what was closed, or of all that came in; both may be meant."""
    second = _columns(text, columns)
    received = Subject("requests", ("new_received",), second, 0.93)
    if inherited is None or not _passes_on(inherited) or inherited.first == received.first:
        return received
    return Subject("requests", inherited.first, second, 0.9, (received,))


def _says_bare_request(text: str, near: Sequence[Cue]) -> bool:
    """收到申请, 受理公民书面申请: a bare 申请 with nothing else named between."""
    for cue, after in pairwise(near):
        if cue.has("row") and after.has("bare_request"):
            return _OF_ANY_KIND.fullmatch(text, cue.end, after.start) is not None
    for cue, after in pairwise(near):
        if cue.has("column") and after.has("bare_request"):
            return after.start - cue.end <= 1
    return False


def _columns(text: str, found: list[tuple[Cue, str]]) -> tuple[str, ...]:
    """The columns named; 公民、法人和其他组织 together are everybody, which is no column."""
    keys = _joined(text, found)
    return () if "natural_person" in keys and len(keys) > 1 else keys


def narrowed(text: str, subject: Subject, passed: Sequence[Cue]) -> Subject:
    """因属过程性信息，不予公开1件: the reason before the comma names the row of the group."""
    if subject.domain != "requests" or len(subject.first) != 1:
        return subject
    prefix = _SUB_ROWS.get(subject.first[0])
    children = [
        (cue, key) for cue, key in _keys(passed, "row") if prefix and key.startswith(prefix)
    ]
    if not children or _ET_CETERA.search(text, children[-1][0].end, children[-1][0].end + 2):
        return subject
    return replace(subject, first=_joined(text, children))


def with_column_before(text: str, subject: Subject, passed: Sequence[Cue]) -> Subject:
    """商业企业方面，新收63件: the column before the comma may still hold; both readings are kept."""
    columns = _columns(text, _keys(passed, "column"))
    if subject.domain != "requests" or subject.second or not columns:
        return subject
    return replace(subject, also=(*subject.also, replace(subject, second=columns, also=())))


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


def topic_of(passed: Sequence[Cue], inherited: Subject | None) -> Subject | None:
    """What the words before a clause make the text speak of (行政规范性文件：制发2件，废止1件)."""
    topic = inherited
    for cue in passed:
        document, group = cue.key("document"), cue.key("group")
        if document is not None:
            topic = Subject("disclosure", (document,))
        elif group is not None:
            topic = Subject("disputes", (group,))
        elif cue.has("request") and (topic is None or topic.domain != "requests"):
            topic = Subject("requests")
    return topic
