"""Percentages where they stand: of which part and whole, given what the sentence counted before."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from analyzer.extract.about_applications import shares_out_applications
from analyzer.extract.added_up import sum_of
from analyzer.extract.cues import Cue, between, clause_start, sentence_part_start
from analyzer.extract.denominators import CLOSED, whole_of
from analyzer.extract.expressions import Expression
from analyzer.extract.measures import POINTS, continues
from analyzer.extract.multiples import multiple, of_last_year
from analyzer.extract.reading import Paragraph, Reading
from analyzer.extract.shares import Share, is_of_requests, names_a_rate, share_of
from analyzer.extract.shares_beside import beside_its_number, echoed, of_the_last, share_beside
from analyzer.extract.shares_in_a_row import head_of_row, in_a_row, make_up_all, severally
from analyzer.extract.subject import FOREIGN, Subject
from analyzer.extract.subjects import subject_of, topic_of

_REQUESTS: Final = Subject("requests")
_CORRECTED: Final = Subject("disputes", ("review",), ("corrected",))
_SUIT: Final = ("suit",)
_OF_THEM: Final = Expression(r"[）)]?(?:申请|案件)?的")
# 公开率…，今年为43.9%，去年为41.0%; （上年75%）; 高于上年的75%; 较上年（75%）
_YEAR: Final = r"(?:[今去上]年|上一年|本年度?|上年度?|(?:19|20)\d\d年度?)(?:同期|水平)?"
_IN_A_YEAR: Final = Expression(
    rf"(?:[，；：、（](?:其中)?|[，；]?[比较同与](?=[上去])){_YEAR}(?:则|仅|只|也)?[为是的]"
    rf"|[（，；、]{_YEAR}[为是：:]?"
    rf"|[，；]?(?:明显|显著|略|稍|远|仍)?(?:[比较]|高于|低于|高出|超过|好于|优于|不及)(?:{_YEAR})(?:的|（)"
)
_IN_EVERY_YEAR: Final = Expression(r"连续[两三四五六七八九十]年(?:均|都)?$")
_WITHIN: Final = Expression(
    r"(?:申请|案件)?(?:里面?|中间?|当中|之中|内)[，]?(?:约|共|就|也|便|已|又)?占(?:到|了|比)?",
    needs="占",
)
# 复议纠错率偏高，达到25%: the rate stands in the clause before
_NO_MORE_THAN: Final = Expression(
    r"(?:(?:[今去上]年|本年度?|上年度?|(?:19|20)\d\d年度?)[则也仅]?)?"
    r"(?:达到?|为|仅|高达|只有|约|超过|降到|升到|降至|升至)+\s?"
)
_ONLY: Final = Expression(r"(?:仅|只有|为|达|约|高达|仅为)?")
_SAID_OF_A_RATE: Final = Expression(
    r"(?:率|比例|比重|占比)(?:仍然?|还|相对|总体|依然)?(?:偏高|偏低|较高|较低|过高|过低|不高|不低|不够高|居高不下|有待提[高升])$"
)
_TAKES_UP: Final = Expression(r"[，（(]?(?:约?占|为|相当于)")
_SUM_TAKES: Final = Expression(
    r"(?P<sum>[，；、\s]*(?:以上|上述)?(?P<count>[两二三四五六])?(?:项|者|类|种|部分)?"
    r"(?:合计|相加|加起来|合起来|之和|总共|共计|共|合|(?<=[项者类种人形果]))(?:数|件数)?)(?:约?占|(?:占?比例?|比重)?(?:也|已|就|便|都|则)*(?:达到?|超过?|为|近|约)?$)"
)
# 低于全省平均败诉率3个百分点: no change from last year
_THAN_OTHERS: Final = Expression(
    r"(?:低于|高于|高出|低出|超过|超出|优于|好于|[比较])[^，。；\d]*(?:平均|均值|全[省市县区州国]|其他|同类|同级|预期|目标|要求)"
)
_PROPORTION: Final = Expression(r"占比|比例|比重")
_ALSO_OF: Final = Expression(r"[、，和及与]\s?(?:占)?[^，。；、\d占]{2,16}的(?:约|近)?")
_TOGETHER: Final = Expression(r"合计|[合共]占|相加|之和|加起来|合起来|[二两三四五六][者项类]")
_SHARED_OUT: Final = Expression(
    r"的?[类型]?的?(?:申请|答复|告知书)?(?:[\d,]+[件宗份起条例单])?(?:申请|答复)?(?:之中|当中|里面?|中|内)"
)
_AMONG: Final = Expression(
    r"(?:的|申请|件|类|型|答复|情形|情况|总数)*(?:[之当]?[中里]|[，（：]?其中)"
)
# a pool is named not farther before its shares: characters, numbers
_REACH: Final = 120
_NEAR: Final = 12
_AREAS: Final = "国省市县区州旗盟"
_PAIR: Final = 2 * (None,)
_OPENED: Final = [("granted",), ("partial",)]


def share_at(reading: Reading, at: int, span: tuple[int, int], paragraph: Paragraph) -> Share:
    """The part and whole of a percentage; percentage points are of the one before them."""
    if reading.quantities[at].unit == POINTS:
        if _THAN_OTHERS.search(reading.text, *span):
            return None, None
        return _of_a_rate(reading, span, paragraph) or paragraph.shared or (None, None)
    if in_a_row(reading, at):
        return _in_a_row(reading, at, paragraph)
    floor = reading.quantities[at - 1].span.end if at else 0
    of_it = reading.quantities[at].unit != "倍"  # 是2023年的1.3倍、2022年的2倍
    again = of_it and _says_it_again(reading.text, floor, span[1])
    if paragraph.shared and (again or echoed(reading, at)):
        return paragraph.shared
    part, whole = _told(reading, at, _with_its_phrase(reading, span, floor), paragraph)
    paragraph.shared = (part, whole) if part and whole else None
    if _IN_EVERY_YEAR.search(reading.text, *span):
        return None, None  # 公开率连续两年超过四成，今年为43.9%
    return part, whole


def _in_a_row(reading: Reading, at: int, paragraph: Paragraph) -> Share:
    """不予公开40件，其中秘密10件、内部事务30件，分别占25%、75%: each of what the row tells apart."""
    part, whole = severally(reading, at, paragraph) or (None, None)
    first = head_of_row(reading, at)
    floor = reading.quantities[first - 1].span.end if first else 0
    if not part or whole != CLOSED:
        return part, whole
    if _whole_named(reading, (floor, reading.quantities[first].span.start)):
        return part, whole
    among = _pool_told(reading, first, part, paragraph)
    if among is None and make_up_all(reading, first):  # 无法提供205件，…分别占92.7%、4.9%、2.4%
        told = (paragraph.told.get(index) for index in range(first))
        among = next((each for each in told if each and _is_part_of(part, each)), None)
    return part, among or whole


def _is_part_of(part: Subject, group: Subject) -> bool:
    """Whether a row is one of the group of rows that was counted (不予公开, of it 国家秘密)."""
    return len(group.first) == 1 and part.first[0].startswith(f"{group.first[0]}_")


def _says_it_again(text: str, floor: int, end: int) -> bool:
    """纠错率由15.4%降到8.3%; 今年为43.9%，去年为41.0%: the share told before."""
    return bool(continues().fullmatch(text, floor, end) or _IN_A_YEAR.fullmatch(text, floor, end))


def _with_its_phrase(reading: Reading, span: tuple[int, int], floor: int) -> tuple[int, int]:
    """The clause with the phrase that reaches over its beginning: 公开（含部分公开）占四成."""
    rows = reading.having("row")
    begins = (cue.start for cue in rows if floor <= cue.start < span[0] <= cue.end)
    return next(begins, span[0]), span[1]


def _told(reading: Reading, at: int, clause: tuple[int, int], paragraph: Paragraph) -> Share:
    """What the words of a `clause` that ends with percentage number `at` tell of part and whole."""
    text, span = reading.text, clause
    if _NO_MORE_THAN.fullmatch(text, *span) or _rated_in_brackets(text, span):
        floor = reading.quantities[at - 1].span.end if at else 0
        told_year = "年" in text[slice(*span)]
        if text[span[0] - 1 : span[0]] == "）" and (aside := text.rfind("（", floor, span[0])) > 0:
            span = aside, aside  # 公开答复率（含部分公开）为47.1%
        span = clause_start(text, max(floor, span[0] - 1), floor), span[1]
        if not told_year:
            reading.led[at] = span[0]  # 上年复议纠错率偏高（18.2%）
    near = between(reading.cues, *span)
    topic = topic_of([*between(reading.cues, 0, span[0]), *near], paragraph.subject)
    if topic is None and is_of_requests(reading, span):
        topic = _REQUESTS
    # 公告14篇，公开率87%；新收申请2件: a rate may be of anything, a row of 表三 is not
    listed = _REQUESTS if topic is None and shares_out_applications(reading) else topic
    if reading.quantities[at].unit == "倍" or of_last_year(reading, at):
        part, whole = multiple(reading, at, topic, paragraph) or (None, None)
        if part and whole and whole.earlier:  # 申请量为去年的三倍，达92件
            paragraph.stated = paragraph.stated or replace(part, earlier=False)
        return part, whole
    # two added up: 两项合计占…; which two, only the sum tells
    added = _TOGETHER.search(text, *span) is not None
    stated = _together(reading, span, paragraph) if added else paragraph.stated
    part, whole = (
        _share_of_counted(reading, at, paragraph)
        or beside_its_number(reading, at, paragraph)
        or _of_another_whole(reading, at, paragraph)
        or of_the_last(reading, at, paragraph)
        or share_beside(reading, at, clause, listed, paragraph.shared)
        or (_of_the_sum(reading, span, stated) if added else None)
        or share_of(text, span, near, topic if names_a_rate(text, span) else listed, stated)
    )
    if part is None or whole is None or _of_an_area(reading, clause, paragraph):
        return None, None
    if part == _CORRECTED and _by_courts(paragraph):
        return replace(part, first=_SUIT), replace(whole, first=_SUIT)
    return part, _of_its_group(reading, at, span, (part, whole), paragraph)


def _of_an_area(reading: Reading, span: tuple[int, int], paragraph: Paragraph) -> bool:
    """收到20件，占全省总数的2%: the whole is of an area that what was counted was not told of."""
    takes = reading.text.find("占全", *span)
    area, before = reading.text[takes + 1 : takes + 3], reading.text[:takes]
    if takes < 0 or area[-1:] not in _AREAS:
        return False
    again = before.count(f"占{area}")  # which tells of no number that it is of the area
    return before.count(area) == again and (again > 0 or not paragraph.area)


def _rated_in_brackets(text: str, span: tuple[int, int]) -> bool:
    """公开率较低（仅35%）: what the rate is, behind what is said of it."""
    start, end = span
    if text[start - 1 : start] != "（" or _ONLY.fullmatch(text, start, end) is None:
        return False
    return _SAID_OF_A_RATE.search(text, max(0, start - _NEAR), start - 1) is not None


def _by_courts(paragraph: Paragraph) -> bool:
    """诉讼61件，判决纠错5件。纠错率8.2%: courts corrected some, and no review was told of."""
    told = [part for part in (*paragraph.earlier, *paragraph.listed) if part.domain == "disputes"]
    reviews = any({"review", "all"} & set(part.first) for part in told)
    return not reviews and any(
        part.second == _CORRECTED.second and part.first == _SUIT for part in told
    )


def _of_its_group(
    reading: Reading,
    at: int,
    span: tuple[int, int],
    share: tuple[Subject, Subject],
    paragraph: Paragraph,
) -> Subject:
    """The whole of a share, or the group that the sentence shares out (不予公开13件，其中…)."""
    part, whole = share
    if whole != CLOSED:
        return whole
    if not _whole_named(reading, span) and (pool := _pool_told(reading, at, part, paragraph)):
        return pool
    shared = paragraph.shared
    if shared and len(shared[1].first) == 1 and part.first[0].startswith(f"{shared[1].first[0]}_"):
        return shared[1]
    return _group_ahead(reading, span[0], part) or whole


def _whole_named(reading: Reading, span: tuple[int, int]) -> list[Cue]:
    """What a share says that it is taken of (占办结总数的5%)."""
    takes = reading.text.rfind("占", *span)
    return between(reading.cues, takes, span[1]) if takes >= 0 else []


def _kinds(subject: Subject) -> int:
    """How many rows a subject adds up."""
    return len(subject.first)


def _of_the_sum(reading: Reading, span: tuple[int, int], both: Subject | None) -> Share | None:
    """公开28件、部分公开5件，合起来过半: the sum, of the whole named or the total the form gives it."""
    if both is None or not both.first:
        return None
    # 四项占…: of these alone, not of all reasons of their group
    both = replace(max((both, *both.also), key=_kinds), also=())
    return both, whole_of(reading.text, _whole_named(reading, span), both)


def _of_a_rate(reading: Reading, span: tuple[int, int], paragraph: Paragraph) -> Share | None:
    """行政复议纠错率下降3.2个百分点, 不予公开占比上升1.2个百分点: the share is named, its value is not."""
    rate = names_a_rate(reading.text, span)
    if not rate and not _PROPORTION.search(reading.text, *span):
        return None
    near = between(reading.cues, *span)
    topic = topic_of([*between(reading.cues, 0, span[0]), *near], paragraph.subject)
    share = share_of(reading.text, span, near, topic, None)
    return share if rate or share[0] else None  # 自然人占95%，占比提高2个百分点


def _group_ahead(reading: Reading, start: int, part: Subject) -> Subject | None:
    """不予公开的9件之中，内部事务信息3件、占三分之一: the group that the sentence shares out."""
    begin = sentence_part_start(reading.text, start, 0)
    for cue in between(reading.having("row"), begin, start):
        row = cue.key("row")
        if row and part.first[0].startswith(f"{row}_") and _SHARED_OUT.match(reading.text, cue.end):
            return Subject("requests", (row,), part.second)
    return None


def _share_of_counted(reading: Reading, at: int, paragraph: Paragraph) -> Share | None:
    """124件，占办结309件的40.1%: the number before the last, of the last."""
    if at < 2:
        return None
    before, last = reading.quantities[at - 2 : at]
    between_ = reading.text[last.span.end : reading.quantities[at].span.start]
    opening = reading.text[before.span.end : last.span.start]
    within = _WITHIN.fullmatch(between_) is not None
    part, whole = paragraph.told.get(at - 2), paragraph.told.get(at - 1)
    if part is None or whole is None or FOREIGN in (part, whole):
        return (None, None) if within else None
    if within:  # 另行查询的40件，在不予公开的84件里占近一半
        of_group = part.first[0].startswith(f"{whole.first[0]}_")
        return (part, whole) if of_group else (None, None)
    if not _OF_THEM.fullmatch(between_) or not _TAKES_UP.match(opening):
        return None
    return (part, whole) if part != whole else None


def _pool_told(reading: Reading, at: int, part: Subject, paragraph: Paragraph) -> Subject | None:
    """不予公开的9件之中，内部事务3件、占三分之一; 不予公开中，商业秘密占63%: of that group."""
    start = reading.quantities[at].span.start
    begin = max(sentence_part_start(reading.text, start, 0), start - _REACH)
    for index in range(max(0, at - _NEAR), at):
        told, span = paragraph.told.get(index), reading.quantities[index].span
        if told is None or span.start < begin or not _AMONG.match(reading.text, span.end):
            continue
        if _is_part_of(part, told):
            return told
    for cue in between(reading.having("row"), begin, start):
        row = cue.key("row")
        if _AMONG.match(reading.text, cue.end) and part.first[0].startswith(f"{row}_"):
            return Subject("requests", (row,) if row else (), part.second)
    return None


def _together(reading: Reading, span: tuple[int, int], paragraph: Paragraph) -> Subject | None:
    """予以公开30件，部分公开9件，两项合计占…: the sum of what was counted."""
    said = _SUM_TAKES.match(reading.text, *span)
    if said is None:
        return None
    listed = paragraph.listed
    both = said["sum"] if said["sum"][-1] not in "者项类人形果" else said["sum"] + "合计"
    told = both if said["count"] or len(listed) == len(_PAIR) else "两项" + both
    apart = said["count"] or len(listed) == len(_PAIR) or [s.first for s in listed[-2:]] == _OPENED
    return sum_of(told, paragraph) if apart else None


def _of_another_whole(reading: Reading, at: int, paragraph: Paragraph) -> Share | None:
    """占不予公开的96.5%、答复总数的55.8%: the same part, of another whole."""
    if not at or paragraph.shared is None or reading.quantities[at - 1].unit != "%":
        return None  # 不予处理14件，占6.4%，其中信访类9件，占不予处理的64.3%: of the 9
    start, end = reading.quantities[at - 1].span.end, reading.quantities[at].span.start
    near = between(reading.cues, start, end)
    if not near or not _ALSO_OF.fullmatch(reading.text, start, end):
        return None
    before = reading.quantities[at - 1].span.start
    if "占" not in reading.text[clause_start(reading.text, before, 0) : end]:
        return None  # 予以公开的约六成，不予公开的约两成
    part = paragraph.shared[0]
    whole = subject_of(reading.text, near, "件", _REQUESTS)
    if whole is None or whole.domain != "requests" or part.domain != "requests" or not whole.first:
        return None
    return part, replace(whole, also=())
