"""What a percentage is a share of: numerator and denominator as subjects."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from analyzer.extract.cues import Cue
from analyzer.extract.denominators import CLOSED, HANDLED, whole_of
from analyzer.extract.dispute_parties import tells_of_courts
from analyzer.extract.expressions import Expression
from analyzer.extract.place import gap, ranked
from analyzer.extract.reading import Reading, says_any
from analyzer.extract.subject import FOREIGN, IN_AND_OVER, Subject
from analyzer.extract.subjects import subject_of
from analyzer.lexicon.metrics import CueKind, stating
from analyzer.lexicon.phrases import trie_pattern

_OPENED: Final = Subject("requests", ("granted", "partial"))
_SHARE_OF: Final = Expression(
    r"占(?:比|到|了|全部|总)?|(?<=，)(?:所占)?(?:比例|比重)(?:为|是|达)?$"
)
# 不足不予公开总数的百分之二, 约为办结总数的一成
_COMES_TO: Final = Expression(
    r"(?:也|已|均|都|就|便)?(?:不足|不到|超过?|逾|约|仅|近|接近|达到?|相当于|是|为){1,3}(?=(?!上|去|20)[^，。；\d]{2,16}的$)"
)
# 两项合计占…: which two, the words before may tell, but not surely
_IN_BRACKETS: Final = Expression(r"[（(](?:占|占比|占比为|约)?$")
_RATE_ALONE: Final = Expression(
    r"(?:所占|其)?的?(?:占比|比例|比率|比重|份额)(?:也|已|随之|则|相应|由此)*"
    r"(?:为|达到?|是|约|[升降增减]至|[升降增减]到|(?:上升|下降|提高|提升|增加)[到至])*"
)
_OF_ONE: Final = {"予以": "granted", "部分": "partial"}  # 予以公开率, 部分公开率
_OTHERS: Final = Expression(r"复议局|复议机构|复议办公室")
_AMONG: Final = Expression(r"[件宗起份条][中里][，：]?$")
_AS_ANSWER: Final = Expression(r"[”）]?的?类?型?的?")
# 主动公开占70%，依申请公开占20%，不予公开占10%: documents by who may see them
_CLASSES: Final = Expression(
    r"主动公开(?:类|的|信息|文件|公文)*[^，。；]{0,4}占|依申请公开(?:类|的|信息|文件|公文)*占",
    needs="占",
)
# 分别: one number each; 办结率目标为95%, 满意率排名前5%: aims and ranks are no results
_NOT_ITSELF: Final = Expression(
    r"分别|依次|目标值?(?:是|定|设|为|在|达到?|不低于)*$|(?:排名?|位[居列次]|名列)[^，。；]{0,6}前$"
)
# 主动公开率, 政策公开率 are shares of something else
_PLAIN: Final = Expression(
    r"(?:^|[，；。、：的]|申请|[本我全][局镇委办厅街区县市省]|年度?|信息|其中|合计|综合|总|本年|全年|予以|总体|答复)$"
)

_ALL_CASES: Final = Expression(r"(?:全部|全年|总体|整体|综合|总的?)(?:案件|诉讼|结果)?$")
_OF_A_ROW: Final = ("不予", "部分", "不")  # 不予公开率 names a row of the table
_RATIO: Final = Expression(r"”?的?类?(?:答复|申请|决定)?的?(?:率|比例|占比|比重|份额)")
# 扣除上年结转的6件，当年新收的办结率为96.7%: of what came in alone
_WITHOUT_CARRIED: Final = Expression(r"(?:扣除|剔除|除去|不计|不含|不包括)[^，。；]{0,8}结转")
_GENERAL: Final = ("行政机关", "行政案件", "综合", "整体", "直接", "一审")
_NEXT_TO: Final = ("", "为", "了", "均为")
_REPLIED: Final = Expression(
    r"答复率|依申请公开率|(?:不予公开|部分公开|无法提供|不予处理)”?(?:率|比例|占比|比重)|申请[^，。；]{0,4}占|占[^，。；]{0,4}申请"
)
_APART: Final[tuple[CueKind, ...]] = ("foreign", "narrative", "document", "group", "other_disputes")

Share = tuple[Subject | None, Subject | None]
_NONE: Final[Share] = (None, None)


@cache
def _rates() -> re.Pattern[str]:
    parts = (
        rf"(?P<{name}>{trie_pattern(stating(name))})"
        for name in ("close_rates", "open_rates", "corrected_rates", "upheld_rates")
    )
    return re.compile("|".join(parts))


def names_a_rate(text: str, span: tuple[int, int]) -> bool:
    """Whether the half-open `span` has the name of a rate (纠错率, 按期答复率)."""
    said = text[slice(*span)]
    rate = _rates().search(text, *span) if "率" in said or "比例" in said else None
    return rate is not None and not text.endswith(_OF_A_ROW, 0, rate.start())


def rates_in(text: str, span: tuple[int, int]) -> list[tuple[int, int]]:
    """Where in the half-open `span` rates are named, in order."""
    return [rate.span() for rate in _rates().finditer(text, *span)]


def is_of_requests(reading: Reading, span: tuple[int, int]) -> bool:
    """Whether a percentage behind the half-open `span` can only be of applications (按期答复率100%)."""
    told = _REPLIED.search(reading.text, *span) is not None
    return told and not any(reading.having(kind) for kind in _APART)


def share_of(
    text: str,
    span: tuple[int, int],
    near: Sequence[Cue],
    topic: Subject | None,
    stated: Subject | None,
) -> Share:
    """Numerator and denominator of the percentage that ends the half-open `span` of `text`.

    `near` are the cues in the span, `topic` what the text speaks of, `stated` what the number
    before this one counted. Both are None where no table can tell.
    """
    if _NOT_ITSELF.search(text, *span) or says_any("aims", text[slice(*span)]):
        return _NONE
    if _OTHERS.search(text, 0, span[1]) or _CLASSES.search(text):
        return _NONE
    if any(cue.has("foreign") and not cue.has("row") and not cue.has("document") for cue in near):
        return _NONE
    if tells_of_courts(text, *span):
        return _NONE
    rate = _rates().search(text, *span)
    proportion = _proportion(text, near, topic)  # 不予公开率 is no 公开率
    if rate is not None:
        of_row = proportion if rate["open_rates"] else None
        return of_row or _rate(text, rate, near, topic, stated)
    proportion = proportion or _of_outcome(text, span[1], near, topic)
    if proportion is not None:
        return proportion
    if stated is not None and stated.metric is not None:
        if _RATE_ALONE.fullmatch(text, *span):  # 答复126宗，比例95.5%
            closed = stated.domain == "requests" and stated.first == CLOSED.first
            return (CLOSED, HANDLED) if closed and not stated.second else of_stated(stated)
        if _IN_BRACKETS.search(text, max(0, span[0] - 1), span[1]):
            return of_stated(stated)
    return _taken(text, span, near, topic, stated)


def _taken(
    text: str,
    span: tuple[int, int],
    near: Sequence[Cue],
    topic: Subject | None,
    stated: Subject | None,
) -> Share:
    """不予公开占9.9%, 予以公开12件，占办结总数的30%: what is named before 占, or was just counted."""
    taken = _SHARE_OF.search(text, *span) or _COMES_TO.match(text, *span)
    if taken is None or topic is None or topic.domain == "foreign":
        return _NONE
    before = [cue for cue in near if cue.end <= taken.start()]
    numerator = subject_of(text, before, "件", topic)
    if numerator is None and _names_nothing(text, span[0], taken.start()):
        numerator = stated
    if numerator is None or numerator.metric is None:
        return _NONE
    pool = _pool(text, before, numerator) or _pool_stated(text, span[0], stated, numerator)
    if stated is not None and stated.first == ("all",) and not {*numerator.second, *stated.second}:
        pool = stated if numerator.domain == "disputes" else pool  # 共8件，其中复议占75%
    whole = pool or whole_of(text, [cue for cue in near if cue.start >= taken.end()], numerator)
    # 市容类占54%: what is shared out has no name in the tables
    same = (numerator.first, numerator.second) == (whole.first, whole.second)
    return _NONE if same else (numerator, whole)


def _names_nothing(text: str, start: int, end: int) -> bool:
    """Whether the words before 占 name no part of their own (征地类占七成 does)."""
    return ranked().covers(text, start, end) or gap().covers(text, start, end)


def _proportion(text: str, near: Sequence[Cue], topic: Subject | None) -> Share | None:
    """不予公开率, 无法提供比例: the row, of what was closed."""
    for before, cue in zip([None, *near], near, strict=False):
        row, told = cue.key("row"), cue
        if row in CLOSED.first and before and _AS_ANSWER.fullmatch(text, before.end, cue.start):
            row, told = before.key("row"), before  # 公开（含部分公开）答复占比: of these answers
        if (
            row in ("carried_forward", "carried")
            and text.startswith("率", cue.end)
            and topic is not None
        ):
            return Subject("requests", ("carried_forward",)), HANDLED  # 结转率
        if row is None or not told.is_strong() or row in IN_AND_OVER:
            continue
        if _RATIO.match(text, cue.end) and topic is not None and topic.domain == "requests":
            return Subject("requests", (row,)), CLOSED
    return None


def _of_outcome(text: str, end: int, near: Sequence[Cue], topic: Subject | None) -> Share | None:
    """复议维持100%: the outcome next to the percentage, of all cases of its group."""
    outcome = near[-1].key("outcome") if near else None
    if topic is None or topic.domain != "disputes" or outcome is None or not topic.first:
        return None
    if text[near[-1].end : end] not in _NEXT_TO:
        return None
    group = Subject("disputes", topic.first)
    return replace(group, second=(outcome,)), group


def _pool(text: str, before: Sequence[Cue], numerator: Subject) -> Subject | None:
    """不予公开中第三方权益占54%: the group that the row is shared out of."""
    for cue in before:
        row = cue.key("row")
        child = row is not None and numerator.first[0].startswith(f"{row}_")
        if row is not None and child and text[cue.end : cue.end + 1] in ("中", "里"):
            return Subject(numerator.domain, (row,), numerator.second)
    return None


def _pool_stated(
    text: str, start: int, stated: Subject | None, numerator: Subject
) -> Subject | None:
    """不予公开17件中，执法案卷占58.8%: the group just counted."""
    if stated is None or len(stated.first) != 1 or not _AMONG.search(text, 0, start):
        return None
    return stated if numerator.first[0].startswith(f"{stated.first[0]}_") else None


def of_stated(stated: Subject) -> Share:
    """自然人214件（88.1%）: the number just told, of the total the form gives it."""
    whole = whole_of("", (), stated)
    known = (whole.first, whole.second) != (stated.first, stated.second)
    return (stated, whole) if known and stated.domain != "disclosure" else _NONE


def _rate(
    text: str,
    rate: re.Match[str],
    near: Sequence[Cue],
    topic: Subject | None,
    stated: Subject | None,
) -> Share:
    if text.endswith(_GENERAL, 0, rate.start()):
        return _NONE  # 行政机关败诉率: of all cases
    groups = [key for cue in near if (key := cue.key("group")) and cue.end <= rate.start()]
    if topic is None or (stated is FOREIGN and not groups):
        return _NONE
    outcome = "corrected" if rate["corrected_rates"] else "upheld" if rate["upheld_rates"] else ""
    if outcome:
        group = ("suit",) if "诉" in rate[0] else topic.first or ("review",)
        if "纠" in rate[0] and group[0].startswith("suit"):
            group = ("review",)  # 被诉8件，…。纠错率18.2%: courts correct nothing, reviews do
        group = (groups[-1],) if groups else group
        if not groups and _ALL_CASES.search(text, max(0, rate.start() - 8), rate.start()):
            # 直接起诉9件、复议后起诉11件；全部案件维持率75%
            group = ("suit",) if group[0].startswith("suit") else group
        known = topic.domain == "disputes"
        return (
            (Subject("disputes", group, (outcome,)), Subject("disputes", group)) if known else _NONE
        )
    if topic.domain != "requests":
        return _NONE
    if rate["close_rates"]:
        return _NONE if _WITHOUT_CARRIED.search(text, 0, rate.start()) else (CLOSED, HANDLED)
    one = _OF_ONE.get(text[max(0, rate.start() - 2) : rate.start()])
    if one is not None and rate["open_rates"]:
        return Subject("requests", (one,)), CLOSED
    plain = _PLAIN.search(text[max(0, rate.start() - 4) : rate.start()])
    return (_OPENED, CLOSED) if rate["open_rates"] and plain else _NONE
