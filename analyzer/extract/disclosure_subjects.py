"""Documents, decisions and fees: which row and column of 表二 the cues near a number name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from analyzer.extract import decisions
from analyzer.extract.cues import Cue, clause_start
from analyzer.extract.documents_before import opened_of_made
from analyzer.extract.expressions import Expression
from analyzer.extract.one_kind import names_one_kind
from analyzer.extract.reading import says_any, spoken
from analyzer.extract.subject import CASE_UNITS, DEALT_WITH, FOREIGN, Subject, joined, keys_of
from analyzer.lexicon.metrics import OF_THE_YEAR, metrics
from analyzer.lexicon.source import words

# what a word for one kind is worth as the whole: told, but never held against the table
MAYBE_ALL: Final = 0.84
_SURE: Final = 0.97
# 依申请公开收费0元, 政府信息公开收取费用120元: no 行政事业性收费
FOR_INFORMATION: Final = Expression(
    r"(?:申请公开|信息公开|依申请)(?:政府)?(?:信息|工作|方面)?(?:的|共|未|实际|全年|申请|年内)*(?:收费|收取|费用)[^，。；\d]*$"
)
# 清理规范性文件25件，其中继续有效20件; 清理6件，保留4件: of those looked through, which may not
# be all; not of 公开政府文件、便民服务等信息4891条
_REVIEWED: Final = re.compile(
    r"(?:清理|梳理|评估|审查|复查|公开|公布)[^。；，]*文件[^。；，、信]*\d[^。；]*(?:其中|，$)"
)
_OF_DOCUMENTS: Final = frozenset({"issued", "repealed", "in_force", "made", "opened", "total_open"})
_SORTED_OUT: Final = Expression(r"清理|(?:评估|梳理|审查|复查)(?:之)?后")
_NEW: Final = frozenset({"issued", "made"})
_AND: Final = Expression(r"(?:并|且|后)(?:及时|依法|按时|主动|全部|同步|集中|向社会|在网上|对外)*")
_WHY: Final = Expression(r"(?:因|由于|随着)[^，。；、]{0,8}(?:法|规章|政策|依据|规定|条例)$")
_CASES: Final = frozenset({"件", "宗", "起"})
_NOTICES: Final = frozenset({"条", "篇", "则"})
# what is handed out sheet by sheet, and what is done place by place, is counted so
_OF_ALL_KINDS: Final = ("等", "各类", "各种", "各项")
_COUNTED_AS: Final = {
    **dict.fromkeys(("罚单", "行政罚单"), ("张",)),
    **dict.fromkeys(("许可证", "许可证书"), ("张", "本")),
    **dict.fromkeys(("强拆", "强制拆除"), ("处",)),
}
_CUT_DOWN: Final = Expression(
    r"(?:[从由][^，。；\d]{0,8}\d[\d,]*[件部份]?(?:压减|精简|瘦身|清减|清理|压缩)"
    r"|(?:数量|总数|总量|存量)[从由][^，。；\d]{0,8}\d[\d,]*[件部份]?(?:压减|精简|压缩|减少|下降|减|降|增加|上升|增长|增))[到至为]"
)
_PUT_OUT: Final = ("发布", "公布", "印发")
_SITES: Final = ("信息", "网站", "微博", "微信", "公众号", "新媒体", "平台")
_JOINS: Final = ("", "、", "和", "及", "或")
_DENIED: Final = frozenset({"未", "无", "没"})
# 去年底共有规范性文件77件, 全部规章36件: how many there are
_ALL_THERE_ARE: Final = Expression(r"(?:共有|现有|目前有|尚有|保有|存有|全部|所有)的?$")
# the label of the row, whatever unit its number has
_LABELLED: Final = Expression(
    r"类?(?:本年度?)?处理决定的?(?:数量|件数|数)|(?<=处理决定)的?(?:数量|件数|数)"
)
_PART: Final = Expression(r"(?:其中|包括|分别为)[^。；]*$")
_TOTALS: Final = Expression(r"总数|总量|数量(?:保持|维持|稳定|仍)")
_OPENINGS: Final = frozenset({"opened", "total_open"})
HOLDINGS: Final = frozenset({"in_force", "total_open"})


def document(
    text: str, near: Sequence[Cue], unit: str, inherited: Subject | None
) -> Subject | None:
    """The document, decision or fee that the cues name; `FOREIGN` for what no table counts."""
    documents, verbs = (
        keys_of(near, "document"),
        _said_alike(text, keys_of(near, "verb"), listed=not unit),
    )
    if documents and near[-1].has("bare_request"):
        return FOREIGN  # 施工许可、营业执照等申请: what is applied for
    if documents:
        rows = joined(text, documents)
        if _is_a_part(text, documents[-1][0]):
            return FOREIGN  # 其中，不动产登记费8万元
        of_decisions = metrics().axes["document"][rows[-1]].column is not None
        if of_decisions and decisions.are_spoken_of(text, documents[-1][0], near[-1].end):
            return FOREIGN
        if names_one_kind(text, documents[-1][0]):
            return _one_kind(text, near, unit, rows)
    elif inherited and inherited.domain == "disclosure" and inherited.first:
        rows = inherited.first
    else:
        return None
    rows = _alike(rows, listed=not unit)
    column = metrics().axes["document"][rows[-1]].column
    if column is None:
        return _texts(text, near, unit, rows, inherited)
    said = verbs[-1][1] if verbs else column
    other = not documents and any(_is_of_else(cue) for cue in near)
    if (said in _OF_DOCUMENTS and not documents) or other:
        return FOREIGN  # 行政许可…，其中签发证件9120件; 行政许可…，不予许可决定3件
    decided = _decisions(text, near, _unit_of(text, documents, unit), rows, said, column)
    if said in _OPENINGS and documents and decided is not FOREIGN:
        # 累计公开行政许可结果5620件, 对外公开行政许可处理决定350件
        named = "处理决定" in documents[-1][0].surface
        return replace(decided, sure=MAYBE_ALL) if named else FOREIGN
    return _unless_published(text, near, decided)


def _unit_of(text: str, documents: Sequence[tuple[Cue, str]], unit: str) -> str:
    """行政处罚本年处理决定数量803条: decisions by the label of their row, whatever they are counted in."""
    labelled = bool(documents) and _LABELLED.match(text, documents[-1][0].end) is not None
    return "件" if labelled else unit


def _is_a_part(text: str, named: Cue) -> bool:
    """Whether one fee by name is told as a part of all of them."""
    if named.key("document") != "fees" or "收费" in named.surface:
        return False
    return _PART.search(text, 0, named.start) is not None


def _is_of_else(cue: Cue) -> bool:
    """不予许可, 信访; 办件 may be said of decisions, too."""
    return cue.has("foreign") and not cue.has("row") and not cue.has("verb")


def _alike(rows: tuple[str, ...], *, listed: bool) -> tuple[str, ...]:
    """行政许可、行政处罚和行政事业性收费: those that are counted like the first, not in money.

    `listed` says that nothing is counted: what is denied may be charged or done.
    """
    columns = [metrics().axes["document"][row].column for row in rows]
    if listed and set(columns) <= OF_THE_YEAR:
        return rows
    return tuple(row for row, column in zip(rows, columns, strict=True) if column == columns[0])


def _texts(
    text: str, near: Sequence[Cue], unit: str, rows: tuple[str, ...], inherited: Subject | None
) -> Subject | None:
    """规章 and 规范性文件: issued, repealed or in force, as the verbs near the number say."""
    documents, verbs = (
        keys_of(near, "document"),
        _said_alike(text, keys_of(near, "verb"), listed=not unit),
    )
    if not documents and verbs and not {key for _, key in verbs} & _OF_DOCUMENTS:
        return None  # 现行有效98件，上一年是104件
    if any(cue.has("not_regulation") for cue in near) or _are_spoken_of(text, near):
        return FOREIGN
    opened = opened_of_made(text, near, inherited)
    if opened is not None:
        return Subject("disclosure", rows, ("opened",), opened)
    named = {key for _, key in verbs}
    denied = not unit and bool(verbs) and text.endswith(tuple(_DENIED), 0, verbs[0][0].start)
    other = [
        cue.end
        for cue in near
        if cue.has("not_normative")
        and not (denied or _as_well(text, cue, verbs) or _is_why(text, cue))
    ]  # 未制发、修改、废止 denies what else it lists, too
    # 清理后废止规范性文件29件 tells of these
    sorted_out = all(_SORTED_OUT.match(text, c.start) for c in near if c.has("not_normative"))
    said = verbs[-1][0].start if verbs and (documents or sorted_out) else 0
    if other and not named & HOLDINGS and said < other[-1]:
        return FOREIGN
    if unit not in CASE_UNITS or (not documents and _of_a_site(text, near)):
        return FOREIGN
    if not verbs:
        return _without_a_verb(text, documents, rows, inherited)
    holding = next((key for _, key in verbs if key in HOLDINGS), None)
    subject = Subject("disclosure", rows, (holding,) if holding else joined(text, verbs))
    looked_through = _REVIEWED.search(text, 0, near[-1].start)
    reviewed = looked_through is not None and (
        looked_through[0].endswith("其中") or near[-1].surface == "保留"
    )
    # 主动公开市政府印发的规范性文件17件: those put on the net, perhaps not all that were issued
    reviewed = reviewed or (bool(other) and text.startswith("的", verbs[-1][0].end))
    return replace(subject, sure=MAYBE_ALL) if reviewed else subject


def _is_why(text: str, cue: Cue) -> bool:
    """因上位法修改废止14件: why they were repealed, not what was done to them."""
    return _WHY.search(text, clause_start(text, cue.start, 0), cue.start) is not None


def _of_a_site(text: str, near: Sequence[Cue]) -> bool:
    """规范性文件4条，网站信息发布量3633条: whatever was named before, what a site put out."""
    if near[-1].surface not in _PUT_OUT:
        return False
    said = text[clause_start(text, near[0].start, 0) : near[-1].end]
    return any(word in said for word in _SITES)


def _as_well(text: str, cue: Cue, verbs: Sequence[tuple[Cue, str]]) -> bool:
    """印发并公开规范性文件17件: opened as well as issued."""
    before = [verb.end for verb, key in verbs if verb.end <= cue.start and key in _NEW]
    return bool(before) and _AND.fullmatch(text, before[-1], cue.start) is not None


def _are_spoken_of(text: str, near: Sequence[Cue]) -> bool:
    """Whether documents are only planned, another's, or what something is about."""
    documents, verbs = keys_of(near, "document"), keys_of(near, "verb")
    if verbs:
        end = verbs[-1][0].start
        if text.endswith(words("context", "proposed"), 0, end):
            return True  # 建议废止16件, 拟废止4件
        if spoken("for_another").search(text, clause_start(text, near[0].start, 0), end):
            return True  # 提请市政府印发规范性文件2件
    if not documents:
        return False
    about = spoken("about_texts").search(text, documents[-1][0].end, near[-1].end)
    return about is not None  # 现行有效规范性文件目录1份


def _without_a_verb(
    text: str,
    documents: Sequence[tuple[Cue, str]],
    rows: tuple[str, ...],
    inherited: Subject | None,
) -> Subject:
    """How many documents there are, or what the verb before said of others: 废止规章3件、规范性文件41件."""
    cut = _CUT_DOWN.match(text, documents[-1][0].end) if documents else None
    if cut is not None:  # 规范性文件由去年的201件压减到178件
        return Subject("disclosure", rows, ("in_force",), 0.9)
    if documents and _TOTALS.match(text, documents[-1][0].end):
        return Subject("disclosure", rows, ("in_force",), 0.9)  # 规范性文件总数由58件减少到49件
    if documents and _ALL_THERE_ARE.search(text, 0, documents[0][0].start):
        return Subject("disclosure", rows, ("in_force",), 0.93)
    if inherited is None or inherited.domain != "disclosure" or not inherited.second:
        return FOREIGN
    if not set(inherited.second) <= _OF_DOCUMENTS:
        return FOREIGN
    return Subject("disclosure", rows, inherited.second, min(0.93, inherited.sure))


def _said_alike(text: str, verbs: list[tuple[Cue, str]], *, listed: bool) -> list[tuple[Cue, str]]:
    """无制发、废止1件: what is denied is not joined to what is counted; 未制发或废止 denies both.

    `listed` says that nothing is counted: 未制定发布、废止 denies all that it lists.
    """
    denied: list[bool] = []
    end = 0
    for verb, _ in verbs:
        before = text[max(0, verb.start - 1) : verb.start]
        joined_ = before == "或" or (listed and text[end : verb.start] in _JOINS)
        denied.append(before in _DENIED or (joined_ and denied[-1:] == [True]))
        end = verb.end
    return [verb for verb, no in zip(verbs, denied, strict=True) if no == denied[-1]]


def _one_kind(text: str, near: Sequence[Cue], unit: str, rows: tuple[str, ...]) -> Subject:
    """An office with one kind of licence to give means all of them by it; but it may have more."""
    column = metrics().axes["document"][rows[-1]].column
    if column is None or len(rows) > 1:
        return FOREIGN
    subject = _decisions(text, near, unit, rows, column, column)
    return subject if subject is FOREIGN else replace(subject, sure=MAYBE_ALL)


def _unless_published(text: str, near: Sequence[Cue], decided: Subject) -> Subject:
    """Never held against the table where the sentence counts published items before."""
    if decided is FOREIGN or not near:
        return decided
    if decided.second == ("amount",):
        clause = text[clause_start(text, near[0].start, 0) : near[-1].end]
        remitted = says_any("let_off", clause) or says_any("charges_cut", clause)
        return FOREIGN if remitted or FOR_INFORMATION.search(clause) else decided
    if decisions.are_listed_as_published(text, near[0].start):
        return FOREIGN
    if not decisions.may_be_published(text, (near[0].start, near[-1].end)):
        return decided
    return replace(decided, sure=min(decided.sure, MAYBE_ALL))


def _is_said_of_all(text: str, cue: Cue) -> bool:
    """行政许可事项86宗, 环评、排污等许可事项86件; 许可事项86件 may be business of any kind."""
    return cue.surface.startswith("行政") or text.endswith(_OF_ALL_KINDS, 0, cue.start)


def _decisions(  # noqa: PLR0913, PLR0917  # the words, and what they name
    text: str, near: Sequence[Cue], unit: str, rows: tuple[str, ...], said: str, column: str
) -> Subject:
    """Decisions and fees: published items and matters are not decisions (MESSINESS, look-alikes)."""
    if column == "amount" or said == "amount" or (column == "projects" and unit == "元"):
        return Subject("disclosure", rows, ("amount",)) if unit in ("元", "") else FOREIGN
    if column == "projects" and unit in _NOTICES:
        return FOREIGN  # 政府集中采购类6条: what was published of them
    if said == "prev_items" and unit != "项":
        said = column  # 与上一年相比少了5件
    if said in ("prev_items", "delta") or column == "projects":
        sure = MAYBE_ALL if unit == "次" else _SURE  # 集中采购14次 may be projects
        return Subject("disclosure", rows, (said if column != "projects" else column,), sure)
    # 无行政许可事项 denies the decisions, too
    by_name = any(cue.has("document") and _is_said_of_all(text, cue) for cue in near)
    handled = by_name and unit in _CASES and any(cue.key("row") in DEALT_WITH for cue in near)
    published = any(
        cue.has("published") and (cue.surface != "事项" or (unit and not handled)) for cue in near
    )
    apart = unit in _COUNTED_AS.get(near[-1].surface, ())
    if apart and rows == ("licensing",):
        apart = _is_said_of_all(text, near[-1])  # 颁发食品经营许可证640本 is one kind of paper
    if (unit not in CASE_UNITS and not apart) or unit in ("条", "项", "个") or published:
        return FOREIGN
    # 办理行政许可事项86宗
    return Subject("disclosure", rows, (column,), 0.9 if handled else _SURE)
