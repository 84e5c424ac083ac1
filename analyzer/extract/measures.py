"""Level, share or change: which of the three a number is, and with which sign."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Final

from analyzer.claim import Kind, Quantity
from analyzer.extract.expressions import Expression
from analyzer.lexicon.phrases import Run, trie_pattern
from analyzer.lexicon.source import words
from analyzer.lexicon.units import units

_CONTEXT: Final = "context"
POINTS: Final = "个百分点"
_COMPARED: Final = re.compile(
    r"同比|环比|[较比与同].{0,12}(?:年|上期|上次|上届|相比|去年|上年|年初|此前|[修调]?[订整]前|原[来有先])|去年|上年"
    r"|20\d\d年[^。；]*\d[件宗份][，；][^。；]*20\d\d年"
    r"|[比较][^，。；]{1,14}\d[件宗份起项条部个]?(?=[多少高低]出?$)"
)
_OF_TWO_FIGURES: Final = Expression(
    r"[比较](?![^，。；]*(?:年|上期|同期|上次|上届))[^，。；]{1,14}\d[件宗份起项条部个]?[多少高低]出?$"
)
# 多于上年4件: four more, though it may be read as more than the four of last year
_THAN: Final = re.compile(
    r"(?:(?P<more>多于|高于|多出|高出)|少于|低于|不及)(?:上年|去年|上一年|前一年|(?:19|20)\d\d年)度?(?:同期)?$"
)
_CLOSE_BY: Final = 6
_RATED: Final = Expression(r"率(?:仍|也|均|都|保持)*(?:[为是达]到?|在)?$", needs="率")
_APPLIED: Final = "(?:政府信息公开|信息公开|公开)?申请|依申请公开"  # 比上年多收申请6件
_SIGNS: Final = frozenset("+＋-－−")
# 同比+9.2%, （-3%）
_WRITTEN: Final = Expression(
    r"(?:同比|[较比][上去]年|增幅|增速|增长率?|[（(，])[为：:]?(?:[+＋]|(?P<fall>[-－−]))$"
)
_RUN: Final = 40  # characters of 分别增加5件、3件、2件和
_HOW: Final = Expression(
    r"(?<![长升降减增])率|时[限间长效]|用时|耗时|期限|周期|天数|效率|质量|速度|满意"
)
_AMOUNT: Final = Expression(r"金额|数额|罚没?款|资金|总额")
_OF_A_WHOLE: Final = frozenset({"%", "倍"})
_ENDED_AT: Final = re.compile(r"[至到为]\s?$")


@cache
def _before(key: str, *, short: bool = False) -> re.Pattern[str]:
    """The words of change at the end of what precedes a number, with what may stand between."""
    change = trie_pattern(words(_CONTEXT, key))
    if short:
        return re.compile(rf"(?<!新){change}(?:了|约|近)?(?:{_APPLIED})?\s?$")
    between = trie_pattern(words(_CONTEXT, "after_change"))
    return re.compile(rf"{change}(?:{between}|\s){{0,3}}$")


@cache
def _changing() -> re.Pattern[str]:
    """Any character of a word of change: tested first, for most numbers state none."""
    keys = ("rise", "fall", "short_rise", "short_fall", "extent")
    return re.compile(f"[{''.join({c for key in keys for w in words(_CONTEXT, key) for c in w})}]")


@cache
def _ends() -> frozenset[str]:
    """The last characters of all that states a change right before a number: most have another."""
    keys = ("rise", "fall", "short_rise", "short_fall", "extent", "after_change")
    ends = (word[-1] for key in keys for word in words(_CONTEXT, key))
    return frozenset((*ends, *"请开了约近至到为达是、和与及年度期", *_SIGNS))


@cache
def _extent() -> re.Pattern[str]:
    """增幅为 5%, 增幅分别为12.5%和9% state a change although 为 stands before the number."""
    return re.compile(
        rf"(?P<extent>{trie_pattern(words(_CONTEXT, 'extent'))})(?:度|约)?"
        r"(?:[为达]到?|分别[为达是](?:[^，。；]*[、和与及])?)\s?$"
    )


def in_percent(quantity: Quantity, text: str) -> Quantity:
    """败诉率为0, 办结率100: the sign was left out."""
    if (
        quantity.unit
        or "率" not in text[max(0, quantity.span.start - _CLOSE_BY) : quantity.span.start]
    ):
        return quantity
    rated = _RATED.search(text, 0, quantity.span.start)
    return replace(quantity, unit="%") if rated else quantity


def kind_of(quantity: Quantity, text: str) -> Kind:
    """The kind of a quantity in its sentence `text` (its offsets are those of `text`)."""
    if sign_of_change(quantity, text):
        return "change"
    unit = quantity.unit
    if unit == "元":
        return "money"
    if unit in ("%", "‰", POINTS, "倍"):
        return "share"
    if unit in ("名", "位") and text[quantity.span.start : quantity.span.start + 1] == "第":
        return "rank"
    return "duration" if units().is_kind(unit, "duration") else "count"


def sign_of_change(quantity: Quantity, text: str) -> int:
    """1 for a rise, -1 for a fall, 0 where the number states no change."""
    start = quantity.span.start
    last = text[start - 1 : start]
    if last not in _ends() and not last.isspace():
        return _sign_of_itself(quantity, text[start])
    written = _WRITTEN.search(text, max(0, start - 8), start) if last in _SIGNS else None
    if written is not None:
        return -1 if written["fall"] else 1
    run = _sign_in_a_run(text, start)
    return run or _sign_said_before(quantity, text, start)


def _sign_said_before(quantity: Quantity, text: str, start: int) -> int:
    before = text[max(0, start - 12) : start]
    if not _changing().search(before):
        return _sign_of_itself(quantity, text[start])
    than = more_than_last_year(text, start)
    if than is not None:
        return 1 if than["more"] else -1
    ended = _ENDED_AT.search(before)
    if quantity.unit == POINTS:
        fell = _before("fall").search(before) or _before("short_fall", short=True).search(before)
        return -1 if fell else 1
    extent = _extent().search(before)
    if extent is not None:
        return -1 if extent["extent"] in words(_CONTEXT, "fall") else 1
    if not ended:
        if _before("rise").search(before):
            return 1
        if _before("fall").search(before):
            return -1
    if ended:
        return 0
    whole = before.endswith("了") and quantity.unit in _OF_A_WHOLE  # 涨了三分之二
    beside = whole or _COMPARED.search(text, max(0, start - 30), start)
    return (_sign_beside(before) if beside else 0) or _sign_of_itself(quantity, text[start])


@cache
def _only_change() -> Run:
    keys = (
        "rise",
        "fall",
        "short_rise",
        "short_fall",
        "extent",
        "trend",
        "after_change",
        "filler",
        "between",
    )
    return Run(
        [word for key in keys for word in words(_CONTEXT, key)],
        r"相比|比(?=[多少高低增减升降])|连续|逐年|持续|[两二三四五]年|呈|趋势|态势|总体|明显|同比|环比|[较比与同跟和][^，。；、]{0,14}?(?:年度?|同期|年末|年底|年初|相比)|\d+[件宗份]?|[略大幅净猛均+＋−-]|\s",
    )


def is_of_how(text: str, start: int, end: int, *, money: bool) -> bool:
    """答复时限缩短了三分之一, 答复率提高3%, 处罚金额减少20%: of how it was done, not of how many.

    `money` says that an amount is what is counted.
    """
    if not money and _AMOUNT.search(text, start, end):
        return True
    return _HOW.search(text, start, end) is not None


def says_only_change(clause: str) -> bool:
    """Whether a clause up to its number speaks of nothing but the change of what went before.

    罚没款同比下降22% names something of its own.
    """
    return _only_change().covers(clause, 0, len(clause))


def compares_figures(text: str, at: int) -> bool:
    """废止9件，比新制发的6件多3件: the difference of two figures of one year, before offset `at`."""
    return _OF_TWO_FIGURES.search(text, max(0, at - 20), at) is not None


def more_than_last_year(text: str, at: int) -> re.Match[str] | None:
    """新收58件，多于上年4件: the difference, told before offset `at` without a word of change."""
    return _THAN.search(text, max(0, at - 12), at)


@cache
def continues() -> re.Pattern[str]:
    """由34件降到26件, 比上年多366件，为4120件: the number goes on about what was just said."""
    on = trie_pattern(words(_CONTEXT, "continuing"))
    to = trie_pattern(words(_CONTEXT, "continued_to"))
    return re.compile(
        rf"[，\s]*(?:(?:19|20)\d{{2}}年度?)?(?:{on}){{0,12}}(?:{to})\s?(?:(?:(?:19|20)\d{{2}}年度?|[今本]年度?)的?\s?)?"
    )


def _sign_beside(before: str) -> int:
    """The sign of 比上年多45条, where the short word needs something to compare with."""
    if _before("short_rise", short=True).search(before):
        return 1
    return -1 if _before("short_fall", short=True).search(before) else 0


@cache
def _in_a_run() -> re.Pattern[str]:
    """较上年分别增加5件、2件: the word of change stands before the first of them."""
    rise, fall = (
        trie_pattern((*words(_CONTEXT, key), *words(_CONTEXT, f"short_{key}")))
        for key in ("rise", "fall")
    )
    return re.compile(
        rf"(?:分别|依次|各)(?:约|同比|[较比同与](?:上一?年|去年|前一年|(?:19|20)\d\d年)(?:度|同期)*(?:相比)?)?(?:(?P<rise>{rise})|{fall})(?:了|约)?"
        r"(?:\d[\d.,]*(?:个百分点|[%件宗份个起条项])?[、和及与])+$"
    )


@cache
def changes_joined() -> re.Pattern[str]:
    """较上年分别增加26件和回落3件: what stands between numbers in a row, with a change or without."""
    keys = ("rise", "fall", "short_rise", "short_fall")
    change = trie_pattern([word for key in keys for word in words(_CONTEXT, key)])
    return re.compile(rf"\s?[、，,和及与]\s?(?:{change})?了?\s?")


def _sign_in_a_run(text: str, start: int) -> int:
    if not text.endswith(("、", "和", "及", "与"), 0, start):
        return 0
    run = _in_a_run().search(text, max(0, start - _RUN), start)
    return 0 if run is None else 1 if run["rise"] else -1


def _sign_of_itself(quantity: Quantity, first: str) -> int:
    """翻了一番, 减半 and percentage points are changes whatever stands before them."""
    if quantity.unit == "%" and first in "翻减":
        return 1 if first == "翻" else -1
    return 1 if quantity.unit == POINTS else 0
