"""Applications: which row and column of 表三 the cues near a number name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from analyzer.extract.cues import Cue
from analyzer.extract.subject import FOREIGN, Subject, joined, keys_of

_OF_ANY_KIND: Final = re.compile(
    r"(?:各类|公民|群众|公众|社会公众|书面|网上|线上|新|的|有效|共|到|了|任何|自然人|法人|企业|组织|和|其他|、|人|办公室|转办的?|县政府|本级|按规定|正式|合规)*"
)
_ET_CETERA: Final = re.compile(r"等(?:原因|情形|情况|理由|方式|类)?")
# rows named by a word too common to trust unless results are being listed
_PLAIN: Final = frozenset({"other_plain", "granted_plain"})
_SUB_ROWS: Final = {
    "denied": "denied_",
    "unable": "unable_",
    "refuse": "refuse_",
    "other": "other_",
}


def request(text: str, near: Sequence[Cue], inherited: Subject | None) -> Subject | None:
    """The row and column that the cues name, with what the text spoke of before."""
    rows, columns = keys_of(near, "row"), keys_of(near, "column")
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
            chosen = joined(text, [strong[-1], rows[-1]])
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
    keys = joined(text, found)
    return () if "natural_person" in keys and len(keys) > 1 else keys


def narrowed(text: str, subject: Subject, passed: Sequence[Cue]) -> Subject:
    """因属过程性信息，不予公开1件: the reason before the comma names the row of the group."""
    if subject.domain != "requests" or len(subject.first) != 1:
        return subject
    prefix = _SUB_ROWS.get(subject.first[0])
    children = [
        (cue, key) for cue, key in keys_of(passed, "row") if prefix and key.startswith(prefix)
    ]
    if not children or _ET_CETERA.search(text, children[-1][0].end, children[-1][0].end + 2):
        return subject
    return replace(subject, first=joined(text, children))


def with_column_before(text: str, subject: Subject, passed: Sequence[Cue]) -> Subject:
    """商业企业方面，新收63件: the column before the comma may still hold; both readings are kept."""
    columns = _columns(text, keys_of(passed, "column"))
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
        return joined(text, children)
    parents = {key for key, start in _SUB_ROWS.items() if last.startswith(start)}
    same = [(cue, key) for cue, key in strong if key not in parents]
    return joined(text, same)


def with_column_of(subject: Subject, before: Subject | None) -> Subject:
    """企业新收63件，予以公开18件: the 18 may be the enterprises' or everybody's; keep both."""
    if subject.domain != "requests" or before is None or subject.second or not subject.first:
        return subject
    columns = before.second or (before.also[0].second if before.also else ())
    if before.domain != "requests" or not columns or before.first == subject.first:
        return subject
    return replace(subject, also=(*subject.also, replace(subject, second=columns, also=())))
