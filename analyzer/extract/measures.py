"""Level, share or change: which of the three a number is, and with which sign."""

from __future__ import annotations

import re
from typing import Final

from analyzer.claim import Kind, Quantity
from analyzer.lexicon.units import units

_UP: Final = (
    r"增长|上升|增加|提高|提升|上涨|回升|扩大|攀升|增幅|涨幅|升幅|增收|增发|净增|激增|多出|新增加"
)
_DOWN: Final = (
    r"减少|下降|降低|回落|下滑|缩减|压缩|缩短|减幅|降幅|跌幅|收窄|下跌|少收|净减|锐减|骤减"
)
_ADVERB: Final = r"(?:了|约|近|幅度?|率|比例|为|达到?|超过?|[:：]|\s|高达|逾|仅|接近|将近|至少|不足|不到|幅度为){0,3}$"
_RISE: Final = re.compile(rf"(?:{_UP}){_ADVERB}")
_FALL: Final = re.compile(rf"(?:{_DOWN}){_ADVERB}")
_COMPARED: Final = re.compile(
    r"同比|环比|[较比与同].{0,12}(?:年|上期|相比|去年|上年|年初|此前)|去年|上年"
)
_SHORT_RISE: Final = re.compile(r"[增升多涨](?:了|约|近)?\s?$")
_SHORT_FALL: Final = re.compile(r"[减降少跌](?:了|约|近)?\s?$")
_ENDED_AT: Final = re.compile(r"[至到为]\s?$")
_RANK: Final = re.compile(r"第\s?$")


def kind_of(quantity: Quantity, text: str) -> Kind:
    """The kind of a quantity in its sentence `text` (its offsets are those of `text`)."""
    if sign_of_change(quantity, text):
        return "change"
    unit = quantity.unit
    lexicon = units()
    if unit == "元":
        return "money"
    if unit in ("%", "个百分点", "倍"):
        return "share"
    if unit in ("名", "位") and text[quantity.span.start : quantity.span.start + 1] == "第":
        return "rank"
    return "duration" if lexicon.is_kind(unit, "duration") else "count"


def sign_of_change(quantity: Quantity, text: str) -> int:
    """1 for a rise, -1 for a fall, 0 where the number states no change."""
    start = quantity.span.start
    before = text[max(0, start - 12) : start]
    ended = _ENDED_AT.search(before)
    if quantity.unit == "个百分点":
        return -1 if _FALL.search(before) or _SHORT_FALL.search(before) else 1
    if not ended or _level_noun(before):
        if _RISE.search(before):
            return 1
        if _FALL.search(before):
            return -1
    if ended:
        return 0
    context = text[max(0, start - 30) : start]
    if _COMPARED.search(context):
        if _SHORT_RISE.search(before):
            return 1
        if _SHORT_FALL.search(before):
            return -1
    return 0


_LEVEL_NOUN: Final = re.compile(r"(?:增幅|涨幅|升幅|降幅|减幅|跌幅)(?:度|约)?[为达]到?\s?$")


def _level_noun(before: str) -> bool:
    """增幅为 5% states a change although 为 stands before the number."""
    return bool(_LEVEL_NOUN.search(before))
