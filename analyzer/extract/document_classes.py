"""Documents by who may see them: 主动公开17条，依申请公开28条，不予公开8条 count no applications."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from analyzer.claim import Quantity
from analyzer.extract.expressions import Expression

OF_TEXTS: Final = frozenset({"条", "次", "篇", "则", "个"})
_NEAR: Final = 40  # characters: longer than what the patterns match
_CLASSES: Final = re.compile(
    r"(?:主动公开[^，。；\d]{0,12}|(?:文件|公文|发文)[^。；：]{0,16}[，：]其?中?公开)\d+[条件份个][，、；](?:作为|列为|属于?)?依申请公开[^，。；\d收受]{0,10}\d+[条件份个][，、；]"
    r"(?:作为|列为|属于?|依法)?不(?:予)?公开[^，。；\d]{0,10}\d+"
)
# 主动公开信息6条，依申请公开信息0条; but 收到依申请公开3条
_TWO_CLASSES: Final = Expression(
    r"公开(?:政府|各类|类)?(?:信息|文件|公文)?(?:总?数)?(?:共|有|为)*\d+条[^。；\d]{0,12}[，、；](?:作为|列为|属于?|含|其中)?"
    r"依申请公开(?:政府|类)?(?:信息|文件|公文)?(?:总?数)?(?:共|有|为)*$"
)
# 网站发布依申请公开信息12条、不予公开信息3条: what was published, or listed as not to be
_PUT_UP: Final = Expression(
    r"(?:发布|公布|公示|上传|上网|录入)(?:了|各类|政府|的)*依申请公开(?:类|政府)*(?:信息|文件|公文)(?:数量|总数|数)?(?:共|有|为|计)*"
    r"(?:\d+[条篇则个次][，、；](?:作为|列为|属于?)?不予?公开(?:类|政府)*(?:信息|文件|公文)(?:共|有|为|计)*)?$"
)
# 主动公开43条，其中…、依申请公开信息0条、不予公开0件: the last class, whatever it is counted in
_LAST_CLASS: Final = Expression(
    r"(?<!收到)(?<!接到)(?<!接收)(?<!受理)(?<!办理)(?<!处理)(?<!答复)(?<!办结)依申请公开(?:类|政府)*(?:信息|文件|公文)(?:共|有|为|计)*\d+[条件份个]"
    r"[，、；](?:作为|列为|属于?)?不予?公开(?:类|政府)*(?:信息|文件|公文)?(?:总?数)?(?:共|有|为|计)*$"
)
# 通知公告50条，依申请公开4条: a column of the site among others
_A_COLUMN: Final = Expression(
    r"(?:^|[，。；：、（])(?![^，。；：、\d]*(?:申请|受理|收到|接[到收]|答复|办[理结]|其中公开))[^，。；：、\d]{2,20}\d+[条篇则][，、]"
    r"(?:政府信息)?依申请公开(?:统计|情况|类|信息|栏目|专栏|目录|的)*$"
)
_ANSWERED: Final = Expression(
    r"[，；、（](?:其中|全部|均|已|按[时期])*(?:同意|予以|部分|不予|答复|办结|回复)"
)
# 办理8件，其中主动公开5件，依申请公开3件: in what way each was given
_OF_WHICH: Final = Expression(
    r"其中，?[^；。\d]{0,6}主动公开(?:范围)?(?:内|的|类|信息)*\d[\d,]*[件份宗条][，、]依申请公开(?:的|类|范围|信息)*$"
)
_OF_PAPERS: Final = Expression("(?:文件|公文|发文).*依申请公开")
_CLASS: Final = Expression(r"公开类(?:信息|文件|公文)?(?:共|有|为)*$", needs="公开类")
_SHORT: Final = 10
# 未收到申请。不予公开的信息10条: what is kept back, where no application was counted
_KEPT_BACK: Final = Expression(
    r"不予?公开的?(?:政府|各类)?(?:信息|文件|公文)(?:共|有|为|计|数量?)*$"
)


def is_of_a_class(text: str, quantity: Quantity) -> bool:
    """主动公开信息17条，依申请公开信息28条，不予公开信息8条: documents by who may see them."""
    if quantity.unit in OF_TEXTS and "公开类" in text:  # 依申请公开类5条, 不予公开类3条
        start = quantity.span.start
        if _CLASS.search(text, max(0, start - _SHORT), start):
            return True
    if quantity.unit in OF_TEXTS and "依申请公开" in text:
        start = quantity.span.start
        begin = max(0, start - _NEAR)
        if _PUT_UP.search(text, begin, start):
            return True
        answered = _ANSWERED.match(text, quantity.span.end)
        if quantity.value and not answered and _A_COLUMN.search(text, begin, start):
            return True  # 依申请公开0条 among them may as well be that nobody asked
    if "主动公开" not in text and not _is_of_papers(text):
        return False
    near = max(0, quantity.span.start - _NEAR), quantity.span.start
    if quantity.unit in OF_TEXTS and _TWO_CLASSES.search(text, *near):
        return True
    told = "主动公开" in text[: quantity.span.start]
    if told and (_LAST_CLASS.search(text, *near) or _OF_WHICH.search(text, *near)):
        return True
    begin, end = _classes(text)
    return begin <= quantity.span.start < end


@lru_cache(maxsize=16)  # every quantity of a sentence asks
def _is_of_papers(text: str) -> bool:
    return _OF_PAPERS.search(text) is not None


@lru_cache(maxsize=16)
def _classes(text: str) -> tuple[int, int]:
    found = _CLASSES.search(text)
    return found.span() if found else (0, 0)


def is_kept_back(text: str, start: int) -> bool:
    """Whether the words before offset `start` count what is not published, and name no application."""
    return _KEPT_BACK.search(text, max(0, start - _NEAR), start) is not None
