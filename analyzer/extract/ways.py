"""Parts of what came in that no table counts: by one way (网上, 信函), after a correction, from elsewhere, for one office."""

from __future__ import annotations

import re
from typing import Final

from analyzer.claim import Quantity
from analyzer.extract.expressions import Expression
from analyzer.extract.reading import Reading, spoken

_SENT: Final = r"(?:网络|网上|线上|线下|来信|信函|电子邮件|邮件|电邮|邮寄|邮政|快递|当面|现场|上门|到场|传真|窗口|平台|在线|互联网)"
# 其中通过网络收到申请25件: a part; 收到2个自然人的申请: how many asked, not how often
_BY_CHANNEL: Final = re.compile(
    rf"(?:其中|其中，|[，、；]|^)(?:通过|以|经)?{_SENT}(?!等)"
    r"[^，。；、]{0,6}(?:收到|收件|来件|接收|接件|受理|提交|递交|申请|寄送|办理|处理|答复|回复|办结)[^，。；、]{0,4}$"
    rf"|(?:收到|接收|受理|办理|登记)(?:群众|公众|公民|市民|申请人|企业)?{_SENT}(?:提交|递交)?的?(?:政府信息公开|信息公开|公开)?(?:申请|依申请公开)(?:申请|件)*(?:共|为)?$"
)
# 政务服务中心窗口受理申请: one way, but for the window that all applications come in by
_AT_A_WINDOW: Final = Expression(
    r"(?:^|[，、；：])(?![^，。；、：]*(?:公开|受理窗口))[^，。；、：\d]{0,12}窗口(?:共|累计|全年)*(?:收到|接收|接件|受理|登记)[^，。；、\d]{0,6}$",
    needs="窗口",
)
# 网上22件，书面申请1件: a part as well, where the sentence sets it beside another way
_IN_WRITING: Final = re.compile(
    r"(?:[，、；：（]|其中)(?:通过|以|收到|经)?(?:书面|纸质|口头|信件|快递|电话)[^，。；、]{0,6}申请[^，。；、]{0,4}$"
)
# 通过省一体化平台收到30件, 以邮寄方式提出的20件; 通过网站、信函等收到53件 names them all
_ONE: Final = (
    r"(?:网络|网上|网站|服务网|政务网|官网|线上|线下|来信|信函|信件|邮件|邮箱|邮寄|邮局|邮政|邮递|快递|当面|现场|上门|到场|传真|窗口|平台"
    r"|在线|门户|电话|口头|书面|纸质|微信|小程序|专栏|互联网|电邮|数据电文)"
)
_NO_OTHER: Final = r"[^，。；、：（\d和与及或等]"
_NEAR: Final = 60  # characters of a denial and the ways it names
# 没有收到任何书面或网上申请: by none of the ways that are named
_WAY: Final = r"(?:以)?(?:其他|书面|纸质|口头|当面|现场|网上|网络|线上|线下|在线|信函|来信|邮寄|电子邮件)(?:形式|方式|渠道)?"
_BY_ANY_WAY: Final = Expression(
    rf"(?:收到|接到|接收|受理)过?(?:任何(?:{_WAY})|{_WAY}(?:(?:、|或者?|和|及|与|以及){_WAY})+)"
    rf"(?:(?:、|或者?|和|及|与|以及){_WAY})*等?(?:提出|提交|递交|(?:要求|请求)公开(?:政府|相关|有关)*信息)?的?(?:政府信息公开|信息公开|公开)?申请"
    r"|(?:任何)?(?:单位|组织|机构|法人|公民|个人|企业|群众|、|或者?|和|及|与|其他)++(?:向[^，。；]{1,8})?(?:提出|来)?(?:申请|要求)(?:[我本][^，。；、公]{1,3})?(?:公开|获取)(?:政府|相关|有关)*信息"
)
# 网上186件，来函19件: beside another way a letter is one, too
_LETTER: Final = Expression(r"(?:有|另有)?(?:来函|来件|来信|函件)(?:的|有|为|共|方式)*$")
_THROUGH_ONE: Final = Expression(
    rf"(?:[，。；、：（]|^|其中|的|(?<![不未没可能])(?=通过))(?:其中|有|另有)?(?:通过|以|经由?|从|由|用|采[用取]|利用|选[择用])(?:了)?{_NO_OTHER}{{0,12}}?{_ONE}"
    rf"(?={_NO_OTHER}{{0,12}}$)(?:[^，。；]{{0,4}}(?:收|接|受理|登记|提交|递交|提出|申请|寄|报送|办理|答复|办结|回复)|(?:申请|提交|提出)?(?:的|方式|渠道|途径|形式)+(?:的|有|为|共)*$|(?:的|有|为|共|申请|件)*$)"
)
# 经补正后受理37件; 要求更正政府信息的申请2件; 外省申请人提出28件; 要求以电子版答复84件; 办结件中当年新收210件
_PART: Final = Expression(
    r"(?:补正|更正|完善)(?:材料|内容|合格)?(?:以|之)?后(?:予以|再|方|才|重新)?(?:受理|收到|登记|接收|收下)[^，。；、\d]{0,8}$"
    r"|(?:更正|纠正|删除|撤下)(?:政府|公开|相关|错误|已|的)*信息(?:内容)?的(?:书面)?(?:申请|请求|要求)(?:共|有)?$"
    r"|(?:外省|省外|外地|外市|市外|外县|县外|外区|区外|本省|本市|本县|本区|省内|市内|县内|区内|辖区内?|境外|境内|国外|海外|异地|外籍)"
    r"(?:的|籍|户籍)?(?:申请人|申请者|提出人)(?:所|共)?(?:提出|提交|递交|提|申请|来件)*(?:的|申请|共|有|为)*$"
    r"|(?:要求|希望|请求|申请)(?:以|用|按|通过|采用|采取)[^，。；、\d]{1,10}(?:答复|提供|获取|送达|回复|领取|寄送|方式|形式)(?:的|申请|共|有|为)*$"
    r"|(?:办结|答复|办理|办毕|办完|处理)(?:完毕|了)?的?(?:申请|件|案件)?[之当]?[中里][，：]?(?:有|属|系|为)?(?:当年|本年度?|今年|年内|20\d\d年)(?:新)?(?:收到?|受理|接收|登记)[^，。；、\d]{0,6}$"
)
_HINT: Final = Expression(
    r"后|更正|纠正|删除|撤下|申请[人者]|提出人|[要请]求|希望|申请[以用按通采]|[中里]"
)
# 由县府办答复25件，由住建局代拟答复18件: each office its own
_BY_ONE_OFFICE: Final = Expression(
    r"由(?![本我])[^，。；、\d]{1,10}?(?:直接|负责|牵头|具体|代为|代拟|起草|承办|自行)*(?:答复|办理|承办|代拟|回复|拟办|起草|办结)(?:的|了|有|共)*$"
)
# 办结220件，其中当年新收210件、上年结转10件: of those that were closed
_OF_THE_CLOSED: Final = Expression(
    r"(?:办结|办毕|办完|答复|回复)[^，。；、\d]{0,8}\d[\d,]*[件宗份]?[，（：][其当]中[，：]?(?:有|属|系|为|包括)?(?:当年|本年度?|今年|年内)(?:新)?(?:收到?|受理|接收|登记|申请)[^，。；、\d]{0,6}$"
)
# 依申请公开系统收到15件，来信7件: a system is one way where another is counted beside it
_BY_A_SYSTEM: Final = Expression(
    r"(?:系统|平台|邮箱|网站|服务网|政务网|门户|专栏|栏目)(?!等)(?:共|累计)?(?:收到|收件|接收|接到|受理|登记)(?:了|的|政府信息|信息公开|公开|申请|件)*$"
)
_BESIDE_IT: Final = Expression(
    rf"[件份宗起]?(?:申请)?[，；、](?:另有|通过|以|由|经)?(?:{_ONE}|来访|来函|书面|申请人)(?![^，。；、\d]{{0,6}}(?:答复|回复|咨询|留言|投诉))[^，。；、\d]{{0,10}}\d+[件份宗起]"
)
_FEW: Final = 36
_SEVERAL: Final = 2


def by_any_way(text: str, start: int) -> re.Match[str] | None:
    """What came in by any way, named behind a denial that begins at `start`."""
    return _BY_ANY_WAY.search(text, start, start + _NEAR)


def is_channel(word: str) -> bool:
    """Whether a word is a way of applying (网上, 信函)."""
    return spoken("channels").search(word) is not None


def is_by_channel(
    reading: Reading, start: int, quantity: Quantity, *, beside: bool = False
) -> bool:
    """Whether a number counts what came in one way only (网上申请20件), for which no table has a row.

    `beside` says that a number before did: 来函19件 behind it is one, too.
    """
    if beside and _LETTER.search(reading.text, start, quantity.span.start):
        return True
    text, end = reading.text, quantity.span.start
    if _BY_A_SYSTEM.search(text, max(0, end - _FEW), end) and (
        beside or _BESIDE_IT.match(text, quantity.span.end)
    ):
        return True
    if not reading.says("channels"):
        return False
    near = max(0, start - 4)
    told = (
        _BY_CHANNEL.search(text, near, end)
        or _THROUGH_ONE.search(text, near, end)
        or _IN_WRITING.search(text, 0, end)
        or _AT_A_WINDOW.search(text, near, end)
    )
    return told is not None


def is_part(reading: Reading, start: int, quantity: Quantity) -> bool:
    """Whether a number, whose clause begins at `start`, counts some of what came in, by no row's measure."""
    text, end = reading.text, quantity.span.start
    begin = max(0, start - 1, end - _FEW)
    if _HINT.search(text, begin, end) and _PART.search(text, begin, end):
        return True
    if "年" in text[start:end] and _OF_THE_CLOSED.search(text, max(0, end - _FEW), end):
        return True
    return "由" in text[start:end] and _is_by_one_of_several(reading, start, quantity)


def _is_by_one_of_several(reading: Reading, start: int, quantity: Quantity) -> bool:
    if not _BY_ONE_OFFICE.search(reading.text, start, quantity.span.start):
        return False
    by_one = (
        _BY_ONE_OFFICE.search(reading.text, max(0, each.span.start - _FEW), each.span.start)
        for each in reading.quantities
    )
    return sum(found is not None for found in by_one) >= _SEVERAL
