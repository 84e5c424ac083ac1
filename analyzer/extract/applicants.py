"""Applicants: which column of 表三 the words near a number name, and where it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from analyzer.extract.cues import ENDS, Cue, sentence_part_start
from analyzer.extract.disclosure_subjects import MAYBE_ALL
from analyzer.extract.expressions import Expression
from analyzer.extract.subject import CAME_IN, FOREIGN, Subject, joined, keys_of
from analyzer.lexicon.metrics import metrics

# 村民提出2件, 律师申请6件; 来自居民, 为用人单位
_APPLIES: Final = re.compile(
    r"(?:（[^（）]{0,12}）|\u3000)*(?:等[^，。；\d]{0,6})?(?:个人|直接|共|各|所)*(?:提出|申请|提交|递交|代为|代理|\d)"
)
# 受理村民申请7件: all of them
_RECEIVED_FROM: Final = re.compile(r"(?:受理|收到|接到|接收)(?:了)?$")
_COMES_FROM: Final = re.compile(
    r"(?:来自|出自|源自|来源于)[^，。；、\d]{0,4}$|(?:由|(?<!作)为|(?<![联关体])系|是)$"
)
_SHORT: Final = 8
# 其中同一自然人, 某公司, 个别企业: some of those that the column counts; 收到某公司申请 is all
_PARTICULAR: Final = re.compile(
    r"(?<!收到)(?<!接到)(?<!受理)(?:同一|同|某|某一|个别|少数|部分|单个|单一|该|外地|外省|本地|本市|本县|本区|辖区内?|外籍|境外|港澳台|外国|上述)(?:[名位个家])?$"
)
# 3名自然人, 一家企业: perhaps all of them
_SO_MANY: Final = re.compile(
    r"(?:\d|[一二两三四五六七八九十几数多])(?:名|位|家|个|户)(?:不同的?)?$"
)
# 自然人申请31件, 企业所提4件申请: so many came in
APPLIED: Final = Expression(
    r"申请|(?:共|一共|总共|只|仅)*(?:所提|提出的?|提交的?|递交的?)(?:政府信息公开|信息公开|公开)?(?:申请|\d[\d,]*[件份宗]的?(?:政府信息公开|信息公开|公开)?申请)"
)
ASKS: Final = ("要求公开", "请求公开", "申请公开", "要求获取", "请求获取", "申请获取")
_BY_NAME: Final = Expression(
    r"(?:是|为|系|属于?|来自|出自|由)(?!要求|请求|关于|涉|反映|针对|查|索|申请|因|[一两某同该])[^，。；、：\d的]{2,6}"
)
_ALL_OF_IT: Final = Expression(r"(?:仅有|唯一|收到|新收|受理|接收|所收|登记)的$")
_AND: Final = frozenset("、和及与或")
_JOINED_TO: Final = Expression("[、和及与]$")
# 船员、企业: somebody whom no column names
_SOMEBODY: Final = Expression(r"(?:^|[，。；：（“]|收到|受理|接到|接收|由)[\u4e00-\u9fff]{2,3}$")
ANYBODY: Final = "公民"  # 收到公民申请12件: of citizens, or whoever asked
_CONCERNS: Final = re.compile(r"(?:涉及|涉|关于|有关|围绕|针对|反映)(?:的|到|部分|一些|某些)?$")
_NOUN_OF: Final = re.compile(r"[^，。；、的申提\d]{2,12}的")
_NAMES_ON: Final = re.compile(
    r"的?(?:信息|诉求|问题|利益|纠纷|权益|补偿|住房|信用|登记|年报|隐私|商业秘密|秘密|反对|不同意|名称|档案)"
)
# 未收到任何单位、群众的申请: whoever that is
_WHOEVER: Final = ("任何", "单位", "组织")
_PEOPLE: Final = ("公众", "群众", "市民")
# 单位和个人, 任何组织或个人: whoever
_ANY_BODY_OR_PERSON: Final = Expression(
    r"(?:任何)?(?:单位|组织|机构|法人|团体)(?:和|或者?|及|、|与)(?:任何)?(?:个人|公民|自然人)"
)
_ELSE: Final = ("其他", "其它", "别的", "另外")
_NOBODY_ELSE: Final = Expression(
    r"(?:其[他它]|别的|另外)(?:类型|类别|种类|身份)?的?(?:申请人|申请主体|申请者|主体|主体的?申请|人员?或?单位申请|类别的?申请|主体提[出交]的?申请|主体向本?我?[局委镇乡县市]?申请)(?:提出申请|申请)?"
)
_DIGIT: Final = Expression(r"\d")


def applicants(text: str, near: Sequence[Cue]) -> list[tuple[Cue, str]]:
    """The columns named as those who applied, not as what the information is about.

    Whoever is named before 、 with a column (村民和企业, 船员、企业) applied as well.
    """
    named = keys_of(near, "column")
    found: list[tuple[Cue, str]] = []
    for cue, key in named:
        beside = found and text[found[-1][0].end : cue.start] in _AND  # 科研院所和社会组织
        if (beside and not _is_within_name(text, cue)) or _applied(text, cue):
            found.append((cue, key))
    for cue, key in tuple(found):
        joined_to = _JOINED_TO.search(text, max(0, cue.start - _SHORT), cue.start)
        if joined_to is None or key == "natural_person":
            continue
        others = [each for each in named if each[0].end == joined_to.start()]
        for other in others or [(cue, "natural_person")]:
            if other not in found and (others or _SOMEBODY.search(text, 0, joined_to.start())):
                found.insert(found.index((cue, key)), other)
    return found


def _applied(text: str, cue: Cue) -> bool:
    """Whether a column's word tells who applied."""
    if _is_within_name(text, cue) or _is_of_a_matter(text, cue):
        return False
    if not cue.is_weak():
        return True
    near = max(0, cue.start - _SHORT), cue.start
    if _RECEIVED_FROM.search(text, *near):
        return False
    return _APPLIES.match(text, cue.end) is not None or _COMES_FROM.search(text, *near) is not None


def _is_within_name(text: str, cue: Cue) -> bool:
    """个人信息, 企业商业秘密: what the information is about, not who asked for it."""
    return _NAMES_ON.match(text, cue.end) is not None


def _is_of_a_matter(text: str, cue: Cue) -> bool:
    """涉及企业生产工艺的申请26件: whom the matter concerns, not who asked."""
    about = _CONCERNS.search(text, max(0, cue.start - _SHORT), cue.start)
    return about is not None and _NOUN_OF.match(text, cue.end) is not None


def is_named_behind(text: str, end: int, cue: Cue) -> bool:
    """3件是物业公司, 2件为民营医院: who asked, by a name that ends with the column's word."""
    if not cue.has("column") or text[cue.end : cue.end + 1] not in ENDS:
        return False
    return _BY_NAME.fullmatch(text, end, cue.start) is not None


def all_that_came(text: str, start: int, subject: Subject) -> Subject:
    """收到的3件申请来自企业, 仅有的一件来自村民: all that came in, by whomever."""
    alone = subject.first == CAME_IN and subject.second and _ALL_OF_IT.search(text, 0, start)
    return replace(subject, second=(), also=()) if alone else subject


def asks_about(found: Sequence[Cue]) -> bool:
    """3件是要求公开公司章程: the column's word belongs to what was asked for."""
    asked = [cue.start for cue in found if cue.surface.startswith(ASKS)]
    return bool(asked) and any(cue.has("column") and cue.start > asked[0] for cue in found)


def of_particular(text: str, subject: Subject, found: list[tuple[Cue, str]]) -> Subject:
    """其中同一自然人提交19件 is a part of the column; 3名自然人提交21件 is one, or all of it."""
    for cue, _ in found:
        near = max(0, cue.start - _SHORT), cue.start
        if _PARTICULAR.search(text, *near):
            return FOREIGN
        if cue.surface == ANYBODY and _RECEIVED_FROM.search(text, *near) and subject.second:
            subject = replace(subject, also=(*subject.also, replace(subject, second=(), also=())))
        if _SO_MANY.search(text, *near):
            subject = replace(subject, sure=min(subject.sure, MAYBE_ALL))
    return subject


def columns_of(text: str, found: list[tuple[Cue, str]]) -> tuple[str, ...]:
    """The columns named; 公民、法人和其他组织 together are everybody, which is no column."""
    keys = joined(text, found)
    return () if "natural_person" in keys and len(keys) > 1 else keys


def with_column_before(text: str, subject: Subject, passed: Sequence[Cue]) -> Subject:
    """商业企业方面，新收63件: the column before the comma may still hold; both readings are kept."""
    if subject.domain != "requests" or subject.second or not passed:
        return subject
    columns = columns_of(text, applicants(text, passed))
    if not columns:
        return subject
    return replace(subject, also=(*subject.also, replace(subject, second=columns, also=())))


def with_column_of(subject: Subject, before: Subject | None) -> Subject:
    """企业新收63件，予以公开18件: the 18 may be the enterprises' or everybody's; keep both."""
    if subject.domain != "requests" or before is None or subject.second or not subject.first:
        return subject
    columns = before.second or (before.also[0].second if before.also else ())
    if before.domain != "requests" or not columns or before.first == subject.first:
        return subject
    return replace(subject, also=(*subject.also, replace(subject, second=columns, also=())))


def framed(subject: Subject, frame: tuple[str, ...]) -> Subject:
    """A row told within a frame: the column first, everybody's as another reading."""
    if subject.domain != "requests" or subject.second or not subject.first or not frame:
        return subject
    whole = replace(subject, also=())
    return replace(subject, second=frame, also=(*subject.also, whole))


def others_asked(text: str, at: int, cues: Sequence[Cue]) -> bool:
    """无公民申请，企业申请3件: whether others who did apply are counted behind offset `at`."""
    asked = next((c for c in cues if c.start >= at and c.has("column")), None)
    return (
        asked is not None
        and _DIGIT.match(text, asked.end + 2 * text.startswith("申请", asked.end)) is not None
    )


def nothing_received(said: str, subject: Subject, near: Sequence[Cue], *, beside: bool) -> Subject:
    """未收到公民、法人要求办理的申请: nothing came in, from whomever and for whatever."""
    due = near[-1].has("request") and subject.first == ("result_total",)  # 未产生需答复的申请
    # 没有公民提出申请, 没有单位和个人提出申请
    anyone = near[0].surface == ANYBODY or _ANY_BODY_OR_PERSON.match(said) is not None
    who = anyone and subject.first == ("new_received",)
    if subject.domain == "requests" and (near[0].key("row") == "new_received" or due or who):
        asked = {key: cue.surface for cue in near if (key := cue.key("column"))}
        anybody = (asked.get("natural_person") == ANYBODY and not beside) or any(
            who in said for who in _WHOEVER
        )
        people = "natural_person" in asked or any(who in said for who in _PEOPLE)
        columns = () if people and (anybody or len(asked) > 1) else tuple(asked)
        sure = subject.sure if len(columns) < 2 else min(subject.sure, MAYBE_ALL)
        return Subject("requests", ("new_received",), columns, sure)
    return subject


def nobody_else(
    text: str, start: int, body: tuple[int, int], cues: Sequence[Cue]
) -> Subject | None:
    """自然人6件、企业2件，没有其他类型申请人: none of the columns that the sentence does not name before."""
    if not text.startswith(_ELSE, body[0]) or _NOBODY_ELSE.fullmatch(text, *body) is None:
        return None
    part = sentence_part_start(text, start, 0)
    named = {key for cue in cues if part <= cue.start < start and (key := cue.key("column"))}
    columns = [key for key, axis in metrics().axes["column"].items() if axis.cells == (key,)]
    if not named or not named < set(columns):
        return None
    rest = tuple(column for column in columns if column not in named)
    return Subject("requests", ("new_received",), rest, 0.9)
