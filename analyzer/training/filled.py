"""A seeded manuscript good enough for readers: a form that adds up, and plain prose around it.

Rich wording and injected faults are the business of `generate`; here only cells and lines count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Final

from analyzer.document import AgencyLevel, Edition, SectionKey
from analyzer.forms.form import Form, form, forms
from analyzer.training.manuscript import Manuscript, Part

_HEADINGS: Final[tuple[tuple[SectionKey, str], ...]] = (
    ("overview", "一、总体情况"),
    ("disclosure", "二、主动公开政府信息情况"),
    ("requests", "三、收到和处理政府信息公开申请情况"),
    ("disputes", "四、政府信息公开行政复议、行政诉讼情况"),
    ("problems", "五、存在的主要问题及改进情况"),
    ("other", "六、其他需要报告的事项"),
)
_PLACES: Final = ("青岚", "白沙", "云麓", "松溪口", "临湖", "安泽")
_AGENCIES: Final[tuple[tuple[str, AgencyLevel], ...]] = (
    ("{}县水务局", "county_department"),
    ("{}县人民政府", "county_government"),
    ("{}市教育局", "city_department"),
    ("{}市人民政府", "city_government"),
    ("{}镇人民政府", "township"),
    ("{}街道办事处", "subdistrict"),
)
_SENTENCES: Final[dict[SectionKey, tuple[str, ...]]] = {
    "preamble": (
        "根据《中华人民共和国政府信息公开条例》要求，编制本报告，数据统计期限为{year}年1月1日至12月31日。",
    ),
    "overview": (
        "主动公开方面，全年在门户网站发布信息{n}条，其中解读材料{m}篇，公开栏张贴{k}份。",
        "依申请公开方面，{year}年新收申请{received}件，上年结转{carried}件，均由办公室登记后分办。",
        "信息管理方面，对{k}份已失效的文件作了标注，属性审查单随文归档。",
        "平台建设方面，政务新媒体推送{n}期，阅读量达到{m}.{k}万次。",
        "监督保障方面，举办业务培训{k}场，{m}人次参加，收到评议意见{k}条。",
    ),
    "disclosure": (),
    "requests": (),
    "disputes": (),
    "problems": (
        "一是个别股室报送信息偏晚，平均超期{k}天；二是图解类材料只有{m}份。",
        "改进措施：自{next_year}年3月起每月5日前核对一次目录，由办公室专人负责。",
    ),
    "other": ("本年度未向申请人收取信息处理费。", "{year}年承办的{k}件建议提案均已答复。"),
}


def filled(seed: int, edition: Edition = "2021") -> Manuscript:
    """The manuscript of this seed; the same seed gives the same words and numbers."""
    random = Random(seed)  # noqa: S311  # test data, not secrets
    year = random.randint(2021, 2025) if edition == "2021" else random.randint(2019, 2020)
    pattern, level = random.choice(_AGENCIES)
    agency = pattern.format(random.choice(_PLACES))
    cells = figures(random, edition)
    words: dict[str, int | str] = {
        "year": year,
        "next_year": year + 1,
        "received": cells["requests.new_received.total"] or "0",
        "carried": cells["requests.carried_over.total"] or "0",
    }
    return Manuscript(
        title=f"{agency}{year}年政府信息公开工作年度报告",
        agency=agency,
        agency_level=level,
        year=year,
        edition=edition,
        cells=cells,
        parts=tuple(_parts(random, words)),
        signed=f"{year + 1}-01-{random.randint(5, 30):02d}" if random.random() < 0.8 else "",
    )


def _parts(random: Random, words: dict[str, int | str]) -> Iterator[Part]:
    yield Part("preamble", "", tuple(_paragraphs(random, _SENTENCES["preamble"], words)))
    for key, heading in _HEADINGS:
        yield Part(key, heading, tuple(_paragraphs(random, _SENTENCES[key], words)))


def _paragraphs(
    random: Random, sentences: Sequence[str], words: dict[str, int | str]
) -> Iterator[str]:
    for sentence in sentences:
        yield sentence.format(
            **words, n=random.randint(3, 4000), m=random.randint(2, 90), k=random.randint(2, 9)
        )


def figures(random: Random, edition: Edition) -> dict[str, str]:
    """The cells of all three forms as typed: the footings hold wherever every cell is filled.

    One report in four has blank zeros here and there, one in ten odd signs for them.
    """
    numbers = _requests(random, form("requests", edition)) | _disputes(random, edition)
    for ref in form("disclosure", edition).refs:
        numbers[ref] = random.choice((0, 0, 1, 3, 12, 408, random.randint(0, 30000)))
    texts = {ref: str(numbers[ref]) for sheet in forms(edition) for ref in sheet.refs}
    amount = "disclosure.fees.amount"
    if amount in texts and random.random() < 0.6:
        texts[amount] = f"{random.randint(0, 9000)}.{random.randint(1, 9)}"
    sparse = random.choice((0.0, 0.0, 0.0, 0.02, 0.3, 0.9))
    signs = ("/", "-", "—") if random.random() < 0.1 else ("",)
    for ref, text in texts.items():
        if text == "0" and random.random() < sparse:
            texts[ref] = random.choice(signs)
    return texts


def _requests(random: Random, sheet: Form) -> dict[str, int]:
    people = [column.key for column in sheet.columns if column.key != "total"]
    details = [row.key for row in sheet.rows[2:-2]]
    numbers = dict.fromkeys(sheet.refs, 0)
    for _ in range(random.choice((0, 2, 6, 30, 120))):
        person = people[0] if random.random() < 0.7 else random.choice(people)
        numbers[sheet.ref(random.choice(details), person)] += random.choice((1, 1, 2, 9, 130))
    for person in people:
        closed = sum(numbers[sheet.ref(row, person)] for row in details)
        carried = random.randint(0, min(closed, 4))
        forward = random.choice((0, 0, 1, 2))
        numbers[sheet.ref("result_total", person)] = closed
        numbers[sheet.ref("carried_over", person)] = carried
        numbers[sheet.ref("carried_forward", person)] = forward
        numbers[sheet.ref("new_received", person)] = closed + forward - carried
    for row in sheet.rows:
        numbers[sheet.ref(row.key, "total")] = sum(
            numbers[sheet.ref(row.key, person)] for person in people
        )
    return numbers


def _disputes(random: Random, edition: Edition) -> dict[str, int]:
    sheet = form("disputes", edition)
    numbers: dict[str, int] = {}
    for row in sheet.rows:
        outcomes = {
            column.key: random.choice((0, 0, 0, 1, 2, 15))
            for column in sheet.columns
            if column.key != "total"
        }
        numbers |= {sheet.ref(row.key, column): n for column, n in outcomes.items()}
        numbers[sheet.ref(row.key, "total")] = sum(outcomes.values())
    return numbers
