"""Universals: 均已办结, 全部维持, 均为自然人 say all of a subject, which makes them shares of 100 %."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from analyzer.extract.cues import Cue, between, clause_start
from analyzer.extract.denominators import CLOSED, HANDLED, RECEIVED
from analyzer.extract.documents_before import all_opened
from analyzer.extract.expressions import Expression
from analyzer.extract.shares import Share
from analyzer.extract.subject import Subject, group_of
from analyzer.extract.subjects import subject_of, topic_of
from analyzer.extract.universal_phrases import SENSES
from analyzer.extract.ways import is_channel
from analyzer.lexicon.metrics import stating

_ALL_SUITS: Final = (("suit",), ("all",))
_LITIGATION: Final = frozenset({"suit_direct", "suit_after"})
# 其余5件…全部予以公开: of these only
_THE_REST: Final = Expression(
    r"(?:其余|余下|另外|(?<!申请)另|剩下|除[^。；]*外)[^。；]*$|(?:应当|应|该|能|可以?)公开的$|关于[^，。；]{2,}$|(?:关于|有关|涉及|针对)(?!政府信息|信息公开|申请|公开|行政|诉|复)[^，。；]{2,}[件份宗](?:申请)?，$"
)
# 办结25件（另有5件结转），均按期答复: of the 25
_BRACKETED: Final = re.compile(r"（[^（）]*）")
# how far the word that says what they all are may stand from 均 (均系他人隐私)
_REACH: Final = 2
# what 均 may be said of all of
_WHOLES: Final = frozenset({"new_received", "carried_over", "handled", "result_total"})
_CARRIED: Final = frozenset({"carried_over", "carried_forward", "carried"})
# 均为企业和研究机构, 均为维持或撤回: more than the one just named
_AND_MORE: Final = re.compile(r"[和或及与](?!其他组织)|、(?!(?:按|依|如|及))")
# 均为律师事务所提出; 均由保险公司赔付 is something else
_WHO_ASKED: Final = Expression(
    r"(?:身份|名义|提出|提交|递交|申请|的|件|类|所)*(?:[，。；、（）]|$)"
)
_ASKED: Final = re.compile(r"(?:申请|来件|提出|递交|提交)[人者]")
_TO_WHOM: Final = Expression(r"给?了?(?:给(?:了)?)?(?:申请人|申请者)?(?=[，。；、）;！\n]|$)")
_WHO_DECIDES: Final = ("法院", "人民法院", "复议机关", "复议机构", "上级机关")
_DECIDED: Final = re.compile(r"结|完|毕|决定|到位|终")
_OF_COURTS: Final = re.compile(r"法院|判决|原告|诉讼请求|胜诉|获胜")
_NOT_OF_COURTS: Final = (("review",), ("all",))  # reviews are not won: 复议7件、诉讼2件，均胜诉
_COURT: Final = 6  # characters around a universal that may name a court
_NOT: Final = re.compile(r"[未无没不]")
# 栏目更新及时，信息均已公开
_OF_INFORMATION: Final = Expression(
    r"[，。；](?:[^，。；\d请]{0,6})(?:信息|内容|结果|数据|文件|目录|栏目|政策)$"
)
_STILL: Final = ("中", "之中", "当中", "过程")
_CERTAIN: Final = 1.0
_BARE: Final = 0.84  # told, never held against the table
_DENIED: Final = ("未", "无", "没", "非")
_STOPS: Final = frozenset("，；。、")
# 申请事项为退耕补助, 主要涉及征地
_WHAT_FOR: Final = r"(?:申请|公开|所涉|涉及|主要|均|的)*(?:事项|内容|信息|领域)?(?:主要|均|都|多)*(?:为|涉及|集中|包括|关于|围绕)"


def read(
    text: str,
    match: re.Match[str],
    cues: list[Cue],
    inherited: Subject | None,
    received: Subject | None,
) -> tuple[int, Share] | None:
    """Where the universal ends, and the part and the whole that it says are one.

    `received` is what the sentence counted as come in, if anything.
    """
    if _is_not_all(text, match):
        return None
    if match["whole"]:
        spoken = received or _spoken_of(between(cues, 0, match.start()), inherited)[0]
        spoken = spoken if spoken and spoken.domain == "requests" else None
        return (match.end(), (CLOSED, HANDLED)) if spoken else None
    before = between(cues, 0, match.start())
    subject, sure = _spoken_of(before, inherited)
    if _THE_REST.search(_BRACKETED.sub("", text[: match.start()])):
        return None
    sense = next((name for name in SENSES if match[name]), None)
    told = all_opened(text, match.start(), subject)
    if told is not None or sense is None:
        return told or _of_cue(text, match.span(), cues, subject)
    if sense == "closed" and subject is not None and subject.domain == "disputes":
        # 均按法定程序办理: a case in hand is handled as well
        return (match.end(), _all_closed(subject)) if _DECIDED.search(match["closed"]) else None
    if sense == "upheld":
        return _upheld(text, match.span(), before, subject, inherited)
    nearest = next((c for c in reversed(before) if c.has("foreign") or c.has("request")), None)
    other = nearest if nearest and nearest.has("foreign") and not nearest.has("request") else None
    # 收到36件，其中网上20件、信函16件，全部办结: ways of applying are no other business
    if other and not (received and _is_aside(text, other)):
        return None
    share = _of_requests(text, match, sense, subject, received)
    if share is None:
        return None
    part, whole = share
    return match.end(), (replace(part, sure=min(part.sure, sure)) if part else None, whole)


def _is_not_all(text: str, match: re.Match[str]) -> bool:
    """Whether more is said than what `match` holds (均为企业和个人, 均为100%的率), or that it is not so.

    均在办理中 says that none is closed.
    """
    more = _AND_MORE.match(text, match.end()) or text.startswith("率", match.end())
    in_hand = match["closed"] and (
        text.startswith(_STILL, match.end()) or text.endswith("在", 0, match.start("closed"))
    )
    return bool(more or in_hand) or text.endswith(stating("not_all"), 0, match.start())


def _of_requests(
    text: str,
    match: re.Match[str],
    sense: str,
    subject: Subject | None,
    received: Subject | None,
) -> Share | None:
    """What is said of all applications: closed, granted, or who asked."""
    aside = text[max(0, match.start() - 1) : match.start()] in _STOPS
    if subject is None or subject.domain != "requests":
        # 收到申请两件，一件问宅基地，均在期限内答复
        in_time = sense == "closed" and received and (aside or set("期时") & set(match[0]))
        return (CLOSED, HANDLED) if in_time else None
    if sense == "closed":
        # 收到4件，予以公开1件，…，全部办结: of all that came in
        told = _says_all_closed(match[0], subject, aside=aside) or (aside and received)
        return (CLOSED, HANDLED) if told else None
    if sense == "granted":
        return None if _is_of_else(text, match) else _whole(sense, subject)
    if not _WHO_ASKED.match(text, match.end()):
        return None  # 均由企业赔付
    if _ASKED.search(text, clause_start(text, match.start(), 0), match.start()):
        subject = RECEIVED  # 答复3件，申请人均为居民
    return _whole(sense, subject)


def _is_of_else(text: str, match: re.Match[str]) -> bool:
    """均公开透明, 信息均已公开: not what was asked for."""
    if match["granted"] == "公开" and not _TO_WHOM.match(text, match.end()):
        return True
    return _OF_INFORMATION.search(text, 0, match.start()) is not None


def _spoken_of(before: Sequence[Cue], inherited: Subject | None) -> tuple[Subject | None, float]:
    """What the words before a universal speak of, and how sure that is."""
    subject = topic_of(before, inherited) if inherited is None else inherited
    if subject is None and _speaks_of_applications(before):
        return Subject("requests"), _BARE  # 申请全部予以公开
    return subject, _CERTAIN


def _is_aside(text: str, cue: Cue) -> bool:
    """Whether a word only tells how one applied (网上) or what for (申请事项为退耕补助)."""
    start = clause_start(text, cue.start, 0)
    return is_channel(cue.surface) or re.match(_WHAT_FOR, text[start : cue.end]) is not None


def _speaks_of_applications(before: Sequence[Cue]) -> bool:
    """Whether a bare 申请 stands before and nothing that one may apply for."""
    asked = any(cue.has("bare_request") for cue in before)
    return asked and not any(cue.has("foreign") or cue.has("document") for cue in before)


def _upheld(
    text: str,
    span: tuple[int, int],
    before: Sequence[Cue],
    subject: Subject | None,
    inherited: Subject | None,
) -> tuple[int, Share] | None:
    start, end = span
    if subject is None or subject.domain != "disputes":
        named = subject_of(text, before, "件", inherited)
        subject = named if named and named.domain == "disputes" else None
    if subject is None or not subject.first:
        return None
    if subject.first in _NOT_OF_COURTS and _OF_COURTS.search(
        text, max(0, start - _COURT), end + _COURT
    ):
        subject = Subject("disputes", ("suit",))  # 行政复议7件，行政诉讼2件，法院均判决驳回
    return end, (Subject("disputes", subject.first, ("upheld",)), _cases(subject))


def _all_closed(subject: Subject) -> Share:
    """复议5件、诉讼2件，均已办结: none of these is pending; of 维持5件，均已审结 no cell tells."""
    if not subject.first or subject.second:
        return None, None
    cases = Subject("disputes", subject.first)
    return replace(cases, second=("closed",)), cases


def _cases(subject: Subject) -> Subject:
    """The cases that a universal sums up: those of the group, of 已结5件 the closed ones."""
    closed = ("closed",) if subject.second == ("closed",) else ()
    return Subject("disputes", subject.first, closed)


def _of_cue(
    text: str, span: tuple[int, int], cues: Sequence[Cue], subject: Subject | None
) -> tuple[int, Share] | None:
    """均属信息不存在, 均被撤销, 均未经复议: the row, outcome or group of the lexicon behind it.

    The cue may begin with what stands between (均|被撤销, 均|经复议后).
    """
    start, end = span
    cue = next((c for c in cues if start <= c.start <= end + _REACH and c.end > end), None)
    cue = cue or next((c for c in cues if c.start < start and c.end > end and _says_all(c)), None)
    if cue is None or text.startswith("率", cue.end) or subject is None or not subject.first:
        return None
    if _NOT.search(text, end, cue.start) or "，均" in text[start : cue.start]:
        return None  # 均未败诉; 均已作出，均支持我局 are two
    row, outcome, group = cue.key("row"), cue.key("outcome"), cue.key("group")
    if subject.domain == "disputes" and group in _LITIGATION and subject.first in _ALL_SUITS:
        # 未审结的5件，均系复议后起诉: of these; behind several outcomes 均 may sum up all suits
        alone = sum(each.has("outcome") for each in cues if each.end <= start) == 1
        of_these = Subject("disputes", ("suit",), subject.second if alone else ())
        return cue.end, (replace(of_these, first=(group,)), of_these)
    if subject.domain == "disputes" and outcome and text[cue.start - 1] in _DENIED:
        return None  # 均未败诉
    if subject.domain == "disputes" and outcome:
        return cue.end, (
            Subject("disputes", subject.first, (outcome,)),
            _cases(subject),
        )
    column = cue.key("column")
    asked = _WHO_ASKED.match(text, cue.end) is not None
    if subject.domain == "requests" and column and asked and not cue.has("row"):
        return cue.end, _whole(column, subject)
    if subject.domain != "requests" or row is None or not cue.is_strong():
        return None
    part = Subject("requests", (row,), subject.second)
    if subject.first == (group_of(row),):
        return cue.end, (part, Subject("requests", subject.first, subject.second))
    if set(subject.first) <= _WHOLES and row not in _WHOLES | {
        "carried_forward",
        "carried",
    }:
        return cue.end, (part, Subject("requests", CLOSED.first, subject.second))
    return None


def _says_all(cue: Cue) -> bool:
    """法院均支持我厅: an outcome whose words hold the universal."""
    return cue.has("outcome") and cue.surface.startswith(_WHO_DECIDES)


def _says_all_closed(phrase: str, subject: Subject, *, aside: bool) -> bool:
    """Whether the phrase speaks of all applications, not of the few just counted.

    After a list of outcomes 均按期答复 sums up; after 上年结转的3件 it does not.
    """
    if set(subject.first) <= _WHOLES:
        # 上年结转的3件全部答复: of these only; 新收9件，上年结转2件，均已答复: of all
        return aside or subject.first != ("carried_over",)
    return not set(subject.first) & _CARRIED and bool(set("期时") & set(phrase))


def _whole(sense: str, subject: Subject) -> tuple[Subject, Subject]:
    """What a universal says all of: 均予公开 granted of closed, 均为自然人 of what came in."""
    if sense == "granted":
        return Subject("requests", ("granted",)), CLOSED
    first = subject.first or ("new_received",)
    if sense != "natural_person" and subject.second == ("organizations",):
        return Subject("requests", first, (sense,)), replace(subject, also=())
    return Subject("requests", first, (sense,)), Subject("requests", first)
