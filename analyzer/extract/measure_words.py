"""The unit of a number: the measure word after it, a noun before it, or none where it was lost."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Final

from analyzer.extract import hedges
from analyzer.extract.expressions import Expression
from analyzer.extract.numbers import Number
from analyzer.extract.numerals import parse
from analyzer.lexicon.phrases import trie_pattern
from analyzer.lexicon.source import words
from analyzer.lexicon.units import units

PERCENT: Final = "%"
_TENTHS: Final = dict(zip("一二三四五六七八九半", map(Decimal, (*range(1, 10), 5)), strict=True))
# 三天半, 一倍半: half of the unit more
_HALVED: Final = frozenset(
    {"倍", "天", "周", "小时", "个小时", "个月", "吨", "斤", "公斤", "米", "公里", "亩", "块"}
)
_NO_HALF: Final = frozenset("数年天月价径")  # 三天半价
_COINS: Final = re.compile(  # 三元五角, 五块三毛, 十二块五
    r"(?:元|(?P<piece>块))(?:(?P<tenths>[1-9一二两三四五六七八九])(?:[角毛]|(?(piece)(?=[，。；、到至]|$)|(?!))))?"
    r"(?:零?(?P<hundredths>[1-9一二两三四五六七八九])分)?(?:(?<=[角毛分])钱)?"
)
_OF_CASES: Final = ("诉讼", "来自", "来信")  # 2起诉讼
_SETS: Final = frozenset({"双", "对", "打"})
_COINED: Final = frozenset({"元", "块"})
# units behind which more of the number may stand
_CONTINUED: Final = _HALVED | {"成", "元"}
_SAID_ON: Final = _COINED | {"成"}
_SPLITTING: Final = frozenset("半多余")
_YUAN: Final = ("￥", "¥")
_COIN_SIZES: Final = (("tenths", Decimal("0.1")), ("hundredths", Decimal("0.01")))
_COINS_LONGEST: Final = 7  # characters of 块三毛零五分钱
_OF_STRUCTURE: Final = frozenset({"个", "项", "类", "种"})
_TEN: Final = 10
_CODE_LENGTH: Final = 7  # bare digits as long as this are a number of something, not an amount
# 订阅量达到5664865: an amount, however long it is
_HOW_MANY: Final = Expression(r"[量数](?:已|累计|总计)*(?:高?达到?|突破|超过?)了?$")
_UNIT_NOUN: Final = re.compile(r"(?P<unit>件次|人次|[件条篇份次人个期场])数\s?(?:[:：为是共]\s?)*$")
_COUNTING: Final = re.compile(
    r"(?:共|计|各|了|有|达|为|被诉|被复议|不掌握|转办|不存在|收到|召开|开展|举办|组织|申请|复议|诉讼|案件|另|仅|只|[立废止办发增减设建聘配印出制审定台]|部门|规章|结转|终结|提起|引发|公开|提供|处理|不明确|决定|答复|维持|纠正|撤销|撤诉|受理|结果|撤回|撤件|重复|信访|投诉|举报|咨询|案卷|秘密|隐私|不补正|未补正|查无"
    r"|文件|公报|手册|专栏|专题|视频|公众号|账号|网站|会议|发布会|培训|人员|活动|图解)\s?$"
)
_CLAUSE_END: Final = re.compile(r"\s*(?:[，。；、,;：）)（(及和]|之间|$)")
_BETWEEN: Final = frozenset("，；、：（")
_RESULT: Final = re.compile(
    r"予以公开|公开(?=[，。；、]|$)|没有?(?:答|办|公开|给)|没能|部分公开|不予|不公开|不掌握|信息不存在|尚未|未审|仍在|被?维持|被?撤销|被?驳回|被?纠正|被确认|被责令|终止|因|由申请人|撤回|重复|属于|告知|转|留待|顺延|跨年|是|到年底|在年底|逾期|未开庭|未审|未判|为[^，。；]|系|涉及|要求"
)
_LEFT: Final = Expression(r"(?:剩|剩下|余|还有|尚有|仅有|只有|另有|另|还剩|其中)$")
_TOGETHER: Final = Expression(r"(?:[在到于]|[与和跟同每各][^，。；、]*)$")
_OPENING: Final = frozenset("，。；：、\n") | {""}
_COMING: Final = Expression(r"(?:[收接]到|受理|新收|有|发生|引发|被提起|唯)(?:了)?$")
_APPLICATION: Final = Expression(
    r"(?:(?:行政)?(?:复议|诉讼)|[^，。；、\d]{0,12}(?:公开|获取|书面|提出|依)(?:信息)?的?申请|申请)(?=[，。；、：（]|$)"
)
_A_CASE: Final = Expression(
    r"(?:因|涉及?|由)?(?:政府)?(?:信息公开)?(?:类|引发的?|引起的?|的)?(?:行政)?(?:复议|诉讼)(?!审)"
)
_CASES: Final = ("诉讼", "复议", "申请", "案件", "直诉", "起诉")
_NAMED: Final = re.compile(
    r"[为是达有共计于到至等余约近超满逾破得花卖第和与]\s?$|^$|[:：，。；、（(]\s?$"
)
_GOES_ON: Final = re.compile(r"[-—–./:：·xX×*＊#℃]?[\dA-Za-z]|[-—–]\s?\d|[./:：]\d")
_COMES_FROM: Final = re.compile(r"[A-Za-z\d#№＃_/／^·.\-—–－《]\s?$|[Vv]ersion\s?$")
# 12345, 96110, 119: lines to call, even where the word for them is far
_LINE: Final = re.compile(r"12\d{3}|9[56]\d{3}|11[0249]|12[02]")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_IDEOGRAPH: Final = re.compile(r"[\u4e00-\u9fff]")
_AFTER_LOST: Final = frozenset("，、。；;,！？）)（( \n")


@cache
def _unit() -> re.Pattern[str]:
    return re.compile(
        rf"\s?(?P<unit>{trie_pattern(units().kinds)})(?P<times>[（(][次份件条套个本部册][)）])?"
    )


@cache
def _split() -> re.Pattern[str]:
    """一个半小时, 两个多月."""
    return re.compile(r"个[半多余](?P<of>小时|月|星期|工作日|学期|季度|百分点)")


@cache
def _goes_on_hedged() -> re.Pattern[str]:
    return re.compile(
        r"\s*(?:[，。；、,;：）)（(及和的且并但而至到]|[大小]于|不[大小超足到低高]|之间|$)"
    )


@cache
def _no_count() -> re.Pattern[str]:
    return re.compile(trie_pattern(words("units", "structure", "uncounted")))


def after(text: str, number: Number) -> tuple[str | None, int]:
    """The measure word that follows a number, None without one, and where it ends."""
    if number.fraction:
        return PERCENT, number.end
    lexicon = units()
    match = _unit().match(text, number.end)
    if match is None:
        return None, number.end
    unit, end = match["unit"], match.end()
    following = text[end : end + 1]
    split = _split().match(text, match.start("unit")) if following in _SPLITTING else None
    if split:
        return f"个{split['of']}", split.end()
    forbidden = following and following in lexicon.not_before.get(unit, "")
    if forbidden and not text.startswith(_OF_CASES, end):
        return None, number.end
    structure = end if unit in _OF_STRUCTURE else match.start()
    if text.startswith(lexicon.structure, structure):
        return None, number.end  # 六个部分; 两件部分公开 counts
    whole, stop = unit, end
    if following == "半" or unit in _SAID_ON:
        whole, stop = _with_more(text, number, unit, end)
    if number.chinese and stop == end and not _counts(text, number, unit, end):
        return None, number.end
    return whole + (match["times"] or ""), stop


def _halved(text: str, unit: str, end: int) -> bool:
    """三天半, but neither 三天半价 nor 两个半天."""
    following = text[end : end + 2]
    return following[:1] == "半" and unit in _HALVED and following[1:] not in _NO_HALF


def _with_more(text: str, number: Number, unit: str, end: int) -> tuple[str, int]:
    """The unit and where it ends with what is said behind it: 九成五, 三元五角, 一倍半."""
    if unit == "成" and text[end : end + 1] in _TENTHS:
        return unit, end + 1
    if unit in _COINED and number.step == 1:
        coins = _COINS.match(text, end - 1)
        if coins and coins.end() > end:
            return "元", coins.end()
    return unit, end + _halved(text, unit, end)


def completed(text: str, number: Number, unit: str, end: int) -> Number:
    """The number with what `after` found behind its unit: 五 of 九成五, 五角 of 三元五角, 半, 多 of 两个多月."""
    if unit not in _CONTINUED and unit[0] != "个":
        return number
    split = text[end - len(unit) : end - len(unit) + 1] if unit[0] == "个" else ""
    if split in ("多", "余") and number.hedge == "exact":
        return number._replace(high=number.value + number.step, hedge="over")
    more = Decimal("0.5") if split == "半" else _rest(text, unit, end)
    return number._replace(value=number.value + more, high=number.high + more) if more else number


def _rest(text: str, unit: str, end: int) -> Decimal:
    """What stands behind the unit, in units: half a 成 in 九成五, half a 元 in 三元五角."""
    if unit == "成":
        return _TENTHS.get(text[end - 1], Decimal(0)) / _TEN
    if unit in _HALVED and text[end - 1] == "半":
        return Decimal("0.5")
    if unit == "元" and text[end - 1] != unit:
        begin = max(0, end - _COINS_LONGEST)
        coins = _COINS.match(text, max(text.rfind("元", begin, end), text.rfind("块", begin, end)))
        named = coins.groupdict() if coins else {}
        return sum((parse(named[n]) * size for n, size in _COIN_SIZES if named.get(n)), Decimal(0))
    return Decimal(0)


def _counts(text: str, number: Number, unit: str, end: int) -> bool:
    """Whether a Chinese numeral before this unit counts things (两件) or only sounds so (一项)."""
    lexicon = units()
    if unit not in lexicon.after_chinese_numeral and _is_simple(number):
        # 三双, 一打; but 三双机制, 两打一铲
        return unit in _SETS and _CLAUSE_END.match(text, end) is not None
    if number.value == 1 and number.hedge == "exact" and unit in lexicon.weak_after_one:
        before = text[max(0, number.start - 4) : number.start]
        closing = _CLAUSE_END.match(text, end) is not None
        counting = closing and _COUNTING.search(before) is not None
        # ，一起尚未审结; 行政诉讼一件未开庭; 还有一份没有答完
        parted = before[-1:] in _BETWEEN or before.endswith(_CASES)
        left = _LEFT.search(before) is not None
        listed = (parted or left) and _RESULT.match(text, end) is not None
        # 只接到一份要求公开的申请, 全年有一起复议
        named = _COMING.search(before) and _APPLICATION.match(text, end)
        # 一起行政诉讼案件系复议后起诉
        opens = before[-1:] in _OPENING and _A_CASE.match(text, end)
        if counting or listed or named or opens or (closing and parted):
            return True
        # 再起诉一起, 另一起申请人撤回; but 走到一起, 每人一份
        apart = left or (
            closing and not _TOGETHER.search(text, max(0, number.start - 12), number.start)
        )
        return apart and (unit in lexicon.as_cases or unit == "份")
    return True


def _is_simple(number: Number) -> bool:
    return number.value <= _TEN and number.step >= 1 and number.hedge == "exact"


def lost(text: str, number: Number) -> str | None:
    """The unit of a number that no measure word follows; "" where it was lost, None: no quantity.

    件数为17 names it before. A number open above (10万+), one that ends its clause, and one with a
    multiplier count something even if the unit is missing; codes and years do not.
    """
    if number.chinese:
        return "" if _is_plain_numeral(text, number) else None
    noun = _UNIT_NOUN.search(text, max(0, number.start - 8), number.start)
    if noun:
        return noun["unit"]
    following = text[number.end : number.end + 1]
    if following in ("+", "＋") and following:
        return ""
    written = text[number.start : number.end]
    if written.isdigit() and (len(written) >= _CODE_LENGTH or _YEAR.fullmatch(written)):
        told = _HOW_MANY.search(text, max(0, number.start - 8), number.start)
        return "" if told and len(written) >= _CODE_LENGTH else None
    if _LINE.fullmatch(written) and (following not in _AFTER_LOST or len(written) > len("110")):
        return None
    if text[number.start - 1 : number.start] in _YUAN:
        return "元"  # ￥5600
    if _COMES_FROM.search(text, max(0, number.start - 8), number.start):
        return None
    if _GOES_ON.match(text, number.end) or _no_count().match(text, number.end):
        return None
    if following in _AFTER_LOST or not following:
        return ""
    return "" if _IDEOGRAPH.match(following) else None


def _is_plain_numeral(text: str, number: Number) -> bool:
    """一百五十 said by itself: several characters with a multiplier, where a number is expected."""
    written = text[number.start : number.end]
    if len(written) < 2 or not any(size in written for size in "十百千万亿点几余多拾佰仟又"):
        return False
    if hedges.behind(text, number.end, ""):
        return True  # 五百以上的
    if hedges.before(text, number.start):
        return _goes_on_hedged().match(text, number.end) is not None
    if not _CLAUSE_END.match(text, number.end):
        return False
    return bool(_NAMED.search(text, max(0, number.start - 2), number.start))
