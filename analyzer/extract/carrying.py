"""Carrying over: phrases that say from what year, or into what year, an unfinished application went.

Where an application comes from (上年, 2023年底), that it was unfinished (未办结, 遗留), how it moved (结转,
移至, 顺延到) and where it goes (今年, 次年, 2025年) combine freely; together they name a row of 表三.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from analyzer.extract.cues import Cue
from analyzer.extract.expressions import Expression
from analyzer.extract.subject import Subject
from analyzer.lexicon.metrics import Sense

_OVER: Final = Sense({"row": "carried_over"}, strong=True)
_FORWARD: Final = Sense({"row": "carried_forward"}, strong=True)
# a sentence without any of these carries nothing over
_HINT: Final = re.compile(
    # every alternative begins with one character, which lets the engine skip all others by a table
    r"转|延|移|留|跨|滚|将|拟|结[存余]|未[办了结]|在(?:[办了结]|20)|待[办了结]|推迟|次年|明年|翌年|到20|于20|至20|今年|期限"
)
_YEAR: Final = r"(?:19|20)\d\d年度?"
_FROM: Final = (
    rf"(?P<source>{_YEAR}|[上前]一?年度?|去年度?|往年度?|以前年度|历年|上期|[年期]初)年?[终底末尾初]?"
    r"(?:\d{1,2}月[份底末]?|[第]?[一二三四]季度)?"
)
_TAKEN: Final = (
    r"(?P<taken>已?(?:收到|受理|接收|登记|收))?(?:的|政府信息公开|信息公开|申请|事项|案件|件)*"
)
_UNDONE: Final = (
    r"(?:[尚仍还]?(?:未能?|没有?)(?:按期)?(?:办理?[结完毕竣]|办理|[完了]结|结案?(?!转)|答复|了|完成|处理)|[尚仍还]?[在待]办|遗留|留存|结余|结存|剩余)"
    r"(?:的|政府信息公开|信息公开|申请|事项|案件|件)*"
)
_MOVE: Final = r"(?:结转|转结|接转|滚[转存动]|流转|移转|移交(?![给其有相])|跨年|带(?=[来过入进])|转|移|顺延|延续|延期|推迟|延后|延|留待?|跨|带|拖|接续)"
_MOVES: Final = "结转接滚流移跨带拖顺延推留"  # what `_MOVE` begins with
_ONTO: Final = r"(?:而来|进来|[至到入进给于下来]|过来|下来)?(?:的|申请|案件|件)?"
_NOW: Final = rf"(?P<now>[本今当]年度?|{_YEAR})(?:\d{{1,2}}月份?)?"
_NEXT: Final = rf"(?P<next>下一?个?年度?|[次来]年度?|明年度?|翌年|后一年度?|{_YEAR})(?:\d{{1,2}}月份?|[年]?初)?"
_DONE: Final = r"(?:再行?|才|续|继续|接续)?(?:办理|处理|答复|办结|回复|办毕|完成)"
_AND: Final = "(?:而|并|后)?"
# Each begins with the characters that it may begin with: most places of a sentence fail there.
_CARRIED_OVER: Final = re.compile(
    rf"(?=[由从自含对12上前去往以历年期])(?:由|从|自|含|对)?{_FROM}{_TAKEN}(?P<undone>{_UNDONE}{_AND})?(?P<move>{_MOVE}{_ONTO})?"
    rf"(?:(?:(?<=[收到理接登记])[、，](?:于|在)?)?{_NOW})?(?:{_DONE})?(?:[、，]今年才办的)?"
)
_TO_THIS_YEAR: Final = re.compile(
    rf"(?=[{_MOVES}]){_MOVE}(?:而来|[至到入进给于])?{_NOW}(?:{_DONE})?"
)
_CARRIED_FORWARD: Final = re.compile(
    rf"(?=[尚仍还未没在待遗留结剩{_MOVES}])(?:{_UNDONE}{_AND})?{_MOVE}[至到入进给于下在自]?了?{_NEXT}(?:{_DONE})?"
)
# 结转2023年29件, 结转自2023年 in the report of 2024: from that year, as nothing goes back into it
_FROM_A_YEAR: Final = Expression(r"(?:结转|转结)自?(?:19|20)\d\d")
_NEXT_YEAR: Final = re.compile(
    rf"(?=[将拟须需计预于在到至下次来明翌后12])(?:将|拟|须|需|计划|预计)?[于在到至]?{_NEXT}{_DONE}"
)
_AT_THE_END: Final = re.compile(
    r"(?=[截本当今年期1尚仍还均])(?:(?:截[至止]?)?(?:本年|当年|今年|年|期|12月)[底末终](?:前|时|止)?(?:仍|尚|还|均)*"
    r"(?:(?:未|没有?)(?:能)?(?:办[结完毕竣]|[完了]结|答复)|[在待]办(?!理)|(?:在|处于)?办理[之]?中|在办理|结存|结余)"
    r"|[尚仍还均](?:处于|在)(?:法定|答复|办理|规定|的)+(?:期限?|时限)之?(?:以?内)?(?![^，。；、]{0,6}[答回办]))"
)
_PATTERNS: Final = (_CARRIED_OVER, _TO_THIS_YEAR, _CARRIED_FORWARD, _NEXT_YEAR, _AT_THE_END)
_ROWS: Final = (None, "carried_over", "carried_forward", "carried", "result_total", "handled")

_INTO_THIS_YEAR: Final = Expression(
    r"(?:上年|去年|上一年|年初|往年|前一年|以前年度|此前|原|含|加上|包括|连同|承接)[^，。；、]{0,8}$"
)
_OUT_OF_THIS_YEAR: Final = Expression(
    r"(?:年底|年末|年终|最终|最后|期末|截至|下年|来年|次年|尚|仍|余下|其余|剩余)[^，。；、]{0,8}$"
)
_CLOSED: Final = Expression(
    r"办结|办毕|办完|答复|回复|复函|回函|办件|[办处]理完[毕结]|审结|结案|提供\d|公开\d"
)


def with_carrying(found: list[Cue], text: str, year: int | None) -> list[Cue]:
    """`found` with a cue for every phrase of carrying over in place of those within it.

    `year` is the year reported on; figures of other years (前年结转) are left as they were.
    """
    if not _HINT.search(text):
        return found
    named: list[Cue] = []
    at = 0
    for begin, stop, sense in _phrases(text, year):
        while at < len(found) and found[at].end <= begin:
            named.append(found[at])
            at += 1
        behind = at
        while behind < len(found) and found[behind].start < stop:
            behind += 1
        within = found[at:behind]
        start = min([begin, *(cue.start for cue in within)])
        end = max([stop, *(cue.end for cue in within)])
        beyond = [cue for cue in within if cue.start < begin or cue.end > stop]
        free = not named or named[-1].end <= start
        if free and all(cue.key("row") in _ROWS for cue in beyond):
            named.append(Cue(start, end, text[start:end], sense))
            at = behind
    return [*named, *found[at:]]


def _phrases(text: str, year: int | None) -> Iterator[tuple[int, int, Sense]]:
    """Half-open spans of phrases that name a row, in order, the longest at a place, none over another."""
    found = [match for pattern in _PATTERNS for match in pattern.finditer(text)]
    at = 0
    for match in sorted(found, key=lambda each: (each.start(), -each.end())):
        sense = _sense(match, year) if match.start() >= at else None
        if sense is not None:
            at = match.end()
            yield match.start(), at, sense


def _sense(match: re.Match[str], year: int | None) -> Sense | None:
    """What a phrase names; None where it is not about this year's beginning or end."""
    if match.re is _AT_THE_END:
        return _FORWARD
    named = match.groupdict()
    if "next" in named:
        onto = _number(named["next"])
        if year is not None and onto == year - 1 and _FROM_A_YEAR.match(match[0]):
            return _OVER
        return _FORWARD if onto is None or (year is not None and onto > year) else None
    onto = _number(named["now"])
    if onto is not None and onto != year:
        return None
    if match.re is _TO_THIS_YEAR:
        return _OVER
    moved = named["undone"] or named["move"] or (named["taken"] and named["now"])
    if not moved:
        return None
    source = _number(named["source"])
    return _OVER if source is None or (year is not None and source < year) else None


def _number(written: str | None) -> int | None:
    """The year of 2024年度; None for 上年, 次年."""
    return int(written[:4]) if written and written[:4].isdecimal() else None


def carried(text: str, cue: Cue, inherited: Subject | None) -> tuple[str, ...]:
    """Whether a bare 结转 comes from last year or goes to the next."""
    before = text[max(0, cue.start - 14) : cue.start]
    if _INTO_THIS_YEAR.search(before) or text.startswith(
        ("来", "自", "进来", "过来", "而来"), cue.end
    ):
        return ("carried_over",)
    if _OUT_OF_THIS_YEAR.search(before):
        return ("carried_forward",)
    # 新收44件，结转3件，办结46件: told before the results
    closed = _CLOSED.search(text, 0, cue.start) is not None
    left = cue.surface == "遗留"  # 全年没有遗留、没有新收
    if not closed and (left or (inherited is not None and inherited.first == ("new_received",))):
        return ("carried_over_likely",)
    return ("carried",)
