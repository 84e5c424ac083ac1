"""Numbers that are no quantities: dates, document numbers, ordinals, hotlines, set phrases.

The patterns are about form; the set phrases come from `lexicon/set_phrases.toml`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from analyzer.extract.numerals import NUMERAL_CHARACTERS, SIZE_CHARACTERS
from analyzer.lexicon.phrases import trie_pattern
from analyzer.lexicon.source import words

# Runs are bounded: a longer one is no date and no number of a document, and must not cost its square.
_N: Final = rf"(?:\d{{1,12}}+|[{NUMERAL_CHARACTERS}]{{1,12}}+)"
_DATES: Final = (
    # 2020—2024年, 2024年1月1日, glued 20231月1日 and 202111日, 近三年, 三年来
    r"(?:19|20)\d{2}\s?年?(?:度)?\s?[-—–－~～至到]+\s?(?:19|20)\d{2}\s?年?(?:度)?",
    r"(?:19|20)\d{2}\s?年度?(?:\s?\d{1,2}\s?月份?)?(?:\s?\d{1,2}\s?[日号])?",
    r"(?:19|20)\d{2}\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?[日号])?",
    r"(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}",
    r"(?:19|20)\d{3,4}\s?日",
    r"\d{1,2}\s?月份?\s?\d{1,2}\s?[日号]",
    r"\d{1,2}(?:\s?[、和至到\-—]\s?\d{1,2}){0,12}\s?月(?:份|底|初|末|中旬|上旬|下旬)?(?!\w?均)",
    r"(?<!提前)(?<!历时)(?<!用时)(?<!提早)(?<!推迟)(?<!延长)(?<!缩短)(?<!缩短了)(?<!公示)(?<!公示期)(?<!时长)(?<!\d)\d{1,2}(?:\s?[、和至到\-—]\s?\d{1,2}){0,6}\s?[日号](?!均)",
    r"\d{1,2}[:：]\d{2}(?!\d)",
    r"(?<![\d.])\d{1,3}[:：∶]\d{1,3}(?=\s?(?:的比|的配比|[，。；、）)]|$))",  # 3:2
    r"[上下]午\s?\d{1,2}\s?[点时]?|\d{1,3}\s?周年",
    rf"{_N}\s?多?年(?:来|内|间|度|期|前|后|以来|底|初)?",
    rf"[〇零○一二三四五六七八九]{{4}}年(?:[{NUMERAL_CHARACTERS}]{{1,12}}月)?(?:[{NUMERAL_CHARACTERS}]{{1,12}}日)?",
    rf"[{NUMERAL_CHARACTERS}]{{1,12}}月(?:[{NUMERAL_CHARACTERS}]{{1,12}}日|份|底|初|末)?",
)
_NUMBERS_OF_DOCUMENTS: Final = (
    r"[〔\[（(【﹝]\s?(?:19|20)\d{2}\s?[〕\]）)】﹞]\s?第?\s?\d{1,12}(?:[—\-、]\d{1,12})*\s?号?",
    rf"届{_N}次",
    r"《[^《》\n]{1,80}》",
    r"(?<![报填列代发])[表图]\s?\d{1,2}(?![\d.余多几来]|\s?[张幅份个条件次])",
    rf"第\s?{_N}(?!\s?[名位])\s?(?:[、至到\-—]\s?第?{_N})?\s?(?:号令|号|条|款|项|章|节|届|次|期|批|季度|部分|个|季|类)?",
    r"\d{1,12}\s?号(?:令|文件|文|线|楼|院|室)?",
    r"附[件表图]\s?\d{1,12}|[（(见][图表]\s?\d{1,12}|满分\s?\d{1,12}\s?分",
    r"(?:邮编|邮政编码)[:：]?\s?\d{6}",
)
_ADDRESSES: Final = (
    r"https?://[^\s，。；、）)]+|www\.[^\s，。；、）)]+",
    r"[A-Za-z0-9_.+-]{1,40}@[A-Za-z0-9.-]{1,60}",
    r"(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)0\d{2,3}[-—－ ]?\d{7,8}(?!\d)|400[-—]?\d{3}[-—]?\d{4}",
    r"\d{1,12}\s?(?:弄|室|楼|栋|幢|单元|路公交)",
    rf"(?:\d{{1,3}}(?:[-—－~至]\d{{1,3}})?|[{NUMERAL_CHARACTERS}]{{1,4}})(?:周?岁|(?:个月|周|天)大(?=[的了婴]))|[5-9]0后|0\d后",
    r"\d{1,2}[·•‧]\d{1,2}(?!\d)",
    rf"(?<!费)(?<!采购)(?<!\d){_N}(?:项|者|类|种|个)(?=合计|合并|相加|共计|之和|总计|加总|加起来|合起来|分别|依次|(?:行政)?(?:许可|处罚|强制)(?:合计|共计?|总计))|(?<=[前上]述){_N}(?:项|者|类|种|个)|(?<=以上){_N}(?:项|者|类|种|个)(?:情形|情况)?(?=共|合|总|相|加)|(?<!费)(?<!采购)(?<!\d)[2-9两二三四五六七八九](?:项|者|类|种|个)(?=均|都|占|共(?!有))|[两二三](?:项|者)(?=\d)",
    rf"[前后]\s?{_N}\s?[位名]|(?<!\d)[2-9两二三四五六七八九](?:项|个|组)(?:数字|数值|数据|数(?=依次|分别))",
    r"每[十百千万](?!分)",
    r"(?<=[（(])万元(?=[）)])|(?<=单位[：:])[万亿]元",  # the unit of a number still to come
    r"(?:(?:未曾?|没有?|从未)(?:收到|接到|受理|接收|发生|出现|引发|引起|产生|办理|作出)过?|无|没有|未有|未见)(?:任何)?一[件例起宗个次条份]|一[件例起宗个次条份](?=[也都](?:[没无]|未(?![审结决判开办答到满了])|不[剩留多少差增减]))|(?<![另余])(?<!其中)(?<!剩下)(?<![另还尚]有)一[件例起宗个次条份](?=[没无]|未(?![审结决判开办答到满了宣经])|不[剩留多少差增减])",
    r"[表图][一二三四五六](?=所|中|第|[，。；、）)]|$)",
    # 一式三份, 等6种形式, 23大领域: how something is done, and what was just listed
    rf"一式{_N}份",
    rf"(?<=等){_N}(?:个|种|类|项|大类?)?(?:形式|方式|渠道|途径|方面|领域|环节|类型|类别)",
    r"\d{1,2}\s?个?(?=方面|层面|维度)|\d{1,2}\s?个(?=环节|部分(?!予以|公开|提供|答复|不予))",
    r"\d{1,3}大(?=领域|板块|版块|模块|方面|平台|任务|行动|工程|举措|体系|功能|专题|环节|主题|产业|专项)",
)
_CODES: Final = (
    r"[A-Za-z]{1,12}[-.]?\d{1,12}(?:\.\d{1,12})*[A-Za-z]*",
    r"\d{1,12}(?:\.\d{1,12})?\s?(?:升级|改进|增强|迭代)?版本?",
    r"\d{1,2}(?:\.\d)?级(?:及?以上)?(?:地震|余震|强震|大?风|台风|应急响应|响应)",
    # 5G, 2.0GB; 10w+ and 15k左右 are numbers
    r"\d{1,12}(?:\.\d{1,12})?(?![kKwW](?:[+＋余多]|左右|上下|以上|元|人?次|条|个百分点))[A-Za-z]{1,12}(?![A-Za-z])",
    r"\d{1,12}\s?[+＋×xX*]\s?[\dNXn]{1,12}",
    r"\d{1,12}(?:\.\d{1,12}){2,}",
    r"(?<![\d.])0\d{1,12}(?![\d.])",
)
_DEADLINES: Final = (
    # limits set by law or order, not time taken: 20个工作日内, 公示期7天, 限期15日
    rf"(?:期限?|限)[:：为]?\s?{_N}\s?(?:个工作日|个自然日|工作日|天|日|个月|小时)",
    rf"(?<!已于)(?<!均于)(?<!分别于){_N}\s?(?:个工作日|个自然日|工作日|天|日|个月|小时|个小时|分钟)(?:之内|以内|内|前)",
)
_ENUMERATORS: Final = (
    r"(?<![\d.])\d{1,2}[.．、](?=[^\d\s])(?<=[\s，。；：:;（(\n]\d[.．、])",
    # 1.2024年度收到申请: the year is not behind a decimal point
    r"(?:^|(?<=[\n，。；：:;\s]))\d{1,2}\s?[.．、](?:(?!\d)|\s?(?=(?:19|20)\d{2}\s?年))",
    rf"[（(]\s?{_N}\s?[)）]",
    r"(?:^|(?<=[\n。；：;\s]))[一二三四五六七八九十]{1,4}、",
    r"(?:[一二三四五六七八九十](?:是|则)|(?<![\u4e00-\u9fff])[一二三]来)(?=[\u4e00-\u9fff])",
    rf"一(?!共|[点又][{NUMERAL_CHARACTERS}])(?:(?![{NUMERAL_CHARACTERS}])[\u4e00-\u9fff]){{1,2}}一(?![{SIZE_CHARACTERS}])[\u4e00-\u9fff]",  # 一户一档, not 一百一十件
)


# Where an exclusion can begin at all: tested first, for nearly every character fails here.
_FIRST: Final = rf"0-9A-Za-z{NUMERAL_CHARACTERS}《表图第〔\[（(【﹝附满邮期限前后无没未届每一上下"

# 12315 is a hotline, 12315件 and 12315万元 count
_COUNTED: Final = "件条份宗人篇次"
# Nearly every number counts: told at its first digit, not after fifty alternatives at each.
_NO_COUNT: Final = rf"(?!(?:[1-9]|(?<=\d)0)\d{{0,5}}[{_COUNTED}])"


@cache
def _pattern() -> re.Pattern[str]:
    phrases = words("set_phrases", "phrases")
    named = rf"{trie_pattern(words('set_phrases', 'before_words'))}(?=[\u4e00-\u9fff“])"
    parts = (
        *_DATES,
        *_NUMBERS_OF_DOCUMENTS,
        *_ADDRESSES,
        *_CODES,
        *_DEADLINES,
        *_ENUMERATORS,
        named,
    )
    first = _FIRST + "".join(sorted({re.escape(phrase[0]) for phrase in phrases}))
    # 123150 is no hotline
    whole = rf"(?:(?<!\d)|(?!\d)){trie_pattern(phrases)}(?!(?<=\d)(?:\d|\s?[{_COUNTED}万亿元%]))"
    choices = "|".join((*parts, whole))
    return re.compile(f"(?=[{first}]){_NO_COUNT}(?:{choices})", re.MULTILINE)


def exclusions(text: str) -> list[tuple[int, int]]:
    """Half-open ranges of `text`, in order, whose numbers are no quantities."""
    return [match.span() for match in _pattern().finditer(text)]
